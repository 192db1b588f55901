//! The absence policy's letters (handbook, Appendix 5): facts of attendance, the clause, and an offer of help. Never a
//! reason, never a student's words.

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;
use crate::domain::policy::{Goes, Policy, Step, StepKind, Told};
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
    /// Somebody who leads the group, or the firm, asked for it.
    pub is_concern: bool,
    /// A plan is in place for the student, so that a person decides before any step.
    pub is_adjusted: bool,
    /// Which of the weekly reminders it is, from 0.
    pub nth: u16,
    /// When the firm head was asked to talk with the student.
    pub asked_on: Option<String>,
    pub firm_head_days: u8,
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

/// A letter about one step of a student's ladder.
pub fn step(scene: &Scene<'_>, kind: StepKind, nth: u16) -> Result<Context, ComposeError> {
    let mut own = case(scene, kind)?;
    own.nth = nth;
    filled(scene, &own)
}

/// The facts of a student's case for a step of the policy.
pub fn case(scene: &Scene<'_>, kind: StepKind) -> Result<Case, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let meeting = scene.meeting()?;
    let known = scene.state.student(student);
    let policy = policy(scene, student)?;
    let is_adjusted = scene.membership_of(student).is_some_and(|membership| membership.adjusted);
    let missed = scene.state.unexplained(student);
    let asked = Letter::FirmHeadBrief { student, session: meeting.id };
    Ok(Case {
        student: scene.student()?,
        firm_head: scene.firm_head()?,
        session: scene.view(meeting),
        missed: missed
            .iter()
            .filter(|absence| absence.held_at <= meeting.starts_at)
            .filter_map(|absence| scene.session_view(absence.session))
            .collect(),
        step: step_view(scene, policy.step(kind).ok_or(ComposeError::MatterGone)?, is_adjusted),
        history: history(scene, student, kind),
        spoken_on: known.discussed.map(|(_, at)| day(scene.state.day(at))),
        is_concern: known.concern.is_some(),
        is_adjusted,
        nth: 0,
        asked_on: scene.state.sent_at(&asked).map(|at| day(scene.state.day(at))),
        firm_head_days: policy.firm_head_reminder_days,
    })
}

/// The policy of a case: the one that held when its first step that stands was begun.
fn policy<'a>(scene: &Scene<'a>, student: PersonId) -> Result<&'a Policy, ComposeError> {
    let rules = scene.scheme()?;
    let steps = &scene.state.student(student).steps;
    let began = steps.iter().filter(|step| !step.withdrawn).map(|step| step.decided_at).min();
    let version = began.zip(scene.scheme_id()).and_then(|(at, scheme)| scene.state.policy_version(scheme, at));
    let older = rules.older_policies.iter().find(|policy| Some(policy.version) == version);
    Ok(older.unwrap_or(&rules.policy))
}

/// The steps before this one that were sent and stand.
fn history(scene: &Scene<'_>, student: PersonId, before: StepKind) -> Vec<StepDone> {
    let steps = scene.state.student(student).steps.iter();
    steps
        .filter(|taken| !taken.withdrawn && taken.kind < before)
        .filter_map(|taken| {
            let letter = State::step_letter(taken.kind, student, taken.session);
            let sent = scene.state.sent_at(&letter)?;
            Some(StepDone { kind: taken.kind, date: day(scene.state.day(sent)) })
        })
        .collect()
}

fn step_view(scene: &Scene<'_>, step: &Step, is_adjusted: bool) -> StepView {
    let said = scene.state.told(&scene.letter.key()).map_or(scene.now, |told| told.at);
    let goes_at =
        scene.scheme_id().map_or(said, |scheme| scene.rules.after_working_days(scheme, said, step.notice_working_days));
    StepView {
        kind: step.kind,
        clause: step.clause.clone(),
        goes: if is_adjusted { Goes::OnRelease } else { step.goes },
        goes_on: day(scene.state.day(goes_at)),
        addressees: addressees(scene, step.kind),
        informed: step.informed.clone(),
    }
}

/// The names of those to whom a step's letter goes, beside the student.
fn addressees(scene: &Scene<'_>, kind: StepKind) -> Vec<String> {
    let holders = |role| -> Vec<String> {
        let scheme = scene.scheme_id();
        let people = scheme.map(|scheme| scene.state.roster.holders(scheme, role, scene.day));
        let people = people.unwrap_or_default().into_iter();
        people.filter_map(|id| scene.person(id).ok()).map(|person| person.name).collect()
    };
    match kind {
        StepKind::CheckIn => Vec::new(),
        StepKind::FirmHead => scene.firm_head().map(|firm_head| vec![firm_head.name]).unwrap_or_default(),
        StepKind::UndergraduateTeam => holders(Role::UndergraduateTeam),
        StepKind::StageLead => holders(Role::StageLead),
    }
}
