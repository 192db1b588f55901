//! What each clause claims of the writer's coming: the cues of the tables, read with subject, doubt, tense and question.
//!
//! A claim is not yet about a session; [`super::scope`] finds which one is meant.

use super::clauses::{Clause, Head, Page};
use super::flags;
use super::senses::{Sense, reasons, stances};
use super::subject::{Others, Subject};
use crate::inbound::dates::Tense;
use crate::inbound::patterns::Hit;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Absent,
    /// Will hardly come: absent with an apology, unsure without (rule 4).
    Unlikely,
    Attending,
    /// A bare "yes", which counts where nothing else is said.
    Assent,
    Late,
    Unsure,
    WasPresent,
    /// Gives a reason for not being there without saying so (rule 9).
    Reason,
    /// Takes back what was said before.
    TakeBack,
    /// "See you next time".
    Farewell,
}

/// A claim, with all that decides which session it is about and how far it is believed.
#[derive(Debug, Clone)]
pub struct Claim {
    pub says: Says,
    /// The clause of the page.
    pub clause: usize,
    /// The page's time phrases that stand with it.
    pub phrases: Vec<usize>,
    pub tense: Tense,
    /// A "but", "actually" or the like goes before: what was said until now may be overturned.
    pub turns: bool,
    /// Told of an earlier message: "I said no on Monday".
    pub reported: bool,
    pub words: String,
}

/// What was made of one clause.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub claims: Vec<Claim>,
    /// Every sense that was met, light ones among them.
    pub senses: Vec<Sense>,
    /// Another student is said to be coming or not.
    pub other_student: bool,
    /// The clause is a question or request, or stands under a condition; nothing in it is a stance.
    pub set_aside: bool,
    pub subject: Option<Subject>,
}

impl Heard {
    /// Was this sense met in the clause?
    pub fn has(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }
}

/// Reads the clauses of a page in order.
pub fn hear(page: &Page, others: &mut Others) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::with_capacity(page.clauses.len());
    for (number, clause) in page.clauses.iter().enumerate() {
        let before = heard.last();
        let one = hear_clause(page, number, clause, before, others);
        heard.push(one);
    }
    heard
}

fn hear_clause(page: &Page, number: usize, clause: &Clause, before: Option<&Heard>, others: &mut Others) -> Heard {
    let hits = stances(&clause.text);
    let whys = reasons(&clause.text);
    let mut heard = Heard {
        senses: hits.iter().chain(&whys).map(|h| h.sense).collect(),
        ..Heard::default()
    };
    let previous = number
        .checked_sub(1)
        .and_then(|n| page.clauses.get(n))
        .filter(|c| c.sentence == clause.sentence);
    let asks = flags::is_request(clause)
        || previous.is_some_and(flags::is_request) && before.is_some_and(|b| b.set_aside) && clause.head == Head::And;
    let conditional = matches!(clause.head, Head::If | Head::Unless) && !is_benign_condition(&clause.text);
    let conditioned = matches!(clause.head, Head::So | Head::Plain | Head::And)
        && previous.is_some_and(|c| matches!(c.head, Head::If | Head::Unless) && !is_benign_condition(&c.text))
        || followed_by_condition(page, number);
    let cues = cues(&hits);
    if let Some(first) = cues.first() {
        let subject = others.subject(&clause.text, first.range.start);
        heard.subject = Some(subject);
        heard.other_student =
            matches!(subject, Subject::Other | Subject::Both) && !clause.asks && !asks && !conditional;
        heard.set_aside = asks || matches!(subject, Subject::Other | Subject::Third);
    } else if !clause.text.is_empty() {
        let end = whys
            .iter()
            .find(|h| h.sense.is_reason())
            .map_or(clause.text.len(), |h| h.range.start);
        let subject = others.subject(&clause.text, end);
        heard.subject = Some(subject);
        let says_something = whys.iter().any(|h| h.sense.is_reason());
        heard.other_student =
            matches!(subject, Subject::Other | Subject::Both) && says_something && !clause.asks && !asks;
        heard.set_aside = asks;
    }
    if conditional && !heard.set_aside {
        heard.set_aside = true;
        let uncertain = cues.iter().any(|c| matches!(c.sense, Sense::Unsure));
        if uncertain || clause.head == Head::Unless {
            return heard;
        }
        return heard;
    }
    if heard.set_aside {
        return heard;
    }
    heard.claims = claims(clause, number, &hits, &cues, conditioned);
    if heard.claims.is_empty()
        && whys.iter().any(|h| h.sense.is_reason() || h.sense == Sense::Slipped)
        && heard.subject != Some(Subject::Other)
        && !clause.asks
    {
        let words = clause.text.clone();
        let phrases = clause.days.iter().map(|(_, phrase)| *phrase).collect();
        heard.claims.push(Claim {
            says: Says::Reason,
            clause: number,
            phrases,
            tense: tense(clause, &[]),
            turns: false,
            reported: false,
            words,
        });
    }
    heard
}

/// "If that's ok", "if only because": no condition of coming.
fn is_benign_condition(text: &str) -> bool {
    const BENIGN: &[&str] = &[
        "that is ok",
        "that is fine",
        "that is alright",
        "it is ok",
        "that xs ok",
        "only",
        "ok",
        "you do not mind",
        "it helps",
        "you need",
        "anyone",
        "anything",
        "there is anything",
        "you have",
        "you could",
        "you want",
        "i am honest",
        "i am being honest",
        "any",
        "nothing else",
        "you know",
        "thats",
        "that makes",
        "this is",
        "it is alright",
        "it is a problem",
        "that causes",
        "i may",
        "you would",
        "possible",
        "that works",
        "a bit",
        "a little",
        "slightly",
        "not more",
        "it is not too",
        "there are any",
        "that is a problem",
        "you like",
        "i am not mistaken",
        "i remember",
        "memory",
        "not too",
    ];
    BENIGN.iter().any(|b| text.starts_with(b))
}

/// "I'll be there if it finishes on time", "… unless I'm still infectious".
fn followed_by_condition(page: &Page, number: usize) -> bool {
    let Some(clause) = page.clauses.get(number) else {
        return false;
    };
    page.clauses.get(number + 1).is_some_and(|next| {
        next.sentence == clause.sentence
            && next.head == Head::If
            && !is_benign_condition(&next.text)
            && !next.text.starts_with("i do not")
            && !next.text.starts_with("not")
    })
}

/// The hits that say something of coming, in the order of the words.
fn cues(hits: &[Hit<Sense>]) -> Vec<Hit<Sense>> {
    let is_cue = |sense| {
        matches!(
            sense,
            Sense::TakeBack
                | Sense::Farewell
                | Sense::Late
                | Sense::WasPresent
                | Sense::Exchange
                | Sense::Unlikely
                | Sense::Unsure
                | Sense::Absent
                | Sense::AbsentPast
                | Sense::Attending
                | Sense::Assent
                | Sense::Would
        )
    };
    hits.iter().filter(|hit| is_cue(hit.sense)).cloned().collect()
}

/// One claim a clause, or several where it runs on from one thought to an opposite one without a mark.
fn claims(clause: &Clause, number: usize, hits: &[Hit<Sense>], cues: &[Hit<Sense>], conditioned: bool) -> Vec<Claim> {
    let has = |sense| hits.iter().any(|h| h.sense == sense);
    let doubted = cues.iter().any(|c| c.sense == Sense::Unsure);
    let late = cues.iter().any(|c| c.sense == Sense::Late);
    let mut found: Vec<(Says, usize, usize)> = Vec::new();
    for cue in cues {
        let says = match cue.sense {
            Sense::Late if is_past(&clause.text) => continue,
            Sense::Late => Says::Late,
            Sense::Unlikely => Says::Unlikely,
            Sense::Unsure => Says::Unsure,
            Sense::Absent | Sense::Exchange | Sense::AbsentPast => Says::Absent,
            Sense::Attending => Says::Attending,
            Sense::Assent => Says::Assent,
            Sense::WasPresent => Says::WasPresent,
            Sense::TakeBack => Says::TakeBack,
            Sense::Farewell => Says::Farewell,
            Sense::Would => Says::Unsure,
            _ => continue,
        };
        let says = match says {
            Says::Attending if late => Says::Late,
            Says::Unsure if late => Says::Late,
            Says::Attending | Says::Absent if doubted => Says::Unsure,
            Says::Unlikely if doubted => Says::Unlikely,
            Says::Attending | Says::Absent if conditioned && clause.head != Head::Because => Says::Unsure,
            says => says,
        };
        match found.last_mut() {
            Some(last) if last.0 == says => last.2 = cue.range.end,
            _ => found.push((says, cue.range.start, cue.range.end)),
        }
    }
    let reported = has(Sense::Saying);
    let turns = matches!(clause.head, Head::But | Head::Though | Head::Otherwise | Head::So)
        || has(Sense::Change)
        || has(Sense::Recovered);
    let starts: Vec<usize> = found.iter().map(|(_, start, _)| *start).collect();
    let tense = tense(clause, cues);
    found
        .iter()
        .enumerate()
        .map(|(i, (says, start, end))| {
            let from = if i == 0 { 0 } else { *start };
            let until = starts.get(i + 1).copied().unwrap_or(usize::MAX);
            let phrases = clause
                .days
                .iter()
                .filter(|(at, _)| (from..until).contains(at))
                .map(|(_, p)| *p)
                .collect();
            let words = clause.text.get(*start..*end).unwrap_or_default().to_owned();
            Claim {
                says: *says,
                clause: number,
                phrases,
                tense,
                turns: turns || i > 0,
                reported,
                words,
            }
        })
        .collect()
}

fn is_past(text: &str) -> bool {
    let word = |w: &str| text.split(' ').any(|t| t == w);
    (word("was") || word("were") || word("came") || word("arrived") || word("being") || word("got") || word("turned"))
        && !word("will")
        && !word("might")
        && !word("may")
        && !word("going")
}

/// Whether the verbs speak of what was or of what will be.
fn tense(clause: &Clause, cues: &[Hit<Sense>]) -> Tense {
    let past = [
        "was",
        "were",
        "did",
        "had",
        "missed",
        "forgot",
        "overslept",
        "thought",
        "went",
        "came",
        "attended",
        "could",
        "felt",
        "fell",
        "got",
        "slept",
        "woke",
        "left",
        "been",
    ];
    let coming = [
        "will", "shall", "going", "might", "may", "can", "coming", "next", "would", "must", "am", "is", "be",
    ];
    let present = ["will", "shall", "going", "might", "may"];
    let has = |words: &[&str]| clause.words().any(|w| words.contains(&w));
    let cue = |sense| cues.iter().any(|c| c.sense == sense);
    if cue(Sense::AbsentPast) || cue(Sense::WasPresent) {
        return if has(&present) { Tense::Either } else { Tense::Past };
    }
    match (has(&past), has(&coming)) {
        (true, false) => Tense::Past,
        (false, true) => Tense::Coming,
        (true, true) if has(&present) => Tense::Coming,
        _ if cue(Sense::Attending) || cue(Sense::Late) || cue(Sense::Unsure) => Tense::Coming,
        _ => Tense::Either,
    }
}
