//! What students say, in many voices, and what it means: a table a kind of letter, each row a whole message with its
//! reading by the rules alone, without the model's opinion. `asks` marks what a careful program leaves to a person; `?` there says that the guess is free.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::sample::select;
use proptest::strategy::Strategy;

use super::{chosen, gather, read_student};
use crate::domain::calendar::Calendar;
use crate::domain::id::{Address, GroupId, Name, PersonId};
use crate::domain::roster::{Membership, Period, Person, Roster, london};
use crate::domain::said::{Flag, Stance, StudentSays};
use crate::inbound::dates::Scope;
use crate::inbound::dates::tests::world;
use crate::inbound::reading::{About, AboutKind, Line, Read, Scene, Words};

const G07: &str = "Amara Okafor, Thomas Bradley, Tom Nguyen, Priya Raman, Priyanka Shah, Siân Evans, Muhammad Iqbal, \
    Oluwaseun Adeyemi/Seun, Xu Wei/Wei, Maeve O'Connor, Hannah Goldberg";
const G21: &str = "Zoë Hartley, Aisha Khan, Ayesha Khan, Jean-Luc Moreau/JL, Nguyen Thi Minh Anh/Minh, Mohammed Ali/Mo, \
    Mohamed Hassan, Grace Mensah, William Fairweather/Will, May Chen, Kofi Asante, Niamh Byrne";

/// The two groups of the calendar's world with their students; the first of each writes.
fn peopled() -> (Roster, BTreeMap<&'static str, (PersonId, GroupId)>) {
    let mut roster = world();
    let mut writers = BTreeMap::new();
    for (code, group, names) in [("G07", GroupId(1), G07), ("G21", GroupId(2), G21)] {
        for (place, name) in names.split(", ").enumerate() {
            let (name, preferred) = name.split_once('/').map_or((name, None), |(name, called)| (name, Some(called)));
            let id = PersonId(group.0 * 100 + u32::try_from(place).unwrap());
            if place == 0 {
                writers.insert(code, (id, group));
            }
            let person = Person {
                id,
                address: Address::new(&format!("s{id}@students.example")).unwrap(),
                name: Name::new(name).unwrap(),
                preferred_name: preferred.map(|called| Name::new(called).unwrap()),
            };
            roster.people.insert(id, person);
            let membership =
                Membership { student: id, group, firm_head: PersonId(9), adjusted: false, period: Period::default() };
            roster.memberships.push(membership);
        }
    }
    (roster, writers)
}

fn read(code: &str, answers: &str, arrived: &str, text: &str) -> Read<StudentSays> {
    let (roster, writers) = peopled();
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    let (student, group) = writers[code];
    let about = (answers != "-").then(|| {
        let (kind, session) = answers.split_once(' ').map_or((answers, None), |(kind, n)| (kind, n.parse().ok()));
        let kind: AboutKind = serde_json::from_str(&format!("{kind:?}")).unwrap();
        About { kind, group: Some(group), session, student: None }
    });
    let now = format!("{arrived}[Europe/London]").parse::<jiff::Zoned>().unwrap().timestamp();
    let scene = Scene { roster: &roster, calendar: &calendar, now, about: about.as_ref() };
    let (subject, text) = text.split_once(" ¦ ").unwrap_or(("Re: Balint group", text));
    let lines = text.split('⏎').map(|text| Line { text: text.to_owned(), answers: None }).collect();
    let words = Words { subject: subject.to_owned(), lines, forwarded: Vec::new() };
    let scope = Scope::new(&scene, group);
    gather(&words, &scene, &scope, student, group).conclude_alone(&words)
}

/// Reads every row of a table and gives those that came out otherwise.
fn misread(table: &str) -> Vec<String> {
    let rows = table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.filter_map(|row| {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let [group, answers, arrived, text, stances, flags, acts] = columns.as_slice() else {
            return Some(format!("not seven columns: {row}"));
        };
        let got = read(group, answers, arrived, text);
        let listed = |column: &str| {
            column.split(", ").filter(|item| !matches!(*item, "-" | "?")).map(str::to_owned).collect::<Vec<_>>()
        };
        let want_stances: BTreeMap<u8, Stance> = listed(stances)
            .iter()
            .map(|item| {
                let (number, stance) = item.split_once(' ').unwrap();
                (number.parse().unwrap(), serde_json::from_str(&format!("{stance:?}")).unwrap())
            })
            .collect();
        let want_flags: BTreeSet<Flag> =
            listed(flags).iter().map(|flag| serde_json::from_str(&format!("{flag:?}")).unwrap()).collect();
        let free = *stances == "?";
        let right = got.acts == (*acts == "acts")
            && (free || got.says.stances == want_stances)
            && (got.says.flags == want_flags || free && want_flags.is_subset(&got.says.flags));
        (!right).then(|| format!("{row}\n    read {:?}, acts {}, {:?}", got.says, got.acts, got.evidence))
    })
    .collect()
}

#[test]
fn answers_to_reminders_before_christmas() {
    assert_eq!(misread(include_str!("said/reminders_autumn.txt")), Vec::<String>::new());
}

#[test]
fn answers_to_reminders_after_christmas() {
    assert_eq!(misread(include_str!("said/reminders_spring.txt")), Vec::<String>::new());
}

#[test]
fn answers_to_the_note_after_a_missed_session() {
    assert_eq!(misread(include_str!("said/check_ins.txt")), Vec::<String>::new());
}

#[test]
fn welcomes_and_messages_out_of_the_blue() {
    assert_eq!(misread(include_str!("said/unasked.txt")), Vec::<String>::new());
}

#[test]
fn questions_of_what_is_held_on_the_writer() {
    assert_eq!(misread(include_str!("said/records.txt")), Vec::<String>::new());
}

#[test]
fn doubts_hedges_and_what_undoes_them() {
    assert_eq!(misread(include_str!("said/reminder_doubts.txt")), Vec::<String>::new());
}

#[test]
fn turns_of_phrase() {
    assert_eq!(misread(include_str!("said/turns_of_phrase.txt")), Vec::<String>::new());
    assert_eq!(misread(include_str!("said/further_turns.txt")), Vec::<String>::new());
}

#[test]
fn every_offered_reading_is_chosen_by_its_word() {
    let tables = [include_str!("said/reminder_doubts.txt"), include_str!("said/turns_of_phrase.txt")];
    let mut tried = 0;
    for row in tables.iter().flat_map(|table| table.lines()).filter(|row| row.ends_with("| asks")) {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let [group, answers, arrived, text, ..] = columns.as_slice() else { panic!("{row}") };
        let likely = read(group, answers, arrived, text).likely;
        for offer in &likely {
            let word = offer.split(':').next().unwrap();
            let got =
                chosen(&format!("{word} please"), &likely).map(|sentence| read(group, "other", arrived, sentence));
            assert!(got.as_ref().is_some_and(|g| g.acts && g.says.stances.len() == 1), "{row}\n{offer}: {got:?}");
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn an_answer_that_chooses_nothing_is_read_by_itself() {
    let offered = ["24 Nov: I can't come on Tuesday 24 November", "8 Dec: I can't come on Tuesday 8 December"];
    let offered: Vec<String> = offered.map(str::to_owned).into();
    let stances = |text: &str| {
        let got = read("G07", "other", "2026-11-20T10:00", chosen(text, &offered).unwrap_or(text));
        got.says.stances.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(stances("24 Nov"), [(6, Stance::Absent)]);
    assert_eq!(stances("The 8th, sorry"), [(7, Stance::Absent)]);
    assert_eq!(stances("8th of December please"), [(7, Stance::Absent)]);
    assert_eq!(stances("I'll be there on both Tuesdays"), [(6, Stance::Attending), (7, Stance::Attending)]);
    assert_eq!(stances("Tuesday"), []);
}

#[test]
fn an_answer_under_a_quoted_line_is_of_the_sessions_of_that_line() {
    let (roster, writers) = peopled();
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    let (student, group) = writers["G07"];
    let about = About { kind: AboutKind::AfterChristmas, group: Some(group), session: Some(8), student: None };
    let now = "2027-01-14T17:17[Europe/London]".parse::<jiff::Zoned>().unwrap().timestamp();
    let scene = Scene { roster: &roster, calendar: &calendar, now, about: Some(&about) };
    let line = |text: &str, answers: &str| Line { text: text.to_owned(), answers: Some(answers.to_owned()) };
    let lines = vec![
        line("can't that day, my sister's graduating", "It would be lovely to see you on 26 January"),
        line("yes to all of those!", "and then every other Tuesday until the end of March"),
    ];
    let words = Words { subject: "Re: Welcome back".to_owned(), lines, forwarded: Vec::new() };
    let got = read_student(&words, &scene, student, group);
    let attending = (9..=12).map(|number| (number, Stance::Attending));
    let expect: BTreeMap<u8, Stance> = attending.chain([(8, Stance::Absent)]).collect();
    assert_eq!((got.says.stances, got.acts), (expect, true));
}

/// Letters that a message may answer.
fn letters() -> impl Strategy<Value = &'static str> {
    select(vec!["-", "reminder 6", "check_in 5", "welcome"])
}

/// Rows of words that mean much to the reader, in no order.
fn rows_of_words() -> impl Strategy<Value = Vec<&'static str>> {
    const WORDS: &str = "i can't won't come be there on friday the 27th next two until christmas if unless not but so late \
        sorry , . ? session 7 and or tomorrow kofi will he miss it 24/11 in a fortnight from to 9th march maybe hopefully \
        because my mum died was present";
    vec(select(WORDS.split_whitespace().collect::<Vec<_>>()), 0..60)
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,300}", answers in letters()) {
        let got = read("G07", answers, "2026-11-22T09:00", &text);
        proptest::prop_assert!(got.likely.len() <= 3);
    }

    #[test]
    fn any_row_of_known_words_is_read_without_panic(words in rows_of_words()) {
        let got = read("G21", "reminder 6", "2026-11-25T09:00", &words.join(" "));
        proptest::prop_assert!(got.acts || !got.likely.is_empty());
    }
}

#[test]
fn a_long_letter_costs_its_length_and_is_asked_about() {
    let text = "I can't come on Friday, sorry, if not then maybe next week\n".repeat(20_000);
    let got = read("G21", "reminder 6", "2026-11-25T09:00", &text);
    assert!(!got.acts);
}
