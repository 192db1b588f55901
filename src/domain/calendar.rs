//! The calendar as it stands now: the planned sessions, with what was moved or cancelled since.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::id::{GroupId, Name, SessionId};
use super::roster::{Group, Roster};

/// A session as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    pub id: SessionId,
    pub date: Date,
    pub starts: Time,
    pub minutes: u16,
    pub place: Name,
    /// It will not be held, or was not.
    pub cancelled: bool,
    /// The instants of its start and end.
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// When and where a session is, or was to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub date: Date,
    pub starts: Time,
    pub minutes: u16,
    pub place: Name,
}

impl Slot {
    /// A session of a group on a day, as the timetable has the group.
    pub fn planned(group: &Group, date: Date) -> Self {
        Self { date, starts: group.starts, minutes: group.minutes, place: group.place.clone() }
    }
}

impl Meeting {
    /// When and where it stands now.
    pub fn slot(&self) -> Slot {
        Slot { date: self.date, starts: self.starts, minutes: self.minutes, place: self.place.clone() }
    }
}

/// What was changed about one session; a later change of the same field wins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    pub date: Option<Date>,
    pub starts: Option<Time>,
    pub place: Option<Name>,
    pub cancelled: bool,
    /// When and where it was to be when it was cancelled, where that is known.
    pub was: Option<Slot>,
}

/// All meetings of all groups, as they stand now.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    meetings: BTreeMap<SessionId, Meeting>,
    pub zone: TimeZone,
}

impl Calendar {
    /// Lays the changes over the roster's plan.
    pub fn new(roster: &Roster, changes: &BTreeMap<SessionId, Change>, zone: &TimeZone) -> Self {
        let nothing = Change::default();
        let planned = roster.sessions.values().filter_map(|session| {
            let slot = Slot::planned(roster.groups.get(&session.id.group)?, session.date);
            Some((session.id, slot))
        });
        // One that was cancelled and has gone from the roster since is still what letters about it speak of.
        let gone = changes.iter().filter(|(id, _)| !roster.sessions.contains_key(id)).filter_map(|(id, change)| {
            let slot = change.was.clone().filter(|_| change.cancelled)?;
            roster.groups.contains_key(&id.group).then_some((*id, slot))
        });
        let meetings = planned
            .chain(gone)
            .map(|(id, slot)| (id, meeting(id, slot, changes.get(&id).unwrap_or(&nothing), zone)))
            .collect();
        Self { meetings, zone: zone.clone() }
    }

    /// One session, where the roster has it.
    pub fn get(&self, id: SessionId) -> Option<&Meeting> {
        self.meetings.get(&id)
    }

    /// The sessions of a group by number, cancelled ones among them.
    pub fn of(&self, group: GroupId) -> impl DoubleEndedIterator<Item = &Meeting> {
        let first = SessionId { group, number: 0 };
        let last = SessionId { group, number: u8::MAX };
        self.meetings.range(first..=last).map(|(_, meeting)| meeting)
    }

    /// Every session of every group.
    pub fn all(&self) -> impl Iterator<Item = &Meeting> {
        self.meetings.values()
    }

    /// The next session of a group that starts after `now` and is not cancelled.
    pub fn next(&self, group: GroupId, now: Timestamp) -> Option<&Meeting> {
        self.of(group).filter(|m| !m.cancelled && m.starts_at > now).min_by_key(|m| m.starts_at)
    }

    /// The last session of a group that started at or before `now` and is not cancelled.
    pub fn last(&self, group: GroupId, now: Timestamp) -> Option<&Meeting> {
        self.of(group).filter(|m| !m.cancelled && m.starts_at <= now).max_by_key(|m| m.starts_at)
    }

    /// The day on which an instant falls, where the scheme lives.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }
}

fn meeting(id: SessionId, planned: Slot, change: &Change, zone: &TimeZone) -> Meeting {
    let date = change.date.unwrap_or(planned.date);
    let starts = change.starts.unwrap_or(planned.starts);
    let starts_at = instant(date, starts, zone);
    let lasts = jiff::SignedDuration::from_mins(planned.minutes.into());
    Meeting {
        id,
        date,
        starts,
        minutes: planned.minutes,
        place: change.place.clone().unwrap_or(planned.place),
        cancelled: change.cancelled,
        starts_at,
        ends_at: starts_at.saturating_add(lasts).unwrap_or(starts_at),
    }
}

/// The instant of a wall-clock time; a time that a DST night skips or repeats is read as RFC 5545 does (jiff's "compatible").
pub fn instant(date: Date, time: Time, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_zoned(date.to_datetime(time)).compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}
