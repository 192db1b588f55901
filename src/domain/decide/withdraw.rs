//! Taking back: an explanation or a corrected register that comes late takes back what it can. A step not yet sent falls
//! away; for one that was sent, exactly those who were told get a short correction.

use std::collections::BTreeSet;

use super::ladder::Case;
use super::{Pass, When};
use crate::domain::event::Via;
use crate::domain::id::{EventId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::state::{State, StepTaken};

pub(super) fn pass(pass: &mut Pass, case: &Case) {
    let state = pass.state;
    let student = case.student();
    let fallen: Vec<&StepTaken> =
        state.student(student).steps.iter().filter(|step| !step.withdrawn && !case.supports(state, step)).collect();
    for step in fallen {
        // A mark under dispute, or a day that waits for a word, is not yet taken back: it may stand again.
        if !is_undone(state, step.session, student) && !was_undercut(state, case, step) {
            continue;
        }
        let after = state.explained_by(step.session, student).unwrap_or(state.last);
        let letter = Letter::Withdrawal { student, takes_back: Box::new(taken_back(step, student)), after };
        let to = told_of(state, step, student, after);
        pass.write(letter, to, When::at(pass.now), &[after]);
    }
}

/// The absence that brought the step about is none any more.
fn is_undone(state: &State, session: SessionId, student: PersonId) -> bool {
    state.standing(session, student) != crate::domain::state::Standing::Unexplained
        || state.session(session).judged == Some(false)
}

/// An absence before it, which its letter counted, is none any more.
fn was_undercut(state: &State, case: &Case, step: &StepTaken) -> bool {
    let Some(needed) = case.policy.step(step.kind).map(|s| usize::from(s.missed_min)) else {
        return true;
    };
    let unexplained = state.unexplained(case.student());
    let before = unexplained.iter().position(|absence| absence.session == step.session).map_or(0, |index| index + 1);
    before < needed
}

/// The letter that stands for the step: its own where it was decided, else its notice or the question for release.
fn taken_back(step: &StepTaken, student: PersonId) -> Letter {
    let session = step.session;
    if step.letter.is_some() {
        return State::step_letter(step.kind, student, session);
    }
    match step.kind {
        StepKind::FirmHead => Letter::NoticeCoLeaders { student, step: step.kind, session },
        kind => Letter::ReleaseRequest { student, step: kind, session, nth: 0 },
    }
}

/// Exactly those who had a letter of the step; not the student whose own words took it back, who was thanked for them.
fn told_of(state: &State, step: &StepTaken, student: PersonId, after: EventId) -> Vec<PersonId> {
    let session = step.session;
    let kind = step.kind;
    let mut letters = vec![
        State::step_letter(kind, student, session),
        Letter::NoticeStudent { student, step: kind, session },
        Letter::NoticeCoLeaders { student, step: kind, session },
        Letter::ReleaseRequest { student, step: kind, session, nth: 0 },
        Letter::StepInformed { student, step: kind, session },
    ];
    match kind {
        StepKind::CheckIn => letters.push(Letter::TeachingQuestion { student, session }),
        StepKind::FirmHead => letters.push(Letter::FirmHeadBrief { student, session }),
        StepKind::UndergraduateTeam | StepKind::StageLead => {}
    }
    let own_words = state.stance(session, student).is_some_and(|n| n.event == after && !matches!(n.via, Via::Relay(_)));
    let told: BTreeSet<PersonId> =
        letters.iter().filter_map(|letter| state.told(&letter.key())).flat_map(|told| told.reached()).collect();
    told.into_iter().filter(|person| !(own_words && *person == student)).collect()
}
