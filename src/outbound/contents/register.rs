//! The register: asked for, asked for again, confirmed, missing (handbook, "Balint co-leaders", Appendix 3).

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::id::{PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::said::Mark;
use crate::domain::state::Standing;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, day};

/// The question for a register.
#[derive(Serialize)]
struct Request {
    session: SessionView,
    /// The session is of today.
    is_today: bool,
    expected: Vec<PersonView>,
    /// Who apologised, marked already.
    apologies: Vec<PersonView>,
    /// Where a part of the register has come: of whom nothing was said yet.
    unmarked: Option<Vec<PersonView>>,
    /// 0 for the first request.
    nth: u8,
    late_max_minutes: u8,
}

/// Who was there? With the names, apologies marked already.
pub fn request(scene: &Scene<'_>, nth: u8) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let (apologies, expected): (Vec<PersonId>, Vec<PersonId>) = scene
        .state
        .members(meeting.id.group, meeting.date)
        .map(|m| m.student)
        .partition(|student| scene.state.has_apologised(meeting.id, *student));
    let own = Request {
        session: scene.view(meeting),
        is_today: meeting.date == scene.day,
        expected: people(scene, expected),
        apologies: people(scene, apologies),
        unmarked: unmarked(scene, meeting.id, meeting.date),
        nth,
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// The members of whom a register that has come says nothing.
fn unmarked(scene: &Scene<'_>, session: SessionId, day: Date) -> Option<Vec<PersonView>> {
    let register = scene.state.session(session).register.as_ref()?;
    let members = scene.state.members(session.group, day).map(|m| m.student);
    Some(people(scene, members.filter(|student| !register.marks.contains_key(student))))
}

/// To the undergraduate team: nobody answered.
#[derive(Serialize)]
struct Missing {
    session: SessionView,
    /// "Dr Helen Marsh".
    leaders: Vec<String>,
    asked_on: Option<String>,
    /// A part of it has come.
    is_partial: bool,
}

/// No register came.
pub fn missing(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let asked = scene.state.sent_at(&Letter::RegisterRequest { session: meeting.id });
    let own = Missing {
        session: scene.view(meeting),
        leaders: scene.pair().iter().map(|person| PersonView::new(person).name).collect(),
        asked_on: asked.map(|at| day(scene.state.day(at))),
        is_partial: scene.state.session(meeting.id).register.is_some(),
    };
    filled(scene, &own)
}

/// The register as it stands.
#[derive(Serialize)]
struct Confirmation {
    session: SessionView,
    /// It was put right since it was first taken.
    is_corrected: bool,
    taken_by: Option<String>,
    present: Vec<PersonView>,
    late: Vec<PersonView>,
    /// Let somebody know, before or after.
    apologies: Vec<PersonView>,
    /// Not there, and no word yet.
    no_word: Vec<PersonView>,
    /// Came too late to join.
    turned_away: Vec<PersonView>,
    /// On which the two co-leaders, or the student, say different things.
    disputed: Vec<PersonView>,
    /// In the group, and not on the register.
    unmarked: Vec<PersonView>,
}

/// The register as it stands, with the record of the session to keep.
pub fn confirmation(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let state = scene.state;
    let register = state.session(meeting.id).register.as_ref().ok_or(ComposeError::MatterGone)?;
    let mut members: Vec<PersonId> = state.members(meeting.id.group, meeting.date).map(|m| m.student).collect();
    members.extend(register.marks.keys().filter(|student| !members.contains(student)).collect::<Vec<_>>());
    let which = |wanted: &dyn Fn(PersonId) -> bool| people(scene, members.iter().copied().filter(|id| wanted(*id)));
    let mark = |student: PersonId| register.marks.get(&student).map(|marked| marked.mark);
    let is = |standing: Standing| move |student: PersonId| state.standing(meeting.id, student) == standing;
    let own = Confirmation {
        session: scene.view(meeting),
        is_corrected: register.last != register.taken,
        taken_by: scene.person(register.by).ok().map(|person| person.called),
        present: which(&is(Standing::Present)),
        late: which(&is(Standing::Late)),
        apologies: which(&is(Standing::Explained)),
        no_word: which(&|student| is(Standing::Unexplained)(student) && mark(student) != Some(Mark::TurnedAway)),
        turned_away: which(&|student| is(Standing::Unexplained)(student) && mark(student) == Some(Mark::TurnedAway)),
        disputed: which(&|student| register.marks.get(&student).is_some_and(|marked| marked.disputed.is_some())),
        unmarked: which(&|student| mark(student).is_none()),
    };
    filled(scene, &own)
}

/// People by their ids, those who are forgotten left out.
pub fn people(scene: &Scene<'_>, ids: impl IntoIterator<Item = PersonId>) -> Vec<PersonView> {
    ids.into_iter().filter_map(|id| scene.person(id).ok()).collect()
}
