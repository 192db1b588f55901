//! Headers as a mail program reads them back; nothing that stands on a roster can add one (RFC 5322, 2047).

use std::collections::{BTreeMap, BTreeSet};

use mail_parser::{Address as Parsed, HeaderValue, Message};
use proptest::prelude::*;

use super::*;
use crate::domain::id::{GroupId, Name, PersonId};
use crate::domain::letter::{Concern, Letter};
use crate::domain::roster::Role;
use crate::outbound::{Extra, House, Token, TokenKey};

fn parse(finished: &Finished) -> Message<'_> {
    MessageParser::new().parse(&finished.bytes).unwrap()
}

fn mailboxes(address: Option<&Parsed<'_>>) -> Vec<(String, String)> {
    let people = address.into_iter().flat_map(Parsed::iter);
    people
        .map(|one| (one.name().unwrap_or_default().to_owned(), one.address().unwrap_or_default().to_owned()))
        .collect()
}

/// A letter of the sample to the first of its recipients, by its kind.
fn letter(kind: &str, house: House) -> Finished {
    let sample = ordinary();
    let outbound = Outbound::load(house, &Overrides::new()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let mut letters = outbound.preview(sample).into_iter();
    letters.find(|(of, _)| of == kind).unwrap().1.unwrap()
}

#[test]
fn students_hear_from_both_co_leaders_and_others_from_the_house() {
    let check = |kind: &str, from: &str, to: &[&str], cc: &[&str]| {
        let finished = letter(kind, sample::house());
        let message = parse(&finished);
        let names = |address| mailboxes(address).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(message.from()), [from], "{kind}");
        assert_eq!(names(message.to()), to, "{kind}");
        assert_eq!(names(message.cc()), cc, "{kind}");
        assert_eq!(mailboxes(message.from())[0].1, "balint@med.example.ac.uk");
        assert!(message.sender().is_none());
    };
    let pair = "Helen Marsh and Daniel Osei";
    check("reminder", pair, &["Amara Okafor"], &[]);
    check("firm-head-letter", pair, &["Priya Raman"], &["Dr Farah Aziz"]);
    check("brief", "Balint Groups", &["Dr Helen Marsh", "Dr Daniel Osei"], &[]);
    check("teaching-question", "Balint Groups", &["Dr Farah Aziz"], &[]);
    check("order-done", "Balint Groups", &["Dr Helen Marsh"], &[]);
    check("proof-of-life", "Balint Groups", &["Administrator"], &[]);
}

#[test]
fn the_order_of_the_two_names_alternates_by_session() {
    let names = |session: u8| {
        let sample = ordinary();
        let letter = Letter::CheckIn {
            student: PersonId(14),
            session: crate::domain::id::SessionId { group: crate::domain::id::GroupId(7), number: session },
        };
        let (state, rules) = (&sample.state, &sample.rules);
        let (to, extra) = ([PersonId(14)], Extra::default());
        let finished = outbound().compose(&letter, &to, to[0], state, rules, &Sample::words, &extra, sample.now);
        let finished = finished.unwrap();
        (mailboxes(parse(&finished).from())[0].0.clone(), text_of(&finished))
    };
    for (session, expected) in [(3, "Helen Marsh and Daniel Osei"), (4, "Daniel Osei and Helen Marsh")] {
        let (from, text) = names(session);
        assert_eq!(from, expected);
        assert!(text.contains(&format!("\n{expected}\nBalint group G07\n")), "{text}");
    }
}

#[test]
fn the_reply_to_carries_the_token_where_the_server_takes_it() {
    let finished = letter("reminder", sample::house());
    let tagged = format!("balint+{}@med.example.ac.uk", finished.token);
    assert_eq!(mailboxes(parse(&finished).reply_to())[0].1, tagged);
    let plain = House { plus_addresses: false, ..sample::house() };
    let finished = letter("reminder", plain);
    assert!(parse(&finished).reply_to().is_none());
    assert!(finished.message_id.starts_with(&format!("<{}.", finished.token)));
}

#[test]
fn a_letter_written_again_is_the_same_letter() {
    assert_eq!(written(Kind::Ordinary), written(Kind::Ordinary));
    let all = written(Kind::Ordinary);
    let ids: BTreeSet<&String> = all.iter().map(|(_, finished)| &finished.message_id).collect();
    let tokens: BTreeSet<&Token> = all.iter().map(|(_, finished)| &finished.token).collect();
    assert_eq!((ids.len(), tokens.len()), (all.len(), all.len()));
    let other = House { token_key: TokenKey::new(b"another secret"), ..sample::house() };
    assert_ne!(letter("reminder", other).token, letter("reminder", sample::house()).token);
}

#[test]
fn machines_know_what_it_is_and_leave_it_alone() {
    for (name, finished) in written(Kind::Ordinary) {
        let message = parse(&finished);
        let text = |field: &str| message.header(field.to_owned()).and_then(HeaderValue::as_text).unwrap_or_default();
        let kind = name.rsplit_once('-').unwrap().0;
        assert_eq!(text("X-Balintd"), kind);
        assert_eq!(text("X-Auto-Response-Suppress"), "OOF, AutoReply");
        assert!(["auto-generated", "auto-replied"].contains(&text("Auto-Submitted")), "{name}");
        assert_eq!(text("Content-Language"), "en-GB");
        assert_eq!(message.header_raw("Date").unwrap().trim(), "Tue, 24 Nov 2026 15:00:00 +0000");
        for bulk in ["List-Id", "List-Unsubscribe", "Precedence"] {
            assert!(message.header(bulk.to_owned()).is_none(), "{name} has {bulk}");
        }
    }
}

#[test]
fn the_date_is_that_of_the_clock_on_the_wall() {
    let sample = ordinary();
    let one = &sample.letters[0];
    let summer: jiff::Timestamp = "2026-10-01T08:05:00Z".parse().unwrap();
    let (state, rules) = (&sample.state, &sample.rules);
    let finished =
        outbound().compose(&one.letter, &one.to, one.to[0], state, rules, &Sample::words, &one.extra, summer).unwrap();
    assert_eq!(parse(&finished).header_raw("Date").unwrap().trim(), "Thu, 01 Oct 2026 09:05:00 +0100");
}

#[test]
fn an_answer_hangs_on_what_it_answers_and_nothing_else_can_stand_there() {
    let finished = letter("acknowledgement", sample::house());
    let message = parse(&finished);
    assert_eq!(message.in_reply_to().as_text(), Some("1cf7d4c3df41f56beed260dd@mail.students.example.ac.uk"));
    let sample = ordinary();
    let one = sample.letters.iter().find(|one| one.letter.kind() == "acknowledgement").unwrap();
    for foreign in ["<a@b>\r\nBcc: <c@d>", "<a b@c>", "no brackets", "<>", "<ä@b>"] {
        let extra = Extra { in_reply_to: Some(foreign.to_owned()), ..Extra::default() };
        let (state, rules) = (&sample.state, &sample.rules);
        let finished =
            outbound().compose(&one.letter, &one.to, one.to[0], state, rules, &Sample::words, &extra, sample.now);
        let finished = finished.unwrap();
        let parent = parse(&finished).in_reply_to().as_text().unwrap_or_default().to_owned();
        assert!(parent.ends_with("@med.example.ac.uk"), "{foreign:?} gave {parent:?}");
    }
}

#[test]
fn escalations_never_thread_with_friendly_mail() {
    let sample = ordinary();
    let (mut friendly, mut grave) = (BTreeSet::new(), BTreeSet::new());
    for one in &sample.letters {
        for recipient in &one.to {
            let (state, rules) = (&sample.state, &sample.rules);
            let extra = Extra::default();
            let finished = outbound()
                .compose(&one.letter, &one.to, *recipient, state, rules, &Sample::words, &extra, sample.now)
                .unwrap();
            let raw = parse(&finished).header_raw("References").unwrap_or_default().to_owned();
            let ids = raw.split_whitespace().map(str::to_owned);
            match one.letter.concern() {
                Concern::Ordinary => friendly.extend(ids),
                Concern::Person => grave.extend(ids),
                Concern::Urgent | Concern::Machine => {}
            }
        }
    }
    assert!(!friendly.is_empty() && !grave.is_empty());
    assert!(friendly.is_disjoint(&grave));
}

#[test]
fn friendly_letters_of_a_group_to_one_person_hang_together() {
    let sample = ordinary();
    let mut roots = BTreeMap::<PersonId, BTreeMap<String, BTreeSet<&str>>>::new();
    for one in sample.letters.iter().filter(|one| one.letter.concern() == Concern::Ordinary) {
        let group = crate::domain::sending::group_of(&one.letter, &sample.state);
        for recipient in one.to.iter().filter(|_| group == Some(GroupId(7))) {
            let finished = outbound().compose_sample(sample, one, *recipient).unwrap();
            let raw = parse(&finished).header_raw("References").unwrap_or_default().to_owned();
            let root = raw.split_whitespace().next().unwrap_or_default().to_owned();
            roots.entry(*recipient).or_default().entry(root).or_default().insert(one.letter.kind());
        }
    }
    for (person, roots) in &roots {
        let team = sample.state.roster.holders(sample::SCHEME, Role::UndergraduateTeam, sample.state.day(sample.now));
        assert!(roots.len() == 1 || team.contains(person), "{person}: {roots:#?}");
    }
    let amara = roots[&PersonId(11)].values().next().unwrap();
    assert!(["reminder", "welcome", "after-christmas"].iter().all(|kind| amara.contains(kind)), "{amara:?}");
    let hannah = roots[&PersonId(21)].values().next().unwrap();
    assert!(["acknowledgement", "leader-away"].iter().all(|kind| hannah.contains(kind)), "{hannah:?}");
}

#[test]
fn in_shadow_it_goes_to_the_administrator_and_says_for_whom_it_was() {
    let sample = ordinary();
    let one = sample.letters.iter().find(|one| one.letter.kind() == "firm-head-letter").unwrap();
    let extra = Extra { shadow: true, ..Extra::default() };
    let (state, rules) = (&sample.state, &sample.rules);
    let finished =
        outbound().compose(&one.letter, &one.to, one.to[0], state, rules, &Sample::words, &extra, sample.now).unwrap();
    let message = parse(&finished);
    assert_eq!(finished.envelope_to.as_str(), "administrator@med.example.ac.uk");
    assert_eq!(mailboxes(message.to()), [("Balint Groups".to_owned(), "administrator@med.example.ac.uk".to_owned())]);
    assert!(message.cc().is_none());
    assert!(finished.subject.starts_with("[shadow] "));
    let first = "[Shadow] This letter was not sent. Priya Raman <priya.raman@students.example.ac.uk> would have had it, the \
                 firm head in copy.\n\nDear Priya,";
    assert!(text_of(&finished).starts_with(first), "{}", text_of(&finished));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands on the roster, the headers are the ones that we wrote, each once, and hold what we put in.
    #[test]
    fn no_name_or_place_can_add_a_header(name in "\\PC{1,100}", preferred in "\\PC{1,60}", place in "\\PC{1,100}") {
        let (Ok(name), Ok(preferred), Ok(place)) = (Name::new(&name), Name::new(&preferred), Name::new(&place)) else {
            return Ok(());
        };
        let mut sample = Sample::new(Kind::Ordinary);
        let mut roster = sample.state.roster.clone();
        for person in roster.people.values_mut() {
            person.name = name.clone();
            person.preferred_name = Some(preferred.clone());
        }
        for group in roster.groups.values_mut() {
            group.place = place.clone();
        }
        sample.state.take_roster(roster);
        let kinds = ["reminder", "brief", "firm-head-letter", "undergraduate-team", "teaching-question"];
        let letters = sample.letters.iter().filter(|one| kinds.contains(&one.letter.kind()));
        for one in letters {
            let recipient = one.to[0];
            let finished = outbound().compose_sample(&sample, one, recipient).unwrap();
            let message = parse(&finished);
            let mut fields: Vec<String> = message.headers().iter().map(|header| header.name().to_owned()).collect();
            let count = fields.len();
            fields.sort();
            fields.dedup();
            prop_assert_eq!(fields.len(), count);
            let ours = [
                "From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
                "Auto-Submitted", "X-Auto-Response-Suppress", "X-Balintd", "Content-Language", "MIME-Version",
                "Content-Type", "Content-Transfer-Encoding",
            ];
            prop_assert!(fields.iter().all(|field| ours.contains(&field.as_str())), "{:?}", fields);
            let address = sample.state.roster.people[&recipient].address.as_str();
            prop_assert!(mailboxes(message.to()).iter().any(|(_, to)| to == address));
            prop_assert_eq!(mailboxes(message.from()).len(), 1);
            prop_assert!(message.subject().is_some_and(|subject| !subject.is_empty()));
        }
    }
}
