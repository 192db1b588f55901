//! Reads an absence policy (handbook, Appendix 5) and refuses one that could not be applied, with every mistake at once.

use std::path::Path;

use super::mistake::{ConfigMistake, Wrong};
use super::read_text;
use super::reader::Reader;
use super::value::{Setting, form, words};
use crate::domain::policy::{Goes, Policy, Step, StepKind, Told};

words!(StepKind,
    "check-in" => Self::CheckIn,
    "firm-head" => Self::FirmHead,
    "undergraduate-team" => Self::UndergraduateTeam,
    "stage-lead" => Self::StageLead,
);
words!(Goes,
    "at-once" => Self::AtOnce,
    "unless-held" => Self::UnlessHeld,
    "on-release" => Self::OnRelease,
);
words!(Told,
    "student" => Self::Student,
    "co-leaders" => Self::CoLeaders,
    "firm-head" => Self::FirmHead,
    "undergraduate-team" => Self::UndergraduateTeam,
);

/// The policy that is built in, as its file has it.
const DEFAULT: &str = include_str!("../../config/policy.toml");

/// The policy that is built in: Appendix 5 as the handbook has it.
///
/// # Panics
/// Never in a binary that passed its tests: they read the built-in file.
pub fn default_policy() -> Policy {
    load_policy(DEFAULT).expect("the built-in policy is read by the tests")
}

/// Reads a policy's file.
///
/// # Errors
/// The file cannot be read, or every mistake in it, as [`load_policy`] has them.
pub fn policy_file(path: &Path) -> Result<Policy, Vec<ConfigMistake>> {
    let text =
        read_text(path, &|path| std::fs::read_to_string(path)).map_err(|wrong| vec![ConfigMistake::of_all(wrong)])?;
    load_policy(&text)
}

/// Reads a policy's text.
///
/// # Errors
/// Every mistake in it, by key, the steps counted from 1.
pub fn load_policy(text: &str) -> Result<Policy, Vec<ConfigMistake>> {
    let mut reader = Reader::new(text, None)?;
    let version = reader.required_number("version", 1..=9999_u32);
    let days = |reader: &mut Reader, key| reader.required_number(key, 1..=60_u8);
    let release_reminder_days = days(&mut reader, "release_reminder_days");
    let hold_review_days = days(&mut reader, "hold_review_days");
    let firm_head_reminder_days = days(&mut reader, "firm_head_reminder_days");
    let collective_share_percent = reader.required_number("collective_share_percent", 1..=100);
    let collective_groups_min = reader.required_number("collective_groups_min", 2..=100);
    let pattern_explained_min = reader.required_number("pattern_explained_min", 1..=13);
    let late_max_minutes = reader.required_number("late_max_minutes", 1..=60);
    let steps = steps(&mut reader);
    // All or nothing: what is missing here was said above, and `finish` returns it.
    let policy = (|| {
        Some(Policy {
            version: version?,
            steps: steps?,
            release_reminder_days: release_reminder_days?,
            hold_review_days: hold_review_days?,
            firm_head_reminder_days: firm_head_reminder_days?,
            collective_share_percent: collective_share_percent?,
            collective_groups_min: collective_groups_min?,
            pattern_explained_min: pattern_explained_min?,
            late_max_minutes: late_max_minutes?,
        })
    })();
    reader.finish()?;
    policy.ok_or_else(Vec::new)
}

/// All steps, or none where any is wrong.
fn steps(reader: &mut Reader) -> Option<Vec<Step>> {
    let count = reader.array_length("steps");
    if count == 0 {
        reader.wrong("steps", Wrong::Missing("at least one step under [[steps]]".to_owned()));
    }
    let read: Vec<Option<Step>> = (1..=count).map(|n| step(reader, &format!("steps[{n}]"))).collect();
    for (n, step) in read.iter().enumerate() {
        let (Some(step), Some(before)) = (step, read.get(..n)) else {
            continue;
        };
        let at = |key: &str| format!("steps[{}].{key}", n + 1);
        let twice = before.iter().flatten().any(|earlier| earlier.kind == step.kind);
        if twice {
            let word = step.kind.show();
            reader
                .wrong(&at("kind"), Wrong::Together(format!("{word} is there twice: each kind of step at most once")));
        }
        let least = before.iter().flatten().map(|earlier| earlier.missed_min).max();
        if let Some(least) = least.filter(|least| step.missed_min <= *least) {
            let sentence = format!(
                "each step needs more absences than the one before it: write more than {least}, not {}",
                step.missed_min
            );
            reader.wrong(&at("missed_min"), Wrong::Together(sentence));
        }
    }
    read.into_iter().collect()
}

fn step(reader: &mut Reader, at: &str) -> Option<Step> {
    let key = |name: &str| format!("{at}.{name}");
    let kind = reader.required(&key("kind"), "what the step is, as in \"check-in\"");
    let clause = reader.required(&key("clause"), "how its letters name it, as in \"Appendix 5, step 1\"");
    let missed_min = reader.required_number(&key("missed_min"), 1..=13);
    let goes: Option<Goes> = reader.required(&key("goes"), "what lets it go, as in \"on-release\"");
    let wait_hours = reader.number(&key("wait_hours"), 0, 0..=336_u32);
    let notice_working_days = match goes {
        Some(Goes::UnlessHeld) => reader.required_number(&key("notice_working_days"), 1..=20),
        _ => Some(no_notice(reader, &key("notice_working_days"))),
    };
    let informed = reader.or(&key("informed"), Vec::<Told>::new());
    Some(Step {
        kind: kind?,
        clause: clause?,
        missed_min: missed_min?,
        goes: goes?,
        wait_hours,
        notice_working_days: notice_working_days?,
        informed,
    })
}

/// A notice that nothing would wait for is a misunderstanding worth saying.
fn no_notice(reader: &mut Reader, key: &str) -> u8 {
    if reader.number(key, 0, 0..=20_u8) != 0 {
        let sentence = "only a step that goes \"unless-held\" has a notice: take it out, or change `goes`";
        reader.wrong(key, Wrong::Together(sentence.to_owned()));
    }
    0
}

impl Setting for Vec<Told> {
    fn read(value: &toml::Value) -> Result<Self, Wrong> {
        let items = value.as_array().ok_or_else(|| form("a list, as in [\"co-leaders\", \"firm-head\"]", value))?;
        items.iter().map(Told::read).collect()
    }

    fn show(&self) -> toml::Value {
        toml::Value::Array(self.iter().map(Setting::show).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_policy_is_appendix_5() {
        let policy = default_policy();
        let ladder: Vec<_> =
            policy.steps.iter().map(|s| (s.kind, s.missed_min, s.goes, s.notice_working_days)).collect();
        assert_eq!(
            ladder,
            [
                (StepKind::CheckIn, 1, Goes::AtOnce, 0),
                (StepKind::FirmHead, 2, Goes::UnlessHeld, 2),
                (StepKind::UndergraduateTeam, 3, Goes::OnRelease, 0),
                (StepKind::StageLead, 4, Goes::OnRelease, 0),
            ]
        );
        for (n, step) in policy.steps.iter().enumerate() {
            assert_eq!(step.clause, format!("Appendix 5, step {}", n + 1));
        }
        assert_eq!(policy.version, 1);
        assert_eq!(policy.steps[2].informed, [Told::CoLeaders, Told::FirmHead]);
        assert_eq!(policy.steps[3].informed, [Told::CoLeaders, Told::FirmHead]);
    }

    #[test]
    fn a_policy_is_stored_as_it_was_read() {
        let policy = default_policy();
        let stored = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), policy);
    }

    #[test]
    fn the_words_of_the_file_are_the_words_of_the_ledger() {
        let policy = default_policy();
        let words = |value: &toml::Value| serde_json::to_value(value.as_str().unwrap()).unwrap();
        for step in &policy.steps {
            assert_eq!(serde_json::to_value(step.kind).unwrap(), words(&step.kind.show()));
            assert_eq!(serde_json::to_value(step.goes).unwrap(), words(&step.goes.show()));
            for told in &step.informed {
                assert_eq!(serde_json::to_value(told).unwrap(), words(&told.show()));
            }
        }
    }
}
