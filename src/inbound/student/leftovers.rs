//! What a clause holds beside the words that claim something: a day that no phrase took, or words before the claim
//! that may govern it ("tear up my apology"). Where there are any, a person is asked.

use super::clauses::Clause;
use super::subject::Others;
use crate::inbound::tokens::{WordList, listed, words};

/// Words that may stand before a claim and leave it as it is; so may names, figures and adverbs in "-ly".
const LEADS: WordList = WordList::new(
    "told asked other count put mark god grace by student students balint checked circumstances either found group honest looked noticed nothing pleasure presence realised \
    remembered second seen session sessions thought thoughts unforeseen work a about actually afraid after afternoon again ah all also although am an and any anyway are as at \
    bad be because been before being best both but by can cause clash confirm confirming could day days dear did do \
    doctor doctors doing dr due during email emailing evening even ever everyone everybody few fine folks for from \
    further get glad going good got great guys had happy hate has have he heads hello here hey hi hiya hope i if in \
    inform informing into is it just know last later let letting like line ll long looks lovely make makes may me mean \
    means meaning means message might more morning most must my myself new news next no normal not note now of off oh \
    ok on once one only or our out over please pleased possible prof professor quick re really regarding right said \
    say saying seems she should since so some sorry still such team tell than thank thanks that the their them then \
    there therefore these they thing think this those though time to too today too tonight up us usual ve very was way \
    we week weeks well were what when where which while whilst who why will wish with would write writing xday xs yes \
    yet you your",
);

/// Is there a word before the claim, not part of any pattern, that may govern it?
pub fn has_unknown_lead(clause: &Clause, claim_begins: usize, others: &Others) -> bool {
    let known = |at: usize, word: &str| {
        is_taken(clause, at) || listed(&LEADS, word) || word.ends_with("ly") || others.knows(word) || is_figure(word)
    };
    let mut greets = false;
    words_at(clause).take_while(|(at, _)| *at < claim_begins).any(|(at, word)| {
        let called = std::mem::replace(&mut greets, listed(words!("hi hello dear hey dr"), word));
        !called && !known(at, word)
    })
}

/// Is a day half named in words that no phrase took: "the first [Friday in October]", "for the second"?
pub fn has_loose_day(clause: &Clause) -> bool {
    const WEEKDAYS: WordList = WordList::new(
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays \
        fridays january february april june july august september october november december",
    );
    const PLACES: WordList = WordList::new("first second third fourth fifth last penultimate following next other");
    const SESSIONS: WordList = WordList::new(
        "xday in of one ones two three and or then i but we session sessions group groups date dates week \
        weeks friday tuesday",
    );
    let words: Vec<(usize, &str)> = words_at(clause).collect();
    words.iter().enumerate().any(|(i, (at, word))| {
        if is_taken_by_stance(clause, *at) {
            return false;
        }
        let next = words.get(i + 1).map(|(_, next)| *next);
        listed(&WEEKDAYS, word) || listed(&PLACES, word) && next.is_none_or(|next| listed(&SESSIONS, next))
    })
}

fn words_at(clause: &Clause) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    clause.text.split(' ').map(move |word| {
        let here = at;
        at += word.len() + 1;
        (here, word)
    })
}

fn is_taken(clause: &Clause, at: usize) -> bool {
    let sensed = &clause.sensed;
    let mut hits = sensed.stances.iter().chain(&sensed.reasons).chain(&sensed.asides);
    hits.any(|hit| hit.range.contains(&at))
}

fn is_taken_by_stance(clause: &Clause, at: usize) -> bool {
    clause.sensed.stances.iter().any(|hit| hit.range.contains(&at) && clause.text.get(at..hit.range.end) != Some("the"))
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
