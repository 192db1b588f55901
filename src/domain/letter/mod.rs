//! Every letter that the daemon can write, by what it is about: ids, no words.
//!
//! A letter's [`Letter::key`] is natural: the same matter gives the same key, so that a matter is spoken of once.

mod matter;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::id::{EventId, GroupId, LetterId, PersonId, SchemeId, SessionId};
use crate::domain::policy::StepKind;

/// A letter: each variant has a folder in `templates/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "kebab-case")]
pub enum Letter {
    // The start of the year.
    /// To a group's co-leaders: what they will get, how to answer, when the training is, who is in the group.
    StartCoLeaders {
        group: GroupId,
    },
    StartFirmHead {
        scheme: SchemeId,
        firm_head: PersonId,
    },
    StartSupervisor {
        scheme: SchemeId,
        supervisor: PersonId,
    },
    Welcome {
        student: PersonId,
        group: GroupId,
    },

    // The fortnight.
    Reminder {
        student: PersonId,
        session: SessionId,
    },
    /// The co-leaders' one copy of the reminder.
    ReminderCopy {
        session: SessionId,
    },
    /// What was noted of a student's message: apologies, explanations, coming after all.
    Acknowledgement {
        student: PersonId,
        answers: LetterId,
    },
    /// The same for "I will be late": what happens after ten minutes.
    LateNote {
        student: PersonId,
        answers: LetterId,
    },
    /// A message that could not be read with confidence, with the likely readings to choose from.
    ClarifyingQuestion {
        person: PersonId,
        answers: LetterId,
    },
    /// A student's message that needs a person, in the student's words.
    StudentWrote {
        group: GroupId,
        student: PersonId,
        wrote: LetterId,
    },
    /// What else students wrote that day, in their words.
    StudentsWrote {
        group: GroupId,
        day: Date,
    },
    Brief {
        session: SessionId,
    },
    RegisterRequest {
        session: SessionId,
    },
    RegisterChaser {
        session: SessionId,
        nth: u8,
    },
    /// To the undergraduate team: no register came.
    RegisterMissing {
        session: SessionId,
    },
    /// The register as it stands after an answer, with the session-record template (handbook, Appendix 3).
    RegisterConfirmation {
        session: SessionId,
        after: EventId,
    },
    SessionCancelled {
        session: SessionId,
        after: EventId,
    },
    SessionMoved {
        session: SessionId,
        after: EventId,
    },
    LeaderAway {
        session: SessionId,
        leader: PersonId,
        after: EventId,
    },
    AfterChristmas {
        student: PersonId,
        session: SessionId,
    },

    // The absence policy (handbook, Appendix 5). `session` is the absence that brought the step about.
    CheckIn {
        student: PersonId,
        session: SessionId,
    },
    /// To the firm head: was the student at small group teaching that day?
    TeachingQuestion {
        student: PersonId,
        session: SessionId,
    },
    TeachingAnswer {
        student: PersonId,
        session: SessionId,
        after: EventId,
    },
    /// What will be said, to whom and when; to the student.
    NoticeStudent {
        student: PersonId,
        step: StepKind,
        session: SessionId,
    },
    /// The same to the co-leaders, who may hold it.
    NoticeCoLeaders {
        student: PersonId,
        step: StepKind,
        session: SessionId,
    },
    /// To the student, the firm head in copy.
    FirmHeadLetter {
        student: PersonId,
        session: SessionId,
    },
    /// To the firm head: please talk with them, and answer when you have.
    FirmHeadBrief {
        student: PersonId,
        session: SessionId,
    },
    FirmHeadReminder {
        student: PersonId,
        session: SessionId,
    },
    /// To the co-leaders: the firm head has not answered.
    FirmHeadSilent {
        student: PersonId,
        session: SessionId,
    },
    /// To the co-leaders: they have spoken; that and nothing else.
    FirmHeadSpoke {
        student: PersonId,
        after: EventId,
    },
    /// To the co-leaders: this step waits for your word. `nth` counts the weekly reminders from 0.
    ReleaseRequest {
        student: PersonId,
        step: StepKind,
        session: SessionId,
        nth: u16,
    },
    /// To the co-leaders: a hold without an end, asked about every week.
    HoldReview {
        student: PersonId,
        hold: EventId,
        nth: u16,
    },
    UndergraduateTeam {
        student: PersonId,
        session: SessionId,
    },
    StageLead {
        student: PersonId,
        session: SessionId,
    },
    /// To those who are told of a step that went to somebody else.
    StepInformed {
        student: PersonId,
        step: StepKind,
        session: SessionId,
    },
    /// Takes back a letter about a student, to those who had it.
    Withdrawal {
        student: PersonId,
        takes_back: Box<Letter>,
        after: EventId,
    },
    /// To the co-leaders: a mark that the student, or the other co-leader, says is wrong.
    Dispute {
        student: PersonId,
        session: SessionId,
        after: EventId,
    },
    CollectiveAbsence {
        session: SessionId,
    },
    /// To the co-leaders: the firm head is worried.
    ConcernPassed {
        student: PersonId,
        after: EventId,
    },

    // Distress, and what stands in the way of writing.
    /// To both co-leaders at once: a message that may mean distress, in the student's words.
    Welfare {
        student: PersonId,
        wrote: LetterId,
    },
    /// The plain line to the student: a person will read it, and where to turn in an emergency.
    WelfareReply {
        student: PersonId,
        answers: LetterId,
    },
    /// To the student: what is held on them.
    RecordAnswer {
        student: PersonId,
        answers: LetterId,
    },
    Undeliverable {
        person: PersonId,
        after: EventId,
    },
    /// To the undergraduate team: a co-leader says that a student has left the group.
    MemberLeft {
        student: PersonId,
        group: GroupId,
        after: EventId,
    },

    // Answers to co-leaders and firm heads.
    /// What was understood and done.
    OrderDone {
        person: PersonId,
        answers: LetterId,
    },
    StatusAnswer {
        person: PersonId,
        group: GroupId,
        answers: LetterId,
    },
    HelpAnswer {
        person: PersonId,
        answers: LetterId,
    },

    // Digests.
    FirmHeadDigest {
        firm_head: PersonId,
        day: Date,
    },
    FeedbackSummary {
        firm_head: PersonId,
        scheme: SchemeId,
        placement: Placement,
    },
    SupervisorPatterns {
        supervisor: PersonId,
        scheme: SchemeId,
        day: Date,
    },

    // To the administrator.
    ProofOfLife {
        day: Date,
    },
    /// Letters that a person has to look at, with the reasons.
    SetAside {
        day: Date,
    },
    /// What was dropped because it was too late to be of use.
    Dropped {
        day: Date,
    },
    /// Something is wrong that stops letters: it goes out all the same.
    Alarm {
        after: EventId,
    },
}

/// Which of the placement's feedback meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placement {
    Mid,
    End,
}

/// How public a letter is, which decides how it is addressed and when it may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Friendly mail of the fortnight.
    Ordinary,
    /// About a student's absences: working days, working hours, its own thread, the recipient's role checked again.
    Person,
    /// At once, whatever the hour.
    Urgent,
    /// To the administrator.
    Machine,
}

/// The natural key of a letter: the same matter gives the same key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterKey(pub String);

impl fmt::Display for LetterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Letter {
    /// The folder of its template, and the first part of its key.
    pub fn kind(&self) -> &'static str {
        use Letter as L;
        match self {
            L::StartCoLeaders { .. } => "start-co-leaders",
            L::StartFirmHead { .. } => "start-firm-head",
            L::StartSupervisor { .. } => "start-supervisor",
            L::Welcome { .. } => "welcome",
            L::Reminder { .. } => "reminder",
            L::ReminderCopy { .. } => "reminder-copy",
            L::Acknowledgement { .. } => "acknowledgement",
            L::LateNote { .. } => "late-note",
            L::ClarifyingQuestion { .. } => "clarifying-question",
            L::StudentWrote { .. } => "student-wrote",
            L::StudentsWrote { .. } => "students-wrote",
            L::Brief { .. } => "brief",
            L::RegisterRequest { .. } => "register-request",
            L::RegisterChaser { .. } => "register-chaser",
            L::RegisterMissing { .. } => "register-missing",
            L::RegisterConfirmation { .. } => "register-confirmation",
            L::SessionCancelled { .. } => "session-cancelled",
            L::SessionMoved { .. } => "session-moved",
            L::LeaderAway { .. } => "leader-away",
            L::AfterChristmas { .. } => "after-christmas",
            L::CheckIn { .. } => "check-in",
            L::TeachingQuestion { .. } => "teaching-question",
            L::TeachingAnswer { .. } => "teaching-answer",
            L::NoticeStudent { .. } => "notice-student",
            L::NoticeCoLeaders { .. } => "notice-co-leaders",
            L::FirmHeadLetter { .. } => "firm-head-letter",
            L::FirmHeadBrief { .. } => "firm-head-brief",
            L::FirmHeadReminder { .. } => "firm-head-reminder",
            L::FirmHeadSilent { .. } => "firm-head-silent",
            L::FirmHeadSpoke { .. } => "firm-head-spoke",
            L::ReleaseRequest { .. } => "release-request",
            L::HoldReview { .. } => "hold-review",
            L::UndergraduateTeam { .. } => "undergraduate-team",
            L::StageLead { .. } => "stage-lead",
            L::StepInformed { .. } => "step-informed",
            L::Withdrawal { .. } => "withdrawal",
            L::Dispute { .. } => "dispute",
            L::CollectiveAbsence { .. } => "collective-absence",
            L::ConcernPassed { .. } => "concern-passed",
            L::Welfare { .. } => "welfare",
            L::WelfareReply { .. } => "welfare-reply",
            L::RecordAnswer { .. } => "record-answer",
            L::Undeliverable { .. } => "undeliverable",
            L::MemberLeft { .. } => "member-left",
            L::OrderDone { .. } => "order-done",
            L::StatusAnswer { .. } => "status-answer",
            L::HelpAnswer { .. } => "help-answer",
            L::FirmHeadDigest { .. } => "firm-head-digest",
            L::FeedbackSummary { .. } => "feedback-summary",
            L::SupervisorPatterns { .. } => "supervisor-patterns",
            L::ProofOfLife { .. } => "proof-of-life",
            L::SetAside { .. } => "set-aside",
            L::Dropped { .. } => "dropped",
            L::Alarm { .. } => "alarm",
        }
    }

    /// Its natural key: the kind and the ids, which together name the matter.
    pub fn key(&self) -> LetterKey {
        LetterKey(serde_json::to_string(self).unwrap_or_else(|_| self.kind().to_owned()))
    }
}
