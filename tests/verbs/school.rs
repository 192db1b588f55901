//! A small made-up school in a database of its own, as a daemon would have left it, and the real program to ask about it.
//!
//! The program reads the machine's clock, so all days are counted from today.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use balintd::clock::Clock;
use balintd::config::default_policy;
use balintd::domain::event::{Attention, Fact, Via};
use balintd::domain::id::{Address, EventId, GroupId, LetterId, Name, PersonId, SchemeId, SessionId};
use balintd::domain::letter::Letter;
use balintd::domain::roster::{
    CoLeadership, Group, Membership, Period, Person, Role, RoleHeld, Roster, Scheme, Session, Weekday0, london,
};
use balintd::domain::said::{Mark, Stance};
use balintd::store::{Durability, Envelope, OutboxState, Store, TakenIn, inbox, ledger, outbox, roster};
use jiff::civil::{Date, Weekday, time};
use jiff::{Timestamp, ToSpan};

pub const GROUP: GroupId = GroupId(1);
pub const HELEN: PersonId = PersonId(1);
pub const DAN: PersonId = PersonId(2);
pub const FARAH: PersonId = PersonId(3);
pub const TEAM: PersonId = PersonId(4);
pub const AMARA: PersonId = PersonId(11);
pub const TOM: PersonId = PersonId(12);
/// Has left the group.
pub const GWENDOLYN: PersonId = PersonId(14);

/// What Tom wrote; no answer of the program may carry it.
pub const WORDS: &str = "my grandmother is being operated on";

/// By when each session is, in days from today.
const SESSIONS: [i64; 4] = [-28, -14, 10, 24];

pub struct School {
    pub folder: tempfile::TempDir,
    pub today: Date,
    /// Noon eight days ago: when most of what is told happened.
    pub then: Timestamp,
}

impl School {
    /// The school before anybody wrote.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let today = Clock::Real.now().to_zoned(london()).date();
        let then = noon(today, -8);
        let school = Self { folder, today, then };
        fs::create_dir(school.path("config")).unwrap();
        let config = "address = \"balint@school.example\"\nadministrator = \"admin@school.example\"\n\
                      [folder]\nin = \"mail/in\"\nout = \"mail/out\"\n";
        fs::write(school.path("config/balintd.toml"), config).unwrap();
        let mut store = school.store().await;
        let mut tx = store.begin().await.unwrap();
        roster::save_roster(&mut tx, &school.roster()).await.unwrap();
        ledger::append(&mut tx, noon(today, -20), None, None, &Fact::Began).await.unwrap();
        ledger::put_policy_in_force(&mut tx, noon(today, -20), SchemeId(1), &default_policy()).await.unwrap();
        tx.commit().await.unwrap();
        school
    }

    /// The school in which Amara missed a session and had a check-in, and Tom apologised for the next.
    pub async fn with_a_story() -> Self {
        let school = Self::new().await;
        let mut store = school.store().await;
        let marks =
            [(AMARA, Mark::Absent), (TOM, Mark::Present), (PersonId(13), Mark::Present), (GWENDOLYN, Mark::Present)];
        let register = Fact::RegisterTaken { session: session(2), by: HELEN, marks: BTreeMap::from(marks) };
        let register = store.append(school.then, &register).await.unwrap();
        let check_in = Letter::CheckIn { student: AMARA, session: session(2) };
        school.sent(&mut store, &check_in, AMARA, vec![register]).await;
        school.tom_apologises(&mut store).await;
        school
    }

    pub async fn store(&self) -> Store {
        Store::open(&self.path("balintd.db"), Durability::Full).await.unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in this school's folder.
    pub fn balintd(&self, arguments: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BALINTD_") || name == "RUST_LOG") {
            command.env_remove(name);
        }
        let output = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        Answer(output)
    }

    /// A letter of ours that was decided and sent.
    pub async fn sent(&self, store: &mut Store, letter: &Letter, to: PersonId, because: Vec<EventId>) {
        let mut tx = store.begin().await.unwrap();
        let decided = Fact::Decided { letter: letter.clone(), to: vec![to], because };
        ledger::append(&mut tx, self.then, None, None, &decided).await.unwrap();
        let message_id = format!("{}.{to}@school.example", letter.kind());
        let known = self.roster().people.get(&to).cloned().unwrap();
        let bytes = format!(
            "From: Balint Groups <balint@school.example>\r\nTo: {} <{}>\r\nSubject: Balint\r\n\r\nDear {},\r\n",
            known.name.as_str(),
            known.address.as_str(),
            known.called()
        );
        let envelope = Envelope {
            letter,
            recipient: to,
            address: known.address.as_str(),
            message_id: &message_id,
            token: &message_id,
            bytes: bytes.as_bytes(),
            text_hash: None,
            shadow: false,
            written_at: self.then,
            lapses: None,
        };
        outbox::put(&mut tx, &envelope).await.unwrap();
        let sent = Fact::Sent { key: letter.key(), to };
        ledger::append(&mut tx, self.then, None, None, &sent).await.unwrap();
        tx.commit().await.unwrap();
        for row in store.due_letters(self.then, 10, None).await.unwrap() {
            let mut tx = store.begin().await.unwrap();
            outbox::settle(&mut tx, row.id, OutboxState::Sent, self.then).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    async fn tom_apologises(&self, store: &mut Store) {
        let raw = format!(
            "From: Tom Byrne <tom.byrne@students.example>\r\nSubject: Sorry\r\n\r\nI cannot come, {WORDS}.\r\n"
        );
        let letter = self.wrote(store, TOM, &raw).await;
        let mut tx = store.begin().await.unwrap();
        let facts = [
            Fact::StanceGiven { student: TOM, session: session(3), stance: Stance::Absent, via: Via::Reply },
            Fact::StudentWrote {
                student: TOM,
                group: GROUP,
                about: Some(3),
                flags: Default::default(),
                attention: Attention::Post,
            },
        ];
        for fact in facts {
            ledger::append(&mut tx, self.then, Some(letter), None, &fact).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// A letter that came in.
    pub async fn wrote(&self, store: &mut Store, person: PersonId, raw: &str) -> LetterId {
        let mut tx = store.begin().await.unwrap();
        let words = serde_json::json!({ "words": raw }).to_string();
        let row = TakenIn {
            // It has to differ from letter to letter, and must not carry the text.
            hash: &raw.len().to_string(),
            uid_validity: 1,
            uid: 1,
            received: self.then,
            taken_in: self.then,
            person: Some(person),
            message_id: Some("<sorry@students.example>"),
            raw: raw.as_bytes(),
            reading: &words,
            aside: false,
        };
        let id = inbox::take_in(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    fn roster(&self) -> Roster {
        let mut roster = Roster::default();
        let people = [
            (HELEN, "Dr Helen Marsh", "trust"),
            (DAN, "Dan Osei", "trust"),
            (FARAH, "Farah Aziz", "trust"),
            (TEAM, "Undergraduate Team", "trust"),
            (PersonId(5), "Anneke Vries", "trust"),
            (AMARA, "Amara Owusu", "students"),
            (TOM, "Tom Byrne", "students"),
            (PersonId(13), "Tom Achterberg", "students"),
            (GWENDOLYN, "Gwendolyn Ashdown", "students"),
        ];
        for (id, name, host) in people {
            roster.people.insert(id, person(id, name, host));
        }
        let scheme = scheme();
        roster.schemes.insert(scheme.id, scheme);
        roster.groups.insert(GROUP, group());
        let period = Period::default();
        for (person, role) in [(TEAM, Role::UndergraduateTeam), (PersonId(5), Role::StageLead)] {
            roster.roles.push(RoleHeld { person, scheme: SchemeId(1), role, period });
        }
        for (place, leader) in [(0, HELEN), (1, DAN)] {
            roster.co_leaderships.push(CoLeadership { group: GROUP, leader, place, period });
        }
        for student in [AMARA, TOM, PersonId(13), GWENDOLYN] {
            let until = (student == GWENDOLYN).then(|| self.today.saturating_sub(10.days()));
            roster.memberships.push(Membership {
                student,
                group: GROUP,
                firm_head: FARAH,
                adjusted: student == GWENDOLYN,
                period: Period { from: None, until },
            });
        }
        for (number, days) in (1..).zip(SESSIONS) {
            let date = self.today.saturating_add(days.days());
            let id = session(number);
            roster.sessions.insert(id, Session { id, date });
        }
        roster
    }
}

fn scheme() -> Scheme {
    Scheme {
        id: SchemeId(1),
        code: "balint".to_owned(),
        closures: Vec::new(),
        training: None,
        feedback_mid: None,
        feedback_end: None,
    }
}

fn group() -> Group {
    Group {
        id: GROUP,
        scheme: SchemeId(1),
        code: "G07".to_owned(),
        site: None,
        weekday: Weekday0(Weekday::Tuesday),
        starts: time(13, 0, 0, 0),
        minutes: 50,
        place: Name::new("Classroom 3").unwrap(),
        supervision: None,
    }
}

pub fn session(number: u8) -> SessionId {
    SessionId { group: GROUP, number }
}

/// What the program said, and how it ended.
pub struct Answer(Output);

impl Answer {
    /// Its words, where it ended so.
    pub fn out(&self, exit: i32) -> String {
        let err = String::from_utf8_lossy(&self.0.stderr);
        let out = String::from_utf8(self.0.stdout.clone()).unwrap();
        assert_eq!(self.0.status.code(), Some(exit), "{out}\n{err}");
        assert!(!out.contains(WORDS), "a student's words: {out}");
        out
    }

    /// Its JSON, where it ended so.
    pub fn json(&self, exit: i32) -> serde_json::Value {
        serde_json::from_str(&self.out(exit)).unwrap()
    }

    /// Its error, where it ended so.
    pub fn err(&self, exit: i32) -> String {
        self.out(exit);
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }
}

/// Is this text in any file of a folder, whatever its case?
pub fn is_in_files(folder: &Path, text: &str) -> bool {
    let wanted = text.to_lowercase().into_bytes();
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        let bytes = if path.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        bytes.to_ascii_lowercase().windows(wanted.len()).any(|window| window == wanted)
    })
}

fn noon(today: Date, days: i64) -> Timestamp {
    let day = today.saturating_add(days.days());
    day.to_datetime(time(12, 0, 0, 0)).to_zoned(london()).unwrap().timestamp()
}

fn person(id: PersonId, name: &str, host: &str) -> Person {
    let local = name.to_lowercase().replace("dr ", "").replace(' ', ".");
    Person {
        id,
        address: Address::new(&format!("{local}@{host}.example")).unwrap(),
        name: Name::new(name).unwrap(),
        preferred_name: None,
    }
}
