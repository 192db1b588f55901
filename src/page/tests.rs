//! The page as a whole: it holds together where a year is empty, and nothing that anybody is called or writes gets out of
//! its place.

use jiff::civil::date;

use super::*;
use crate::config::Settings;
use crate::domain::event::{Attention, Fact, Via};
use crate::domain::id::{EventId, LetterId, Name, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::roster::{Roster, london};
use crate::domain::said::{Mark, Stance};
use crate::sim::school;

/// The page of a school in which so much has happened.
fn page_of(roster: Roster, events: &[Event], record: &Record, letter: &[u8], people: People) -> String {
    let rules = Settings::example().rules(&roster);
    let mut state = State::new(roster, &london());
    for event in events {
        state.apply(event);
    }
    let lived = Lived {
        state: &state,
        rules: &rules,
        events,
        record,
        first_day: date(2026, 8, 20),
        last_day: date(2027, 6, 30),
        ends: "2027-06-30T12:00:00Z".parse().unwrap(),
        sessions_held: 1,
        turns: 12_345,
        people,
    };
    page(&lived, &|_| Some(letter.to_vec())).unwrap()
}

fn event(id: i64, at: &str, source: Option<i64>, fact: Fact) -> Event {
    Event { id: EventId(id), at: at.parse().unwrap(), source: source.map(LetterId), corrects: None, fact }
}

#[test]
fn a_year_in_which_nothing_happened_has_a_page() {
    let html = page_of(school(1, 1), &[], &Record::default(), b"", People::MadeUp);
    assert!(html.contains("Nobody here exists."));
    assert!(html.contains("there is no story to tell"));
    assert!(html.contains("12,345 turns"));
    assert!(!html.contains("NaN") && !html.contains("{{"));
}

#[test]
fn ones_own_people_are_told_apart_from_what_is_made_up() {
    let html = page_of(school(1, 1), &[], &Record::default(), b"", People::Own);
    assert!(html.contains("What people do and write on this page is made up"));
    assert!(!html.contains("Nobody here exists."));
}

#[test]
fn a_story_is_told_and_nothing_gets_out_of_its_place() {
    const EVIL: &str = "<script>alert(1)</script>";
    let mut roster = school(1, 1);
    let place = roster.memberships[0].clone();
    let student = place.student;
    roster.people.get_mut(&student).unwrap().name = Name::new(EVIL).unwrap();
    let leader = roster.co_leaders(place.group, date(2026, 9, 15))[0];
    let session = SessionId { group: place.group, number: 1 };
    let letter = Letter::CheckIn { student, session };
    let marks = [(student, Mark::Absent)].into();
    let events = [
        event(1, "2026-09-15T15:00:00Z", Some(1), Fact::RegisterTaken { session, by: leader, marks }),
        event(2, "2026-09-16T10:00:00Z", None, decided(&letter, student)),
        event(3, "2026-09-16T10:01:00Z", None, Fact::Sent { key: letter.key(), to: student }),
        event(4, "2026-09-16T12:00:00Z", Some(2), explains(student, session)),
        event(5, "2026-09-16T12:00:00Z", Some(2), wrote(student, place.group)),
    ];
    let record = Record {
        sent: vec![SentLetter {
            at: "2026-09-16T10:01:00Z".parse().unwrap(),
            letter,
            to: student,
            file: "letters/check-in.eml".to_owned(),
        }],
        received: vec![Message {
            id: LetterId(2),
            at: "2026-09-16T12:00:00Z".parse().unwrap(),
            by: Some(student),
            fate: Fate::Understood,
            is_welfare: false,
            words: format!("So sorry, I was on call. {EVIL}"),
            file: "replies/2.eml".to_owned(),
        }],
    };
    let raw = format!(
        "From: Helen <balint@x.example>\r\nTo: W <w@x.example>\r\nSubject: {EVIL}\r\nMIME-Version: 1.0\r\nContent-Type: \
         multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHow are you? {EVIL}\r\n--b\r\n\
         Content-Type: text/html\r\n\r\n<h1>How are you?</h1>{EVIL}\r\n--b--\r\n"
    );
    let html = page_of(roster, &events, &record, raw.as_bytes(), People::MadeUp);
    assert!(!html.contains(EVIL), "a name, a subject or a text is a part of the page");
    assert_eq!(html.matches("<script").count(), 2);
    assert!(html.contains("So sorry, I was on call."));
    assert!(html.contains("missed, explained"));
    assert!(html.contains("Because: "));
    let place = |what: &str| html.find(what).unwrap();
    assert!(place("letters/check-in.eml") < place("So sorry"), "a story is told in the order of time");
    assert!(html.contains("letters/check-in.eml"));
    let json = html.split("id=\"letters\">").nth(1).unwrap().split("</script>").next().unwrap();
    let letters: std::collections::BTreeMap<String, String> = serde_json::from_str(json).unwrap();
    assert_eq!(letters["0"].trim(), format!("<h1>How are you?</h1>{EVIL}"), "the letter itself is as it was sent");
}

fn decided(letter: &Letter, to: PersonId) -> Fact {
    Fact::Decided { letter: letter.clone(), to: vec![to], because: vec![EventId(1)] }
}

fn explains(student: PersonId, session: SessionId) -> Fact {
    Fact::StanceGiven { student, session, stance: Stance::Absent, via: Via::Reply }
}

fn wrote(student: PersonId, group: crate::domain::id::GroupId) -> Fact {
    Fact::StudentWrote {
        student,
        group,
        about: Some(1),
        flags: std::collections::BTreeSet::new(),
        attention: Attention::Post,
    }
}
