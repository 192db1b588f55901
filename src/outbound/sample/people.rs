//! Who is who in the made-up school.

use jiff::civil::{Date, Weekday, date, time};

use super::{Kind, SCHEME, address, name};
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::roster::{
    CoLeadership, Group, Membership, Period, Person, Role, RoleHeld, Roster, Scheme, Session, Supervision, Weekday0,
};

pub const HELEN: PersonId = PersonId(1);
pub const DANIEL: PersonId = PersonId(2);
pub const FARAH: PersonId = PersonId(3);
pub const JAMES: PersonId = PersonId(4);
pub const TEAM: PersonId = PersonId(5);
pub const ANNEKE: PersonId = PersonId(6);
pub const INGRID: PersonId = PersonId(7);
pub const RUKHSANA: PersonId = PersonId(8);
pub const PETER: PersonId = PersonId(9);
pub const AMARA: PersonId = PersonId(11);
pub const TOM: PersonId = PersonId(12);
pub const TOM_NGUYEN: PersonId = PersonId(13);
pub const PRIYA: PersonId = PersonId(14);
pub const SIAN: PersonId = PersonId(16);
pub const MUHAMMAD: PersonId = PersonId(17);
pub const SEUN: PersonId = PersonId(18);
pub const WEI: PersonId = PersonId(19);
pub const MAEVE: PersonId = PersonId(20);
pub const HANNAH: PersonId = PersonId(21);
pub const JEAN_LUC: PersonId = PersonId(22);
pub const AISHA: PersonId = PersonId(31);
pub const KOFI: PersonId = PersonId(32);

pub const G07: GroupId = GroupId(7);
pub const G21: GroupId = GroupId(21);

/// Number, name, preferred name, the part of the address before the @.
type Row = (u32, &'static str, &'static str, &'static str);

const STAFF: [Row; 9] = [
    (1, "Dr Helen Marsh", "", "helen.marsh"),
    (2, "Dr Daniel Osei", "Dan", "daniel.osei"),
    (3, "Dr Farah Aziz", "", "farah.aziz"),
    (4, "Dr James Whitlock", "", "james.whitlock"),
    (5, "Undergraduate Psychiatry Team", "", "ug.psychiatry"),
    (6, "Prof Anneke de Vries", "", "stage.lead"),
    (7, "Dr Ingrid Solberg", "", "ingrid.solberg"),
    (8, "Dr Rukhsana Malik", "", "rukhsana.malik"),
    (9, "Dr Peter Lindqvist", "", "peter.lindqvist"),
];

const STUDENTS: [Row; 12] = [
    (11, "Amara Okafor", "", "amara.okafor"),
    (12, "Thomas Bradley", "Tom", "thomas.bradley"),
    (13, "Tom Nguyen", "", "tom.nguyen"),
    (14, "Priya Raman", "", "priya.raman"),
    (15, "Priyanka Shah", "", "priyanka.shah"),
    (16, "Siân Evans", "", "sian.evans"),
    (17, "Muhammad Iqbal", "", "muhammad.iqbal"),
    (18, "Oluwaseun Adeyemi", "Seun", "seun.adeyemi"),
    (19, "Xu Wei", "Wei", "wei.xu"),
    (20, "Maeve O'Connor", "", "maeve.oconnor"),
    (21, "Hannah Goldberg", "", "hannah.goldberg"),
    (22, "Jean-Luc Moreau", "JL", "jean-luc.moreau"),
];

const OTHERS: [Row; 2] = [(31, "Aisha Khan", "", "aisha.khan"), (32, "Kofi Asante", "", "kofi.asante")];

/// The students of the group that most letters are about.
pub fn students() -> impl Iterator<Item = PersonId> {
    STUDENTS.iter().map(|(id, ..)| PersonId(*id))
}

/// The whole roster.
pub fn roster(kind: Kind) -> Roster {
    let people = STAFF.iter().chain(&STUDENTS).chain(&OTHERS).map(|row| person(row, kind));
    let firm_head = |id: u32| if id.is_multiple_of(2) { FARAH } else { JAMES };
    let membership = |group| {
        move |(id, ..): &Row| Membership {
            student: PersonId(*id),
            group,
            firm_head: firm_head(*id),
            adjusted: *id == MAEVE.0,
            period: Period::default(),
        }
    };
    let scheme = Scheme {
        id: SCHEME,
        code: "KMS".to_owned(),
        closures: Vec::new(),
        training: Some(name("Tuesday 8 September 2026, 9:00 to 12:30, Education Centre, room 3")),
        feedback_mid: Some(date(2027, 1, 19)),
        feedback_end: Some(date(2027, 5, 11)),
    };
    Roster {
        numbers: Default::default(),
        schemes: [(SCHEME, scheme)].into(),
        people: people.map(|person| (person.id, person)).collect(),
        roles: roles(),
        groups: [group(G07, "G07", Weekday::Tuesday), group(G21, "G21", Weekday::Friday)]
            .into_iter()
            .map(|group| (group.id, group))
            .collect(),
        co_leaderships: [(G07, HELEN, 0), (G07, DANIEL, 1), (G21, RUKHSANA, 0), (G21, PETER, 1)]
            .into_iter()
            .map(|(group, leader, place)| CoLeadership { group, leader, place, period: Period::default() })
            .collect(),
        supervisions: vec![Supervision {
            code: "S1".to_owned(),
            scheme: SCHEME,
            supervisor: INGRID,
            period: Period::default(),
        }],
        memberships: STUDENTS.iter().map(membership(G07)).chain(OTHERS.iter().map(membership(G21))).collect(),
        sessions: sessions(G07, 0).chain(sessions(G21, 3)).map(|session| (session.id, session)).collect(),
    }
}

fn person((id, whole, preferred, local): &Row, kind: Kind) -> Person {
    let is_student = *id > 10;
    let host = if is_student { "students.example.ac.uk" } else { "trust.example.nhs.uk" };
    let (whole, preferred) = match kind {
        Kind::LongNames if *id != TEAM.0 => {
            (format!("{whole}{}", "e".repeat(60_usize.saturating_sub(whole.chars().count()))), "")
        }
        Kind::RightToLeft if is_student => (format!("עדי כהן {local}"), "עדי"),
        Kind::NoPreferredNames => ((*whole).to_owned(), ""),
        _ => ((*whole).to_owned(), *preferred),
    };
    Person {
        id: PersonId(*id),
        address: address(&format!("{local}@{host}")),
        name: name(&whole),
        preferred_name: (!preferred.is_empty()).then(|| name(preferred)),
    }
}

fn roles() -> Vec<RoleHeld> {
    let held = [
        (TEAM, Role::UndergraduateTeam),
        (ANNEKE, Role::StageLead),
        (INGRID, Role::Supervisor),
        (FARAH, Role::FirmHead),
        (JAMES, Role::FirmHead),
    ];
    held.into_iter()
        .map(|(person, role)| RoleHeld { person, scheme: SCHEME, role, period: Period::default() })
        .collect()
}

fn group(id: GroupId, code: &str, weekday: Weekday) -> Group {
    Group {
        id,
        scheme: SCHEME,
        code: code.to_owned(),
        site: None,
        weekday: Weekday0(weekday),
        starts: time(13, 0, 0, 0),
        minutes: 50,
        place: name("Classroom 3"),
        supervision: Some("S1".to_owned()),
    }
}

/// The Tuesdays of the year, some days later for another group.
fn sessions(group: GroupId, days_later: i32) -> impl Iterator<Item = Session> {
    const TUESDAYS: [Date; 13] = [
        date(2026, 9, 15),
        date(2026, 9, 29),
        date(2026, 10, 13),
        date(2026, 10, 27),
        date(2026, 11, 10),
        date(2026, 11, 24),
        date(2026, 12, 8),
        date(2027, 1, 26),
        date(2027, 2, 9),
        date(2027, 2, 23),
        date(2027, 3, 9),
        date(2027, 3, 23),
        date(2027, 5, 4),
    ];
    (1_u8..).zip(TUESDAYS).map(move |(number, day)| Session {
        id: SessionId { group, number },
        date: day.saturating_add(jiff::Span::new().days(days_later)),
    })
}
