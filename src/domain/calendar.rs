//! The calendar as it stands now: the planned sessions, with what was moved or cancelled since.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::id::{GroupId, Name, SessionId};
use super::roster::Roster;

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

/// What was changed about one session; a later change of the same field wins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    pub date: Option<Date>,
    pub starts: Option<Time>,
    pub place: Option<Name>,
    pub cancelled: bool,
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
        let meetings = roster
            .sessions
            .values()
            .filter_map(|session| {
                let group = roster.groups.get(&session.id.group)?;
                let change = changes.get(&session.id).unwrap_or(&nothing);
                let date = change.date.unwrap_or(session.date);
                let starts = change.starts.unwrap_or(group.starts);
                let starts_at = instant(date, starts, zone);
                let ends_at = starts_at
                    .saturating_add(jiff::SignedDuration::from_mins(group.minutes.into()))
                    .unwrap_or(starts_at);
                let meeting = Meeting {
                    id: session.id,
                    date,
                    starts,
                    minutes: group.minutes,
                    place: change.place.clone().unwrap_or_else(|| group.place.clone()),
                    cancelled: change.cancelled,
                    starts_at,
                    ends_at,
                };
                Some((session.id, meeting))
            })
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

/// The instant of a wall-clock time; a time that a DST night skips or repeats is read as RFC 5545 does (jiff's "compatible").
pub fn instant(date: Date, time: Time, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_zoned(date.to_datetime(time)).compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}
