//! What is held on a student, for that student's own eyes (UK GDPR, article 15): the roster's lines, the register, what
//! they were understood to say, and who beyond the co-leaders was written to about them. Nothing of anybody else, and
//! nobody's words: those of the student are in the co-leaders' hands, who give copies.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::{Mark, Stance};
use crate::domain::state::{Standing, Told};
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, day, shown};

/// All that is held.
#[derive(Serialize)]
struct Held {
    student: PersonView,
    address: String,
    firm_head: Option<PersonView>,
    /// They have a plan of which no reason is kept.
    is_adjusted: bool,
    sessions: Vec<SessionHeld>,
    told: Vec<ToldOf>,
    /// How many messages of theirs were taken in.
    messages: usize,
}

/// What is held of one session.
#[derive(Serialize)]
struct SessionHeld {
    date: String,
    mark: Option<Mark>,
    is_explained: bool,
    is_disputed: bool,
    /// What they were last understood to say.
    stance: Option<Stance>,
    has_presented: bool,
}

/// A letter about them to somebody beyond their co-leaders.
#[derive(Serialize)]
struct ToldOf {
    date: String,
    kind: &'static str,
    to: Vec<String>,
}

/// To a student who asked.
pub fn held(scene: &Scene<'_>, student: PersonId) -> Result<Context, ComposeError> {
    let place = scene.membership_of(student);
    let own = Held {
        student: scene.person(student)?,
        address: shown(scene.recipient.address.as_str()),
        firm_head: place.and_then(|place| scene.person(place.firm_head).ok()),
        is_adjusted: place.is_some_and(|place| place.adjusted),
        sessions: sessions(scene, student),
        told: told(scene, student),
        messages: scene.state.messages_of(student),
    };
    filled(scene, &own)
}

/// The sessions of which anything is held.
fn sessions(scene: &Scene<'_>, student: PersonId) -> Vec<SessionHeld> {
    let state = scene.state;
    let meetings = groups_of(scene, student).into_iter().flat_map(|group| state.calendar.of(group));
    let of = meetings.filter_map(|meeting| {
        let (marked, noted) = (state.mark(meeting.id, student), state.stance(meeting.id, student));
        let has_presented = state.session(meeting.id).presented.contains(&student);
        let is_held = marked.is_some() || noted.is_some() || has_presented;
        is_held.then(|| SessionHeld {
            date: day(meeting.date),
            mark: marked.map(|marked| marked.mark),
            is_explained: state.standing(meeting.id, student) == Standing::Explained,
            is_disputed: marked.is_some_and(|marked| marked.disputed.is_some()),
            stance: noted.map(|noted| noted.stance),
            has_presented,
        })
    });
    of.collect()
}

/// The letters about the student that reached others than them and their co-leaders.
fn told(scene: &Scene<'_>, student: PersonId) -> Vec<ToldOf> {
    let state = scene.state;
    let groups = groups_of(scene, student);
    let leads = |person: &PersonId| {
        state.roster.co_leaderships.iter().any(|pair| pair.leader == *person && groups.contains(&pair.group))
    };
    let others = |told: &Told| -> Vec<String> {
        let reached = told.reached().filter(|person| *person != student && !leads(person));
        reached.filter_map(|person| scene.person(person).ok()).map(|person| person.name).collect()
    };
    let told = state.told_about(student).into_iter().map(|told| (told, others(told)));
    let told = told.filter(|(_, to)| !to.is_empty());
    told.map(|(told, to)| ToldOf { date: day(state.day(told.at)), kind: told.letter.kind(), to }).collect()
}

/// The groups that they are or were in.
fn groups_of(scene: &Scene<'_>, student: PersonId) -> BTreeSet<GroupId> {
    let places = scene.state.roster.memberships.iter();
    places.filter(|place| place.student == student).map(|place| place.group).collect()
}
