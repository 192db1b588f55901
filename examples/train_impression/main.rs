//! Makes the weights of the reader's second opinion (`src/inbound/impression/weights.bin`) from the lessons beside this
//! file, and says how well such a model reads lessons that it has not seen:
//!
//!     cargo run --release --example train_impression
//!
//! A lesson is a line of JSON: the kind of letter answered (`about`), the writer's own words (`text`), the stances and
//! the flags that are meant anywhere in them. All of them are made up. The same lessons give the same weights.

mod classroom;
mod regression;

use std::fs;
use std::io;
use std::path::Path;

use balintd::inbound::impression::weights::{Weights, fingerprint};
use balintd::inbound::impression::{SIGN_COUNT, SIGNS, Sign};

use classroom::{Classroom, lessons};
use regression::{Example, Model};

/// Each fold is read by a model that learnt from the other ones.
const FOLDS: usize = 5;

/// Neighbours are often near misses of each other, and stay together.
const TOGETHER: usize = 10;

/// A likelihood above this, or below its opposite, is called sure in the table.
const SURE: f32 = 0.9;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = lessons(root)?;
    let classroom = Classroom::open(root);
    let examples: Vec<Example> = text
        .lines()
        .map(|line| classroom.hear(line))
        .map(|heard| Example {
            features: heard.features.iter().map(|f| (f.hash, f.value)).collect(),
            meant: heard.meant,
        })
        .collect();
    println!("{} lessons", examples.len());
    if std::env::args().len() < 2 {
        judge(&examples);
    }
    let all: Vec<&Example> = examples.iter().collect();
    let weights = pack(&regression::train(&all), fingerprint(text.as_bytes()));
    println!("{} features with a weight", weights.hashes.len());
    fs::write(root.join("src/inbound/impression/weights.bin"), weights.to_bytes())
}

/// Prints how lessons that were kept from the training are read.
fn judge(examples: &[Example]) {
    let mut right = [[0_usize; 2]; SIGN_COUNT];
    let mut meant = [0_usize; SIGN_COUNT];
    let (mut sure, mut sure_right, mut all_right) = (0, 0, 0);
    for fold in 0..FOLDS {
        let of_fold = |at: usize| at / TOGETHER % FOLDS == fold;
        let kept: Vec<&Example> =
            examples.iter().enumerate().filter(|(at, _)| !of_fold(*at)).map(|(_, example)| example).collect();
        let model = regression::train(&kept);
        for (_, example) in examples.iter().enumerate().filter(|(at, _)| of_fold(*at)) {
            let chances = model.chances(example);
            for (at, (chance, is_meant)) in chances.iter().zip(example.meant).enumerate() {
                meant[at] += usize::from(is_meant);
                if *chance > 0.5 {
                    right[at][usize::from(is_meant)] += 1;
                }
            }
            let stances = || chances.iter().zip(example.meant).zip(SIGNS).filter(|(_, s)| matches!(s, Sign::Stance(_)));
            let is_right = stances().all(|((chance, is_meant), _)| (*chance > 0.5) == is_meant);
            let is_sure = stances().all(|((chance, _), _)| *chance > SURE || *chance < 1.0 - SURE);
            all_right += usize::from(is_right);
            sure += usize::from(is_sure);
            sure_right += usize::from(is_sure && is_right);
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!("{:26} {:>6} {:>8} {:>8}", "sign", "meant", "found", "rightly");
    for ((sign, meant), [wrong, right]) in SIGNS.iter().zip(meant).zip(right) {
        let found = percent(right, meant);
        println!("{:26} {meant:6} {found:6.1} % {:6.1} %", format!("{sign:?}"), percent(right, right + wrong));
    }
    println!("stances all right in {:.1} %", percent(all_right, examples.len()));
    println!("sure of {:.1} %, of these right {:.1} %", percent(sure, examples.len()), percent(sure_right, sure));
}

/// The model with its weights in small numbers; features that hardly weigh are left out.
fn pack(model: &Model, fingerprint: u64) -> Weights {
    let mut units = [0.0; SIGN_COUNT];
    for row in model.rows.values() {
        for (unit, weight) in units.iter_mut().zip(row) {
            *unit = f32::max(*unit, weight.abs() / f32::from(i8::MAX));
        }
    }
    let mut weights = Weights { fingerprint, biases: model.biases, units, ..Weights::default() };
    for (hash, row) in &model.rows {
        let mut steps = [0_i8; SIGN_COUNT];
        for ((step, weight), unit) in steps.iter_mut().zip(row).zip(units) {
            #[expect(clippy::cast_possible_truncation, reason = "no weight is more than 127 units")]
            let rounded = (weight / unit.max(f32::MIN_POSITIVE)).round() as i8;
            *step = rounded;
        }
        if steps.iter().any(|step| step.unsigned_abs() >= STEPS_MIN) {
            weights.hashes.push(*hash);
            weights.rows.push(steps);
        }
    }
    weights
}

/// Below this a weight tells nothing.
const STEPS_MIN: u8 = 3;
