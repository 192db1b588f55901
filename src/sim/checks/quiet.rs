//! Nobody is chased for what is not their fault, and nobody who should be left alone is written to.

use jiff::SignedDuration;

use super::{Checks, Fault, Sent, fault};
use crate::domain::id::SessionId;
use crate::domain::letter::Letter;

/// Letters that ask something of somebody, or remind them of it.
const CHASES: [&str; 14] = [
    "reminder",
    "after-christmas",
    "check-in",
    "notice-student",
    "firm-head-letter",
    "teaching-question",
    "brief",
    "reminder-copy",
    "register-request",
    "register-chaser",
    "register-missing",
    "notice-co-leaders",
    "firm-head-brief",
    "release-request",
];

/// Answers to somebody's own message, which they get whatever became of them, and what takes a letter back.
const ANSWERS: [&str; 5] = ["acknowledgement", "late-note", "clarifying-question", "welfare-reply", "withdrawal"];

pub fn check(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    let kind = sent.letter.kind();
    let chases = CHASES.contains(&kind);
    let truth = &checks.truth;
    if truth.left.contains_key(&sent.to) && !ANSWERS.contains(&kind) {
        return fault("nobody is written to who has left", "they have left");
    }
    if chases && truth.dead.contains(&sent.to) {
        return fault("a dead address is not chased", "its letters bounce");
    }
    if truth.distressed.contains_key(&sent.to) && kind != "welfare-reply" {
        return fault("whoever may be in distress hears from a person first", "no co-leader has answered yet");
    }
    match sent.letter.session() {
        Some(session) => of_session(checks, sent, session, chases),
        None => Ok(()),
    }
}

fn of_session(checks: &Checks, sent: &Sent, session: SessionId, chases: bool) -> Result<(), Fault> {
    let truth = &checks.truth;
    if chases && truth.cancelled.contains(&session) {
        return fault("nobody is chased for a session that did not take place", "it was cancelled");
    }
    match &sent.letter {
        Letter::Reminder { student, .. } => {
            if truth.has_apologised(session, *student) {
                return fault("whoever has apologised is not reminded", "they have apologised");
            }
            in_time(checks, sent, session)
        }
        Letter::AfterChristmas { .. } | Letter::ReminderCopy { .. } => in_time(checks, sent, session),
        Letter::RegisterRequest { .. } | Letter::RegisterChaser { .. } | Letter::RegisterMissing { .. } => {
            if !is_over(checks, sent, session) {
                return fault("no register is asked for before the session", "it has not been held");
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn is_over(checks: &Checks, sent: &Sent, session: SessionId) -> bool {
    checks.starts_at(session).is_some_and(|starts_at| starts_at < sent.at)
}

/// A reminder that comes too late to be of use is not sent.
fn in_time(checks: &Checks, sent: &Sent, session: SessionId) -> Result<(), Fault> {
    let Some(starts_at) = checks.starts_at(session) else {
        return Ok(());
    };
    let scheme = checks.cast.roster.groups.get(&session.group).and_then(|group| checks.rules.scheme(group.scheme));
    let stale = scheme.map_or(24, |scheme| i64::from(scheme.rhythm.stale_hours));
    if sent.at.duration_until(starts_at) < SignedDuration::from_hours(stale) {
        return fault("a stale reminder is not sent", format!("the session begins at {starts_at}"));
    }
    Ok(())
}
