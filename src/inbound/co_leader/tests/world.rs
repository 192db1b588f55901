//! A small world of two groups for the tests, and a line of the test files as a message in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::domain::calendar::Calendar;
use crate::domain::id::{Address, GroupId, Name, PersonId, SchemeId};
use crate::domain::roster::{CoLeadership, Membership, Period, Person, Role, RoleHeld, Roster, london};
use crate::inbound::dates;
use crate::inbound::reading::{Line, Words};
use crate::inbound::{About, AboutKind};

/// Those who lead and teach: the name in the files, the address, the name, what they are called, the group.
const STAFF: [(&str, &str, &str, &str, u32); 6] = [
    ("helen", "helen.marsh", "Dr Helen Marsh", "Helen", 1),
    ("dan", "daniel.osei", "Dr Daniel Osei", "Dan", 1),
    ("rukhsana", "rukhsana.malik", "Dr Rukhsana Malik", "Rukhsana", 2),
    ("peter", "peter.lindqvist", "Dr Peter Lindqvist", "Peter", 2),
    ("farah", "farah.aziz", "Dr Farah Aziz", "Farah", 0),
    ("james", "james.whitlock", "Dr James Whitlock", "James", 0),
];

/// Students: address, name, what they are called, group, firm head.
const STUDENTS: [(&str, &str, &str, u32, &str); 23] = [
    ("amara.okafor", "Amara Okafor", "", 1, "farah"),
    ("thomas.bradley", "Thomas Bradley", "Tom", 1, "farah"),
    ("tom.nguyen", "Tom Nguyen", "", 1, "james"),
    ("priya.raman", "Priya Raman", "", 1, "james"),
    ("priyanka.shah", "Priyanka Shah", "", 1, "farah"),
    ("sian.evans", "Siân Evans", "", 1, "james"),
    ("muhammad.iqbal", "Muhammad Iqbal", "", 1, "farah"),
    ("seun.adeyemi", "Oluwaseun Adeyemi", "Seun", 1, "farah"),
    ("wei.xu", "Xu Wei", "Wei", 1, "james"),
    ("maeve.oconnor", "Maeve O'Connor", "", 1, "james"),
    ("hannah.goldberg", "Hannah Goldberg", "", 1, "farah"),
    ("aisha.khan", "Aisha Khan", "", 2, "helen"),
    ("ayesha.khan", "Ayesha Khan", "", 2, "james"),
    ("jean-luc.moreau", "Jean-Luc Moreau", "JL", 2, "helen"),
    ("zoe.hartley", "Zoë Hartley", "", 2, "helen"),
    ("minh.nguyen", "Nguyen Thi Minh Anh", "Minh", 2, "farah"),
    ("mohammed.ali", "Mohammed Ali", "Mo", 2, "farah"),
    ("mohamed.hassan", "Mohamed Hassan", "", 2, "helen"),
    ("grace.mensah", "Grace Mensah", "", 2, "james"),
    ("will.fairweather", "William Fairweather", "Will", 2, "helen"),
    ("may.chen", "May Chen", "", 2, "farah"),
    ("kofi.asante", "Kofi Asante", "", 2, "james"),
    ("niamh.byrne", "Niamh Byrne", "", 2, "helen"),
];

/// Who is who, and when they meet.
pub struct World {
    pub roster: Roster,
    pub calendar: Calendar,
}

impl World {
    pub fn new() -> Self {
        let mut roster = dates::tests::world();
        let staff = STAFF.map(|(_, address, name, called, _)| (address, "trust.example.nhs.uk", name, called));
        let students = STUDENTS.map(|(address, name, called, ..)| (address, "students.example.ac.uk", name, called));
        for (number, (local, domain, name, called)) in (1..).zip(staff.into_iter().chain(students)) {
            let id = PersonId(number);
            let person = Person {
                id,
                address: Address::new(&format!("{local}@{domain}")).unwrap(),
                name: Name::new(name).unwrap(),
                preferred_name: Name::new(called).ok(),
            };
            roster.people.insert(id, person);
        }
        if let Some(group) = roster.groups.get_mut(&GroupId(2)) {
            group.starts = jiff::civil::time(14, 0, 0, 0);
            group.place = Name::new("Seminar Room B").unwrap();
        }
        let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
        let mut world = Self { roster, calendar };
        world.give_roles();
        world
    }

    fn give_roles(&mut self) {
        for (place, (who, _, _, _, group)) in (0u8..).zip(STAFF) {
            let person = self.person(who);
            let held = RoleHeld { person, scheme: SchemeId(1), role: Role::FirmHead, period: Period::default() };
            self.roster.roles.push(held);
            if group > 0 {
                let led =
                    CoLeadership { group: GroupId(group), leader: person, place: place % 2, period: Period::default() };
                self.roster.co_leaderships.push(led);
            }
        }
        for (student, _, _, group, firm_head) in STUDENTS {
            let membership = Membership {
                student: self.person(student),
                group: GroupId(group),
                firm_head: self.person(firm_head),
                adjusted: false,
                period: Period::default(),
            };
            self.roster.memberships.push(membership);
        }
    }

    /// The person whom the files call so.
    pub fn person(&self, called: &str) -> PersonId {
        let local = STAFF.iter().find(|(who, ..)| *who == called).map_or(called, |(_, local, ..)| local);
        let found = self.roster.people.values().find(|person| person.address.local() == local);
        found.unwrap_or_else(|| panic!("nobody is called {called}")).id
    }

    /// How the files call a person.
    pub fn name(&self, person: PersonId) -> String {
        self.roster.people[&person].address.local().to_owned()
    }

    pub fn group_of(&self, leader: PersonId) -> GroupId {
        self.roster.co_leaderships.iter().find(|led| led.leader == leader).unwrap().group
    }
}

/// A line of a test file.
pub struct Case {
    pub who: String,
    pub kind: Option<AboutKind>,
    pub group: Option<GroupId>,
    pub session: Option<u8>,
    pub student: Option<String>,
    pub now: Timestamp,
    pub subject: String,
    pub words: String,
    label: String,
}

impl Case {
    /// Reads a line; nothing for a comment or an empty one.
    pub fn of_line(line: &str) -> Option<Self> {
        if line.starts_with('#') || line.trim().is_empty() {
            return None;
        }
        let [head, words, label] = line.splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("not a case: {line}");
        };
        let (head, subject) = head.split_once(" \"").unwrap_or((head, ""));
        let mut case = Self {
            who: String::new(),
            kind: None,
            group: None,
            session: None,
            student: None,
            now: Timestamp::UNIX_EPOCH,
            subject: subject.trim_end_matches('"').to_owned(),
            words: words.replace("\\n", "\n"),
            label: label.to_owned(),
        };
        for (place, word) in head.split_whitespace().enumerate() {
            match (place, word) {
                (0, who) => who.clone_into(&mut case.who),
                (1, "none") => {}
                (1, kind) => case.kind = Some(serde_json::from_str(&format!("\"{kind}\"")).unwrap()),
                (_, "G07") => case.group = Some(GroupId(1)),
                (_, "G21") => case.group = Some(GroupId(2)),
                (_, at) if at.starts_with('@') => {
                    let zoned = format!("{}[Europe/London]", &at[1..]);
                    case.now = zoned.parse::<jiff::Zoned>().unwrap().timestamp();
                }
                (_, word) => match word.parse() {
                    Ok(number) => case.session = Some(number),
                    Err(_) => case.student = Some(word.to_owned()),
                },
            }
        }
        Some(case)
    }

    pub fn about(&self, world: &World, kind: AboutKind) -> About {
        About {
            kind,
            group: self.group,
            session: self.session,
            student: self.student.as_deref().map(|student| world.person(student)),
        }
    }

    /// The message; a line `>>name => answer` is an inline answer.
    pub fn as_words(&self) -> Words {
        let line = |line: &str| match line.strip_prefix(">>").and_then(|inline| inline.split_once(" => ")) {
            Some((quoted, answer)) => Line { text: answer.to_owned(), answers: Some(quoted.to_owned()) },
            None => Line { text: line.to_owned(), answers: None },
        };
        Words { subject: self.subject.clone(), lines: self.words.lines().map(line).collect(), forwarded: Vec::new() }
    }

    pub fn expected(&self) -> BTreeSet<String> {
        self.label.split("; ").filter(|part| *part != "nothing").map(str::to_owned).collect()
    }

    /// Only that a person is asked matters, not what was read.
    pub fn only_asks(&self) -> bool {
        self.label == "asks"
    }
}
