//! The absence policy and the rhythm of a scheme as data (handbook, Appendix 5, "Student absence policy").
//!
//! Nothing here decides; [`super::decide`] applies it. A case keeps the version that it began under.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::schedule::Schedule;

/// The four kinds of step that letters exist for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    CheckIn,
    FirmHead,
    UndergraduateTeam,
    StageLead,
}

/// What lets a step go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goes {
    /// As soon as it is due.
    AtOnce,
    /// After a notice, unless a co-leader holds it.
    UnlessHeld,
    /// Only on a co-leader's word.
    OnRelease,
}

/// Who is told of a step that goes to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    Student,
    CoLeaders,
    FirmHead,
    UndergraduateTeam,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub kind: StepKind,
    /// How its letters name it: "Appendix 5, step 2".
    pub clause: String,
    /// It needs so many sessions missed without explanation (1 to 13).
    pub missed_min: u8,
    pub goes: Goes,
    /// Hours between knowing and acting, for an explanation that is on its way (0 to 336).
    pub wait_hours: u32,
    /// For `unless-held`: working days between the notice and the letter (1 to 20).
    pub notice_working_days: u8,
    /// Who is told of it, beside its addressee.
    pub informed: Vec<Told>,
}

/// The absence policy of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub version: u32,
    /// In order; each kind at most once.
    pub steps: Vec<Step>,
    /// Between reminders of a release that is waited for (1 to 60).
    pub release_reminder_days: u8,
    /// Between questions about a hold without an end (1 to 60).
    pub hold_review_days: u8,
    /// Until a firm head who has not answered is reminded, and as long again until the co-leaders are told (1 to 60).
    pub firm_head_reminder_days: u8,
    /// Missing students in a hundred from which a session waits for a person's word (1 to 100).
    pub collective_share_percent: u8,
    /// From so many such groups on a day, all of the scheme's groups of that day wait (2 to 100).
    pub collective_groups_min: u8,
    /// Explained absences from which they are shown as a pattern (1 to 13).
    pub pattern_explained_min: u8,
    /// Later than this and not let in counts as absent (handbook, "Starting on time").
    pub late_max_minutes: u8,
}

impl Policy {
    /// The step of a kind, where this policy has it.
    pub fn step(&self, kind: StepKind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
    }
}

/// When a scheme's ordinary letters go.
#[derive(Debug, Clone, PartialEq)]
pub struct Rhythm {
    /// Days before the first session on which the start-of-year letters go.
    pub start_lead_days: u8,
    pub welcome_lead_days: u8,
    pub reminder_lead_days: u8,
    pub after_gap_lead_days: u8,
    /// A gap of so many weeks between sessions brings the after-Christmas letter (2 to 20).
    pub gap_weeks_min: u8,
    pub feedback_lead_days: u8,
    /// The time of day of these letters.
    pub letters_at: Time,
    /// When students' words of the day are passed to their co-leaders, and letters set aside to the administrator.
    pub post_at: Time,
    /// Minutes after the end of a session at which the register is asked for.
    pub register_after_minutes: u16,
    /// Days after the request on which it is asked for again, in order.
    pub register_chaser_days: Vec<u8>,
    /// Days after the request on which the undergraduate team is told.
    pub register_missing_days: u8,
    /// A reminder with less than this left before its session is dropped.
    pub stale_hours: u16,
    /// Each tick sends the brief (and the supervisors' patterns) of the sessions before the next tick but one day at most.
    pub brief: Schedule,
    pub digest: Schedule,
    pub proof_of_life: Schedule,
    /// Working hours for letters about a person.
    pub work_from: Time,
    pub work_until: Time,
    /// Fewer expected than this is warned about in the brief (handbook, "Presenter sitting back").
    pub expected_min: u8,
}
