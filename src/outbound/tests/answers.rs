//! Each button's answer, sent as its link types it in, is read back as what stands on the button: through the reader of
//! letters and into the facts that it brings about.

use std::collections::BTreeSet;

use super::*;
use crate::domain::event::{Event, Fact};
use crate::domain::hear::{Heard, hear};
use crate::domain::id::EventId;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::said::CoLeaderSays;
use crate::inbound::{self, About, Letter as Incoming, OurSelves, Reading, Said, Scene, Vouching};
use crate::outbound::sample::SampleLetter;

/// A kind of letter, the beginning of what stands on a button in it, and what its answer brings about.
const MEANT: [(&str, &str, &[&str]); 41] = [
    ("reminder", "I can't come on ", &["stance-given", ABSENT]),
    ("reminder", "I will be late on ", &["stance-given", r#""stance":"late""#]),
    ("after-christmas", "I can't come on ", &["stance-given", ABSENT]),
    ("session-moved", "I can't come on ", &["stance-given", ABSENT]),
    ("check-in", "Sorry, I couldn't make it", &["stance-given", ABSENT]),
    ("check-in", "I was there", &["mark-disputed"]),
    ("notice-student", "I couldn't make it", &["stance-given", ABSENT]),
    ("notice-student", "I was there", &["mark-disputed"]),
    // Tom Bradley (12) has apologised; Tom Nguyen (13) is named as missing.
    ("register-request", "As expected", &["register-taken", r#""12":"excused","13":"present""#]),
    ("register-request", "All present", &["register-taken", r#""12":"present","13":"present""#]),
    ("register-request", "Someone was missing", &["register-taken", r#""12":"excused","13":"absent","14":"present""#]),
    ("register-request", "Did not take place", &["session-cancelled"]),
    ("register-chaser", "As expected", &["register-taken", r#""12":"excused","13":"present""#]),
    ("register-chaser", "All present", &["register-taken", r#""12":"present","13":"present""#]),
    ("register-chaser", "Someone was missing", &["register-taken", r#""12":"excused","13":"absent","14":"present""#]),
    ("register-chaser", "Did not take place", &["session-cancelled"]),
    ("register-chaser", "All there", &["marks-co", r#""marks":{"32":"present"}"#]),
    ("register-chaser", "Some were missing", &["marks-co", r#""marks":{"32":"absent"}"#]),
    ("dispute", "Seun was there", &["marks-corrected", r#""18":"present""#]),
    ("dispute", "Seun was not there", &["marks-corrected", r#""18":"absent""#]),
    ("dispute", "JL was there", &["marks-corrected", r#""22":"present""#]),
    ("dispute", "JL was not there", &["marks-corrected", r#""22":"absent""#]),
    ("dispute", "Aisha was there", &["marks-corrected", r#""31":"present""#]),
    ("dispute", "Aisha was not there", &["marks-corrected", r#""31":"absent""#]),
    ("teaching-question", "Yes", &["teaching-answered", r#""yes":true"#]),
    ("teaching-question", "No", &["teaching-answered", r#""yes":false"#]),
    ("firm-head-brief", "Spoken with Priya", &["discussed"]),
    ("firm-head-brief", "Please hold this", &["hold-placed"]),
    ("firm-head-reminder", "Spoken with Priya", &["discussed"]),
    ("collective-absence", "Hold", &["collective-judged", r#""chase":false"#]),
    ("collective-absence", "Release", &["collective-judged", r#""chase":true"#]),
    ("leader-away", "Cancelled", &["session-cancelled"]),
    ("welfare", "Seen", &["welfare-seen"]),
    ("proof-of-life", "Pause", &["paused"]),
    ("alarm", "Resume", &["resumed"]),
    ("clarifying-question", "I can't come on ", &["stance-given", ABSENT]),
    ("clarifying-question", "I will come late", &["stance-given", r#""stance":"late""#]),
    // "Only Tom was missing", and then which of the two.
    ("clarifying-question", "Thomas Bradley", &["register-taken", r#""12":"absent","13":"present""#]),
    ("clarifying-question", "Tom Nguyen", &["register-taken", r#""12":"present","13":"absent""#]),
    ("clarifying-question", "I can't lead on ", &["leader-away"]),
    // She is expected to lead, so that it changes nothing.
    ("clarifying-question", "I can lead on ", &[]),
];

/// What a co-leader may answer wherever a step waits for the pair.
const ON_A_STEP: [(&str, &str); 3] = [("Release", "released"), ("Hold", "hold-placed"), ("Explained", "explained")];

const ABSENT: &str = r#""stance":"absent""#;

/// A button of a letter: what stands on it, and where it leads.
struct Button {
    label: String,
    address: String,
    subject: String,
    words: String,
}

fn html_of(finished: &Finished) -> String {
    let message = MessageParser::new().parse(&finished.bytes).unwrap();
    message.body_html(0).unwrap().into_owned()
}

fn buttons(finished: &Finished) -> Vec<Button> {
    let html = html_of(finished);
    let links = html.split("<a href=\"mailto:").skip(1);
    links
        .map(|link| {
            let (href, rest) = link.split_once('"').unwrap();
            let (label, _) = rest.split_once('>').unwrap().1.split_once("</a>").unwrap();
            let label = label.replace("&#39;", "'");
            let href = href.replace("&amp;", "&");
            let (address, query) = href.split_once("?subject=").unwrap();
            let (subject, words) = query.split_once("&body=").unwrap();
            let [address, subject, words] = [address, subject, words].map(decoded);
            Button { label, address, subject, words }
        })
        .collect()
}

/// Percent-encoding taken off, as a mail program does.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex: String = if byte == b'%' { rest.by_ref().take(2).map(char::from).collect() } else { String::new() };
        bytes.push(if hex.is_empty() { byte } else { u8::from_str_radix(&hex, 16).unwrap() });
    }
    String::from_utf8(bytes).unwrap()
}

/// The message that a question of the sample is about, as it was read: "Tom" where two of that name are offered.
fn asked_about(question: &SampleLetter, answer: Reading) -> Reading {
    let likely = question.extra.likely.clone();
    let is_name = likely.iter().any(|one| one == "Tom Nguyen");
    let words = if is_name { "Only Tom was missing" } else { "" };
    let unclear = if is_name { vec!["Tom".to_owned()] } else { Vec::new() };
    let said = Said::CoLeader(CoLeaderSays { unclear, ..CoLeaderSays::default() });
    Reading { said, acts: false, words: words.to_owned(), likely, ..answer }
}

/// What the domain hears when the reader of a letter presses the button and sends what it opens.
fn heard(sample: &Sample, one: &SampleLetter, reader: PersonId, button: &Button) -> Vec<String> {
    let house = sample::house();
    let from = sample.state.roster.people.get(&reader).map_or(house.administrator.clone(), |one| one.address.clone());
    // Where names are still to be written, the writer goes on.
    let words = button.words.trim_end_matches(['\r', '\n']);
    let missing = if sample.state.roster.co_leaders(GroupId(7), sample.state.day(sample.now)).contains(&reader) {
        "Tom Nguyen"
    } else {
        sample.state.roster.people[&PersonId(32)].name.as_str()
    };
    let words = if words.ends_with(": ") { format!("{words}{missing}") } else { words.to_owned() };
    let raw = format!(
        "From: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <1@phone.example>\r\n\r\n{words}\r\n\r\nSent from my iPhone\r\n",
        from.as_str(),
        button.address,
        button.subject
    );
    let incoming = Incoming::parse(raw.as_bytes());
    let token = incoming.tokens(&house.address).first().map(|token| (*token).to_owned()).unwrap_or_default();
    assert!(outbound().is_token_of(&one.letter, reader, &token), "{raw}");
    let about = About::of(&one.letter, reader, &sample.state);
    let scene =
        Scene { roster: &sample.state.roster, calendar: &sample.state.calendar, now: sample.now, about: Some(&about) };
    let ours =
        OurSelves { address: house.address, administrator: Some(house.administrator), vouching: Vouching::Waived };
    let mut reading = inbound::read(&incoming, &scene, &ours);
    if matches!(one.letter, Letter::ClarifyingQuestion { .. }) {
        reading = inbound::answer::to_question(reading.clone(), &asked_about(one, reading), &scene);
    }
    let facts = hear(
        &sample.state,
        &Heard {
            at: sample.now,
            class: &reading.class,
            sender: &reading.sender,
            said: &reading.said,
            acts: reading.acts,
            vouched: reading.vouched,
            answers: Some((&one.letter, reader)),
            is_recent: true,
            aside: &BTreeSet::new(),
            words: &reading.words,
        },
    );
    facts.iter().map(|(fact, _)| serde_json::to_string(fact).unwrap()).collect()
}

/// The meaning of a button, by the tables above.
fn meant(kind: &str, label: &str) -> Option<Vec<&'static str>> {
    let of_kind = MEANT.iter().find(|(of, begins, _)| *of == kind && label.starts_with(begins));
    let is_step = ["notice-co-leaders", "release-request", "hold-review"].contains(&kind);
    let on_a_step = || ON_A_STEP.iter().find(|(on, _)| is_step && *on == label).map(|(_, fact)| vec![*fact]);
    of_kind.map(|(_, _, facts)| facts.to_vec()).or_else(on_a_step)
}

#[test]
fn each_button_is_read_back_as_what_stands_on_it() {
    let sample = ordinary();
    let is_too_late = |one: &SampleLetter| {
        let held = one.letter.session().and_then(|session| sample.state.calendar.get(session));
        one.letter.kind() == "reminder" && held.is_some_and(|meeting| meeting.starts_at < sample.now)
    };
    let mut pressed = BTreeSet::new();
    for one in sample.letters.iter().filter(|one| !is_too_late(one)) {
        let kind = one.letter.kind();
        for reader in &one.to {
            let finished = outbound().compose_sample(sample, one, *reader).unwrap();
            for button in buttons(&finished) {
                let meant =
                    meant(kind, &button.label).unwrap_or_else(|| panic!("{kind}: what does {:?} mean?", button.label));
                assert_eq!(button.subject, format!("Re: {}", finished.subject));
                let facts = heard(sample, one, *reader, &button).join(" ");
                assert!(meant.iter().all(|fact| facts.contains(fact)), "{kind}, {:?}: {facts}", button.label);
                let is_asked = facts.contains("staff-unclear") || facts.contains(r#""attention":"ask""#);
                assert!(!is_asked, "{kind}, {:?} is asked about: {facts}", button.label);
                pressed.insert((kind, button.label));
            }
        }
    }
    for (kind, begins, _) in MEANT {
        assert!(pressed.iter().any(|(of, label)| *of == kind && label.starts_with(begins)), "{kind} has no {begins:?}");
    }
}

#[test]
fn what_is_paused_goes_on_by_a_button_as_well() {
    let mut sample = Sample::new(Kind::Ordinary);
    let id = EventId(sample.state.last.0 + 1);
    sample.state.apply(&Event { id, at: sample.now, source: None, corrects: None, fact: Fact::Paused });
    let one = sample.letters.iter().find(|one| one.letter.kind() == "proof-of-life").unwrap().clone();
    let reader = one.to[0];
    let finished = outbound().compose_sample(&sample, &one, reader).unwrap();
    let [button] = &buttons(&finished)[..] else { panic!("{}", html_of(&finished)) };
    assert_eq!(button.label, "Resume");
    assert_eq!(heard(&sample, &one, reader, button), [r#"{"fact":"resumed"}"#]);
}
