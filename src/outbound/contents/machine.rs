//! What the administrator and those who mend the roster hear of the machine: counts, letters set aside or dropped,
//! addresses that are dead, members who left.

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::event::Fact;
use crate::domain::id::{EventId, PersonId};
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, clock, day, shown};

/// The weekly sign of life.
#[derive(Serialize)]
struct ProofOfLife {
    sent: u64,
    waiting: u64,
    bounced: u64,
    set_aside: u64,
    next: Option<String>,
    is_paused: bool,
}

/// That all is well, or what is not.
pub fn proof_of_life(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let counts = &scene.extra.counts;
    let own = ProofOfLife {
        sent: counts.sent,
        waiting: counts.waiting,
        bounced: counts.bounced,
        set_aside: counts.set_aside,
        next: counts.next.map(|at| moment(scene, at)),
        is_paused: scene.state.paused,
    };
    filled(scene, &own)
}

/// "Tuesday 24 November, 13:00".
fn moment(scene: &Scene<'_>, at: jiff::Timestamp) -> String {
    let local = at.to_zoned(scene.rules.zone.clone());
    format!("{}, {}", day(local.date()), clock(local.time()))
}

/// A letter that a person has to look at.
#[derive(Serialize)]
struct Aside {
    number: i64,
    at: String,
    reason: String,
}

/// Letters set aside.
#[derive(Serialize)]
struct SetAside {
    letters: Vec<Aside>,
}

/// Letters that a person has to look at, with the reasons.
pub fn set_aside(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let rows = scene.extra.set_aside.iter();
    let letters = rows.map(|row| Aside { number: row.number, at: moment(scene, row.at), reason: shown(&row.reason) });
    let own = SetAside { letters: letters.collect() };
    filled(scene, &own)
}

/// A letter that was not sent, and will not be.
#[derive(Serialize)]
struct DroppedLetter {
    kind: &'static str,
    to: Option<PersonView>,
    session: Option<String>,
    reason: String,
}

/// Letters dropped.
#[derive(Serialize)]
struct Dropped {
    letters: Vec<DroppedLetter>,
}

/// What was dropped because it was too late to be of use.
pub fn dropped(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let rows = scene.extra.dropped.iter();
    let letters = rows.map(|row| DroppedLetter {
        kind: row.letter.kind(),
        to: scene.person(row.to).ok(),
        session: row.letter.session().and_then(|id| scene.session_view(id)).map(|session| session.date),
        reason: shown(&row.reason),
    });
    let own = Dropped { letters: letters.collect() };
    filled(scene, &own)
}

/// A clock that jumped.
#[derive(Serialize)]
struct ClockJump {
    from: String,
    to: String,
    is_on: bool,
}

/// What stops letters: the clock, or a storm of so many.
#[derive(Serialize)]
struct Alarm {
    clock: Option<ClockJump>,
    letters: u64,
}

/// Something is wrong that stops letters.
pub fn alarm(scene: &Scene<'_>, after: EventId) -> Result<Context, ComposeError> {
    let own = match scene.state.fact(after) {
        Some(Fact::ClockJumped { from, to }) => {
            let clock = ClockJump { from: moment(scene, *from), to: moment(scene, *to), is_on: to > from };
            Alarm { clock: Some(clock), letters: 0 }
        }
        Some(Fact::StormHeld { letters }) => Alarm { clock: None, letters: *letters },
        _ => return Err(ComposeError::MatterGone),
    };
    filled(scene, &own)
}

/// Letters to somebody come back.
#[derive(Serialize)]
struct Undeliverable {
    person: PersonView,
    address: String,
    is_student: bool,
}

/// Whose address is dead, to those who know them and those who keep the roster.
pub fn undeliverable(scene: &Scene<'_>, person: PersonId) -> Result<Context, ComposeError> {
    let row = scene.state.roster.people.get(&person).ok_or(ComposeError::PersonGone(person))?;
    let own = Undeliverable {
        person: scene.person(person)?,
        address: row.address.as_str().to_owned(),
        is_student: scene.state.group_now(person).is_some(),
    };
    filled(scene, &own)
}

/// Somebody has left a group.
#[derive(Serialize)]
struct MemberLeft {
    student: PersonView,
    by: Option<String>,
}

/// To the undergraduate team: a co-leader says that a student has left.
pub fn member_left(scene: &Scene<'_>, after: EventId) -> Result<Context, ComposeError> {
    let by = match scene.state.fact(after) {
        Some(Fact::MemberLeft { by, .. }) => scene.person(*by).ok().map(|person| person.name),
        _ => None,
    };
    let own = MemberLeft { student: scene.student()?, by };
    filled(scene, &own)
}
