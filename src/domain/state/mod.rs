//! State: the fold of the ledger over the roster. Everything that is decided is decided from it.
//!
//! One event at a time goes in ([`State::apply`]); the same events in the same order give the same state.

mod apply;
mod marks;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar::{Calendar, Change};
use super::event::{Fact, Via};
use super::id::{EventId, GroupId, LetterId, PersonId, SchemeId, SessionId};
use super::letter::LetterKey;
use super::policy::StepKind;
use super::roster::{Membership, Roster};
use super::said::{Mark, Stance};

pub use marks::{Absence, Standing};
pub use told::{Fate, StepTaken, Told};

/// All that is known at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub roster: Roster,
    pub calendar: Calendar,
    changes: BTreeMap<SessionId, Change>,
    sessions: BTreeMap<SessionId, SessionState>,
    students: BTreeMap<PersonId, StudentState>,
    told: BTreeMap<LetterKey, Told>,
    /// Events that want an answer, by the subject that gives it.
    matters: BTreeMap<Subject, BTreeMap<EventId, Matter>>,
    /// Letters that have proven what they can prove, and to whom they went.
    spent: BTreeSet<(LetterKey, PersonId)>,
    /// Students' messages whose words go with the day's post.
    post: BTreeMap<GroupId, Vec<Posted>>,
    /// What each incoming letter brought about.
    brought: BTreeMap<LetterId, Vec<(EventId, Fact)>>,
    /// How often somebody of the staff was asked what they meant by an answer to a letter.
    asked: BTreeMap<(PersonId, LetterKey), usize>,
    /// When addresses turned out to be dead.
    bounces: Vec<Timestamp>,
    pub paused: bool,
    /// A jump of the clock that is not explained.
    pub clock: Option<ClockJump>,
    pub shadow: Shadow,
    /// The last line of the ledger that is folded in.
    pub last: EventId,
    /// When the database was last restored from a copy.
    pub restored: Option<Timestamp>,
    /// When the daemon's first turn was: what lapsed before it is not caught up with.
    pub began: Option<Timestamp>,
    /// Since when which version of a scheme's policy holds, oldest first.
    policies: BTreeMap<SchemeId, Vec<(Timestamp, u32)>>,
}

/// What decides together: the matters of one group, of one scheme, or of the daemon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Group(GroupId),
    Scheme(SchemeId),
    House,
}

/// A student's message that waits for the day's post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posted {
    pub event: EventId,
    pub at: Timestamp,
    pub student: PersonId,
    pub letter: LetterId,
}

/// An event that wants an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    pub at: Timestamp,
    pub source: Option<LetterId>,
    pub fact: Fact,
}

/// What the machine's clock said, and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockJump {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl ClockJump {
    /// It jumped on, not back.
    pub fn is_on(self) -> bool {
        self.to > self.from
    }

    /// The clock is past where it was before it jumped back; or it is back where it was, by less than `margin`, before it
    /// jumped on.
    pub fn is_over(self, now: Timestamp, margin: jiff::SignedDuration) -> bool {
        if self.is_on() { self.from.duration_until(now) < margin } else { now >= self.from }
    }
}

/// Which letters go to the administrator instead of their recipients.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shadow {
    pub all: bool,
    pub groups: BTreeSet<GroupId>,
    /// Groups that went live one by one while all others are in shadow.
    pub live: BTreeSet<GroupId>,
}

impl Shadow {
    /// Is a letter of this group (or of none) in shadow?
    pub fn covers(&self, group: Option<GroupId>) -> bool {
        match group {
            Some(group) => self.groups.contains(&group) || (self.all && !self.live.contains(&group)),
            None => self.all,
        }
    }
}

/// What is known of one session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SessionState {
    stances: BTreeMap<PersonId, Vec<Noted>>,
    pub register: Option<Register>,
    explained: BTreeMap<PersonId, EventId>,
    pub presented: BTreeSet<PersonId>,
    /// Co-leaders who cannot lead it.
    pub away: BTreeSet<PersonId>,
    /// What a person said becomes of its absences, where many were missing.
    pub judged: Option<bool>,
    /// The event that cancelled it.
    pub cancelled: Option<EventId>,
    /// A letter has said when and where it is.
    pub announced: bool,
    /// How often it was moved or cancelled: what calendars count, to know which word of ours is the last.
    pub changes: u32,
}

/// A stance as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    pub event: EventId,
    pub at: Timestamp,
    pub stance: Stance,
    pub via: Via,
}

/// The register of a session as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    pub taken: EventId,
    pub at: Timestamp,
    pub by: PersonId,
    pub marks: BTreeMap<PersonId, Marked>,
    /// The last event that changed it.
    pub last: EventId,
}

/// A mark, and what is said against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub mark: Mark,
    pub event: EventId,
    pub at: Timestamp,
    pub by: PersonId,
    /// The event by which it is disputed, until a co-leader has settled it.
    pub disputed: Option<EventId>,
}

/// What is known of one student, beside sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StudentState {
    pub hold: Option<Hold>,
    /// The last release of each step, and when.
    pub released: BTreeMap<StepKind, (EventId, Timestamp)>,
    /// A message that may mean distress, which no co-leader has answered yet.
    pub welfare: Option<EventId>,
    pub unreachable: Option<EventId>,
    pub concern: Option<(EventId, Timestamp)>,
    pub left: Option<(GroupId, Date, EventId)>,
    pub steps: Vec<StepTaken>,
    /// When they were last asked what they meant.
    pub asked: Option<Timestamp>,
    /// When they last had the plain line that a person will read their message.
    pub assured: Option<Timestamp>,
    /// When the firm head last said that they had spoken.
    pub discussed: Option<(EventId, Timestamp)>,
}

/// A co-leader's (or the firm head's) word that nothing more goes for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    pub event: EventId,
    pub at: Timestamp,
    pub by: PersonId,
    /// The last day of it; none asks every week.
    pub until: Option<Date>,
}

impl Hold {
    /// Does it still hold on this day?
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

impl State {
    /// The state before the first event.
    pub fn new(roster: Roster, zone: &jiff::tz::TimeZone) -> Self {
        let changes = BTreeMap::new();
        let calendar = Calendar::new(&roster, &changes, zone);
        Self {
            roster,
            calendar,
            changes,
            sessions: BTreeMap::new(),
            students: BTreeMap::new(),
            told: BTreeMap::new(),
            matters: BTreeMap::new(),
            spent: BTreeSet::new(),
            post: BTreeMap::new(),
            brought: BTreeMap::new(),
            asked: BTreeMap::new(),
            bounces: Vec::new(),
            paused: false,
            clock: None,
            shadow: Shadow::default(),
            last: EventId(0),
            restored: None,
            began: None,
            policies: BTreeMap::new(),
        }
    }

    /// Nothing goes out but alarms: somebody said so, or the date cannot be right.
    pub fn is_silent(&self) -> bool {
        self.paused || self.clock.is_some_and(ClockJump::is_on)
    }

    /// Takes a new roster; the ledger's facts stay laid over it.
    pub fn take_roster(&mut self, roster: Roster) {
        self.roster = roster;
        self.redraw_calendar();
    }

    /// What is known of a session; nothing yet is a session without a register.
    pub fn session(&self, id: SessionId) -> &SessionState {
        static NOTHING: std::sync::LazyLock<SessionState> = std::sync::LazyLock::new(SessionState::default);
        self.sessions.get(&id).unwrap_or(&NOTHING)
    }

    /// What is known of a student.
    pub fn student(&self, id: PersonId) -> &StudentState {
        static NOTHING: std::sync::LazyLock<StudentState> = std::sync::LazyLock::new(StudentState::default);
        self.students.get(&id).unwrap_or(&NOTHING)
    }

    /// The members of a group on a day, without those who were said to have left.
    pub fn members(&self, group: GroupId, day: Date) -> impl Iterator<Item = &Membership> {
        self.roster.members(group, day).filter(move |m| !self.has_left(m.student, group, day))
    }

    /// A student's place on a day, unless they were said to have left.
    pub fn membership(&self, student: PersonId, day: Date) -> Option<&Membership> {
        self.roster.membership(student, day).filter(|m| !self.has_left(student, m.group, day))
    }

    fn has_left(&self, student: PersonId, group: GroupId, day: Date) -> bool {
        self.student(student).left.is_some_and(|(of, on, _)| of == group && on <= day)
    }

    /// The day on which an instant falls.
    pub fn day(&self, at: Timestamp) -> Date {
        self.calendar.day(at)
    }

    /// The events of a subject that want an answer, oldest first.
    pub fn matters(&self, subject: Subject) -> impl Iterator<Item = (EventId, &Matter)> {
        self.matters.get(&subject).into_iter().flatten().map(|(id, matter)| (*id, matter))
    }

    /// Has an answer of this person to this letter of ours proven an order already?
    pub fn is_spent(&self, letter: &LetterKey, person: PersonId) -> bool {
        self.spent.contains(&(letter.clone(), person))
    }

    /// Students' messages of a group that wait for the day's post.
    pub fn post(&self, group: GroupId) -> &[Posted] {
        self.post.get(&group).map_or(&[], Vec::as_slice)
    }

    /// What an incoming letter brought about, in order.
    pub fn brought_by(&self, letter: LetterId) -> &[(EventId, Fact)] {
        self.brought.get(&letter).map_or(&[], Vec::as_slice)
    }

    /// How many messages of a student were taken in.
    pub fn messages_of(&self, student: PersonId) -> usize {
        let wrote =
            |(_, fact): &&(EventId, Fact)| matches!(fact, Fact::StudentWrote { student: of, .. } if *of == student);
        self.brought.values().flatten().filter(wrote).count()
    }

    /// What an event said, where it still wants an answer or came by a letter.
    pub fn fact(&self, event: EventId) -> Option<&Fact> {
        let waiting = self.matters.values().find_map(|matters| matters.get(&event));
        let brought = || self.brought.values().flatten().find(|(id, _)| *id == event);
        waiting.map(|matter| &matter.fact).or_else(|| brought().map(|(_, fact)| fact))
    }

    /// The group whose co-leaders hear about a student: the one of the latest membership.
    pub fn group_now(&self, student: PersonId) -> Option<GroupId> {
        let latest = |m: &&Membership| m.period.from;
        self.roster.memberships.iter().filter(|m| m.student == student).max_by_key(latest).map(|m| m.group)
    }

    /// How many letters came back since an instant.
    pub fn bounces_since(&self, since: Timestamp) -> u64 {
        self.bounces.iter().filter(|at| **at >= since).count().try_into().unwrap_or(u64::MAX)
    }

    /// The version of a scheme's policy that held at an instant, where any did.
    pub fn policy_version(&self, scheme: SchemeId, at: Timestamp) -> Option<u32> {
        self.policies.get(&scheme)?.iter().rfind(|(since, _)| *since <= at).map(|(_, version)| *version)
    }

    /// The co-leaders who lead a session: the pair without those who said that they are away.
    pub fn leading(&self, session: SessionId, day: Date) -> Vec<PersonId> {
        let away = &self.session(session).away;
        self.roster.co_leaders(session.group, day).into_iter().filter(|leader| !away.contains(leader)).collect()
    }
}
