//! Who is who, and from when to when: people, roles, groups, firms, sessions (handbook, "Responsibilities of
//! Firm Heads and Co-leaders").
//!
//! Everything that can change in a year has a [`Period`], so that who was in which group on a day is always known.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::id::{Address, GroupId, Name, PersonId, SchemeId, SessionId};

/// The days on which something holds; both ends belong to it, an open end is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Period {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Period {
    /// Does it hold on this day?
    pub fn has(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A person of the scheme, in whatever roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub address: Address,
    pub name: Name,
    /// What they like to be called, where that differs.
    pub preferred_name: Option<Name>,
}

impl Person {
    /// The name for "Dear …": the preferred one, else the first word that is no title.
    pub fn called(&self) -> &str {
        if let Some(preferred) = &self.preferred_name {
            return preferred.as_str();
        }
        let is_title = |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        self.name.as_str().split(' ').find(|word| !is_title(word)).unwrap_or(self.name.as_str())
    }
}

/// Words before a name that are no part of it.
pub const TITLES: [&str; 9] = ["dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir"];

/// What a person does in a scheme, beside leading a group or being a student (which name the group).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    CoLeader,
    FirmHead,
    UndergraduateTeam,
    StageLead,
    Supervisor,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::CoLeader, Self::FirmHead, Self::UndergraduateTeam, Self::StageLead, Self::Supervisor];

    /// The word of the roster's files for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::CoLeader => "co-leader",
            Self::FirmHead => "firm-head",
            Self::UndergraduateTeam => "undergraduate-team",
            Self::StageLead => "stage-lead",
            Self::Supervisor => "supervisor",
        }
    }

    /// The role of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A role that somebody holds in a scheme for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHeld {
    pub person: PersonId,
    pub scheme: SchemeId,
    pub role: Role,
    pub period: Period,
}

/// Groups that share a policy, letters, people and a calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    pub id: SchemeId,
    /// The short name of the roster's `scheme` column.
    pub code: String,
    pub closures: Vec<Closure>,
    /// The leadership training before the groups start, as its letter should say it (handbook, Appendix 2a).
    pub training: Option<Name>,
    /// Around these days firm heads meet their students one by one (handbook, "Firm heads").
    pub feedback_mid: Option<Date>,
    pub feedback_end: Option<Date>,
}

/// Days on which the school is closed; no session, and no letter about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    pub from: Date,
    pub until: Date,
    pub why: String,
}

/// A group as the timetable has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub scheme: SchemeId,
    /// As people write it: `G07`. One code names one group of the whole daemon.
    pub code: String,
    pub site: Option<Name>,
    pub weekday: Weekday0,
    pub starts: Time,
    pub minutes: u16,
    pub place: Name,
    /// The supervision group that its leaders belong to, and its supervisors.
    pub supervision: Option<String>,
}

/// A weekday that can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i8", into = "i8")]
pub struct Weekday0(pub Weekday);

impl TryFrom<i8> for Weekday0 {
    type Error = jiff::Error;
    fn try_from(days_from_monday: i8) -> Result<Self, jiff::Error> {
        Weekday::from_monday_zero_offset(days_from_monday).map(Self)
    }
}

impl From<Weekday0> for i8 {
    fn from(day: Weekday0) -> Self {
        day.0.to_monday_zero_offset()
    }
}

/// The English name of a day of the week.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// One of the two who lead a group, `place` 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoLeadership {
    pub group: GroupId,
    pub leader: PersonId,
    pub place: u8,
    pub period: Period,
}

/// A supervisor of a supervision group of about four pairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    pub code: String,
    pub scheme: SchemeId,
    pub supervisor: PersonId,
    pub period: Period,
}

/// A student's place in a group, and their firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub student: PersonId,
    pub group: GroupId,
    pub firm_head: PersonId,
    /// A plan for disability, caring or faith is in place; no reason is kept. A person decides before any step.
    pub adjusted: bool,
    pub period: Period,
}

/// A session as planned; what became of it is in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub date: Date,
}

/// The whole roster, as of the last import.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Roster {
    pub schemes: BTreeMap<SchemeId, Scheme>,
    pub people: BTreeMap<PersonId, Person>,
    pub roles: Vec<RoleHeld>,
    pub groups: BTreeMap<GroupId, Group>,
    pub co_leaderships: Vec<CoLeadership>,
    pub supervisions: Vec<Supervision>,
    pub memberships: Vec<Membership>,
    pub sessions: BTreeMap<SessionId, Session>,
    pub numbers: Numbers,
}

/// The highest numbers ever given, so that none is given twice, even after its first owner was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    pub schemes: u32,
    pub people: u32,
    pub groups: u32,
}

impl Roster {
    /// The person with this address.
    pub fn person_at(&self, address: &Address) -> Option<&Person> {
        self.people.values().find(|person| person.address == *address)
    }

    /// The group that people call this, whatever the case of its letters.
    pub fn group_called(&self, code: &str) -> Option<&Group> {
        self.groups.values().find(|group| group.code.eq_ignore_ascii_case(code))
    }

    /// The co-leaders of a group on a day, in the roster's order: two, save where the roster is being mended.
    pub fn co_leaders(&self, group: GroupId, day: Date) -> Vec<PersonId> {
        let mut pair: Vec<_> = self.co_leaderships.iter().filter(|l| l.group == group && l.period.has(day)).collect();
        pair.sort_by_key(|l| l.place);
        pair.into_iter().map(|l| l.leader).collect()
    }

    /// The groups that somebody leads on a day.
    pub fn groups_led(&self, leader: PersonId, day: Date) -> Vec<GroupId> {
        self.co_leaderships.iter().filter(|l| l.leader == leader && l.period.has(day)).map(|l| l.group).collect()
    }

    /// Who was in a group on a day, in the roster's order.
    pub fn members(&self, group: GroupId, day: Date) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(move |m| m.group == group && m.period.has(day))
    }

    /// A student's place on a day.
    pub fn membership(&self, student: PersonId, day: Date) -> Option<&Membership> {
        self.memberships.iter().find(|m| m.student == student && m.period.has(day))
    }

    /// The students of a firm on a day.
    pub fn firm(&self, firm_head: PersonId, day: Date) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(move |m| m.firm_head == firm_head && m.period.has(day))
    }

    /// Does somebody hold a role in a scheme on a day? Firm heads also by having a firm, co-leaders by a group.
    pub fn holders(&self, scheme: SchemeId, role: Role, day: Date) -> Vec<PersonId> {
        self.roles
            .iter()
            .filter(|r| r.scheme == scheme && r.role == role && r.period.has(day))
            .map(|r| r.person)
            .collect()
    }

    /// The supervisors of a group's leaders on a day.
    pub fn supervisors(&self, group: GroupId, day: Date) -> Vec<PersonId> {
        let Some(group) = self.groups.get(&group) else {
            return Vec::new();
        };
        self.supervisions
            .iter()
            .filter(|s| s.scheme == group.scheme && Some(&s.code) == group.supervision.as_ref() && s.period.has(day))
            .map(|s| s.supervisor)
            .collect()
    }

    /// Those whose every place and role was over before this day; where the roster gives a place in a group no last day,
    /// the group's last session is it. Whoever never had a place is not among them.
    pub fn gone_before(&self, day: Date) -> Vec<PersonId> {
        let last_of = |group| self.sessions_of(group).map(|session| session.date).max();
        let mut last: BTreeMap<PersonId, Option<Date>> = BTreeMap::new();
        let mut note = |person, until: Option<Date>| {
            let known = last.entry(person).or_insert(until);
            *known = known.zip(until).map(|(known, until)| known.max(until));
        };
        for place in &self.memberships {
            let until = place.period.until.or_else(|| last_of(place.group));
            note(place.student, until);
            note(place.firm_head, until);
        }
        self.co_leaderships.iter().for_each(|l| note(l.leader, l.period.until.or_else(|| last_of(l.group))));
        self.roles.iter().for_each(|held| note(held.person, held.period.until));
        self.supervisions.iter().for_each(|held| note(held.supervisor, held.period.until));
        let is_gone =
            |(person, until): (PersonId, Option<Date>)| until.is_some_and(|until| until < day).then_some(person);
        last.into_iter().filter_map(is_gone).filter(|person| self.people.contains_key(person)).collect()
    }

    /// The planned sessions of a group, by number.
    pub fn sessions_of(&self, group: GroupId) -> impl Iterator<Item = &Session> {
        let first = SessionId { group, number: 0 };
        let last = SessionId { group, number: u8::MAX };
        self.sessions.range(first..=last).map(|(_, session)| session)
    }
}

/// The zone in which a scheme lives where its configuration does not say another.
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}
