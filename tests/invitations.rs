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
use balintd::domain::replan::replanned;
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

/// What the domain hears in a calendar's reply.
fn heard(reply: &str, from: PersonId, sample: &Sample) -> (Vec<Fact>, inbound::Reading) {
    let state: &State = &sample.state;
    let house = sample::house();
    let raw = format!(
        "From: {}\r\nTo: {}\r\nSubject: Declined: Balint group G07\r\nMessage-ID: <1@outlook.example>\r\n\
         Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{reply}",
        state.roster.people[&from].address.as_str(),
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
    let facts = hear(state, &heard).into_iter().map(|(fact, _)| fact).collect();
    (facts, reading)
}

/// The stances that the domain hears in a calendar's reply from Amara.
fn stances(reply: &str, sample: &Sample) -> Vec<(u8, Stance)> {
    let (facts, _) = heard(reply, AMARA, sample);
    let stance = |fact| match fact {
        Fact::StanceGiven { student: AMARA, session, stance, .. } => Some((session.number, stance)),
        _ => None,
    };
    facts.into_iter().filter_map(stance).collect()
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
        was: None,
    };
    let after = happens(&mut sample, 9001, moved);
    let (second, _) = invitation(&Letter::SessionMoved { session: SESSION, after }, AMARA, &sample).unwrap();
    let again = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap().0;
    assert_eq!(second, again, "the same word about the same session");
    let after = happens(&mut sample, 9002, Fact::SessionCancelled { session: SESSION, by: HELEN, was: None });
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
    assert!(text.replace("\r\n ", "").contains(";RSVP=TRUE;"), "{text}");
    let students = invitation(&Letter::Reminder { student: AMARA, session: SESSION }, AMARA, &sample).unwrap().0;
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    assert_ne!(uid(&text), uid(&students));
    let after = happens(&mut sample, 9001, Fact::LeaderAway { session: SESSION, leader: HELEN, by: HELEN });
    assert_eq!(invitation(&copy, HELEN, &sample), None);
    let away = Letter::LeaderAway { session: SESSION, leader: HELEN, after };
    assert_eq!(invitation(&away, HELEN, &sample), None);
    let after = happens(&mut sample, 9002, Fact::LeaderBack { session: SESSION, leader: HELEN, by: HELEN });
    let back = Letter::LeaderAway { session: SESSION, leader: HELEN, after };
    assert_eq!(uid(&invitation(&back, HELEN, &sample).unwrap().0), uid(&text), "and where they are back, they are");
    assert_eq!(invitation(&back, AMARA, &sample), None, "it says nothing new to anybody else's calendar");
}

#[test]
fn a_co_leader_who_declines_cannot_lead_and_who_accepts_can_after_all() {
    let mut sample = Sample::new(Kind::Ordinary);
    let (text, _) = invitation(&Letter::ReminderCopy { session: SESSION }, HELEN, &sample).unwrap();
    for calendar in CALENDARS {
        let mut reply = |partstat| answered(calendar, partstat, &text).1;
        let [yes, no, maybe] = ["ACCEPTED", "DECLINED", "TENTATIVE"].map(&mut reply);
        let away = Fact::LeaderAway { session: SESSION, leader: HELEN, by: HELEN };
        assert_eq!(heard(&yes, HELEN, &sample).0, [], "{calendar:?}: as everybody expects");
        assert_eq!(heard(&no, HELEN, &sample).0, std::slice::from_ref(&away), "{calendar:?}");
        let (facts, reading) = heard(&maybe, HELEN, &sample);
        let asked = Fact::StaffUnclear { by: HELEN, session: Some(SESSION), letter: None };
        assert_eq!(facts, [asked], "{calendar:?}: nobody is told of a maybe");
        assert_eq!(reading.likely, ["I can't lead on Tuesday 8 December.", "I can lead on Tuesday 8 December."]);
        let mut declined = Sample::new(Kind::Ordinary);
        happens(&mut declined, 9001, away);
        assert_eq!(heard(&no, HELEN, &declined).0, [], "{calendar:?}: once is enough");
        let back = Fact::LeaderBack { session: SESSION, leader: HELEN, by: HELEN };
        assert_eq!(heard(&yes, HELEN, &declined).0, [back], "{calendar:?}");
    }
    let no = answered(CALENDARS[0], "DECLINED", &text).1;
    sample.now = "2026-12-08T14:20:00Z".parse::<Timestamp>().unwrap();
    assert_eq!(heard(&no, HELEN, &sample).0, [], "what is past is past");
}

#[test]
fn what_a_co_leader_types_beside_an_answer_is_read_with_it() {
    let sample = Sample::new(Kind::Ordinary);
    let (text, _) = invitation(&Letter::ReminderCopy { session: SESSION }, HELEN, &sample).unwrap();
    let no = answered(CALENDARS[0], "DECLINED", &text).1;
    let typed = |words: &str| {
        let reply = no.replace("END:VEVENT", &format!("COMMENT:{words}\r\nEND:VEVENT"));
        heard(&reply, HELEN, &sample).0
    };
    let away = Fact::LeaderAway { session: SESSION, leader: HELEN, by: HELEN };
    assert_eq!(typed("Sorry\\, I'm on leave."), std::slice::from_ref(&away));
    let cancelled = typed("Please cancel it.");
    let [Fact::SessionCancelled { session: SESSION, by: HELEN, .. }] = cancelled[..] else { panic!("{cancelled:?}") };
    let asked = Fact::StaffUnclear { by: HELEN, session: None, letter: None };
    assert_eq!(
        typed("Could somebody look after the plants?"),
        [away, asked],
        "the answer counts, and the rest is asked about"
    );
}

#[test]
fn what_was_never_invited_to_is_not_taken_back_and_the_past_is_left_alone() {
    let mut sample = Sample::new(Kind::Ordinary);
    let after = happens(&mut sample, 9001, Fact::SessionCancelled { session: SESSION, by: HELEN, was: None });
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

#[test]
fn a_session_that_has_gone_from_the_timetable_is_taken_out_of_the_calendar_it_stood_in() {
    let mut sample = Sample::new(Kind::Ordinary);
    let reminder = Letter::Reminder { student: AMARA, session: SESSION };
    let (first, _) = invitation(&reminder, AMARA, &sample).unwrap();
    happens(&mut sample, 9001, Fact::Decided { letter: reminder.clone(), to: vec![AMARA], because: Vec::new() });
    happens(&mut sample, 9002, Fact::Sent { key: reminder.key(), to: AMARA });
    let mut roster = sample.state.roster.clone();
    roster.sessions.remove(&SESSION);
    let facts = replanned(&sample.state, &roster, sample.now);
    let [cancelled @ Fact::SessionCancelled { session: SESSION, by: PersonId::ADMINISTRATOR, .. }] = &facts[..] else {
        panic!("{facts:?}")
    };
    sample.state.take_roster(roster);
    let after = happens(&mut sample, 9003, cancelled.clone());
    let letter = Letter::SessionCancelled { session: SESSION, after };
    let (text, method) = invitation(&letter, AMARA, &sample).unwrap();
    assert_eq!(method, "CANCEL");
    for calendar in CALENDARS {
        let [asked, taken] = [&first, &text].map(|text| answered(calendar, "ACCEPTED", text).0);
        assert_eq!((&taken["uid"], &taken["start"]), (&asked["uid"], &asked["start"]));
        assert_eq!((&taken["sequence"], &taken["status"]), (&json!(1), &json!("CANCELLED")));
    }
}
