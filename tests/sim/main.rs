//! Small schools live through their year with every check green; the same seed gives the same year; and each check bites
//! on a doctored letter (`checks.rs`), so that a green year means something.

mod checks;
mod desk;

use std::path::Path;

use balintd::sim::{Options, Outcome, run};

async fn year(seed: u64, groups: usize, out: &Path) -> Outcome {
    match run(Options::made_up(seed, groups, out.to_owned()), &mut |_| {}).await {
        Ok(outcome) => outcome,
        Err(error) => {
            let timeline = std::fs::read_to_string(out.join("timeline.txt")).unwrap_or_default();
            let end: Vec<&str> = timeline.lines().rev().take(15).collect();
            panic!("{error}\n{}", end.into_iter().rev().collect::<Vec<_>>().join("\n"));
        }
    }
}

/// Every letter's name and bytes, the timeline, and the page.
fn left_in(out: &Path) -> Vec<(String, Vec<u8>)> {
    let mut left: Vec<(String, Vec<u8>)> =
        ["timeline.txt", "index.html"].map(|file| (file.to_owned(), std::fs::read(out.join(file)).unwrap())).into();
    for folder in ["letters", "replies"] {
        for entry in out.join(folder).read_dir().unwrap() {
            let entry = entry.unwrap();
            left.push((entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()));
        }
    }
    left.sort();
    left
}

#[tokio::test]
async fn two_groups_live_through_their_year_and_the_same_seed_is_the_same_year() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let outcome = year(11, 2, &one).await;
    let again = year(11, 2, &two).await;
    assert_eq!(outcome.letters, again.letters);
    assert!(left_in(&one) == left_in(&two), "the same seed gave two different years");
    assert!(outcome.sessions_held >= 20, "{outcome}");
    assert!(outcome.registers + 2 >= outcome.sessions_held, "{outcome}");
    assert!(outcome.apologies > 0 && outcome.absences_explained > 0, "{outcome}");
    assert!(outcome.steps[0] > 0 && outcome.steps[1] > 0, "the ladder was climbed: {outcome}");
    assert!(outcome.distress > 0, "{outcome}");
    assert!(outcome.from_machines > 0 && outcome.set_aside > 0, "{outcome}");
    assert!(outcome.asked * 3 < outcome.from_people, "most of what people write is understood: {outcome}");
}

#[tokio::test]
async fn four_groups_live_through_another_year() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = year(5, 4, &folder.path().join("demo")).await;
    assert_eq!(outcome.groups, 4);
    assert!(outcome.steps[2] + outcome.steps[3] > 0, "somebody comes to the upper steps: {outcome}");
}
