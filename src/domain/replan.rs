//! A new timetable over the old one: what it changes about sessions of which people were told already. It says so in the
//! same facts as a co-leader's order does, and so brings about the same letters and the same word to calendars.
//!
//! What nobody was told of changes without a word, so that an edit of a whole series is no storm: its reminders will say
//! how it is. Where a co-leader has moved a session and the timetable does it again otherwise, the later word holds.

use jiff::Timestamp;

use super::calendar::{Meeting, Slot};
use super::event::Fact;
use super::id::{PersonId, SessionId};
use super::roster::Roster;
use super::state::State;

/// What a roster changes about the sessions to come that were announced; `state` is still that of the roster before it.
pub fn replanned(state: &State, after: &Roster, now: Timestamp) -> Vec<Fact> {
    let to_come = state.calendar.all().filter(|meeting| meeting.starts_at > now);
    let announced = to_come.filter(|meeting| {
        let known = state.session(meeting.id);
        known.announced || known.changes > 0
    });
    announced.filter_map(|meeting| change(meeting, &state.roster, after)).collect()
}

fn change(meeting: &Meeting, before: &Roster, after: &Roster) -> Option<Fact> {
    let session = meeting.id;
    let (by, was) = (PersonId::ADMINISTRATOR, Some(meeting.slot()));
    match (planned(before, session), planned(after, session)) {
        (Some(_), None) => (!meeting.cancelled).then_some(Fact::SessionCancelled { session, by, was }),
        (None, Some(is)) => {
            let (date, starts, place) = (Some(is.date), Some(is.starts), Some(is.place));
            Some(Fact::SessionMoved { session, by, date, starts, place, was })
        }
        // Another room for the group is no reason to hold what was cancelled; another day of its own is.
        (Some(plan), Some(is)) if !meeting.cancelled || plan.date != is.date => {
            let lasts_otherwise = plan.minutes != is.minutes;
            let date = (plan.date != is.date && meeting.date != is.date).then_some(is.date);
            let starts = (plan.starts != is.starts && meeting.starts != is.starts).then_some(is.starts);
            let place = (plan.place != is.place && meeting.place != is.place).then_some(is.place);
            let changes = date.is_some() || starts.is_some() || place.is_some() || lasts_otherwise;
            changes.then_some(Fact::SessionMoved { session, by, date, starts, place, was })
        }
        _ => None,
    }
}

fn planned(roster: &Roster, session: SessionId) -> Option<Slot> {
    Some(Slot::planned(roster.groups.get(&session.group)?, roster.sessions.get(&session)?.date))
}
