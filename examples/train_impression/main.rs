//! Makes the weights of the reader's second opinions (`src/inbound/impression/*.bin`) from the lessons beside this file,
//! and says how well such models read lessons that they have not seen:
//!
//!     cargo run --release --example train_impression
//!
//! Words after the command name the models to make: `students` (a regression and networks), `staff` and `firm_heads`
//! (networks); all of them without. `--unmeasured` leaves out how well they read, which takes longer than making them.
//!
//! A student's lesson is a line of JSON: the kind of letter answered (`about`), the writer's own words (`text`), the stances
//! and the flags that are meant anywhere in them. A co-leader's, in `lessons/staff`, has the group and the session too, and
//! the register and the orders that are meant; a firm head's, in `lessons/firm_heads`, what is said of whom. All of them
//! are made up. The same lessons give the same weights.

mod classroom;
mod compound;
mod dice;
mod regression;
mod teaching;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use balintd::inbound::impression::firm_heads::{OfAnswer, OfFirmStudent};
use balintd::inbound::impression::staff::{OfMessage, OfStudent};
use balintd::inbound::impression::weights::{Weights, fingerprint};
use balintd::inbound::impression::{Sign, Signs, chance};

use classroom::{Classroom, FIRM_HEADS, Heard, Lesson, STAFF, STUDENTS, StaffLesson, lessons};
use compound::compounds;
use regression::{Example, Model};
use teaching::teach;

/// Each fold is read by a model that learnt from the other ones.
const FOLDS: usize = 5;

/// Neighbours are often near misses of each other, and stay together.
const TOGETHER: usize = 10;

/// A likelihood above this, or below its opposite, is called sure in the table.
const SURE: f32 = 0.9;

/// Networks that hear a message together.
const MEMBERS: u64 = 3;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = Classroom::open(root);
    of_students(root, |line| room.hear(line))?;
    of_staff(root, &room)?;
    of_firm_heads(root, &room)
}

/// Makes the models and does not measure them.
const UNMEASURED: &str = "--unmeasured";

/// Does the command want this model?
fn is_wanted(name: &str) -> bool {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|one| one != UNMEASURED).collect();
    wanted.is_empty() || wanted.iter().any(|one| one == name)
}

/// The parts of the lessons by which the models are measured.
fn folds() -> Range<usize> {
    0..if std::env::args().any(|one| one == UNMEASURED) { 0 } else { FOLDS }
}

fn write(root: &Path, name: &str, bytes: Vec<u8>) -> io::Result<()> {
    fs::write(root.join(format!("src/inbound/impression/{name}.bin")), bytes)
}

/// Is a lesson read by the model that has not heard it?
const fn is_of_fold(at: usize, fold: usize) -> bool {
    at / TOGETHER % FOLDS == fold
}

/// Makes the regression of students' messages and the networks.
fn of_students(root: &Path, hear: impl Fn(&str) -> Heard) -> io::Result<()> {
    if !is_wanted("students") {
        return Ok(());
    }
    let text = lessons(root, STUDENTS)?;
    let (seen, heard): (Vec<Example>, Vec<Lesson>) = text.lines().map(|line| of_both(hear(line))).unzip();
    println!("students: {} lessons", seen.len());
    let mut table = Table::default();
    for fold in folds() {
        let part = |of_fold: bool| {
            let lessons = seen.iter().enumerate().filter(move |(at, _)| is_of_fold(*at, fold) == of_fold);
            lessons.map(|(_, example)| example)
        };
        let model = regression::train(&part(false).collect::<Vec<_>>());
        part(true).for_each(|example| table.enter(&model.chances(example), &example.meant));
    }
    table.print::<Sign>();
    let weights = pack(&regression::train(&seen.iter().collect::<Vec<_>>()), fingerprint(text.as_bytes()));
    println!("{} features with a weight", weights.hashes.len());
    write(root, "students_seen", weights.to_bytes())?;
    of_a_committee::<Sign, Sign>(root, "students_heard", &text, &heard, &[])
}

/// A lesson for the regression, and the same for networks.
fn of_both(Heard { shown, meant }: Heard) -> (Example, Lesson) {
    let features = shown.features.iter().map(|f| (f.hash, f.value)).collect();
    let lesson = Lesson { told: shown.told, message: meant.clone(), students: Vec::new() };
    (Example { features, meant }, lesson)
}

/// Makes the networks of co-leaders' messages, of which they also hear two in one.
fn of_staff(root: &Path, room: &Classroom) -> io::Result<()> {
    if !is_wanted(STAFF) {
        return Ok(());
    }
    let text = lessons(root, STAFF)?;
    let heard = |line| {
        let lesson = StaffLesson::of_line(line);
        let heard = room.hear_staff(&lesson);
        (lesson, heard)
    };
    let alone: Vec<(StaffLesson, Lesson)> = text.lines().map(heard).collect();
    let compounds = compounds(room, &alone);
    let lessons: Vec<Lesson> = alone.into_iter().map(|(_, lesson)| lesson).collect();
    of_a_committee::<OfMessage, OfStudent>(root, STAFF, &text, &lessons, &compounds)
}

/// Makes the networks of firm heads' messages.
fn of_firm_heads(root: &Path, room: &Classroom) -> io::Result<()> {
    if !is_wanted(FIRM_HEADS) {
        return Ok(());
    }
    let text = lessons(root, FIRM_HEADS)?;
    let lessons: Vec<Lesson> = text.lines().map(|line| room.hear_firm_head(line)).collect();
    of_a_committee::<OfAnswer, OfFirmStudent>(root, FIRM_HEADS, &text, &lessons, &[])
}

/// Makes networks of lessons and of what was made of these. A fold hears nothing that was made of another's.
fn of_a_committee<M: Signs, S: Signs>(
    root: &Path,
    name: &str,
    text: &str,
    lessons: &[Lesson],
    made: &[Lesson],
) -> io::Result<()> {
    println!("{name}: {} lessons, {} made of two", lessons.len(), made.len());
    let (mut of_messages, mut of_students) = (Table::default(), Table::default());
    for fold in folds() {
        let part = |of_fold: bool| {
            let lessons = lessons.iter().enumerate().filter(move |(at, _)| is_of_fold(*at, fold) == of_fold);
            lessons.map(|(_, lesson)| lesson)
        };
        let one = teach(&part(false).collect::<Vec<_>>(), 1, 0);
        for lesson in part(true) {
            let (message, students) = one.hear(&lesson.told);
            let chances = |sums: &[f32]| sums.iter().copied().map(chance).collect::<Vec<f32>>();
            of_messages.enter(&chances(&message), &lesson.message);
            students.iter().zip(&lesson.students).for_each(|(sums, meant)| of_students.enter(&chances(sums), meant));
        }
    }
    of_messages.print::<M>();
    of_students.print::<S>();
    let committee = teach(&lessons.iter().chain(made).collect::<Vec<_>>(), MEMBERS, fingerprint(text.as_bytes()));
    println!("{} words, {} hints", committee.words.len(), committee.hints.len());
    write(root, name, committee.to_bytes())
}

/// How lessons that were kept from a model are read.
#[derive(Default)]
struct Table {
    /// For each sign: how often it was meant, found wrongly, found rightly.
    signs: Vec<[usize; 3]>,
    read: usize,
    right: usize,
    sure: usize,
    sure_right: usize,
}

impl Table {
    fn enter(&mut self, chances: &[f32], meant: &[bool]) {
        self.signs.resize(meant.len(), [0; 3]);
        for ((counts, chance), is_meant) in self.signs.iter_mut().zip(chances).zip(meant) {
            counts[0] += usize::from(*is_meant);
            if *chance > 0.5 {
                counts[1 + usize::from(*is_meant)] += 1;
            }
        }
        let is_right = chances.iter().zip(meant).all(|(chance, is_meant)| (*chance > 0.5) == *is_meant);
        let is_sure = chances.iter().all(|chance| *chance > SURE || *chance < 1.0 - SURE);
        self.read += 1;
        self.right += usize::from(is_right);
        self.sure += usize::from(is_sure);
        self.sure_right += usize::from(is_sure && is_right);
    }

    /// Says it, if any were read.
    fn print<S: Signs>(&self) {
        if self.read == 0 {
            return;
        }
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!("{:26} {:>6} {:>8} {:>8}", "sign", "meant", "found", "rightly");
        for (sign, [meant, wrong, right]) in S::ALL.iter().zip(&self.signs) {
            let (found, rightly) = (percent(*right, *meant), percent(*right, right + wrong));
            println!("{:26} {meant:6} {found:6.1} % {rightly:6.1} %", format!("{sign:?}"));
        }
        println!("all right in {:.1} %", percent(self.right, self.read));
        let (sure, right) = (percent(self.sure, self.read), percent(self.sure_right, self.sure));
        println!("sure of {sure:.1} %, of these right {right:.1} %");
    }
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
