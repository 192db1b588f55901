//! What kind of letter is it? One table, asked in order; the first rule that holds decides.
//!
//! A delivery report comes before an automatic answer (half of all reports also say `Auto-Submitted`), both before a
//! person, and a person is what nothing else claims.

use crate::domain::id::Address;

use super::letter::Letter;
use super::reading::Evidence;
use super::{automatic, bounce, invite};

/// The field that each letter of ours carries.
pub const OUR_FIELD: &str = "X-Balintd";

/// The kind of a letter, with what the rule found out on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Ours,
    Bounce(bounce::Report),
    AutoReply,
    CalendarReply(invite::Reply),
    Human,
}

type Rule = (&'static str, fn(&Letter, &Address) -> Option<(Kind, String)>);

const RULES: [Rule; 4] = [
    ("our own letter", |letter, ours| is_ours(letter, ours).then(|| (Kind::Ours, letter.subject.clone()))),
    ("a delivery report", |letter, _| {
        bounce::report(letter).map(|report| {
            let words = report.words.clone();
            (Kind::Bounce(report), words)
        })
    }),
    ("a calendar reply", |letter, _| {
        invite::reply(letter).map(|reply| {
            let words = reply.answer.clone();
            (Kind::CalendarReply(reply), words)
        })
    }),
    ("an automatic answer", |letter, _| automatic::signs(letter).map(|signs| (Kind::AutoReply, signs))),
];

/// The kind of a letter, and the rule that decided.
pub fn kind(letter: &Letter, ours: &Address) -> (Kind, Evidence) {
    for (rule, holds) in RULES {
        if let Some((kind, words)) = holds(letter, ours) {
            let rule = rule.to_owned();
            return (kind, Evidence { rule, words });
        }
    }
    let evidence = Evidence { rule: "a person's letter".to_owned(), words: String::new() };
    (Kind::Human, evidence)
}

/// From our own address, with or without a detail, or with our own field in its head.
fn is_ours(letter: &Letter, ours: &Address) -> bool {
    let is_from_us = letter.from.as_ref().is_some_and(|from| is_our_address(from, ours));
    is_from_us || letter.field(OUR_FIELD).is_some()
}

/// Is it our address, whatever detail follows the `+`?
pub fn is_our_address(address: &Address, ours: &Address) -> bool {
    let local = address.local().split('+').next().unwrap_or_default();
    address.domain() == ours.domain() && local == ours.local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expect: &str) {
        let ours = Address::new("balint@med.example").unwrap();
        let (_, evidence) = kind(&Letter::parse(raw.as_bytes()), &ours);
        assert_eq!(evidence.rule, expect, "{raw}");
    }

    #[test]
    fn the_first_rule_that_holds_decides() {
        check("From: Balint <balint+x@med.example>\n\nhello", "our own letter");
        check("From: list@other.example\nX-Balintd: reminder\n\nhello", "our own letter");
        check(
            "From: MAILER-DAEMON@mx.example\nAuto-Submitted: auto-replied\nSubject: failure notice\n\nno such user",
            "a delivery report",
        );
        check("From: t@st.example\nAuto-Submitted: auto-replied\n\naway", "an automatic answer");
        check(
            "From: t@st.example\nAuto-Submitted: auto-generated\nContent-Type: text/calendar; method=REPLY\n\n\
             BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\nATTENDEE;PARTSTAT=DECLINED:mailto:t@st.example\nEND:VEVENT\nEND:VCALENDAR\n",
            "a calendar reply",
        );
        check("From: t@st.example\n\nhello", "a person's letter");
    }
}
