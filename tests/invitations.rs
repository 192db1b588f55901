//! Invitations as calendars of others understand them, and what comes back: Python's `icalendar` and JavaScript's `ical.js`
//! read each one, answer it as an attendee would, and the answer is read as the stance that was meant.
//!
//! `scripts/install-test-readers` installs both; `tests/foreign/invitation.py` and `invitation.mjs` are the two programs.

#![allow(clippy::disallowed_methods, reason = "programs of others live by the real clock")]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use balintd::domain::event::{Event, Fact};
use balintd::domain::hear::{Heard, hear};
use balintd::domain::id::{EventId, GroupId, Name, PersonId, SessionId};
use balintd::domain::letter::Letter;
use balintd::domain::said::Stance;
use balintd::domain::state::State;
use balintd::inbound::{self, Letter as Incoming, OurSelves, Scene, Vouching};
use balintd::outbound::sample::{self, Kind, Sample};
use balintd::outbound::{Extra, Outbound, Overrides};
use jiff::Timestamp;
use jiff::civil::{date, time};
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};

const AMARA: PersonId = PersonId(11);
const HELEN: PersonId = PersonId(1);
const SESSION: SessionId = SessionId { group: GroupId(7), number: 7 };

/// The two programs, and how each is told what to answer.
const CALENDARS: [(&str, &str); 2] = [("node", "invitation.mjs"), ("python3", "invitation.py")];

fn outbound() -> Outbound {
    Outbound::load(sample::house(), &Overrides::new()).unwrap_or_else(|wrong| panic!("{wrong:#?}"))
}

/// The calendar part of a letter, and the method that its header names.
fn invitation(letter: &Letter, to: PersonId, sample: &Sample) -> Option<(String, String)> {
    let words = |_| None;
    let (state, rules) = (&sample.state, &sample.rules);
    let written = outbound().compose(letter, &[to], to, state, rules, &words, &Extra::default(), sample.now);
    let bytes = written.unwrap_or_else(|error| panic!("{letter:?}: {error}")).bytes;
    let message = MessageParser::new().parse(&bytes).unwrap();
    let calendars = message.parts.iter().filter(|part| part.is_content_type("text", "calendar"));
    let parts: Vec<_> = calendars.collect();
    assert!(parts.len() <= 1);
    let part = parts.first()?;
    let method = part.content_type().unwrap().attribute("method").unwrap().to_owned();
    Some((String::from_utf8(part.contents().to_vec()).unwrap(), method))
}

/// What a foreign calendar understands, and the answer that it makes.
fn answered(calendar: (&str, &str), partstat: &str, invitation: &str) -> (Value, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    assert!(folder.join("python").exists(), "the foreign readers are not here: run scripts/install-test-readers");
    let mut program = Command::new(calendar.0)
        .arg(folder.join(calendar.1))
        .arg(partstat)
        .env("PYTHONPATH", folder.join("python"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(invitation.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{calendar:?} does not understand:\n{invitation}");
    let said = String::from_utf8(output.stdout).unwrap();
    let (understood, reply) = said.split_once('\n').unwrap();
    (serde_json::from_str(understood).unwrap(), reply.to_owned())
}

/// The stances that the domain hears in a calendar's reply from Amara.
fn stances(reply: &str, sample: &Sample) -> Vec<(u8, Stance)> {
    let state: &State = &sample.state;
    let house = sample::house();
    let raw = format!(
        "From: {}\r\nTo: {}\r\nSubject: Declined: Balint group G07\r\nMessage-ID: <1@outlook.example>\r\n\
         Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{reply}",
        state.roster.people[&AMARA].address.as_str(),
        house.address.as_str()
    );
    let scene = Scene { roster: &state.roster, calendar: &state.calendar, now: sample.now, about: None };
    let ours = OurSelves { address: house.address, administrator: None, vouching: Vouching::Waived };
    let reading = inbound::read(&Incoming::parse(raw.as_bytes()), &scene, &ours);
    let heard = Heard {
        at: sample.now,
        class: &reading.class,
        sender: &reading.sender,
        said: &reading.said,
        acts: reading.acts,
        vouched: reading.vouched,
        answers: None,
        is_recent: true,
        aside: &BTreeSet::new(),
        words: &reading.words,
    };
    let facts = hear(state, &heard).into_iter();
    facts
        .filter_map(|(fact, _)| match fact {
            Fact::StanceGiven { student: AMARA, session, stance, .. } => Some((session.number, stance)),
            _ => None,
        })
        .collect()
}

fn happens(sample: &mut Sample, id: u64, fact: Fact) -> EventId {
    let id = EventId(id.try_into().unwrap());
    sample.state.apply(&Event { id, at: sample.now, source: None, corrects: None, fact });
    id
}

#[test]
fn two_calendars_understand_an_invitation_and_their_answers_are_read() {
    let sample = Sample::new(Kind::Ordinary);
    let reminder = Letter::Reminder { student: AMARA, session: SESSION };
    let (text, method) = invitation(&reminder, AMARA, &sample).unwrap();
    assert_eq!(method, "REQUEST");
    for calendar in CALENDARS {
        for (partstat, stance) in
            [("DECLINED", Stance::Absent), ("ACCEPTED", Stance::Attending), ("TENTATIVE", Stance::Unsure)]
        {
            let (understood, reply) = answered(calendar, partstat, &text);
            let uid = understood["uid"].as_str().unwrap();
            assert!(uid.starts_with("G07-7-") && uid.ends_with("@med.example.ac.uk"), "{uid}");
            let expected = json!({
                "method": "REQUEST", "uid": uid, "sequence": 0, "status": "CONFIRMED",
                "summary": "Balint group G07", "location": "Classroom 3",
                "start": "2026-12-08T13:00:00Z", "end": "2026-12-08T13:50:00Z",
                "organizer": "mailto:balint@med.example.ac.uk",
                "attendees": ["mailto:amara.okafor@students.example.ac.uk"],
            });
            assert_eq!(understood, expected, "{calendar:?}");
            assert_eq!(stances(&reply, &sample), [(7, stance)], "{calendar:?}: {reply}");
        }
    }
}

#[test]
fn in_summer_it_is_an_hour_earlier_by_the_sun() {
    let sample = Sample::new(Kind::Ordinary);
    let session = SessionId { group: GroupId(7), number: 13 };
    let (text, _) = invitation(&Letter::Reminder { student: AMARA, session }, AMARA, &sample).unwrap();
    assert!(text.contains("\r\nDTSTART;TZID=Europe/London:20270504T130000\r\n"), "{text}");
    for calendar in CALENDARS {
        assert_eq!(answered(calendar, "ACCEPTED", &text).0["start"], "2027-05-04T12:00:00Z", "{calendar:?}");
    }
}

#[test]
fn a_move_and_a_cancellation_are_the_same_entry_with_a_later_sequence() {
    let mut sample = Sample::new(Kind::Ordinary);
    let (first, _) = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap();
    let moved = Fact::SessionMoved {
        session: SESSION,
        by: HELEN,
        date: Some(date(2026, 12, 9)),
        starts: Some(time(14, 30, 0, 0)),
        place: Some(Name::new("Room 5, second floor; left").unwrap()),
    };
    let after = happens(&mut sample, 9001, moved);
    let (second, _) = invitation(&Letter::SessionMoved { session: SESSION, after }, AMARA, &sample).unwrap();
    let again = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap().0;
    assert_eq!(second, again, "the same word about the same session");
    let after = happens(&mut sample, 9002, Fact::SessionCancelled { session: SESSION, by: HELEN });
    let (third, method) = invitation(&Letter::SessionCancelled { session: SESSION, after }, AMARA, &sample).unwrap();
    assert_eq!(method, "CANCEL");
    for calendar in CALENDARS {
        let [first, second, third] = [&first, &second, &third].map(|text| answered(calendar, "ACCEPTED", text).0);
        assert_eq!((&second["uid"], &third["uid"]), (&first["uid"], &first["uid"]));
        assert_eq!((&first["sequence"], &second["sequence"], &third["sequence"]), (&json!(0), &json!(1), &json!(2)));
        assert_eq!(second["start"], "2026-12-09T14:30:00Z");
        assert_eq!(second["location"], "Room 5, second floor; left");
        assert_eq!((&third["method"], &third["status"]), (&json!("CANCEL"), &json!("CANCELLED")));
    }
}

#[test]
fn co_leaders_are_invited_each_by_themselves_and_not_where_they_are_away() {
    let mut sample = Sample::new(Kind::Ordinary);
    let copy = Letter::ReminderCopy { session: SESSION };
    let (text, _) = invitation(&copy, HELEN, &sample).unwrap();
    assert_eq!(text.matches("ATTENDEE").count(), 1, "{text}");
    assert!(text.replace("\r\n ", "").contains(";RSVP=FALSE;"), "{text}");
    let students = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap().0;
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    assert_ne!(uid(&text), uid(&students));
    happens(&mut sample, 9001, Fact::LeaderAway { session: SESSION, leader: HELEN, by: HELEN });
    assert_eq!(invitation(&copy, HELEN, &sample), None);
}

#[test]
fn what_was_never_invited_to_is_not_taken_back_and_the_past_is_left_alone() {
    let mut sample = Sample::new(Kind::Ordinary);
    let after = happens(&mut sample, 9001, Fact::SessionCancelled { session: SESSION, by: HELEN });
    let cancelled = Letter::SessionCancelled { session: SESSION, after };
    assert_eq!(invitation(&cancelled, AMARA, &sample), None);
    let reminder = Letter::Reminder { student: AMARA, session: SESSION };
    happens(&mut sample, 9002, Fact::Decided { letter: reminder.clone(), to: vec![AMARA], because: Vec::new() });
    happens(&mut sample, 9003, Fact::Sent { key: reminder.key(), to: AMARA });
    assert!(invitation(&cancelled, AMARA, &sample).is_some());
    sample.now = "2026-12-08T13:20:00Z".parse::<Timestamp>().unwrap();
    assert_eq!(invitation(&cancelled, AMARA, &sample), None);
}

#[test]
fn nothing_in_an_invitation_tells_who_else_comes_or_what_for() {
    let sample = Sample::new(Kind::Ordinary);
    let (text, _) = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap();
    let others = sample.state.roster.memberships.iter().map(|member| member.student).filter(|other| *other != AMARA);
    for other in others {
        let person = &sample.state.roster.people[&other];
        assert!(!text.contains(person.name.as_str()) && !text.contains(person.address.as_str()), "{text}");
    }
    for line in text.lines() {
        assert!(line.len() <= 75, "{line}");
    }
    assert!(!text.contains("DESCRIPTION") && !text.contains("VALARM"), "{text}");
}
