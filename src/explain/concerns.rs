//! Which lines of the ledger belong to the story of a person, a session or a letter.

use crate::domain::event::{Event, Fact, Via};
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::state::State;

/// Is a fact of this person's story: said by them, about them, or about a session of theirs?
pub(super) fn concerns_person(fact: &Fact, person: PersonId, state: &State) -> bool {
    let of_group = |session: &SessionId| belongs(state, person, *session);
    match fact {
        Fact::SessionCancelled { session, .. }
        | Fact::SessionMoved { session, .. }
        | Fact::CollectiveJudged { session, .. }
        | Fact::LeaderAway { session, .. }
        | Fact::LeaderBack { session, .. } => of_group(session),
        _ => is_about(fact, person),
    }
}

/// Does a fact name this person: as the one who said it, or the one it is said of?
pub fn is_about(fact: &Fact, person: PersonId) -> bool {
    match fact {
        Fact::Decided { letter, to, .. } => letter.student() == Some(person) || to.contains(&person),
        Fact::RegisterTaken { marks, by, .. }
        | Fact::MarksCorrected { marks, by, .. }
        | Fact::MarksContested { marks, by, .. } => *by == person || marks.contains_key(&person),
        Fact::LeaderAway { leader, by, .. } | Fact::LeaderBack { leader, by, .. } => [*leader, *by].contains(&person),
        _ => people(fact).contains(&Some(person)),
    }
}

/// Is a fact of this session's story?
pub(super) fn concerns_session(fact: &Fact, session: SessionId) -> bool {
    match fact {
        Fact::Decided { letter, .. } => letter.session() == Some(session),
        Fact::StudentWrote { group, about, .. } => (*group, *about) == (session.group, Some(session.number)),
        _ => session_of(fact) == Some(session),
    }
}

/// Does an event belong to the story of a letter of ours: itself, or what takes it back?
pub(super) fn is_of_letter(event: &Event, letter: &Letter) -> bool {
    match &event.fact {
        Fact::Decided { letter: other, .. } => {
            other == letter || matches!(other, Letter::Withdrawal { takes_back, .. } if **takes_back == *letter)
        }
        _ => false,
    }
}

/// Was, or is, the person of the session's group: a member, or one of those who lead it?
fn belongs(state: &State, person: PersonId, session: SessionId) -> bool {
    let Some(meeting) = state.calendar.get(session) else {
        return false;
    };
    let is_member = state.roster.members(session.group, meeting.date).any(|member| member.student == person);
    is_member || state.roster.co_leaders(session.group, meeting.date).contains(&person)
}

/// The groups that a person belongs to or leads, at any time.
pub(super) fn groups_of(state: &State, person: PersonId) -> Vec<GroupId> {
    let member = state.roster.memberships.iter().filter(|m| m.student == person || m.firm_head == person);
    let leads = state.roster.co_leaderships.iter().filter(|l| l.leader == person);
    let mut groups: Vec<GroupId> = member.map(|m| m.group).chain(leads.map(|l| l.group)).collect();
    groups.sort();
    groups.dedup();
    groups
}

/// Everybody whom a fact names by itself, the writer too.
fn people(fact: &Fact) -> [Option<PersonId>; 2] {
    match fact {
        Fact::RecordAsked { student } => [Some(*student), None],
        Fact::StanceGiven { student, via, .. } => match via {
            Via::Relay(by) => [Some(*student), Some(*by)],
            Via::Reply | Via::Calendar => [Some(*student), None],
        },
        Fact::StudentWrote { student, .. } | Fact::MarkDisputed { student, .. } => [Some(*student), None],
        Fact::Explained { student, by, .. }
        | Fact::HoldPlaced { student, by, .. }
        | Fact::Released { student, by, .. }
        | Fact::ConcernRaised { student, by }
        | Fact::MemberLeft { student, by, .. }
        | Fact::Presented { student, by, .. }
        | Fact::WelfareSeen { student, by }
        | Fact::TeachingAnswered { student, by, .. }
        | Fact::Discussed { student, by } => [Some(*student), Some(*by)],
        Fact::StatusAsked { by, .. }
        | Fact::HelpAsked { by }
        | Fact::StaffUnclear { by, .. }
        | Fact::OrdersDone { by, .. } => [Some(*by), None],
        Fact::Bounced { person, .. } | Fact::AddressChanged { person } => [Some(*person), None],
        _ => [None, None],
    }
}

fn session_of(fact: &Fact) -> Option<SessionId> {
    match fact {
        Fact::StanceGiven { session, .. }
        | Fact::MarkDisputed { session, .. }
        | Fact::RegisterTaken { session, .. }
        | Fact::MarksCorrected { session, .. }
        | Fact::MarksContested { session, .. }
        | Fact::Explained { session, .. }
        | Fact::CollectiveJudged { session, .. }
        | Fact::LeaderAway { session, .. }
        | Fact::LeaderBack { session, .. }
        | Fact::SessionCancelled { session, .. }
        | Fact::SessionMoved { session, .. }
        | Fact::Presented { session, .. } => Some(*session),
        Fact::TeachingAnswered { session, .. } => *session,
        _ => None,
    }
}
