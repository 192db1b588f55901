//! What a letter is about: how public it is, its one student, its one session.

use super::{Concern, Letter};
use crate::domain::id::{PersonId, SessionId};
use crate::domain::policy::StepKind;

impl Letter {
    /// How it is addressed and when it may go.
    pub fn concern(&self) -> Concern {
        use Letter as L;
        match self {
            L::Welfare { .. } | L::WelfareReply { .. } => Concern::Urgent,
            L::ProofOfLife { .. } | L::SetAside { .. } | L::Dropped { .. } | L::Alarm { .. } => Concern::Machine,
            L::TeachingAnswer { .. }
            | L::FirmHeadSpoke { .. }
            | L::HoldReview { .. }
            | L::Withdrawal { .. }
            | L::Dispute { .. }
            | L::CollectiveAbsence { .. }
            | L::ConcernPassed { .. }
            | L::FeedbackSummary { .. }
            | L::FirmHeadDigest { .. } => Concern::Person,
            _ if self.is_of_ladder() => Concern::Person,
            _ => Concern::Ordinary,
        }
    }

    /// Does it speak of somebody's silence, or of a person? Then it is written and sent only where the inbox has just
    /// been read to its end: the answer may lie there.
    pub fn needs_fresh_inbox(&self) -> bool {
        self.concern() == Concern::Person || matches!(self, Self::RegisterChaser { .. } | Self::RegisterMissing { .. })
    }

    /// Is it a letter of the absence policy, which waits where a co-leader holds it or the student may be in distress?
    pub fn is_of_ladder(&self) -> bool {
        self.step().is_some()
    }

    /// The step of the absence policy that it belongs to: as its letter, its announcement, or its follow-up.
    pub fn step(&self) -> Option<StepKind> {
        use Letter as L;
        match self {
            L::NoticeStudent { step, .. }
            | L::NoticeCoLeaders { step, .. }
            | L::ReleaseRequest { step, .. }
            | L::StepInformed { step, .. } => Some(*step),
            L::CheckIn { .. } | L::TeachingQuestion { .. } => Some(StepKind::CheckIn),
            L::FirmHeadLetter { .. }
            | L::FirmHeadBrief { .. }
            | L::FirmHeadReminder { .. }
            | L::FirmHeadSilent { .. } => Some(StepKind::FirmHead),
            L::UndergraduateTeam { .. } => Some(StepKind::UndergraduateTeam),
            L::StageLead { .. } => Some(StepKind::StageLead),
            _ => None,
        }
    }

    /// Is it named by a line of the ledger? Then it has another name where the same thing is written down again, as after
    /// a copy of the database was put into its place.
    pub fn is_named_by_event(&self) -> bool {
        use Letter as L;
        matches!(
            self,
            L::RegisterConfirmation { .. }
                | L::SessionCancelled { .. }
                | L::SessionMoved { .. }
                | L::LeaderAway { .. }
                | L::TeachingAnswer { .. }
                | L::FirmHeadSpoke { .. }
                | L::HoldReview { .. }
                | L::Withdrawal { .. }
                | L::Dispute { .. }
                | L::ConcernPassed { .. }
                | L::Undeliverable { .. }
                | L::MemberLeft { .. }
        )
    }

    /// The one student that it is about, where there is one.
    pub fn student(&self) -> Option<PersonId> {
        use Letter as L;
        match self {
            L::Welcome { student, .. }
            | L::Reminder { student, .. }
            | L::Acknowledgement { student, .. }
            | L::LateNote { student, .. }
            | L::StudentWrote { student, .. }
            | L::AfterChristmas { student, .. }
            | L::CheckIn { student, .. }
            | L::TeachingQuestion { student, .. }
            | L::TeachingAnswer { student, .. }
            | L::NoticeStudent { student, .. }
            | L::NoticeCoLeaders { student, .. }
            | L::FirmHeadLetter { student, .. }
            | L::FirmHeadBrief { student, .. }
            | L::FirmHeadReminder { student, .. }
            | L::FirmHeadSilent { student, .. }
            | L::FirmHeadSpoke { student, .. }
            | L::ReleaseRequest { student, .. }
            | L::HoldReview { student, .. }
            | L::UndergraduateTeam { student, .. }
            | L::StageLead { student, .. }
            | L::StepInformed { student, .. }
            | L::Withdrawal { student, .. }
            | L::Dispute { student, .. }
            | L::ConcernPassed { student, .. }
            | L::Welfare { student, .. }
            | L::WelfareReply { student, .. }
            | L::RecordAnswer { student, .. }
            | L::MemberLeft { student, .. } => Some(*student),
            _ => None,
        }
    }

    /// The one session that it is about, where there is one.
    pub fn session(&self) -> Option<SessionId> {
        use Letter as L;
        match self {
            L::Reminder { session, .. }
            | L::ReminderCopy { session }
            | L::Brief { session }
            | L::RegisterRequest { session }
            | L::RegisterChaser { session, .. }
            | L::RegisterMissing { session }
            | L::RegisterConfirmation { session, .. }
            | L::SessionCancelled { session, .. }
            | L::SessionMoved { session, .. }
            | L::LeaderAway { session, .. }
            | L::AfterChristmas { session, .. }
            | L::CheckIn { session, .. }
            | L::TeachingQuestion { session, .. }
            | L::TeachingAnswer { session, .. }
            | L::NoticeStudent { session, .. }
            | L::NoticeCoLeaders { session, .. }
            | L::FirmHeadLetter { session, .. }
            | L::FirmHeadBrief { session, .. }
            | L::FirmHeadReminder { session, .. }
            | L::FirmHeadSilent { session, .. }
            | L::ReleaseRequest { session, .. }
            | L::UndergraduateTeam { session, .. }
            | L::StageLead { session, .. }
            | L::StepInformed { session, .. }
            | L::Dispute { session, .. }
            | L::CollectiveAbsence { session } => Some(*session),
            L::Withdrawal { takes_back, .. } => takes_back.session(),
            _ => None,
        }
    }
}
