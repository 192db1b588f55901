//! The year in figures: what the headline says, and how far the absence policy had to go.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Fate, Lived, People, share};
use crate::domain::id::PersonId;
use crate::domain::policy::StepKind;
use crate::domain::state::Standing;

/// What the head of the page and the ladder say.
#[derive(Debug, Serialize)]
pub(super) struct Numbers {
    pub people: People,
    pub first_day: String,
    pub last_day: String,
    pub groups: usize,
    pub students: usize,
    pub sessions_held: usize,
    pub turns: usize,
    pub letters: usize,
    pub received: usize,
    pub from_people: usize,
    pub understood: usize,
    /// Marks of registers: times that a student was there, and was not.
    pub attended: usize,
    pub explained: usize,
    pub unexplained: usize,
    pub ladder: Vec<Rung>,
    pub taken_back: usize,
}

/// How many students came so far.
#[derive(Debug, Serialize)]
pub(super) struct Rung {
    pub what: &'static str,
    /// The step of the policy, from 1; 0 for what comes before the first.
    pub step: u8,
    pub students: usize,
    pub share: usize,
    /// Of how the step goes: at once, unless held, on a co-leader's word.
    pub how: &'static str,
}

/// The steps in their order, as the ladder tells them.
pub(super) const STEPS: [(StepKind, &str, &str, &str); 4] = [
    (StepKind::CheckIn, "check-in", "had a friendly note, because nobody knew why", "goes by itself, in working hours"),
    (
        StepKind::FirmHead,
        "firm-head-letter",
        "had a letter with their firm head in copy",
        "announced to the student and the co-leaders first; either can stop it",
    ),
    (
        StepKind::UndergraduateTeam,
        "undergraduate-team",
        "were brought to the undergraduate team, which was asked to help",
        "only on a co-leader's word",
    ),
    (
        StepKind::StageLead,
        "stage-lead",
        "were brought to the stage lead, who was asked to help",
        "only on a co-leader's word",
    ),
];

/// Counts.
pub(super) fn numbers(lived: &Lived<'_>) -> Numbers {
    let students: BTreeSet<PersonId> = lived.state.roster.memberships.iter().map(|place| place.student).collect();
    let standings = |student: &PersonId| lived.state.attendance(*student).into_iter().map(|(_, standing)| standing);
    let count = |wanted: &dyn Fn(Standing) -> bool| -> usize {
        students.iter().map(|student| standings(student).filter(|standing| wanted(*standing)).count()).sum()
    };
    let of_fate = |fate: Fate| lived.record.received.iter().filter(|message| message.fate == fate).count();
    let (understood, asked) = (of_fate(Fate::Understood), of_fate(Fate::Asked));
    let is_missing = |standing| matches!(standing, Standing::Explained | Standing::Unexplained);
    let date = |date: jiff::civil::Date| date.strftime("%-d %B %Y").to_string();
    Numbers {
        people: lived.people,
        first_day: date(lived.first_day),
        last_day: date(lived.last_day),
        groups: lived.state.roster.groups.len(),
        students: students.len(),
        sessions_held: lived.sessions_held,
        turns: lived.turns,
        letters: lived.record.sent.len(),
        received: lived.record.received.len(),
        from_people: understood + asked,
        understood,
        attended: count(&|standing| matches!(standing, Standing::Present | Standing::Late)),
        explained: count(&|standing| standing == Standing::Explained),
        unexplained: count(&|standing| standing == Standing::Unexplained),
        ladder: ladder(lived, &students, students.iter().filter(|s| standings(s).any(is_missing)).count()),
        taken_back: lived.record.sent.iter().filter(|sent| sent.letter.kind() == "withdrawal").count(),
    }
}

/// The students who came so far; each has been counted above too.
fn ladder(lived: &Lived<'_>, students: &BTreeSet<PersonId>, missed: usize) -> Vec<Rung> {
    let all = students.len();
    let mut rungs = vec![
        Rung { what: "students", step: 0, students: all, share: share(all, all), how: "" },
        Rung { what: "missed at least one session", step: 0, students: missed, share: share(missed, all), how: "" },
    ];
    for (step, (_, kind, what, how)) in (1..).zip(STEPS) {
        let of_kind = lived.record.sent.iter().filter(|sent| sent.letter.kind() == kind);
        let reached = of_kind.filter_map(|sent| sent.letter.student()).collect::<BTreeSet<_>>().len();
        rungs.push(Rung { what, step, students: reached, share: share(reached, all), how });
    }
    rungs
}

/// How far a student came: the number of the last step of which a letter went, or 0.
pub(super) fn furthest(lived: &Lived<'_>, student: PersonId) -> u8 {
    let of_student = || lived.record.sent.iter().filter(|sent| sent.letter.student() == Some(student));
    let reached = |kind: &str| of_student().any(|sent| sent.letter.kind() == kind);
    (1..).zip(STEPS).filter(|(_, (_, kind, _, _))| reached(kind)).map(|(step, _)| step).last().unwrap_or(0)
}
