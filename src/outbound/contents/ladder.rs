//! The absence policy's letters (handbook, Appendix 5): facts of attendance, the clause, and an offer of help. Never a
//! reason, never a student's words.

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::policy::{Goes, Step, StepKind, Told};
use crate::domain::roster::Role;
use crate::domain::state::State;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, day};

/// What every letter about a step says.
#[derive(Serialize)]
pub struct Case {
    pub student: PersonView,
    pub firm_head: PersonView,
    /// The absence that brought it about.
    pub session: SessionView,
    /// The sessions missed without a word, up to that one.
    pub missed: Vec<SessionView>,
    pub step: StepView,
    /// What was done so far, oldest first.
    pub history: Vec<StepDone>,
    /// When the firm head last said that they had spoken.
    pub spoken_on: Option<String>,
    /// A co-leader asked for it, worried about how the student takes part.
    pub is_concern: bool,
    pub reminder_days: u8,
}

/// A step of the policy as its letters name it.
#[derive(Serialize)]
pub struct StepView {
    pub kind: StepKind,
    pub clause: String,
    pub goes: Goes,
    /// When it goes, where nobody says otherwise: "Thursday 26 November".
    pub goes_on: String,
    /// To whom it goes.
    pub addressees: Vec<String>,
    /// Who is told of it beside.
    pub informed: Vec<Told>,
}

/// A step that was taken.
#[derive(Serialize)]
pub struct StepDone {
    pub kind: StepKind,
    pub date: String,
}

/// The friendly note after a session missed without a word.
pub fn check_in(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    filled(scene, &case(scene, StepKind::CheckIn)?)
}

/// What will be said, to whom and when.
pub fn notice(scene: &Scene<'_>, step: StepKind) -> Result<Context, ComposeError> {
    filled(scene, &case(scene, step)?)
}

/// The letter with the firm head in copy, and the firm head's own brief and reminder.
pub fn firm_head(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    filled(scene, &case(scene, StepKind::FirmHead)?)
}

/// The facts of a student's case for a step of the policy.
pub fn case(scene: &Scene<'_>, kind: StepKind) -> Result<Case, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let meeting = scene.meeting()?;
    let known = scene.state.student(student);
    let step = step_of(scene, kind)?;
    Ok(Case {
        student: scene.student()?,
        firm_head: scene.firm_head()?,
        session: scene.view(meeting),
        missed: scene
            .state
            .unexplained(student)
            .iter()
            .filter(|absence| absence.held_at <= meeting.starts_at)
            .filter_map(|absence| scene.session_view(absence.session))
            .collect(),
        step: step_view(scene, step),
        history: known
            .steps
            .iter()
            .filter(|taken| !taken.withdrawn && taken.kind < kind)
            .filter_map(|taken| {
                let sent = scene
                    .state
                    .sent_at(&State::step_letter(taken.kind, student, taken.session))?;
                Some(StepDone {
                    kind: taken.kind,
                    date: day(scene.state.day(sent)),
                })
            })
            .collect(),
        spoken_on: known.discussed.map(|(_, at)| day(scene.state.day(at))),
        is_concern: known.concern.is_some(),
        reminder_days: scene.scheme()?.policy.firm_head_reminder_days,
    })
}

/// The step in the policy in force, or in the one that the case began under.
fn step_of<'a>(scene: &Scene<'a>, kind: StepKind) -> Result<&'a Step, ComposeError> {
    let rules = scene.scheme()?;
    let older = || rules.older_policies.iter().rev().find_map(|policy| policy.step(kind));
    rules.policy.step(kind).or_else(older).ok_or(ComposeError::MatterGone)
}

fn step_view(scene: &Scene<'_>, step: &Step) -> StepView {
    let said = scene.state.told(&scene.letter.key()).map_or(scene.now, |told| told.at);
    let goes_at = scene.scheme_id().map_or(said, |scheme| {
        scene.rules.after_working_days(scheme, said, step.notice_working_days)
    });
    StepView {
        kind: step.kind,
        clause: step.clause.clone(),
        goes: step.goes,
        goes_on: day(scene.state.day(goes_at)),
        addressees: addressees(scene, step.kind),
        informed: step.informed.clone(),
    }
}

/// The names of those to whom a step's letter goes, beside the student.
fn addressees(scene: &Scene<'_>, kind: StepKind) -> Vec<String> {
    let holders = |role| -> Vec<String> {
        let scheme = scene.scheme_id();
        let people = scheme
            .map(|scheme| scene.state.roster.holders(scheme, role, scene.day))
            .unwrap_or_default();
        people
            .into_iter()
            .filter_map(|id| scene.person(id).ok())
            .map(|person| person.name)
            .collect()
    };
    match kind {
        StepKind::CheckIn => Vec::new(),
        StepKind::FirmHead => scene
            .firm_head()
            .map(|firm_head| vec![firm_head.name])
            .unwrap_or_default(),
        StepKind::UndergraduateTeam => holders(Role::UndergraduateTeam),
        StepKind::StageLead => holders(Role::StageLead),
    }
}
