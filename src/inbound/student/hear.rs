//! Reads the clauses of a page in order: of whom each speaks, whether it is told, asked or supposed, and what it
//! claims.
//!
//! A claim is not yet about a session; [`super::scope`] finds which one is meant.

use super::claim::{Claim, Says};
use super::claims::{account, claims, says, tense};
use super::clauses::{Clause, Head, Page};
use super::conditions::{has_loose_denial, is_condition, is_hedged, is_unread, leaves_open, seeks_leave};
use super::flags::is_request;
use super::leftovers::{has_loose_day, has_unknown_lead};
use super::senses::Sense;
use super::subject::{Others, Subject};
use crate::inbound::dates::Tense;
use crate::inbound::tokens::{WordList, has_listed, listed, words};

/// What was made of one clause.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub claims: Vec<Claim>,
    pub subject: Subject,
    /// Another student is said to be coming or not.
    pub other_student: bool,
    /// The clause is a question, a request or a condition; nothing in it is a stance.
    pub set_aside: bool,
    /// It is a condition that speaks of coming, and no rule knows what follows from it.
    pub unread_condition: bool,
    /// A question in which a stance may be hidden: "did you get my apologies for Tuesday?".
    pub asked_stance: bool,
    /// It asks to be let off, to come late or to leave early: a reason beside it is no apology (rule 7).
    pub seeks_leave: bool,
    /// A "not" or "unless" stands before a word of coming, and no rule took it with it.
    pub loose: bool,
}

/// Reads the clauses of a page in order.
pub fn hear(page: &Page, others: &mut Others) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::with_capacity(page.clauses.len());
    for (number, clause) in page.clauses.iter().enumerate() {
        let around = Around::new(page, number, heard.last());
        let one = hear_clause(clause, &around, others);
        heard.push(one);
    }
    for at in 1..heard.len() {
        let (Some([before, clause]), Some([why, what])) = (page.clauses.get(at - 1..=at), heard.get_mut(at - 1..=at))
        else {
            continue;
        };
        if !before.days.is_empty() || why.claims.is_empty() {
            continue;
        }
        let day = leads_to_a_day((before, clause), why, what);
        let misses_both = implies_another(clause, why, what);
        for claim in &mut why.claims {
            claim.phrases.extend(&day);
            if misses_both {
                claim.says = Says::Absent;
            }
        }
    }
    heard
}

/// The days of "I can't come on the 24th", where the clause before names none and only leads to it: "I've got an
/// appointment so …".
fn leads_to_a_day((before, clause): (&Clause, &Clause), why: &Heard, what: &Heard) -> Vec<usize> {
    let is_absence = |claim: &Claim| matches!(claim.says, Says::Absent | Says::Unlikely);
    let leads = |claim: &Claim| match clause.head {
        Head::So => claim.says.tells_why() || is_absence(claim),
        Head::Plain | Head::And => claim.says == Says::Reason,
        _ => false,
    };
    let adds = has_listed(words!("either too also"), &clause.text);
    if before.sentence != clause.sentence || !why.claims.iter().all(leads) || adds {
        return Vec::new();
    }
    what.claims.first().filter(|claim| is_absence(claim)).map(|claim| claim.phrases.clone()).unwrap_or_default()
}

/// "I have flu and can't do the 24th either": the reason is of a session that is missed as well.
fn implies_another(clause: &Clause, why: &Heard, what: &Heard) -> bool {
    let misses_a_day = |claim: &Claim| claim.says == Says::Absent && !claim.phrases.is_empty();
    clause.text.ends_with(" either")
        && why.claims.iter().all(|claim| claim.says == Says::Reason)
        && what.claims.first().is_some_and(misses_a_day)
}

/// What the clauses on either side do to one.
pub struct Around {
    /// It goes on with a request: "could you tell me … and whether …".
    continues_request: bool,
    /// It follows from a condition, or one follows that may undo it.
    pub conditioned: bool,
    pub unless: bool,
    /// A condition was made earlier in the message.
    after_if: bool,
    /// "When I can" follows: whenever that is, it is late.
    pub when_able: bool,
    /// What follows in the sentence is a question.
    asks_after: bool,
    /// Of whom the clause before it in the sentence spoke.
    subject: Option<Subject>,
}

impl Around {
    fn new(page: &Page, number: usize, last: Option<&Heard>) -> Self {
        let clause = page.clauses.get(number);
        let head = clause.map_or(Head::Plain, |c| c.head);
        let same_sentence = |other: &&Clause| clause.is_some_and(|c| c.sentence == other.sentence);
        let before = number.checked_sub(1).and_then(|n| page.clauses.get(n)).filter(same_sentence);
        let after = page.clauses.get(number + 1).filter(same_sentence);
        let follows = matches!(head, Head::So | Head::Plain | Head::And);
        let supposed = before.is_some_and(|c| c.head == Head::If && is_condition(c));
        Self {
            continues_request: before.is_some_and(is_request) && last.is_some_and(|l| l.set_aside) && head == Head::And,
            conditioned: follows && supposed || after.is_some_and(leaves_open),
            after_if: page.clauses.iter().take(number).any(|c| c.head == Head::If),
            when_able: after.is_some_and(|c| c.head == Head::When && ABLE.iter().any(|able| c.text.starts_with(able))),
            unless: after.is_some_and(|c| c.head == Head::Unless),
            asks_after: after.is_some_and(|c| c.asks && c.head == Head::And),
            subject: before.and(last).map(|l| l.subject),
        }
    }
}

/// What follows "as soon as", "when", "once" in "I'll get there when I can".
const ABLE: [&str; 6] = ["i can", "i am able", "possible", "i get", "they let", "i am done"];

fn hear_clause(clause: &Clause, around: &Around, others: &mut Others) -> Heard {
    let verb = clause.sensed.stances.iter().find(|hit| says(hit.sense).is_some()).map(|hit| hit.range.start);
    let reason = clause.sensed.reason();
    let subject = subject(clause, verb.or(reason), around, others);
    let asks = is_request(clause) || around.continues_request;
    let supposed = is_condition(clause);
    let of_others = matches!(subject, Subject::Other | Subject::Both);
    let mut heard = Heard {
        subject,
        other_student: others.joins(&clause.text)
            || of_others && !clause.asks && !asks && !supposed && (verb.is_some() || reason.is_some()),
        set_aside: asks || supposed || subject == Subject::Other || subject == Subject::Third && verb.is_some(),
        unread_condition: is_unread(clause, verb.is_some(), around.after_if),
        asked_stance: asks && (clause.sensed.has(Sense::Absent) || clause.sensed.has(Sense::Attending)),
        seeks_leave: asks && seeks_leave(&clause.text),
        ..Heard::default()
    };
    heard.loose = is_elliptic(&clause.text) && around.subject.is_some_and(|s| s != Subject::Writer);
    if !heard.set_aside {
        heard.loose |= has_loose_denial(&clause.text, &clause.sensed.stances);
        heard.claims = claims(clause, around);
        let firm = |c: &Claim| matches!(c.says, Says::Absent | Says::Attending | Says::WasPresent);
        if let Some(verb) = verb.filter(|_| heard.claims.first().is_some_and(firm)) {
            heard.loose |= has_unknown_lead(clause, verb, others);
        }
        heard.loose |= heard.claims.iter().any(|c| firm(c) || c.says == Says::Unsure) && has_loose_day(clause);
        // "Group tomorrow yes or is it moved?"
        heard.loose |= around.asks_after
            && !clause.words().any(|word| listed(words!("i we me my see"), word))
            && !heard.claims.is_empty();
    }
    if heard.claims.is_empty() && !(asks || supposed || clause.asks || subject == Subject::Other) {
        let claims_nothing_else = subject != Subject::Third || verb.is_none();
        heard.claims.extend(why(clause, claims_nothing_else).map(|says| account(clause, says)));
    }
    heard
}

/// "I won't be": it takes up what was said of somebody else.
fn is_elliptic(text: &str) -> bool {
    let mut words = text.split(' ');
    words.next() == Some("i")
        && words.all(|w| listed(words!("will can am do did have was would shall not be either too"), w))
}

/// Of whom the clause speaks; a second verb has the subject of the first ("Siân is unwell and won't be attending").
fn subject(clause: &Clause, verb: Option<usize>, around: &Around, others: &mut Others) -> Subject {
    const VERBS: WordList = WordList::new("will can could is has would might may am are was does did do not");
    let found = others.subject(&clause.text, verb.unwrap_or(clause.text.len()));
    let opens_with_verb = clause.words().next().is_some_and(|word| listed(&VERBS, word));
    let inherits = matches!(clause.head, Head::And | Head::But) && opens_with_verb && found == Subject::Writer;
    let none_of_us = clause.text.starts_with("neither ") || clause.text.starts_with("none of us");
    match around.subject {
        _ if none_of_us => Subject::Both,
        Some(before) if inherits => before,
        _ => found,
    }
}

/// Does a clause without a stance give a reason, or tell what befell the writer?
fn why(clause: &Clause, of_the_writer: bool) -> Option<Says> {
    let has = |sense| clause.sensed.has(sense);
    if has(Sense::Leaving) || has(Sense::OptOut) || has(Sense::Proxy) || has(Sense::Dispute) && !has(Sense::Saying) {
        return None;
    }
    let past = tense(clause) == Tense::Past;
    let slipped = has(Sense::Slipped) && (past || !has(Sense::SmallTalk));
    let tells = has(Sense::Saying) || slipped || past && clause.has("i");
    match (clause.sensed.reason().is_some(), tells) {
        // "It would take more than a cold": supposed, and no reason.
        (true, _) if clause.has("would") && !past => Some(Says::Account),
        (true, _) if is_hedged(&clause.text) && !past => Some(Says::Hedge),
        (true, _) if of_the_writer => Some(Says::Reason),
        (true, _) | (_, true) => Some(Says::Account),
        _ => None,
    }
}
