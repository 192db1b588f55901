//! A school in November for the checks: what people have said, and letters that break no rule until they are doctored.

use balintd::config::Settings;
use balintd::domain::id::{GroupId, PersonId, SessionId};
use balintd::domain::letter::Letter;
use balintd::domain::roster::london;
use balintd::domain::said::{CoLeaderSays, Mark, Rest, Stance};
use balintd::sim::cast::Cast;
use balintd::sim::checks::{Checks, Sent};
use balintd::sim::in_hand::InHand;
use balintd::sim::meant::{Meant, Thread, Verdict};
use balintd::sim::school;
use balintd::sim::world::Delivered;
use balintd::turn::SendLimits;
use jiff::{SignedDuration, Timestamp};

const SEED: u64 = 3;
/// A Tuesday in term at eleven, some days before session 5 of the first group.
pub const TUESDAY: &str = "2026-11-03T11:00:00Z";

/// A school in November, and a letter that breaks no rule.
pub struct Desk {
    pub cast: Cast,
    pub checks: Checks,
    pub group: GroupId,
    pub student: PersonId,
    pub other: PersonId,
    pub leaders: Vec<PersonId>,
}

impl Desk {
    pub fn new() -> Self {
        let roster = school(SEED, 2);
        let settings = Settings::example();
        let rules = settings.rules(&roster);
        let limits = SendLimits { per_student_day: 8, per_staff_day: 40, per_day: 1500, per_minute: 1000 };
        let cast = Cast::new(roster, SEED, london());
        let group = GroupId(1);
        let members = cast.members(group);
        let leaders = cast.leaders(group, "2026-11-03".parse().unwrap());
        let is_plain = |id: &&PersonId| !cast.roster.memberships.iter().any(|m| m.student == **id && m.adjusted);
        let mut plain = members.iter().filter(is_plain).copied();
        let (student, other) = (plain.next().unwrap(), plain.next().unwrap());
        let mut checks = Checks::new(cast.clone(), rules, limits, SignedDuration::ZERO);
        for (number, day) in [(1, "2026-09-15"), (2, "2026-09-29"), (3, "2026-10-13"), (4, "2026-10-27")] {
            let at: Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
            checks.truth.held.insert(SessionId { group, number }, (at, day.parse().unwrap()));
        }
        Self { cast, checks, group, student, other, leaders }
    }

    pub fn session(&self, number: u8) -> SessionId {
        SessionId { group: self.group, number }
    }

    pub fn address(&self, id: PersonId) -> String {
        self.cast.roster.people[&id].address.as_str().to_owned()
    }

    pub fn name(&self, id: PersonId) -> String {
        self.cast.roster.people[&id].name.as_str().to_owned()
    }

    pub fn firm_head(&self) -> PersonId {
        self.cast.student(self.student).unwrap().firm_head
    }

    /// A letter with nothing wrong about its form.
    pub fn letter(&self, letter: Letter, to: PersonId, at: &str) -> Sent {
        let in_hand = InHand {
            kind: letter.kind().to_owned(),
            from: "Balint Groups".to_owned(),
            from_address: "balint@medschool.example".to_owned(),
            to: vec![self.address(to)],
            subject: "Balint group".to_owned(),
            body: "Our group is on Tuesday 10 November.\n".to_owned(),
            message_id: format!("{}-{to}@medschool.example", letter.key()),
            ..InHand::default()
        };
        Sent { at: at.parse().unwrap(), letter, to, envelope: vec![self.address(to)], in_hand }
    }

    pub fn reminder(&self) -> Sent {
        let letter = Letter::Reminder { student: self.student, session: self.session(5) };
        self.letter(letter, self.student, TUESDAY)
    }

    pub fn check_in(&self, at: &str) -> Sent {
        let letter = Letter::CheckIn { student: self.student, session: self.session(4) };
        self.letter(letter, self.student, at)
    }

    pub fn message(&self, by: PersonId, meant: Meant, answers_kind: &str, session: u8) -> Delivered {
        Delivered {
            at: "2026-10-28T10:00:00Z".parse().unwrap(),
            raw: Vec::new(),
            message_id: "said@somewhere.example".to_owned(),
            by: Some(by),
            meant,
            thread: Thread {
                session: Some(session),
                student: Some(self.student),
                members: self.cast.members(self.group),
            },
            planted: None,
            answers_kind: Some(answers_kind.to_owned()),
            vouched: true,
            what: "doctored".to_owned(),
        }
    }

    pub fn told(&mut self, message: &Delivered) {
        self.checks.heard(message, &Verdict::Right, message.at).unwrap();
    }

    /// A co-leader says that the student alone was not there.
    pub fn missed(&mut self, number: u8) {
        let says = CoLeaderSays {
            marks: [(self.student, Mark::Absent)].into(),
            rest: Some(Rest::Present),
            ..CoLeaderSays::default()
        };
        let message = self.message(self.leaders[0], Meant::leader(says), "register-request", number);
        self.told(&message);
    }

    pub fn says(&mut self, number: u8, stance: Stance) {
        let message = self.message(self.student, Meant::stances([(number, stance)]), "reminder", number);
        self.told(&message);
    }

    pub fn refuses(&mut self, sent: &Sent, rule: &str) {
        let broken = self.checks.sent(sent).expect_err(rule);
        assert_eq!(broken.rule, rule, "{broken}");
    }
}
