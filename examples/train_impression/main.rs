//! Makes the weights of the reader's second opinions (`src/inbound/impression/*.bin`) from the lessons beside this file,
//! and says how well such models read lessons that they have not seen:
//!
//!     cargo run --release --example train_impression
//!
//! Words after the command name the models to make: `students`, `marks`, `registers`, `firm_students`, `firm_answers`; all
//! of them without. A student's lesson is a line of JSON: the kind of letter answered (`about`), the writer's own words
//! (`text`), the stances and the flags that are meant anywhere in them. A co-leader's, in `lessons/staff`, has the group and
//! the session too, and the register and the orders that are meant; a firm head's, in `lessons/firm_heads`, what is said of
//! whom. All of them are made up. The same lessons give the same weights.

mod classroom;
mod regression;

use std::fs;
use std::io;
use std::path::Path;

use balintd::inbound::impression::firm_heads::{OfAnswer, OfFirmStudent};
use balintd::inbound::impression::staff::{OfMessage, OfStudent};
use balintd::inbound::impression::weights::{Weights, fingerprint};
use balintd::inbound::impression::{Sign, Signs};

use classroom::{Classroom, FIRM_HEADS, Heard, STAFF, STUDENTS, lessons};
use regression::{Example, Model};

/// Each fold is read by a model that learnt from the other ones.
const FOLDS: usize = 5;

/// Neighbours are often near misses of each other, and stay together.
const TOGETHER: usize = 10;

/// A likelihood above this, or below its opposite, is called sure in the table.
const SURE: f32 = 0.9;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = Classroom::open(root);
    course::<Sign>(root, "students", STUDENTS, |line| vec![room.hear(line)])?;
    course::<OfFirmStudent>(root, "firm_students", FIRM_HEADS, |line| room.hear_firm_students(line))?;
    course::<OfAnswer>(root, "firm_answers", FIRM_HEADS, |line| vec![room.hear_firm_answer(line)])?;
    course::<OfStudent>(root, "marks", STAFF, |line| room.hear_marks(line))?;
    course::<OfMessage>(root, "registers", STAFF, |line| vec![room.hear_register(line)])
}

/// Teaches one model from the lessons of a folder, where the command wants it.
fn course<S: Signs>(root: &Path, name: &str, folder: &str, hear: impl Fn(&str) -> Vec<Heard>) -> io::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if !(wanted.is_empty() || wanted.iter().any(|one| one == name)) {
        return Ok(());
    }
    let text = lessons(root, folder)?;
    let example = |heard: Heard| Example {
        features: heard.features.iter().map(|f| (f.hash, f.value)).collect(),
        meant: heard.meant,
    };
    let lessons: Vec<Vec<Example>> = text.lines().map(|line| hear(line).into_iter().map(example).collect()).collect();
    println!("{name}: {} lessons", lessons.len());
    judge::<S>(&lessons);
    let all: Vec<&Example> = lessons.iter().flatten().collect();
    let weights = pack(&regression::train(&all), fingerprint(text.as_bytes()));
    println!("{} features with a weight", weights.hashes.len());
    fs::write(root.join(format!("src/inbound/impression/{name}.bin")), weights.to_bytes())
}

/// Prints how lessons that were kept from the training are read.
fn judge<S: Signs>(lessons: &[Vec<Example>]) {
    let signs = S::ALL.len();
    let mut right = vec![[0_usize; 2]; signs];
    let mut meant = vec![0_usize; signs];
    let (mut read, mut sure, mut sure_right, mut all_right) = (0, 0, 0, 0);
    for fold in 0..FOLDS {
        let of_fold = |at: usize| at / TOGETHER % FOLDS == fold;
        let part = |is_kept: bool| {
            let lessons = lessons.iter().enumerate().filter(move |(at, _)| of_fold(*at) != is_kept);
            lessons.flat_map(|(_, examples)| examples)
        };
        let kept: Vec<&Example> = part(true).collect();
        let model = regression::train(&kept);
        for example in part(false) {
            let chances = model.chances(example);
            for (at, (chance, is_meant)) in chances.iter().zip(&example.meant).enumerate() {
                meant[at] += usize::from(*is_meant);
                if *chance > 0.5 {
                    right[at][usize::from(*is_meant)] += 1;
                }
            }
            let is_right = chances.iter().zip(&example.meant).all(|(chance, is_meant)| (*chance > 0.5) == *is_meant);
            let is_sure = chances.iter().all(|chance| *chance > SURE || *chance < 1.0 - SURE);
            read += 1;
            all_right += usize::from(is_right);
            sure += usize::from(is_sure);
            sure_right += usize::from(is_sure && is_right);
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!("{:26} {:>6} {:>8} {:>8}", "sign", "meant", "found", "rightly");
    for ((sign, meant), [wrong, right]) in S::ALL.iter().zip(meant).zip(right) {
        let found = percent(right, meant);
        println!("{:26} {meant:6} {found:6.1} % {:6.1} %", format!("{sign:?}"), percent(right, right + wrong));
    }
    println!("all right in {:.1} %", percent(all_right, read));
    println!("sure of {:.1} %, of these right {:.1} %", percent(sure, read), percent(sure_right, sure));
}

/// The model with its weights in small numbers; features that hardly weigh are left out.
fn pack(model: &Model, fingerprint: u64) -> Weights {
    let mut units = vec![0.0; model.biases.len()];
    for row in model.rows.values() {
        for (unit, weight) in units.iter_mut().zip(row) {
            *unit = f32::max(*unit, weight.abs() / f32::from(i8::MAX));
        }
    }
    let mut weights = Weights { fingerprint, biases: model.biases.clone(), units, ..Weights::default() };
    for (hash, row) in &model.rows {
        #[expect(clippy::cast_possible_truncation, reason = "no weight is more than 127 units")]
        let step = |(weight, unit): (&f32, &f32)| (weight / unit.max(f32::MIN_POSITIVE)).round() as i8;
        let steps: Vec<i8> = row.iter().zip(&weights.units).map(step).collect();
        if steps.iter().any(|step| step.unsigned_abs() >= STEPS_MIN) {
            weights.hashes.push(*hash);
            weights.steps.extend(steps);
        }
    }
    weights
}

/// Below this a weight tells nothing.
const STEPS_MIN: u8 = 3;
