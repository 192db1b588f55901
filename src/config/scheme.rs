//! One scheme's settings: its policy, and the rhythm of its letters.

use std::path::{Path, PathBuf};

use jiff::civil::time;

use super::mistake::{ConfigMistake, Wrong};
use super::policy::{default_policy, load_policy};
use super::reader::Reader;
use super::{ReadFile, read_text};
use crate::domain::policy::{Policy, Rhythm};
use crate::domain::schedule::Schedule;

/// What a scheme has of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeSettings {
    pub policy: Policy,
    pub rhythm: Rhythm,
}

/// The scheme that there is where the file names none.
pub(super) const DEFAULT_CODE: &str = "balint";

/// Long enough for a word of the roster's `scheme` column; it also stands in the names of environment variables.
const CODE_LENGTH_MAX: usize = 20;

/// A code as the roster and an environment variable can have it.
pub(super) fn is_code(code: &str) -> bool {
    (1..=CODE_LENGTH_MAX).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Reads `[schemes.<code>]`.
pub(super) fn scheme(reader: &mut Reader, code: &str, read_file: ReadFile) -> SchemeSettings {
    let key = |name: &str| format!("schemes.{code}.{name}");
    let policy_key = key("policy_file");
    let policy = reader
        .optional::<PathBuf>(&policy_key)
        .and_then(|path| policy(reader, &policy_key, &path, read_file))
        .unwrap_or_else(default_policy);
    let rhythm = rhythm(reader, &key);
    check_together(reader, &rhythm, &key);
    SchemeSettings { policy, rhythm }
}

/// A policy's own mistakes stand under the key that named its file.
fn policy(reader: &mut Reader, key: &str, path: &Path, read_file: ReadFile) -> Option<Policy> {
    let read = match read_text(path, read_file) {
        Ok(text) => load_policy(&text),
        Err(wrong) => {
            reader.wrong(key, wrong);
            return None;
        }
    };
    let mistakes: Vec<ConfigMistake> = match read {
        Ok(policy) => return Some(policy),
        Err(mistakes) => mistakes,
    };
    for mistake in mistakes {
        let of_policy = match mistake.key.as_str() {
            "" => format!("{key} {}", path.display()),
            inner => format!("{key} {}, {inner}", path.display()),
        };
        reader.wrong(&of_policy, mistake.wrong);
    }
    None
}

fn rhythm(reader: &mut Reader, key: &impl Fn(&str) -> String) -> Rhythm {
    Rhythm {
        start_lead_days: reader.number(&key("start_lead_days"), 21, 1..=60),
        welcome_lead_days: reader.number(&key("welcome_lead_days"), 10, 1..=60),
        reminder_lead_days: reader.number(&key("reminder_lead_days"), 6, 1..=13),
        after_gap_lead_days: reader.number(&key("after_gap_lead_days"), 12, 1..=27),
        gap_weeks_min: reader.number(&key("gap_weeks_min"), 4, 2..=20),
        feedback_lead_days: reader.number(&key("feedback_lead_days"), 7, 1..=60),
        letters_at: reader.or(&key("letters_at"), time(9, 0, 0, 0)),
        post_at: reader.or(&key("post_at"), time(17, 30, 0, 0)),
        stale_hours: reader.number(&key("stale_hours"), 24, 1..=144),
        register_after_minutes: reader.number(&key("register_after_minutes"), 10, 0..=1440),
        register_chaser_days: reader.or(&key("register_chaser_days"), vec![1, 3]),
        register_missing_days: reader.number(&key("register_missing_days"), 5, 1..=60),
        brief: reader.or(&key("brief"), schedule("0 15 * * *")),
        digest: reader.or(&key("digest"), schedule("0 8 * * MON")),
        proof_of_life: reader.or(&key("proof_of_life"), schedule("0 9 * * MON")),
        work_from: reader.or(&key("work_from"), time(9, 0, 0, 0)),
        work_until: reader.or(&key("work_until"), time(17, 0, 0, 0)),
        expected_min: reader.number(&key("expected_min"), 5, 0..=20),
    }
}

/// Refuses values that are each right and could not hold together.
fn check_together(reader: &mut Reader, rhythm: &Rhythm, key: &impl Fn(&str) -> String) {
    let last_chaser = rhythm.register_chaser_days.last().copied().unwrap_or(0);
    let mut check = |holds: bool, name: &str, sentence: &str| {
        if !holds {
            reader.wrong(&key(name), Wrong::Together(sentence.to_owned()));
        }
    };
    check(
        rhythm.register_missing_days > last_chaser,
        "register_missing_days",
        "the undergraduate team is told after the last chaser: write more days than register_chaser_days ends with",
    );
    check(
        rhythm.work_from < rhythm.work_until,
        "work_until",
        "working hours end after they begin: write a time later than work_from",
    );
    check(
        u32::from(rhythm.stale_hours) <= u32::from(rhythm.reminder_lead_days) * 24,
        "stale_hours",
        "every reminder would be too late to send: write fewer hours than reminder_lead_days has",
    );
}

/// A default schedule, which the tests have read.
pub(super) fn schedule(expression: &str) -> Schedule {
    Schedule::parse(expression).expect("the default schedules are read by the tests")
}
