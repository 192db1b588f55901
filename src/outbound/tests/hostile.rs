//! Whatever stands on a roster or in a student's message is text in a letter: it opens no tag, leads nowhere, adds no
//! header, and makes no line another thing.

use std::collections::BTreeMap;

use mail_parser::MimeHeaders;

use super::*;
use crate::domain::id::{LetterId, Name};
use crate::outbound::{DroppedRow, Extra, SetAsideRow, StudentWords};

/// Tags that the layout writes.
const OURS: [&str; 22] = [
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "main",
    "h1",
    "h2",
    "p",
    "br",
    "a",
    "strong",
    "ul",
    "li",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "footer",
];

/// Names and places that somebody meant to be more than that.
const JOKES: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "Robert'); DROP TABLE students;--",
    "{{ house.token_key }} {% include \"x\" %}",
    "[Yes | Release] https://evil.example/ # - > :x:",
    "Z\u{351}\u{36b}\u{343}\u{36a}a\u{302}\u{36b}l\u{351}g\u{307}o\u{35a} &amp; \u{1f469}\u{200d}\u{1f680}\u{202e}evE",
    "]] ; & \\ % | <!-- -->",
];

fn html_of(finished: &Finished) -> String {
    MessageParser::new().parse(&finished.bytes).unwrap().body_html(0).unwrap().into_owned()
}

/// What stands right after each `<`.
fn tags(html: &str) -> BTreeSet<String> {
    let word = |rest: &str| -> String {
        let name = rest.trim_start_matches('/').chars();
        name.take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect::<String>().to_lowercase()
    };
    html.split('<').skip(1).map(word).collect()
}

/// The school of the sample, with a joke for every name, place and message.
fn school(joke: &str) -> Sample {
    let mut sample = Sample::new(Kind::Ordinary);
    let name = Name::new(joke).unwrap();
    let mut roster = sample.state.roster.clone();
    for person in roster.people.values_mut() {
        person.name = name.clone();
        person.preferred_name = Some(name.clone());
    }
    for group in roster.groups.values_mut() {
        group.place = name.clone();
    }
    sample.state.take_roster(roster);
    for one in &mut sample.letters {
        let reason = joke.to_owned();
        let aside = |row: &SetAsideRow| SetAsideRow { reason: reason.clone(), ..row.clone() };
        let dropped = |row: &DroppedRow| DroppedRow { reason: reason.clone(), ..row.clone() };
        one.extra = Extra {
            likely: one.extra.likely.iter().map(|_| reason.clone()).collect(),
            set_aside: one.extra.set_aside.iter().map(aside).collect(),
            dropped: one.extra.dropped.iter().map(dropped).collect(),
            ..one.extra.clone()
        };
    }
    sample
}

#[test]
fn a_joke_stays_a_joke() {
    for joke in JOKES {
        let sample = school(joke);
        // Four thousand letters of it, and lines that would like to be headers or the end of the message.
        let long = format!(
            "{}\r\nBcc: x@evil.example\r\n\r\n.\r\n{joke}\n[{joke}]\n# {joke}\n---\n",
            joke.repeat(4000 / joke.len())
        );
        let words = |_: LetterId| Some(StudentWords::new(long.clone()));
        for one in &sample.letters {
            for recipient in &one.to {
                let (state, rules) = (&sample.state, &sample.rules);
                let written =
                    outbound().compose(&one.letter, &one.to, *recipient, state, rules, &words, &one.extra, sample.now);
                let finished = written.unwrap_or_else(|error| panic!("{}: {error}", one.letter.kind()));
                is_plain(&finished, one.letter.kind());
            }
        }
    }
}

/// The letter has our tags, our links, our headers and two or three parts, and nothing else.
fn is_plain(finished: &Finished, kind: &str) {
    let html = html_of(finished);
    let foreign: Vec<String> = tags(&html)
        .into_iter()
        .filter(|tag| !OURS.contains(&tag.as_str()) && !["", "!", "table", "tr", "td"].contains(&tag.as_str()))
        .collect();
    assert!(foreign.is_empty(), "{kind} has {foreign:?}: {html}");
    for link in html.split("href=\"").skip(1) {
        let ours = ["mailto:balint%2B", "https://balint.co.uk/medical-students/\""];
        assert!(ours.iter().any(|ours| link.starts_with(ours)), "{kind} leads to {link}");
    }
    let message = MessageParser::new().parse(&finished.bytes).unwrap();
    assert!(message.header("Bcc").is_none(), "{kind}");
    let kinds: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|of| format!("{}/{}", of.ctype(), of.subtype().unwrap_or_default()))
        .collect();
    assert_eq!(kinds[..3], ["multipart/alternative", "text/plain", "text/html"], "{kind}");
    assert!(kinds[3..].iter().all(|of| of == "text/calendar") && kinds.len() <= 4, "{kind}: {kinds:?}");
    let buttons = html.matches("href=\"mailto:").count();
    assert!(buttons <= 4, "{kind} has {buttons} buttons");
}

#[test]
fn a_joke_makes_as_many_blocks_as_a_name_does() {
    let blocks = |sample: &Sample| -> BTreeMap<String, usize> {
        let written = outbound().preview(sample).into_iter();
        written
            .map(|(kind, finished)| {
                let html = html_of(&finished.unwrap());
                (
                    kind,
                    ["<h2", "<li", "<dt", "<td", "<blockquote", "<p "]
                        .map(|tag| html.matches(tag).count())
                        .iter()
                        .sum(),
                )
            })
            .collect()
    };
    // No two of the joke's names are alike, and none is; the brief says so of the sample's.
    let without_alike = |mut of: BTreeMap<String, usize>| {
        of.remove("brief");
        of
    };
    let ordinary = without_alike(blocks(&school("Ada Lovelace")));
    for joke in JOKES {
        assert_eq!(without_alike(blocks(&school(joke))), ordinary, "{joke}");
    }
}
