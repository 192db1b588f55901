//! Letters that look back: the firm head's digest, the summary before the feedback meetings, the supervisors' patterns
//! (handbook, "Firm heads", "Supervision").

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::attendance::AttendanceView;
use super::filled;
use super::start::{leaders, supervised};
use crate::domain::calendar::Meeting;
use crate::domain::id::PersonId;
use crate::domain::letter::Placement;
use crate::domain::roster::Group;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{GroupView, SessionView, day};

/// A firm head's own students.
#[derive(Serialize)]
struct Firm {
    students: Vec<AttendanceView>,
    /// Around when the feedback meetings are.
    feedback_on: Option<String>,
    is_end: bool,
}

/// How the firm head's own students stand, those without any session left out.
pub fn firm_head(
    scene: &Scene<'_>,
    firm_head: PersonId,
    placement: Option<Placement>,
) -> Result<Context, ComposeError> {
    let state = scene.state;
    let scheme = scene.scheme_id();
    let of_scheme = |group| state.roster.groups.get(&group).map(|group| group.scheme) == scheme;
    let firm = state.roster.firm(firm_head, scene.day).filter(|m| of_scheme(m.group));
    let students: Vec<_> = firm
        .filter(|m| state.membership(m.student, scene.day).is_some())
        .filter_map(|m| AttendanceView::new(scene, m.student).ok())
        .filter(|student| student.held > 0)
        .collect();
    if students.is_empty() {
        return Err(ComposeError::MatterGone);
    }
    let dates = scheme.and_then(|scheme| state.roster.schemes.get(&scheme));
    let feedback_on = match placement {
        Some(Placement::Mid) => dates.and_then(|dates| dates.feedback_mid),
        Some(Placement::End) => dates.and_then(|dates| dates.feedback_end),
        None => None,
    };
    let own = Firm { students, feedback_on: feedback_on.map(day), is_end: placement == Some(Placement::End) };
    filled(scene, &own)
}

/// How one group has been.
#[derive(Serialize)]
struct Pattern {
    of: GroupView,
    leaders: Vec<String>,
    sessions: Vec<Turnout>,
    no_register: Vec<SessionView>,
    /// Students whose attendance makes a pattern.
    students: Vec<AttendanceView>,
}

/// How many were at a session.
#[derive(Serialize)]
struct Turnout {
    session: SessionView,
    present: usize,
    of: usize,
}

/// The supervisors' groups.
#[derive(Serialize)]
struct Patterns {
    day: String,
    groups: Vec<Pattern>,
}

/// To a supervisor before they meet the leaders: how many came, and whose absences make a pattern.
pub fn patterns(scene: &Scene<'_>, supervisor: PersonId, on: Date) -> Result<Context, ComposeError> {
    let groups =
        supervised(scene, supervisor, on).map(|group| pattern(scene, group, on)).collect::<Result<Vec<_>, _>>()?;
    filled(scene, &Patterns { day: day(on), groups })
}

/// Sessions missed without a word from which a supervisor is shown a student: one may be chance.
const NO_WORD_MIN: usize = 2;

fn pattern(scene: &Scene<'_>, group: &Group, on: Date) -> Result<Pattern, ComposeError> {
    let state = scene.state;
    let explained_min = usize::from(scene.scheme()?.policy.pattern_explained_min);
    let held = || state.calendar.of(group.id).filter(|m| !m.cancelled && m.ends_at <= scene.now);
    let turnout = |meeting: &Meeting| {
        let (missing, of) = state.missing(meeting.id);
        Turnout { session: scene.view(meeting), present: of.saturating_sub(missing), of }
    };
    let has_register = |meeting: &&Meeting| state.session(meeting.id).register.is_some();
    let students = state.members(group.id, on).filter_map(|m| AttendanceView::new(scene, m.student).ok());
    Ok(Pattern {
        of: GroupView::new(group),
        leaders: leaders(scene, group.id, on),
        sessions: held().filter(has_register).map(turnout).collect(),
        no_register: held().filter(|m| !has_register(m)).map(|m| scene.view(m)).collect(),
        students: students
            .filter(|one| one.explained.len() >= explained_min || one.no_word.len() >= NO_WORD_MIN)
            .collect(),
    })
}
