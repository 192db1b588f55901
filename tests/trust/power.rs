//! The power is cut, and the disk is full, on a real file system, while letters go out and messages come in. What was
//! acknowledged (a letter that the server took, a line of the ledger of a turn that was over) is there when the power
//! comes back; nothing leaves without its durable row; with room again the daemon goes on by itself. The controls: what
//! is not pressed to the disk is lost, and what is tried again blindly goes twice.

use std::fs;
use std::time::Duration;

use balintd::store::{Durability, OutboxState, Store, StoreError};

use crate::disk::Disk;
use crate::kill::fraction;
use crate::school::STUDENTS;
#[cfg(test)]
use crate::victim::CHILD;
use crate::victim::{Figures, Habit, Lines, Stage, ends, kill};

/// Cuts, or full disks, before a school is let run to its end.
const TROUBLES_A_SCHOOL: usize = 6;

/// The most room that a full disk has left: about what a school's first days write.
const ROOM_BYTES: f64 = 600.0 * 1024.0;

/// What was seen of power cuts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Those that met the process alive.
    pub cuts: usize,
    /// Letters that the server had taken, and lines of the ledger of turns that were over.
    pub acknowledged: usize,
    /// Of these, what was not there when the power came back.
    pub gone: usize,
    pub seen: Figures,
}

/// Cuts the power at least so many times; none where this machine lets nobody mount a disk.
pub async fn cut(cuts: usize, habit: Habit, child: &[&str]) -> Option<Cuts> {
    let (whole, as_ever) = undisturbed(child).await?;
    let mut all = Cuts::default();
    let mut dice = 1;
    while all.cuts < cuts {
        let disk = Disk::new()?;
        let stage = begin(&disk, habit, child).await;
        let mut before = Acknowledged::default();
        for nth in 0..TROUBLES_A_SCHOOL {
            let mut process = stage.start(&[]);
            // Every other time while letters are on their way; else at any moment, also of its beginning.
            if nth % 2 == 0 {
                stage.hands_over(&mut process).await;
                tokio::time::sleep(whole.mul_f64(fraction(&mut dice) / 10.0)).await;
            } else {
                tokio::time::sleep(whole.mul_f64(fraction(&mut dice) / 2.0)).await;
            }
            disk.cut();
            let lived = kill(&mut process);
            all.cuts += usize::from(lived);
            let now = Acknowledged::by(&stage);
            all.acknowledged += now.count() - before.count();
            disk.comes_back();
            let gone = now.missing(&stage).await.unwrap_or(now.count());
            all.gone += gone;
            before = now;
            // What is lost is lost once.
            if !lived || gone > 0 {
                break;
            }
        }
        stage.lives_to_its_end().await;
        all.seen.compare(&as_ever, &stage.lines());
    }
    Some(all)
}

/// What was seen of full disks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fulls {
    pub fulls: usize,
    /// How often the process ended because there was no room.
    pub stops: usize,
    /// Letters that the server had taken, and of which no durable row knows.
    pub without_a_row: usize,
    pub seen: Figures,
}

/// Fills the disk so many times; none where this machine lets nobody mount one.
pub async fn fill(fulls: usize, habit: Habit, child: &[&str]) -> Option<Fulls> {
    let (_, as_ever) = undisturbed(child).await?;
    let mut all = Fulls::default();
    let mut dice = 2;
    while all.fulls < fulls {
        let disk = Disk::new()?;
        let stage = begin(&disk, habit, child).await;
        for _ in 0..TROUBLES_A_SCHOOL {
            disk.fill_up_to((fraction(&mut dice) * ROOM_BYTES) as u64);
            // A service that ends by an error is started again, whether there is room by then or not.
            for _ in 0..2 {
                let mut process = stage.start(&[]);
                ends(&mut process).await;
                all.stops += usize::from(!process.wait().expect("our own child").success());
            }
            disk.clear();
            all.fulls += 1;
            let taken = Acknowledged { lines: 0, letters: stage.sink.for_people() };
            all.without_a_row += taken.missing(&stage).await.expect("a database that is whole");
        }
        stage.lives_to_its_end().await;
        all.seen.compare(&as_ever, &stage.lines());
    }
    Some(all)
}

/// How long it takes, and who has what, where nothing befalls the disk.
async fn undisturbed(child: &[&str]) -> Option<(Duration, Lines)> {
    let disk = Disk::new()?;
    let stage = begin(&disk, Habit::AsBuilt, child).await;
    let whole = stage.lives_to_its_end().await;
    Some((whole, stage.lines()))
}

async fn begin(disk: &Disk, habit: Habit, child: &[&str]) -> Stage {
    let stage = Stage::new(Some(&disk.path()), None, habit, child).await;
    STUDENTS.iter().for_each(|who| stage.apologises(who));
    disk.sync();
    stage
}

/// What others know to be so: the server of the letters that it took, and whoever saw a turn end of its ledger's lines.
#[derive(Debug, Default)]
struct Acknowledged {
    lines: usize,
    letters: Vec<String>,
}

impl Acknowledged {
    fn by(stage: &Stage) -> Self {
        let lines = usize::try_from(stage.acknowledged()).expect("a count");
        Self { lines, letters: stage.sink.for_people() }
    }

    fn count(&self) -> usize {
        self.lines + self.letters.len()
    }

    /// How much of it the database does not know.
    async fn missing(&self, stage: &Stage) -> Result<usize, StoreError> {
        // A look at a copy leaves the database to its own process.
        let copy = tempfile::tempdir()?;
        for file in fs::read_dir(stage.database().parent().expect("a folder"))?.flatten() {
            if file.file_name().to_string_lossy().starts_with("balintd.db") {
                fs::copy(file.path(), copy.path().join(file.file_name()))?;
            }
        }
        let mut store = Store::open(&copy.path().join("balintd.db"), Durability::Full).await?;
        let lines = usize::try_from(store.chain().await?.lines).expect("a count");
        let known = store.all_letters().await?;
        let has_row =
            |id: &&String| known.iter().any(|letter| letter.message_id == **id && letter.state != OutboxState::Waiting);
        let letters = self.letters.iter().filter(|id| !has_row(id)).count();
        Ok(self.lines.saturating_sub(lines) + letters)
    }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_power_cut() {
    let Some(seen) = cut(6, Habit::AsBuilt, &CHILD).await else { return };
    assert_eq!((seen.gone, seen.seen.lost, seen.seen.twice, seen.seen.astray), (0, 0, 0, 0), "{seen:?}");
    assert!(seen.acknowledged > 0, "{seen:?}");
}

#[tokio::test]
async fn what_was_not_pressed_down_is_gone_after_a_power_cut() {
    let Some(seen) = cut(3, Habit::Unsynced, &CHILD).await else { return };
    assert!(seen.gone > 0, "{seen:?}");
}

#[tokio::test]
async fn on_a_full_disk_nothing_leaves_without_its_row_and_all_goes_once_there_is_room() {
    let Some(seen) = fill(6, Habit::AsBuilt, &CHILD).await else { return };
    let none = (seen.without_a_row, seen.seen.lost, seen.seen.twice, seen.seen.astray);
    assert_eq!(none, (0, 0, 0, 0), "{seen:?}");
    assert!(seen.stops > 0, "{seen:?}");
}
