//! The start of the year: what students, co-leaders, firm heads and supervisors hear before the first session
//! (handbook, "Getting Started", "Ground Rules", Appendix 2).

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::filled;
use super::register::people;
use crate::domain::id::{GroupId, Name, PersonId};
use crate::domain::roster::{Group, Scheme};
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{GroupView, PersonView, SessionView, day, shown};

/// The welcome of a student.
#[derive(Serialize)]
struct Welcome {
    student: PersonView,
    sessions: Vec<SessionView>,
    first: SessionView,
    late_max_minutes: u8,
}

/// The welcome: purpose, ground rules, dates.
pub fn welcome(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let sessions = sessions(scene)?;
    let own = Welcome {
        student: scene.student()?,
        first: first(&sessions)?,
        sessions,
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// What co-leaders get before the year begins.
#[derive(Serialize)]
struct CoLeaders {
    students: Vec<PersonView>,
    sessions: Vec<SessionView>,
    first: SessionView,
    /// When and where the leadership training is.
    training: Option<String>,
    supervisors: Vec<String>,
    late_max_minutes: u8,
}

/// To a group's co-leaders: what they will get, how to answer, when the training is, who is in the group.
pub fn co_leaders(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let group = scene.group()?;
    let sessions = sessions(scene)?;
    let day = first_day(scene);
    let own = CoLeaders {
        students: people(scene, scene.state.members(group.id, day).map(|m| m.student)),
        first: first(&sessions)?,
        sessions,
        training: training(scene)?,
        supervisors: names(scene, scene.state.roster.supervisors(group.id, day)),
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// Students of a firm who are in one group.
#[derive(Serialize)]
struct FirmGroup {
    of: GroupView,
    leaders: Vec<String>,
    students: Vec<PersonView>,
}

/// What a firm head gets before the year begins.
#[derive(Serialize)]
struct FirmHead {
    groups: Vec<FirmGroup>,
    training: Option<String>,
    /// Around when they meet their students one by one.
    feedback: Vec<String>,
}

/// To a firm head: whose groups their students are in, and what will be asked.
pub fn firm_head(scene: &Scene<'_>, firm_head: PersonId) -> Result<Context, ComposeError> {
    let on = first_day(scene);
    let firm: Vec<_> = scene.state.roster.firm(firm_head, on).collect();
    let of_group = |group: &&Group| firm.iter().any(|m| m.group == group.id);
    let groups = groups(scene)
        .filter(of_group)
        .map(|group| FirmGroup {
            of: GroupView::new(group),
            leaders: leaders(scene, group.id, on),
            students: people(scene, firm.iter().filter(|m| m.group == group.id).map(|m| m.student)),
        })
        .collect();
    let dates = scheme(scene)?;
    let own = FirmHead {
        groups,
        training: training(scene)?,
        feedback: [dates.feedback_mid, dates.feedback_end].into_iter().flatten().map(day).collect(),
    };
    filled(scene, &own)
}

/// A group whose leaders a supervisor meets.
#[derive(Serialize)]
struct SupervisedGroup {
    of: GroupView,
    leaders: Vec<String>,
    first: Option<String>,
}

/// What a supervisor gets before the year begins.
#[derive(Serialize)]
struct Supervisor {
    groups: Vec<SupervisedGroup>,
    training: Option<String>,
}

/// To a supervisor: whose leaders they meet, and what they will be shown.
pub fn supervisor(scene: &Scene<'_>, supervisor: PersonId) -> Result<Context, ComposeError> {
    let on = first_day(scene);
    let groups = supervised(scene, supervisor, on)
        .map(|group| SupervisedGroup {
            of: GroupView::new(group),
            leaders: leaders(scene, group.id, on),
            first: scene.state.calendar.of(group.id).find(|m| !m.cancelled).map(|m| day(m.date)),
        })
        .collect();
    let own = Supervisor { groups, training: training(scene)? };
    filled(scene, &own)
}

/// The groups whose leaders somebody supervises; all of the scheme for one who is not tied to a supervision group.
pub fn supervised<'a>(scene: &Scene<'a>, supervisor: PersonId, on: Date) -> impl Iterator<Item = &'a Group> {
    let roster = &scene.state.roster;
    let is_tied = roster.supervisions.iter().any(|s| s.supervisor == supervisor);
    groups(scene).filter(move |group| !is_tied || roster.supervisors(group.id, on).contains(&supervisor))
}

fn groups<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Group> {
    let scheme = scene.scheme_id();
    scene.state.roster.groups.values().filter(move |group| Some(group.scheme) == scheme)
}

/// The co-leaders of a group: "Dr Helen Marsh".
pub fn leaders(scene: &Scene<'_>, group: GroupId, on: Date) -> Vec<String> {
    names(scene, scene.state.roster.co_leaders(group, on))
}

fn names(scene: &Scene<'_>, ids: Vec<PersonId>) -> Vec<String> {
    people(scene, ids).into_iter().map(|person| person.name).collect()
}

fn scheme<'a>(scene: &Scene<'a>) -> Result<&'a Scheme, ComposeError> {
    let scheme = scene.scheme_id().and_then(|id| scene.state.roster.schemes.get(&id));
    scheme.ok_or(ComposeError::GroupGone)
}

fn training(scene: &Scene<'_>) -> Result<Option<String>, ComposeError> {
    Ok(scheme(scene)?.training.as_ref().map(Name::as_str).map(shown))
}

/// The day by which the year's people are looked up: the first session's, or today once that is past.
fn first_day(scene: &Scene<'_>) -> Date {
    let of_scheme = groups(scene).flat_map(|group| scene.state.calendar.of(group.id));
    let first = of_scheme.filter(|meeting| !meeting.cancelled).map(|meeting| meeting.date).min();
    first.map_or(scene.day, |first| first.max(scene.day))
}

/// The sessions of the group that will be, or were, held.
fn sessions(scene: &Scene<'_>) -> Result<Vec<SessionView>, ComposeError> {
    let meetings = scene.state.calendar.of(scene.group()?.id);
    Ok(meetings.filter(|meeting| !meeting.cancelled).map(|meeting| scene.view(meeting)).collect())
}

/// The first that is still to come, for those who join later.
fn first(sessions: &[SessionView]) -> Result<SessionView, ComposeError> {
    let to_come = sessions.iter().find(|session| !session.is_past);
    to_come.or(sessions.first()).cloned().ok_or(ComposeError::SessionGone)
}
