//! One message is taken in and one letter is sent, and the process is killed at each system call by which anything
//! changes, in turn, or the disk fails there (EIO, ENOSPC): nothing is lost, nothing goes twice. Needs strace. What is
//! only read changes nothing, so that a kill there is a kill at the call before it.
//!
//! strace counts the calls of each thread. The control tries what was cut off again at once, and sends twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::post::Post;
use crate::school::School;
#[cfg(test)]
use crate::victim::CHILD;
use crate::victim::{Figures, Habit, Stage, ends};

/// The calls and what befalls the process there: the database is written, pressed to the disk and cut to length, the
/// server is spoken to and heard, a message is marked.
const AT_CALLS: [(&str, &str); 12] = [
    ("pwrite64", "signal=SIGKILL"),
    ("fsync", "signal=SIGKILL"),
    ("ftruncate", "signal=SIGKILL"),
    ("unlink", "signal=SIGKILL"),
    ("rename", "signal=SIGKILL"),
    ("connect", "signal=SIGKILL"),
    ("sendto", "signal=SIGKILL"),
    ("recvfrom", "signal=SIGKILL"),
    ("pwrite64", "error=EIO"),
    ("pwrite64", "error=ENOSPC"),
    ("fsync", "error=EIO"),
    ("ftruncate", "error=EIO"),
];

/// What was seen at the calls of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtCalls {
    pub call: &'static str,
    pub with: &'static str,
    /// How many there are in one life.
    pub calls: usize,
    /// At how many the process was killed, or the disk failed.
    pub met: usize,
    /// Of these, how many left a letter on its way.
    pub in_doubt: usize,
    pub seen: Figures,
}

/// When the message arrives, and when all that follows from it is said.
const BEGINS: &str = "2025-09-11 09:00";
const ENDS: &str = "2025-09-11 16:00";

/// Goes through the calls of each name; of more than `most` through as many, evenly spread.
pub async fn run(most: usize, habit: Habit, child: &[&str]) -> Vec<AtCalls> {
    let before = everybody_is_reminded(child).await;
    let stage = begin(&before, habit, child).await;
    stage.lives_to_its_end().await;
    let as_ever = stage.lines();
    assert_eq!(as_ever.get("priya acknowledgement"), Some(&1), "{as_ever:?}");
    let mut kinds = Vec::new();
    for (call, with) in AT_CALLS {
        let calls = count(&before, call, habit, child).await;
        let mut kind = AtCalls { call, with, calls, met: 0, in_doubt: 0, seen: Figures::default() };
        let stride = calls.div_ceil(most.max(1)).max(1);
        for nth in (1 + stride / 2..=calls).step_by(stride) {
            let stage = begin(&before, habit, child).await;
            let injection = format!("inject={call}:{with}:when={nth}");
            let log = traced(&stage, call, &["-e", &injection]).await;
            kind.met += usize::from(log.contains("killed by SIGKILL") || log.contains("(INJECTED)"));
            kind.in_doubt += stage.on_their_way().await;
            stage.lives_to_its_end().await;
            kind.seen.compare(&as_ever, &stage.lines());
        }
        kinds.push(kind);
    }
    kinds
}

/// The school on the next morning: the reminders are out, and nothing is to be said for some days.
async fn everybody_is_reminded(child: &[&str]) -> School {
    let school = Stage::new(None, None, Habit::AsBuilt, child).await.school;
    let (house, post) = (school.path(""), Post::Folder(school.path("mail")));
    let stage = Stage::on(school, house, post, "2025-09-10 10:00", BEGINS, Habit::AsBuilt, child).await;
    stage.lives_to_its_end().await;
    assert_eq!(stage.lines().get("priya reminder"), Some(&1), "{:?}", stage.lines());
    stage.school
}

/// One message arrives.
async fn begin(before: &School, habit: Habit, child: &[&str]) -> Stage {
    let school = before.again();
    let (house, post) = (school.path(""), Post::Folder(school.path("mail")));
    let stage = Stage::on(school, house, post, BEGINS, ENDS, habit, child).await;
    stage.apologises("priya");
    stage
}

/// How many calls of this name the thread makes that makes most of them.
async fn count(before: &School, call: &str, habit: Habit, child: &[&str]) -> usize {
    let log = traced(&begin(before, habit, child).await, call, &[]).await;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in log.lines().filter(|line| line.contains(&format!(" {call}("))) {
        *counts.entry(line.split(' ').next().unwrap_or_default()).or_default() += 1;
    }
    counts.into_values().max().unwrap_or_default()
}

/// Lives under strace; what strace wrote down.
async fn traced(stage: &Stage, call: &str, more: &[&str]) -> String {
    let log = stage.school.path("strace");
    let path = log.display().to_string();
    let trace = format!("trace={call}");
    let mut under = vec!["strace", "-f", "-q", "-o", &path, "-e", &trace];
    under.extend(more);
    let under: Vec<String> = under.into_iter().map(str::to_owned).collect();
    ends(&mut stage.start(&under)).await;
    read(&log)
}

fn read(log: &Path) -> String {
    String::from_utf8_lossy(&fs::read(log).expect("strace's log")).into_owned()
}

#[tokio::test]
async fn killed_or_failed_by_the_disk_at_a_system_call_it_loses_nothing_and_doubles_nothing() {
    for kind in run(1, Habit::AsBuilt, &CHILD).await {
        assert_eq!((kind.seen.lost, kind.seen.twice, kind.seen.astray), (0, 0, 0), "{kind:?}");
        // Files are cut and removed when the database is closed, and the process may end before that.
        let may_be_missed = matches!(kind.call, "ftruncate" | "unlink");
        assert!(kind.met == 1 || may_be_missed, "it was not met: {kind:?}");
    }
}
