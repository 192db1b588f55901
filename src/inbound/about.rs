//! Which letter of ours a message answers, in the readers' terms: its kind, its group, its session, its one student.

use super::reading::{About, AboutKind};
use crate::domain::event::Fact;
use crate::domain::id::{LetterId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::sending::group_of;
use crate::domain::state::State;

impl About {
    /// What an answer to this letter, which `to` had, is about.
    pub fn of(letter: &Letter, to: PersonId, state: &State) -> Self {
        if let Letter::ClarifyingQuestion { answers, .. } = letter
            && let Some((session, asked_about)) = state.asked_about(*answers)
        {
            let nothing = Self { kind: AboutKind::Other, group: None, session: None, student: None };
            let first = asked_about.map_or(nothing, |first| Self::of(first, to, state));
            let group = session.map(|session| session.group).or(first.group);
            return Self { group, session: session.map(|session| session.number).or(first.session), ..first };
        }
        let session = letter.session().or_else(|| session_of_answer(letter, to, state));
        let group = session.map(|session| session.group).or_else(|| group_of(letter, state));
        let student = letter.student().filter(|student| *student != to);
        Self { kind: kind(letter, to), group, session: session.map(|session| session.number), student }
    }
}

fn kind(letter: &Letter, to: PersonId) -> AboutKind {
    use Letter as L;
    match letter {
        L::Reminder { .. } | L::ReminderCopy { .. } | L::SessionMoved { .. } | L::SessionCancelled { .. } => {
            AboutKind::Reminder
        }
        L::LeaderAway { .. } => AboutKind::Reminder,
        L::Acknowledgement { .. } | L::LateNote { .. } => AboutKind::Reminder,
        L::ClarifyingQuestion { .. } => AboutKind::Other,
        L::CheckIn { .. } => AboutKind::CheckIn,
        // A student who answers a notice or the letter to the firm head speaks of the session that they missed.
        L::NoticeStudent { .. } => AboutKind::CheckIn,
        L::FirmHeadLetter { student, .. } | L::Withdrawal { student, .. } if *student == to => AboutKind::CheckIn,
        L::RegisterRequest { .. } | L::RegisterChaser { .. } => AboutKind::RegisterRequest,
        L::RegisterConfirmation { .. } | L::Dispute { .. } => AboutKind::RegisterConfirmation,
        L::NoticeCoLeaders { .. } | L::ReleaseRequest { .. } | L::HoldReview { .. } | L::CollectiveAbsence { .. } => {
            AboutKind::EscalationNotice
        }
        L::Brief { .. } => AboutKind::Brief,
        L::TeachingQuestion { .. } => AboutKind::SmallGroupCheck,
        L::FirmHeadLetter { .. } | L::FirmHeadBrief { .. } | L::FirmHeadReminder { .. } => AboutKind::FirmHeadNotice,
        L::FirmHeadDigest { .. } | L::FeedbackSummary { .. } => AboutKind::Digest,
        L::Welcome { .. } => AboutKind::Welcome,
        L::AfterChristmas { .. } => AboutKind::AfterChristmas,
        _ => AboutKind::Other,
    }
}

/// An answer to an answer is about what the first message was about.
fn session_of_answer(letter: &Letter, to: PersonId, state: &State) -> Option<SessionId> {
    let answered: LetterId = match letter {
        Letter::Acknowledgement { answers, .. }
        | Letter::LateNote { answers, .. }
        | Letter::ClarifyingQuestion { answers, .. }
        | Letter::WelfareReply { answers, .. }
        | Letter::OrderDone { answers, .. } => *answers,
        _ => return None,
    };
    state.brought_by(answered).iter().find_map(|(_, fact)| match fact {
        Fact::StanceGiven { session, student, .. } if *student == to => Some(*session),
        Fact::StudentWrote { group, about: Some(number), student, .. } if *student == to => {
            Some(SessionId { group: *group, number: *number })
        }
        _ => None,
    })
}
