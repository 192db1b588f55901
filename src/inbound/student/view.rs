//! What the model ([`crate::inbound::impression`]) is shown of a page: the words, the senses that the tables find in
//! them, and the outline of each clause. Of days it sees only how they are named, never which they are.

use std::ops::Range;

use super::clauses::{Clause, DAY, Head, Page};
use super::hear::Heard;
use super::senses::Sense;
use super::subject::Subject;
use crate::inbound::dates::Named;
use crate::inbound::dates::grammar::{Day, Pick, When, Which};
use crate::inbound::impression::features::{Seen, View};
use crate::inbound::patterns::Hit;
use crate::inbound::tokens::{ASKS, COMMA, STOP};

/// Adds a page to what is seen of the message.
pub fn show(view: &mut View, page: &Page, heard: &[Heard]) {
    everywhere(view, STOP);
    let mut sentence = None;
    for (clause, heard) in page.clauses.iter().zip(heard) {
        let goes_on = sentence == Some(clause.sentence);
        match sentence {
            None => {}
            Some(_) if goes_on => mark(view, COMMA),
            Some(_) => everywhere(view, STOP),
        }
        sentence = Some(clause.sentence);
        if clause.head != Head::Plain {
            everywhere(view, &format!("{:?}", clause.head));
        }
        show_clause(view, clause, heard, &page.phrases);
        if clause.asks {
            everywhere(view, ASKS);
        }
    }
    everywhere(view, STOP);
}

/// A mark between the words.
fn mark(view: &mut View, name: &str) {
    let at = view.words.len();
    view.words.push(name.to_owned());
    view.senses.push(Seen { name: name.to_owned(), at: at..at + 1 });
}

/// A mark that the outline has too.
fn everywhere(view: &mut View, name: &str) {
    mark(view, name);
    let end = view.words.len();
    view.outline.push(Seen { name: name.to_owned(), at: end - 1..end });
}

fn show_clause(view: &mut View, clause: &Clause, heard: &Heard, phrases: &[Named]) {
    let begins = view.words.len();
    let hits = hits(clause);
    let mut taken = 0;
    let mut at = 0;
    for word in clause.words() {
        let name = shown(word, at, clause, phrases);
        let here = view.words.len();
        view.words.push(name.to_owned());
        if at >= taken {
            let hit = hits.iter().find(|hit| hit.range.start == at);
            taken = hit.map_or(taken, |hit| hit.range.end);
            let name = hit.map_or(name.to_owned(), |hit| sense(hit.sense));
            view.senses.push(Seen { name, at: here..here + 1 });
        } else if let Some(last) = view.senses.last_mut() {
            last.at.end = here + 1;
        }
        at += word.len() + 1;
    }
    let whole = begins..view.words.len();
    view.outline.extend(outline(clause, heard, &hits, phrases).map(|name| Seen { name, at: whole.clone() }));
}

/// Of whom a clause speaks, whether it is set aside, its senses, its times, its claims.
fn outline<'a>(
    clause: &'a Clause,
    heard: &'a Heard,
    hits: &'a [&Hit<Sense>],
    phrases: &'a [Named],
) -> impl Iterator<Item = String> + 'a {
    let of_others = (heard.subject != Subject::Writer).then(|| format!("{:?}", heard.subject));
    let aside = heard.set_aside.then(|| "aside".to_owned());
    let telling = hits.iter().filter(|hit| hit.sense != Sense::SmallTalk).map(|hit| sense(hit.sense));
    let days = clause.days.iter().filter_map(|(_, phrase)| phrases.get(*phrase)).map(|one| kind(&one.when).to_owned());
    let claims = heard.claims.iter().map(|claim| format!("={:?}", claim.says));
    of_others.into_iter().chain(aside).chain(telling).chain(days).chain(claims)
}

/// What the tables find in a clause, in the order of the words, the longest first; that one comes or goes says nothing.
fn hits(clause: &Clause) -> Vec<&Hit<Sense>> {
    let sensed = &clause.sensed;
    let all = sensed.stances.iter().chain(&sensed.reasons).chain(&sensed.asides);
    let mut hits: Vec<&Hit<Sense>> = all.filter(|hit| hit.sense != Sense::Coming).collect();
    let length = |range: &Range<usize>| range.end - range.start;
    hits.sort_by_key(|hit| (hit.range.start, usize::MAX - length(&hit.range)));
    hits
}

fn sense(sense: Sense) -> String {
    format!("<{sense:?}>")
}

/// Stands for any figure.
const FIGURE: &str = "0";

fn shown<'a>(word: &'a str, at: usize, clause: &Clause, phrases: &[Named]) -> &'a str {
    let phrase = || clause.days.iter().find(|(place, _)| *place == at).and_then(|(_, phrase)| phrases.get(*phrase));
    match word {
        DAY => phrase().map_or(word, |one| kind(&one.when)),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => FIGURE,
        _ => word,
    }
}

/// How a time is named.
fn kind(when: &When) -> &'static str {
    match when {
        When::Day(Day::FromToday(..=-1)) | When::Week(..=-1) => "(past)",
        When::Day(Day::FromToday(0 | 1)) => "(now)",
        When::Day(Day::FromToday(_)) => "(days hence)",
        When::Day(Day::Weekday { which: Which::Last, .. }) => "(last weekday)",
        When::Day(Day::Weekday { which: Which::Bare | Which::This, .. }) => "(weekday)",
        When::Day(Day::Weekday { .. }) => "(later weekday)",
        When::Day(_) => "(date)",
        When::Week(0) => "(this week)",
        When::Week(_) => "(later week)",
        When::Span { .. } => "(span)",
        When::Sessions(Pick::This) => "(this one)",
        When::Sessions(Pick::Next) => "(next one)",
        When::Sessions(Pick::NextFew(_)) => "(next few)",
        When::Sessions(Pick::Previous | Pick::Last) => "(last one)",
        When::Sessions(_) => "(some)",
        When::WeekOf(_) | When::Around(_) | When::OneOf { .. } => "(other)",
    }
}
