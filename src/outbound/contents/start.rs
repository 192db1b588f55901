//! The start of the year: what students, co-leaders, firm heads and supervisors hear before the first session
//! (handbook, "Getting Started", "Ground Rules", Appendix 2).

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView};

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
        first: sessions
            .iter()
            .find(|session| !session.is_past)
            .or(sessions.first())
            .cloned()
            .ok_or(ComposeError::SessionGone)?,
        sessions,
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// The sessions of the group that will be, or were, held.
fn sessions(scene: &Scene<'_>) -> Result<Vec<SessionView>, ComposeError> {
    let meetings = scene.state.calendar.of(scene.group()?.id);
    Ok(meetings
        .filter(|meeting| !meeting.cancelled)
        .map(|meeting| scene.view(meeting))
        .collect())
}
