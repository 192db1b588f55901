//! Plain words for what the ledger has in numbers: who, which session, which letter, why something waits.
//!
//! For the administrator, who reads no student's mail: no words of anybody's letters, no reasons, and nothing of what
//! a message that a co-leader has to answer first may have meant.

use jiff::Timestamp;

use crate::domain::decide::Why;
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::policy::StepKind;
use crate::domain::said::{Mark, Stance};
use crate::domain::state::{Standing, State};

/// A person's name, or what is left of somebody who was forgotten.
pub fn name(state: &State, person: PersonId) -> String {
    if person == PersonId::ADMINISTRATOR {
        return "the administrator".to_owned();
    }
    match state.roster.people.get(&person) {
        Some(known) => known.name.as_str().to_owned(),
        None => format!("somebody no longer known (number {person})"),
    }
}

/// Names as a sentence has them: "Amara Owusu, Tom Reid and Wei Lin".
pub fn names(state: &State, people: &[PersonId]) -> String {
    let names: Vec<String> = people.iter().map(|person| name(state, *person)).collect();
    match names.as_slice() {
        [] => "nobody".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A group as people write it.
pub fn group(state: &State, group: GroupId) -> String {
    match state.roster.groups.get(&group) {
        Some(known) => known.code.clone(),
        None => format!("a group no longer known (number {group})"),
    }
}

/// A session as people write it: "G07/3".
pub fn session(state: &State, session: SessionId) -> String {
    format!("{}/{}", group(state, session.group), session.number)
}

/// "Tue 15 Sep 2026 13:00", where the schemes live.
pub fn moment(state: &State, at: Timestamp) -> String {
    let local = at.to_zoned(state.calendar.zone.clone());
    local.strftime("%a %-d %b %Y %H:%M").to_string()
}

/// What a kind of letter is called; the kinds are the folders of `templates/`.
pub fn letter(kind: &str) -> &str {
    let named = LETTERS.iter().find(|(of, _)| *of == kind);
    named.map_or(kind, |(_, words)| words)
}

/// Every kind of letter in a few words, and "ladder" for the next step, whichever it will be.
const LETTERS: &[(&str, &str)] = &[
    ("start-co-leaders", "the letter for the start of the year to co-leaders"),
    ("start-firm-head", "the letter for the start of the year to a firm head"),
    ("start-supervisor", "the letter for the start of the year to a supervisor"),
    ("welcome", "the welcome"),
    ("reminder", "the reminder"),
    ("reminder-copy", "the co-leaders' copy of the reminder"),
    ("acknowledgement", "the answer to what they wrote"),
    ("late-note", "the answer about coming late"),
    ("clarifying-question", "the question what was meant"),
    ("student-wrote", "a student's message passed on"),
    ("students-wrote", "the day's messages of students passed on"),
    ("brief", "the brief before the session"),
    ("register-request", "the request for the register"),
    ("register-chaser", "another request for the register"),
    ("register-missing", "the note on the missing register"),
    ("register-confirmation", "the confirmation of the register"),
    ("session-cancelled", "the note that the session is cancelled"),
    ("session-moved", "the note that the session is moved"),
    ("leader-away", "the note that a co-leader is away"),
    ("after-christmas", "the letter after the long gap"),
    ("check-in", "the check-in"),
    ("teaching-question", "the question about small group teaching"),
    ("teaching-answer", "the answer about small group teaching"),
    ("notice-student", "the notice to the student of what will be said"),
    ("notice-co-leaders", "the notice to the co-leaders of what will be said"),
    ("firm-head-letter", "the letter with the firm head in copy"),
    ("firm-head-brief", "the request to the firm head to talk with them"),
    ("firm-head-reminder", "the reminder to the firm head"),
    ("firm-head-silent", "the note that the firm head has not answered"),
    ("firm-head-spoke", "the note that the firm head has spoken with them"),
    ("release-request", "the question whether the next step may go"),
    ("hold-review", "the question whether the hold still stands"),
    ("undergraduate-team", "the letter to the undergraduate team"),
    ("stage-lead", "the letter to the stage lead"),
    ("step-informed", "the note of a step to those who are informed"),
    ("withdrawal", "the letter that takes a step back"),
    ("dispute", "the question about a disputed mark"),
    ("collective-absence", "the question about a day on which many were missing"),
    ("concern-passed", "the firm head's concern passed on"),
    ("welfare", "a message passed on at once"),
    ("welfare-reply", "the line that a person will read it"),
    ("record-answer", "the answer saying what is held on them"),
    ("undeliverable", "the note that an address is dead"),
    ("member-left", "the note that a student has left the group"),
    ("order-done", "the answer saying what was done"),
    ("status-answer", "the answer saying how the group stands"),
    ("help-answer", "the answer saying what can be written"),
    ("firm-head-digest", "the firm head's digest"),
    ("feedback-summary", "the summary before the feedback meetings"),
    ("supervisor-patterns", "the supervisor's patterns"),
    ("proof-of-life", "the weekly proof of life"),
    ("set-aside", "the list of letters set aside"),
    ("dropped", "the list of letters that were dropped"),
    ("alarm", "the alarm to the administrator"),
    ("ladder", "the next step of the absence policy"),
];

/// Why something is not said, to be read after "waits:".
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Apologised => "not needed, as they have let us know that they cannot come",
        Why::Welfare => "a co-leader has to answer a message of theirs first",
        Why::Unreachable => "letters to their address come back: correct it in the roster",
        Why::Disputed => "a mark is disputed, and a co-leader has to settle it",
        Why::Collective => "many were missing that day, and a person says first what becomes of it",
        Why::Held => "a co-leader or the firm head holds it",
        Why::Release => "it goes only when a co-leader releases it",
        Why::Notice => "it was announced, and goes when the time of notice is over unless somebody holds it",
        Why::NotYet => "not before working hours, or before the policy's waiting time is over",
        Why::NoNewAbsence => "no further session was missed without explanation since the last step",
        Why::TopOfLadder => "the last step of the policy was taken",
        Why::Nobody => "nobody on the roster holds the role that it would go to",
    }
}

/// A step of the policy.
pub fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::CheckIn => "the check-in",
        StepKind::FirmHead => "the letter with the firm head in copy",
        StepKind::UndergraduateTeam => "the letter to the undergraduate team",
        StepKind::StageLead => "the letter to the stage lead",
    }
}

/// A mark, to be read after a name.
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "present",
        Mark::Late => "late",
        Mark::Absent => "absent",
        Mark::Excused => "absent, explained",
        Mark::TurnedAway => "too late to join",
    }
}

/// How a student's attendance stands, to be read after a session.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Unknown => "not known",
        Standing::Present => "present",
        Standing::Late => "late",
        Standing::Explained => "missed, explained",
        Standing::Unexplained => "missed, not explained",
    }
}

/// What a student said of a session, to be read after a name.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Absent => "sent apologies or a reason",
        Stance::Attending => "is coming",
        Stance::Late => "will be late or leave early",
        Stance::Unsure => "may not make it",
        Stance::WasPresent => "was there",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_letter_has_words() {
        for kind in crate::outbound::KINDS {
            assert_ne!(letter(kind), *kind, "{kind} has no words");
        }
    }
}
