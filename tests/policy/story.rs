//! A made-up group and its year, told by the test: who said what and when, and which letters were decided upon it.

use std::collections::BTreeMap;

use balintd::config::{Settings, default_policy};
use balintd::domain::decide::{Waiting, decide, subjects};
use balintd::domain::event::{Attention, Event, Fact, Via};
use balintd::domain::id::{Address, EventId, GroupId, LetterId, Name, PersonId, SchemeId, SessionId};
use balintd::domain::letter::Letter;
use balintd::domain::roster::{
    CoLeadership, Group, Membership, Period, Person, Role, RoleHeld, Roster, Scheme, Session, Weekday0, london,
};
use balintd::domain::rules::Rules;
use balintd::domain::said::{Mark, Stance};
use balintd::domain::sending::{Verdict, judge};
use balintd::domain::state::State;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date, time};

pub const GROUP: GroupId = GroupId(1);
pub const OTHER_GROUP: GroupId = GroupId(2);
pub const SCHEME: SchemeId = SchemeId(1);
pub const HELEN: PersonId = PersonId(1);
pub const DAN: PersonId = PersonId(2);
pub const FARAH: PersonId = PersonId(3);
pub const TEAM: PersonId = PersonId(4);
pub const LEAD: PersonId = PersonId(5);
/// The students of the group are 11 to 20; most tests are about the first.
pub const AMARA: PersonId = PersonId(11);
pub const TOM: PersonId = PersonId(12);

/// Tuesdays, one of them before a long gap.
pub const DATES: [Date; 8] = [
    date(2026, 9, 15),
    date(2026, 9, 29),
    date(2026, 10, 13),
    date(2026, 10, 27),
    date(2026, 11, 10),
    date(2026, 11, 24),
    date(2026, 12, 8),
    date(2027, 1, 26),
];

pub struct Story {
    pub state: State,
    pub rules: Rules,
    pub now: Timestamp,
    /// When the decisions asked to be looked at again.
    next: Option<Timestamp>,
    next_letter: i64,
    /// Every letter that was sent, with the time and the recipients.
    pub sent: Vec<(Timestamp, Letter, Vec<PersonId>)>,
    pub waiting: Vec<Waiting>,
    /// The server is away: what is decided waits in `unsent`.
    is_server_away: bool,
    unsent: Vec<(Letter, PersonId)>,
}

impl Story {
    /// The year before it begins.
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with a change of the roster.
    pub fn with(change: impl FnOnce(&mut Roster)) -> Self {
        let mut roster = roster();
        change(&mut roster);
        let rules = Settings::example().rules(&roster);
        let now = at("2026-08-01 10:00");
        let state = State::new(roster, &london());
        let mut story = Self {
            state,
            rules,
            now,
            next: None,
            next_letter: 1,
            sent: Vec::new(),
            waiting: Vec::new(),
            is_server_away: false,
            unsent: Vec::new(),
        };
        story.write_down(Fact::Began, None);
        let version = default_policy().version;
        story.write_down(Fact::PolicyInForce { scheme: SCHEME, version }, None);
        story
    }

    /// Lives on to a time, waking whenever something is due.
    pub fn until(&mut self, time: &str) -> &mut Self {
        let end = at(time);
        self.decide();
        while self.now < end {
            self.now = self.next.unwrap_or(end).min(end);
            self.decide();
        }
        self
    }

    /// Takes in a fact at this moment and decides upon it.
    pub fn fact(&mut self, fact: Fact) -> &mut Self {
        self.write_down(fact, None);
        self.decide();
        self
    }

    /// Takes in a fact that a letter brought.
    pub fn brings(&mut self, fact: Fact, letter: i64) -> &mut Self {
        self.write_down(fact, Some(LetterId(letter)));
        self.decide();
        self
    }

    /// A register: everyone present but those named absent.
    pub fn register(&mut self, number: u8, absent: &[PersonId]) -> &mut Self {
        let session = SessionId { group: GROUP, number };
        let day = DATES[usize::from(number) - 1];
        let members: Vec<_> = self.state.members(GROUP, day).map(|member| member.student).collect();
        let mark = |student: PersonId| {
            if absent.contains(&student) { Mark::Absent } else { Mark::Present }
        };
        let marks: BTreeMap<_, _> = members.into_iter().map(|student| (student, mark(student))).collect();
        self.fact(Fact::RegisterTaken { session, by: HELEN, marks })
    }

    /// Lives on to half an hour after a session, and takes its register.
    pub fn held(&mut self, number: u8, absent: &[PersonId]) -> &mut Self {
        let day = DATES[usize::from(number) - 1];
        self.until(&format!("{day} 14:30"));
        self.register(number, absent)
    }

    /// A student's message with a stance.
    pub fn says(&mut self, student: PersonId, number: u8, stance: Stance) -> &mut Self {
        self.writes(student, Some((number, stance)), Attention::Post)
    }

    /// A student's message that was read so.
    pub fn writes(&mut self, student: PersonId, stance: Option<(u8, Stance)>, attention: Attention) -> &mut Self {
        let letter = Some(LetterId(self.next_letter));
        self.next_letter += 1;
        if let Some((number, stance)) = stance {
            let session = SessionId { group: GROUP, number };
            self.write_down(Fact::StanceGiven { student, session, stance, via: Via::Reply }, letter);
            if stance == Stance::WasPresent {
                self.write_down(Fact::MarkDisputed { student, session }, letter);
            }
        }
        let wrote = Fact::StudentWrote {
            student,
            group: GROUP,
            about: stance.map(|(number, _)| number),
            flags: Default::default(),
            attention,
        };
        self.write_down(wrote, letter);
        self.decide();
        self
    }

    fn write_down(&mut self, fact: Fact, source: Option<LetterId>) {
        let id = EventId(self.state.last.0 + 1);
        self.state.apply(&Event { id, at: self.now, source, corrects: None, fact });
    }

    /// Decides whatever is due; each letter is judged as at the moment of sending, and sent.
    fn decide(&mut self) {
        while self.decides_anything() {}
        self.decided_once();
    }

    fn decides_anything(&mut self) -> bool {
        self.waiting.clear();
        self.next = None;
        let before = self.state.last;
        for subject in subjects(&self.state).collect::<Vec<_>>() {
            let plan = decide(subject, &self.state, &self.rules, self.now);
            self.waiting.extend(plan.waiting);
            self.next = self.next.into_iter().chain(plan.next).min();
            for decision in plan.decisions {
                let (letter, to) = (decision.letter, decision.to);
                self.write_down(
                    Fact::Decided { letter: letter.clone(), to: to.clone(), because: decision.because },
                    None,
                );
                if decision.stale {
                    continue;
                }
                if self.is_server_away {
                    self.unsent.extend(to.iter().map(|person| (letter.clone(), *person)));
                    continue;
                }
                for person in &to {
                    let verdict = self.judged(&letter, *person);
                    assert_eq!(verdict, Verdict::Go, "{letter:?} to {person} at {}", self.now);
                    self.write_down(Fact::Sent { key: letter.key(), to: *person }, None);
                }
                self.sent.push((self.now, letter, to));
            }
        }
        self.state.last != before
    }

    /// From now on nothing is taken by the server.
    pub fn server_goes_away(&mut self) -> &mut Self {
        self.is_server_away = true;
        self
    }

    /// What has waited is judged and, where it may, sent; gives what may not.
    pub fn server_comes_back(&mut self) -> Vec<(Letter, PersonId, Verdict)> {
        self.is_server_away = false;
        let mut kept = Vec::new();
        for (letter, to) in std::mem::take(&mut self.unsent) {
            match self.judged(&letter, to) {
                Verdict::Go => {
                    self.write_down(Fact::Sent { key: letter.key(), to }, None);
                    match self.sent.last_mut().filter(|(_, last, _)| *last == letter) {
                        Some((.., others)) => others.push(to),
                        None => self.sent.push((self.now, letter, vec![to])),
                    }
                }
                verdict => {
                    if let Verdict::Drop(why) = verdict {
                        self.write_down(Fact::Dropped { key: letter.key(), to, why }, None);
                    }
                    kept.push((letter, to, verdict));
                }
            }
        }
        self.next = Some(self.now);
        kept
    }

    /// The verdict on a letter that has waited in the outbox until now.
    pub fn judged(&self, letter: &Letter, to: PersonId) -> Verdict {
        let address = self.state.roster.people.get(&to).map(|person| person.address.as_str().to_owned());
        judge(letter, to, &address.unwrap_or_default(), &self.state, &self.rules, self.now)
    }

    /// Deciding again at the same moment gives nothing new, save what the letters just sent were waited for.
    fn decided_once(&self) {
        let keys: Vec<_> = self.sent.iter().map(|(_, letter, _)| letter.key()).collect();
        let unique: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len(), "a letter was decided twice");
    }

    /// The letters of a kind that were sent, with their local times and recipients.
    pub fn of_kind(&self, kind: &str) -> Vec<(String, Vec<PersonId>)> {
        self.sent
            .iter()
            .filter(|(_, letter, _)| letter.kind() == kind)
            .map(|(at, _, to)| (local(*at), to.clone()))
            .collect()
    }

    /// How many of a kind were sent.
    pub fn count(&self, kind: &str) -> usize {
        self.of_kind(kind).len()
    }

    /// The steps of the ladder and what belongs to them, in order, about one student.
    pub fn ladder(&self, student: PersonId) -> Vec<&'static str> {
        const LADDER: [&str; 12] = [
            "check-in",
            "teaching-question",
            "notice-student",
            "notice-co-leaders",
            "firm-head-letter",
            "firm-head-brief",
            "release-request",
            "undergraduate-team",
            "stage-lead",
            "step-informed",
            "withdrawal",
            "dispute",
        ];
        let about = self.sent.iter().filter(|(_, letter, _)| letter.student() == Some(student));
        about.map(|(_, letter, _)| letter.kind()).filter(|kind| LADDER.contains(kind)).collect()
    }
}

pub fn at(text: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = text.parse().unwrap();
    civil.to_zoned(london()).unwrap().timestamp()
}

pub fn session(number: u8) -> SessionId {
    SessionId { group: GROUP, number }
}

fn local(at: Timestamp) -> String {
    at.to_zoned(london()).strftime("%a %F %H:%M").to_string()
}

fn person(id: u32, name: &str, host: &str) -> Person {
    let address = format!("{}@{host}.example", name.to_lowercase().replace(' ', "."));
    Person {
        id: PersonId(id),
        address: Address::new(&address).unwrap(),
        name: Name::new(name).unwrap(),
        preferred_name: None,
    }
}

fn roster() -> Roster {
    let mut roster = Roster::default();
    let staff =
        [(1, "Helen Marsh"), (2, "Dan Osei"), (3, "Farah Aziz"), (4, "Undergraduate Team"), (5, "Anneke Vries")];
    let students = ["Amara", "Tom", "Priya", "Sian", "Wei", "Maeve", "Hannah", "Seun", "Kofi", "Grace"];
    let staff = staff.map(|(id, name)| person(id, name, "trust"));
    let students = (11..).zip(students).map(|(id, name)| person(id, name, "students"));
    roster.people = staff.into_iter().chain(students).map(|person| (person.id, person)).collect();
    let scheme = Scheme {
        id: SCHEME,
        code: "balint".to_owned(),
        closures: Vec::new(),
        training: None,
        feedback_mid: None,
        feedback_end: None,
    };
    roster.schemes.insert(SCHEME, scheme);
    let period = Period::default();
    for (person, role) in [(TEAM, Role::UndergraduateTeam), (LEAD, Role::StageLead)] {
        roster.roles.push(RoleHeld { person, scheme: SCHEME, role, period });
    }
    for (group, code) in [(GROUP, "G07"), (OTHER_GROUP, "G08")] {
        let group = Group {
            id: group,
            scheme: SCHEME,
            code: code.to_owned(),
            site: None,
            weekday: Weekday0(Weekday::Tuesday),
            starts: time(13, 0, 0, 0),
            minutes: 50,
            place: Name::new("Classroom 3").unwrap(),
            supervision: None,
        };
        roster.groups.insert(group.id, group);
    }
    for (place, leader) in [(0, HELEN), (1, DAN)] {
        roster.co_leaderships.push(CoLeadership { group: GROUP, leader, place, period });
    }
    for id in 11..=20 {
        let student = PersonId(id);
        roster.memberships.push(Membership { student, group: GROUP, firm_head: FARAH, adjusted: false, period });
    }
    for (number, date) in (1..).zip(DATES) {
        let id = SessionId { group: GROUP, number };
        roster.sessions.insert(id, Session { id, date });
    }
    roster
}
