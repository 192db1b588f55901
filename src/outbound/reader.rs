//! As what somebody reads a letter, and who may read which at all.
//!
//! Roles are looked up as of today, or of the session's day where that is still to come. What names several students, or
//! a student's words, is for the co-leaders alone (domain rule: one envelope a person).

use serde::Serialize;

use super::scene::Scene;
use crate::domain::event::Fact;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::domain::state::State;

/// As what somebody reads a letter; its greeting, signature and footer follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    Student,
    CoLeader,
    FirmHead,
    UndergraduateTeam,
    StageLead,
    Supervisor,
    Administrator,
    /// On the roster, in none of these roles.
    Other,
}

/// In this order where somebody has several roles and the letter is written for any.
const RANKED: [Reader; 6] = [
    Reader::Student,
    Reader::CoLeader,
    Reader::FirmHead,
    Reader::UndergraduateTeam,
    Reader::StageLead,
    Reader::Supervisor,
];

impl Scene<'_> {
    /// As what somebody reads this letter: in the role that it is written for, where they have it.
    pub fn reader_of(&self, person: PersonId) -> Reader {
        if person == PersonId::ADMINISTRATOR {
            return Reader::Administrator;
        }
        let first = match self.letter {
            // Only a firm head's orders belong to no group, though a firm head may lead one.
            Letter::OrderDone { .. } if self.group.is_none() => Some(Reader::FirmHead),
            letter => written_for(letter),
        };
        first.into_iter().chain(RANKED).find(|reader| self.reads_as(person, *reader)).unwrap_or(Reader::Other)
    }

    fn reads_as(&self, person: PersonId, reader: Reader) -> bool {
        let roster = &self.state.roster;
        let holds = |role| {
            let scheme = self.scheme_id();
            scheme.is_some_and(|scheme| roster.holders(scheme, role, self.day).contains(&person))
        };
        let group = self.group.map(|group| group.id);
        match reader {
            Reader::Student => match self.letter.student() {
                Some(student) => student == person,
                None => {
                    roster.memberships.iter().any(|m| m.student == person && group.is_none_or(|group| m.group == group))
                }
            },
            Reader::CoLeader => match group {
                Some(group) => {
                    [self.day, self.pair_day].into_iter().any(|day| roster.co_leaders(group, day).contains(&person))
                }
                None => !roster.groups_led(person, self.day).is_empty(),
            },
            Reader::FirmHead => match self.letter.student() {
                Some(student) => self.membership_of(student).is_some_and(|m| m.firm_head == person),
                None => roster.memberships.iter().any(|m| m.firm_head == person) || holds(Role::FirmHead),
            },
            Reader::UndergraduateTeam => holds(Role::UndergraduateTeam),
            Reader::StageLead => holds(Role::StageLead),
            Reader::Supervisor => holds(Role::Supervisor) || roster.supervisions.iter().any(|s| s.supervisor == person),
            Reader::Administrator | Reader::Other => false,
        }
    }

    /// May this reader have this letter at all?
    pub fn is_theirs(&self) -> bool {
        only_for(self.letter).is_none_or(|reader| reader == self.reader)
    }
}

/// The role that a letter is written for, where somebody may have several.
fn written_for(letter: &Letter) -> Option<Reader> {
    use Letter as L;
    match letter {
        L::RegisterMissing { .. } | L::UndergraduateTeam { .. } | L::MemberLeft { .. } => {
            Some(Reader::UndergraduateTeam)
        }
        L::StageLead { .. } => Some(Reader::StageLead),
        _ => only_for(letter),
    }
}

/// The one role whose eyes a letter is for, where it has one.
fn only_for(letter: &Letter) -> Option<Reader> {
    use Letter as L;
    match letter {
        L::Welcome { .. }
        | L::Reminder { .. }
        | L::Acknowledgement { .. }
        | L::LateNote { .. }
        | L::AfterChristmas { .. }
        | L::CheckIn { .. }
        | L::NoticeStudent { .. }
        | L::WelfareReply { .. }
        | L::RecordAnswer { .. } => Some(Reader::Student),
        L::StartCoLeaders { .. }
        | L::ReminderCopy { .. }
        | L::StudentWrote { .. }
        | L::StudentsWrote { .. }
        | L::Brief { .. }
        | L::RegisterRequest { .. }
        | L::RegisterChaser { .. }
        | L::RegisterConfirmation { .. }
        | L::TeachingAnswer { .. }
        | L::NoticeCoLeaders { .. }
        | L::FirmHeadSilent { .. }
        | L::FirmHeadSpoke { .. }
        | L::ReleaseRequest { .. }
        | L::HoldReview { .. }
        | L::Dispute { .. }
        | L::ConcernPassed { .. }
        | L::Welfare { .. }
        | L::StatusAnswer { .. } => Some(Reader::CoLeader),
        L::StartFirmHead { .. }
        | L::TeachingQuestion { .. }
        | L::FirmHeadBrief { .. }
        | L::FirmHeadReminder { .. }
        | L::FirmHeadDigest { .. }
        | L::FeedbackSummary { .. } => Some(Reader::FirmHead),
        L::StartSupervisor { .. } | L::SupervisorPatterns { .. } => Some(Reader::Supervisor),
        L::ProofOfLife { .. } | L::SetAside { .. } | L::Dropped { .. } | L::Alarm { .. } => Some(Reader::Administrator),
        _ => None,
    }
}

/// The group that a letter is about: its own, its session's, its student's, or the one of whoever is answered.
pub fn group_of(letter: &Letter, state: &State, led_by: impl Fn(PersonId) -> Option<GroupId>) -> Option<GroupId> {
    use Letter as L;
    match letter {
        L::StartCoLeaders { group }
        | L::Welcome { group, .. }
        | L::StudentWrote { group, .. }
        | L::StudentsWrote { group, .. }
        | L::MemberLeft { group, .. }
        | L::StatusAnswer { group, .. } => Some(*group),
        L::OrderDone { answers, .. } => {
            let brought = state.brought_by(*answers).iter();
            brought.rev().find_map(|(_, fact)| match fact {
                Fact::OrdersDone { group, .. } => Some(*group),
                _ => None,
            })?
        }
        L::ClarifyingQuestion { person, .. } | L::HelpAnswer { person, .. } | L::Undeliverable { person, .. } => {
            state.group_now(*person).or_else(|| led_by(*person))
        }
        _ => {
            let of_session = letter.session().map(|session| session.group);
            of_session.or_else(|| letter.student().and_then(|student| state.group_now(student)))
        }
    }
}
