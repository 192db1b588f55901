//! What came in, what became of it, and what was set aside for a person, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Fate, Lived, Message, share};
use crate::domain::event::Fact;
use crate::domain::id::LetterId;
use crate::explain::{facts, words};

/// The messages of the year.
#[derive(Debug, Serialize)]
pub(super) struct Messages {
    pub rows: Vec<Row>,
    pub of_distress: usize,
    pub aside: usize,
    pub reasons: Vec<Reason>,
    pub shown: Vec<Aside>,
    /// Those set aside that the page has no room for.
    pub more: usize,
}

/// A kind of message.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub what: &'static str,
    pub messages: usize,
    pub share: usize,
}

/// Why messages were set aside.
#[derive(Debug, Serialize)]
pub(super) struct Reason {
    pub words: String,
    pub messages: usize,
}

/// A message that was set aside.
#[derive(Debug, Serialize)]
pub(super) struct Aside {
    pub at: String,
    pub from: String,
    pub reasons: String,
    pub words: String,
    pub file: String,
}

/// So many show what there is; the others are in their files.
const SHOWN_MAX: usize = 8;
/// The beginning of a message, as far as it tells what it is.
const WORDS_MAX: usize = 160;

/// Counts the messages.
pub(super) fn messages(lived: &Lived<'_>) -> Messages {
    let received = &lived.record.received;
    let row = |what, fate| {
        let messages = received.iter().filter(|message| message.fate == fate).count();
        Row { what, messages, share: share(messages, received.len()) }
    };
    let aside = set_aside(lived);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for reason in aside.iter().flat_map(|(_, reasons)| *reasons) {
        *counts.entry(facts::set_aside(&BTreeSet::from([reason.clone()]))).or_default() += 1;
    }
    let mut reasons: Vec<Reason> = counts.into_iter().map(|(words, messages)| Reason { words, messages }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.messages));
    Messages {
        rows: vec![
            row("from people, understood and acted on", Fate::Understood),
            row("from people, asked about before anything changed", Fate::Asked),
            row("from machines: away, bounced, receipts", Fate::Machine),
            row("from strangers", Fate::Stranger),
        ],
        of_distress: received.iter().filter(|message| message.is_welfare).count(),
        aside: aside.len(),
        reasons,
        shown: various(&aside).into_iter().map(|(message, reasons)| shown(lived, message, reasons)).collect(),
        more: aside.len().saturating_sub(SHOWN_MAX),
    }
}

/// A message with the reasons for which it was set aside, in the ledger's words.
type Found<'a> = (&'a Message, &'a BTreeSet<String>);

fn set_aside<'a>(lived: &Lived<'a>) -> Vec<Found<'a>> {
    let reasons: BTreeMap<LetterId, &BTreeSet<String>> = lived
        .events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::SetAside { reasons } => Some((event.source?, reasons)),
            _ => None,
        })
        .collect();
    let received = lived.record.received.iter();
    received.filter_map(|message| Some((message, *reasons.get(&message.id)?))).collect()
}

/// Some of each reason and each wording, in the order of time.
fn various<'a>(aside: &[Found<'a>]) -> Vec<Found<'a>> {
    let mut seen: BTreeMap<(&BTreeSet<String>, &str), usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, Found<'_>)> = Vec::new();
    for found in aside {
        let nth = seen.entry((found.1, found.0.words.as_str())).or_default();
        ranked.push((*nth, *found));
        *nth += 1;
    }
    ranked.sort_by_key(|(nth, (message, _))| (*nth, message.at));
    let mut chosen: Vec<Found<'_>> = ranked.into_iter().take(SHOWN_MAX).map(|(_, found)| found).collect();
    chosen.sort_by_key(|(message, _)| message.at);
    chosen
}

fn shown(lived: &Lived<'_>, message: &Message, reasons: &BTreeSet<String>) -> Aside {
    let from = match (message.by, message.fate) {
        (Some(by), _) => words::name(lived.state, by),
        (None, Fate::Machine) => "a machine".to_owned(),
        (None, _) => "a stranger".to_owned(),
    };
    Aside {
        at: words::moment(lived.state, message.at),
        from,
        reasons: facts::set_aside(reasons),
        words: beginning(&message.words, WORDS_MAX),
        file: message.file.clone(),
    }
}

/// The beginning of a text, on one line.
fn beginning(text: &str, length_max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(length_max) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: i64) -> Message {
        Message {
            id: LetterId(id),
            at: jiff::Timestamp::from_second(id).unwrap(),
            by: None,
            fate: Fate::Stranger,
            is_welfare: false,
            words: String::new(),
            file: String::new(),
        }
    }

    #[test]
    fn rare_reasons_are_shown_beside_frequent_ones() {
        let all: Vec<Message> = (0..41).map(message).collect();
        let [frequent, rare] = ["stranger", "no-text"].map(|reason| BTreeSet::from([reason.to_owned()]));
        let aside: Vec<Found<'_>> =
            all.iter().map(|message| (message, if message.id == LetterId(40) { &rare } else { &frequent })).collect();
        let shown = various(&aside);
        assert_eq!(shown.len(), SHOWN_MAX);
        assert_eq!(shown.last().unwrap().0.id, LetterId(40));
    }

    #[test]
    fn a_long_text_ends_where_it_was_cut() {
        assert_eq!(beginning("Dear\n\nall  of you", 20), "Dear all of you");
        assert_eq!(beginning("grüße an alle", 6), "grüße…");
    }
}
