//! The fortnight before a session: the reminder and its copy, changes, the brief (handbook, "Responsibilities of Firm
//! Heads and Co-leaders").

use serde::Serialize;
use tera::Context;

use super::filled;
use super::register::people;
use crate::domain::calendar::{Meeting, Slot};
use crate::domain::event::Fact;
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::roster::Person;
use crate::domain::said::Stance;
use crate::outbound::ComposeError;
use crate::outbound::alike::alike;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, clock, day, shown};

/// A letter about a session to come.
#[derive(Serialize)]
struct Reminder {
    session: SessionView,
    /// The session before it did not take place.
    follows_cancelled: bool,
    /// Weeks since the session before it, where there was one.
    weeks_since: Option<i32>,
    /// Co-leaders who are away, and who leads instead.
    away: Vec<String>,
    leading: Vec<String>,
    /// Who has apologised already and was not reminded; for the co-leaders' copy.
    apologies: Vec<PersonView>,
    late_max_minutes: u8,
}

/// The reminder of the week before, its copy to the co-leaders, and the letter after a long gap.
pub fn reminder(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let earlier = || {
        let of_group = scene.state.calendar.of(meeting.id.group);
        of_group.filter(|other| other.starts_at < meeting.starts_at)
    };
    let before = earlier().max_by_key(|other| other.starts_at);
    let held = earlier().filter(|other| !other.cancelled).max_by_key(|other| other.starts_at);
    let (leading, away) = leading(scene, meeting);
    let members = scene.state.members(meeting.id.group, meeting.date).map(|m| m.student);
    let own = Reminder {
        session: scene.view(meeting),
        follows_cancelled: before.is_some_and(|before| before.cancelled),
        weeks_since: held.map(|held| (meeting.date - held.date).get_days() / 7),
        away,
        leading,
        apologies: people(scene, members.filter(|student| scene.state.has_apologised(meeting.id, *student))),
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// Who leads a session, and who of the pair is away, as they are called.
fn leading(scene: &Scene<'_>, meeting: &Meeting) -> (Vec<String>, Vec<String>) {
    let leading = scene.state.leading(meeting.id, meeting.date);
    let (here, away): (Vec<_>, Vec<_>) = scene.pair().into_iter().partition(|person| leading.contains(&person.id));
    let called = |people: Vec<&Person>| people.iter().map(|p| shown(p.called())).collect();
    (called(here), called(away))
}

/// A change of a session.
#[derive(Serialize)]
struct Change {
    session: SessionView,
    /// As it was to be before the change.
    planned: Planned,
    new_day: bool,
    new_time: bool,
    new_place: bool,
    /// The next one that will be held, other than this.
    next: Option<SessionView>,
    /// Who of the pair said so, as they are called; none where the timetable says it.
    said_by: Option<String>,
    /// The reader said so themselves.
    is_own_word: bool,
    away: Vec<String>,
    leading: Vec<String>,
    /// Who was to be away and will be there after all.
    back: Option<String>,
}

/// When and where a session was to be.
#[derive(Serialize)]
struct Planned {
    date: String,
    starts: String,
    place: String,
}

/// Cancelled, moved, or led by another one than it was to be.
pub fn change(scene: &Scene<'_>, after: EventId) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let group = scene.group()?;
    let (by, was) = match scene.state.fact(after) {
        Some(Fact::SessionMoved { by, was, .. } | Fact::SessionCancelled { by, was, .. }) => (Some(*by), was.clone()),
        _ => (None, None),
    };
    let planned = || {
        let session = scene.state.roster.sessions.get(&meeting.id)?;
        Some(Slot::planned(group, session.date))
    };
    let was = was.or_else(planned).unwrap_or_else(|| meeting.slot());
    let others = scene.state.calendar.of(group.id).filter(|other| other.id != meeting.id);
    let next =
        others.filter(|other| !other.cancelled && other.starts_at > scene.now).min_by_key(|other| other.starts_at);
    let (leading, away) = leading(scene, meeting);
    let back = match scene.letter {
        Letter::LeaderAway { leader, .. } if !scene.state.session(meeting.id).away.contains(leader) => Some(*leader),
        _ => None,
    };
    let called = |id: PersonId| scene.person(id).ok().map(|person| person.called);
    let own = Change {
        session: scene.view(meeting),
        new_day: was.date != meeting.date,
        new_time: was.starts != meeting.starts || was.minutes != meeting.minutes,
        new_place: was.place != meeting.place,
        planned: Planned { date: day(was.date), starts: clock(was.starts), place: shown(was.place.as_str()) },
        next: next.map(|next| scene.view(next)),
        said_by: by.and_then(called),
        is_own_word: by == Some(scene.recipient.id),
        away,
        leading,
        back: back.and_then(called),
    };
    filled(scene, &own)
}

/// The brief of the day before.
#[derive(Serialize)]
struct Brief {
    session: SessionView,
    expected: Vec<PersonView>,
    apologies: Vec<PersonView>,
    unsure: Vec<PersonView>,
    late: Vec<PersonView>,
    /// Whose turn it is to keep the time, so that the other can follow the group.
    keeps_time: Option<PersonView>,
    leads_alone: bool,
    /// First names that are easily taken for one another.
    alike: Vec<Vec<String>>,
    /// Who has not presented a case yet: for the co-leaders only.
    not_presented: Option<Vec<PersonView>>,
    expected_min: u8,
    /// Fewer than that are expected.
    few: bool,
}

/// Who is expected, and what is good to know before the session.
pub fn brief(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let members: Vec<PersonId> = scene.state.members(meeting.id.group, meeting.date).map(|m| m.student).collect();
    let stance = |student: &PersonId| scene.state.stance(meeting.id, *student).map(|noted| noted.stance);
    let who = |wanted: &[Option<Stance>]| {
        people(scene, members.iter().copied().filter(|student| wanted.contains(&stance(student))))
    };
    let expected = who(&[None, Some(Stance::Attending), Some(Stance::WasPresent)]);
    let late = who(&[Some(Stance::Late)]);
    let leading = scene.state.leading(meeting.id, meeting.date);
    // The first of the roster's pair keeps the time of odd sessions, the second of even ones.
    let keeper = leading.get(usize::from(meeting.id.number.is_multiple_of(2))).or(leading.first());
    let expected_min = scene.scheme()?.rhythm.expected_min;
    let own = Brief {
        session: scene.view(meeting),
        few: expected.len() + late.len() < usize::from(expected_min),
        expected,
        apologies: who(&[Some(Stance::Absent)]),
        unsure: who(&[Some(Stance::Unsure)]),
        late,
        keeps_time: keeper.and_then(|leader| scene.person(*leader).ok()),
        leads_alone: leading.len() == 1,
        alike: alike(&people(scene, members.iter().copied())),
        not_presented: scene
            .for_co_leaders()
            .map(|_| people(scene, members.iter().copied().filter(|student| !scene.state.has_presented(*student)))),
        expected_min,
    };
    filled(scene, &own)
}
