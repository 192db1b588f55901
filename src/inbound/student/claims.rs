//! What each clause claims of the writer's coming: the cues of the tables, read with subject, doubt, tense and question.
//!
//! A claim is not yet about a session; [`super::scope`] finds which one is meant.

use super::clauses::{Clause, Head, Page};
use super::flags;
use super::senses::{Sense, asides, reasons, stances};
use super::subject::{Others, Subject};
use crate::inbound::dates::Tense;
use crate::inbound::patterns::Hit;
use crate::inbound::tokens::listed;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Absent,
    /// Will hardly come: absent with an apology, unsure without (rule 4).
    Unlikely,
    Attending,
    Late,
    Unsure,
    WasPresent,
    /// Doubt without a verb of coming: "hopefully", "depends on the list".
    Hedge,
    /// "Start without me": late where something else says so, else absent.
    Without,
    /// "I'd love to": absent where a reason follows, else not known.
    Would,
    /// A bare "yes" or "no", which counts where it answers something and nothing else is said.
    Assent,
    Denial,
    /// "See you on the 23rd", "see you in January": a promise or a farewell (rule 12).
    SeeYou,
    Farewell,
    /// Takes back what was said before.
    TakeBack,
    /// Gives a reason for not being there without saying so (rule 9).
    Reason,
    /// Tells what the writer did or what befell them: an explanation where one was asked for (rule 10).
    Account,
}

impl Says {
    /// Can it only be said of a session that is not over?
    pub fn is_of_the_future(self) -> bool {
        matches!(
            self,
            Self::Attending
                | Self::Late
                | Self::Unsure
                | Self::Unlikely
                | Self::Hedge
                | Self::Would
                | Self::Assent
                | Self::SeeYou
        )
    }
}

/// A claim, with all that decides which session it is about and how far it is believed.
#[derive(Debug, Clone)]
pub struct Claim {
    pub says: Says,
    /// The page's time phrases that stand with it.
    pub phrases: Vec<usize>,
    pub tense: Tense,
    /// The sentence, counted within its page.
    pub sentence: usize,
    /// A "but", "actually" or the like goes before: what was said until now may be overturned.
    pub turns: bool,
    /// Told of an earlier message: "I said no on Monday".
    pub reported: bool,
    /// Said under a condition that may fail: "… unless the trains are off".
    pub conditional: bool,
    /// It follows from a condition: "if it is cancelled I'll come".
    pub conditioned: bool,
    /// A reason stands in the same clause: "as much as I'd love to come my shift ends at 3".
    pub excused: bool,
    /// Goes to another group or session instead, whose day is named (rule 8).
    pub elsewhere: bool,
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
        let around = Around::new(page, number, heard.last());
        let one = hear_clause(clause, &around, others);
        heard.push(one);
    }
    heard
}

/// What the clauses on either side do to one.
struct Around {
    /// It goes on with a request: "could you tell me … and whether …".
    continues_request: bool,
    /// It follows from a condition, or one follows that may undo it.
    conditioned: bool,
    unless: bool,
    /// Of whom the clause before it in the sentence spoke.
    subject: Option<Subject>,
}

impl Around {
    fn new(page: &Page, number: usize, last: Option<&Heard>) -> Self {
        let clause = page.clauses.get(number);
        let same_sentence = |other: &&Clause| clause.is_some_and(|c| c.sentence == other.sentence);
        let before = number
            .checked_sub(1)
            .and_then(|n| page.clauses.get(n))
            .filter(same_sentence);
        let after = page.clauses.get(number + 1).filter(same_sentence);
        let follows = clause.is_some_and(|c| matches!(c.head, Head::So | Head::Plain | Head::And));
        let condition = |c: &&Clause| c.head == Head::If && !is_benign_condition(&c.text);
        let left_open = |c: &&Clause| condition(c) && !c.text.starts_with("i do not") && c.text != "not";
        Self {
            continues_request: before.is_some_and(flags::is_request)
                && last.is_some_and(|l| l.set_aside)
                && clause.is_some_and(|c| c.head == Head::And),
            conditioned: follows && before.as_ref().is_some_and(condition) || after.as_ref().is_some_and(left_open),
            subject: before.and_then(|_| last.and_then(|l| l.subject)),
            unless: after.is_some_and(|c| c.head == Head::Unless),
        }
    }
}

fn hear_clause(clause: &Clause, around: &Around, others: &mut Others) -> Heard {
    let hits = stances(&clause.text);
    let whys = reasons(&clause.text);
    let mut heard = Heard {
        senses: hits.iter().chain(&whys).map(|h| h.sense).collect(),
        ..Heard::default()
    };
    let asks = flags::is_request(clause) || around.continues_request;
    let condition =
        matches!(clause.head, Head::If | Head::Unless | Head::Otherwise) && !is_benign_condition(&clause.text);
    let cues: Vec<&Hit<Sense>> = hits.iter().filter(|hit| says(hit.sense).is_some()).collect();
    let gives_reason = whys.iter().any(|h| h.sense.is_reason());
    let tells = heard.has(Sense::Saying)
        || whys.iter().any(|h| h.sense == Sense::Slipped)
        || tense(clause, &[]) == Tense::Past && clause.has("i");
    let verb = cues.first().map(|c| c.range.start);
    let reason = whys.iter().find(|h| h.sense.is_reason()).map(|h| h.range.start);
    let subject = others.subject(&clause.text, verb.or(reason).unwrap_or(clause.text.len()));
    let together = cues.iter().any(|c| {
        clause
            .text
            .get(c.range.clone())
            .is_some_and(|t| t.starts_with("neither") || t.starts_with("none of"))
    });
    let subject = if together { Subject::Both } else { subject };
    // "Siân is unwell and won't be attending": the second verb has the subject of the first.
    let inherits = matches!(clause.head, Head::And | Head::But)
        && clause
            .words()
            .next()
            .is_some_and(|w| listed("will can could is has would might may am are was does did do not", w));
    let subject = if inherits && subject == Subject::Writer {
        around.subject.unwrap_or(subject)
    } else {
        subject
    };
    heard.subject = Some(subject);
    let told = !clause.asks && !asks && !condition;
    heard.other_student =
        matches!(subject, Subject::Other | Subject::Both) && told && (!cues.is_empty() || reason.is_some());
    let of_somebody_else = subject == Subject::Other || subject == Subject::Third && !cues.is_empty();
    heard.set_aside = asks || condition || of_somebody_else;
    heard.seeks_leave = asks && SEEKS_LEAVE.iter().any(|w| clause.text.contains(w));
    heard.asked_stance = asks && cues.iter().any(|c| matches!(c.sense, Sense::Absent | Sense::Attending));
    heard.unread_condition = condition
        && clause.head != Head::Otherwise
        && !cues.is_empty()
        && !clause.text.starts_with("not")
        && !flags::is_promise(&clause.text);
    // "My alarm didn't go off" is nobody's absence, and yet it tells why.
    let account = |says: Says| Claim {
        says,
        phrases: clause.days.iter().map(|(_, phrase)| *phrase).collect(),
        tense: tense(clause, &[]),
        sentence: clause.sentence,
        turns: clause.head == Head::But,
        reported: false,
        conditional: false,
        conditioned: false,
        excused: true,
        elsewhere: false,
        words: clause.text.clone(),
    };
    let other = asides(&clause.text);
    let is_aside = other.iter().any(|h| {
        matches!(h.sense, Sense::Leaving | Sense::OptOut | Sense::Proxy)
            || h.sense == Sense::Dispute && !heard.has(Sense::Saying)
    });
    if asks || condition || subject == Subject::Other {
        return heard;
    }
    if !heard.set_aside {
        heard.loose = has_loose_denial(&clause.text, &hits, &cues);
        heard.claims = claims(clause, &hits, &cues, around);
    }
    if heard.claims.is_empty() && !clause.asks && !is_aside {
        let hedged = HEDGED_REASON.iter().any(|hedge| clause.text.contains(hedge)) && tense(clause, &[]) != Tense::Past;
        match (gives_reason, tells) {
            (true, _) if hedged => heard.claims.push(account(Says::Hedge)),
            (true, _) if subject != Subject::Third || cues.is_empty() => heard.claims.push(account(Says::Reason)),
            (true, _) | (_, true) => heard.claims.push(account(Says::Account)),
            _ => {}
        }
    }
    heard
}

/// Words in a request that make it one to stay away.
const SEEKS_LEAVE: &[&str] = &[
    "excuse",
    "i miss",
    "to miss",
    "miss it",
    "miss this",
    "miss xday",
    "skip",
    "leave",
    "late",
    "absen",
    "not come",
    " off",
    "remote",
    "zoom",
    "teams",
    "dial",
    "online",
    "swap",
    "join",
    "move",
    "switch",
    "change",
    "group",
    "xday",
];

/// Is there a denial or doubt before a word of coming that no pattern took?
fn has_loose_denial(text: &str, hits: &[Hit<Sense>], cues: &[&Hit<Sense>]) -> bool {
    const DENIALS: &str = "not never nor neither hardly without unless unable doubt unlikely might may maybe perhaps possibly probably hopefully if barely scarcely except instead";
    let firm = |s: Sense| {
        matches!(
            s,
            Sense::Attending | Sense::Absent | Sense::WasPresent | Sense::AbsentPast
        )
    };
    let Some(cue) = cues.iter().find(|c| firm(c.sense)) else {
        return false;
    };
    let mut at = 0;
    for word in text.split(' ') {
        let taken = hits
            .iter()
            .any(|h| h.range.contains(&at) && !matches!(h.sense, Sense::Regret | Sense::Change));
        if at < cue.range.start && !taken && listed(DENIALS, word) {
            return true;
        }
        at += word.len() + 1;
    }
    false
}

/// "I might be on call": a reason of which the writer is not sure.
const HEDGED_REASON: &[&str] = &[
    "i might",
    "i may",
    "i think i",
    "i could be",
    "might be",
    "may be",
    "may have",
    "might have",
    "possibly",
    "maybe i",
    "probably",
];

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
        "so",
    ];
    BENIGN.iter().any(|benign| text.starts_with(benign))
}

/// What a cue claims; light senses claim nothing.
fn says(sense: Sense) -> Option<Says> {
    Some(match sense {
        Sense::Late => Says::Late,
        Sense::Unlikely => Says::Unlikely,
        Sense::Unsure => Says::Unsure,
        Sense::Hedge => Says::Hedge,
        Sense::Without => Says::Without,
        Sense::Absent | Sense::Exchange | Sense::AbsentPast => Says::Absent,
        Sense::Attending => Says::Attending,
        Sense::Assent => Says::Assent,
        Sense::Denial => Says::Denial,
        Sense::WasPresent => Says::WasPresent,
        Sense::TakeBack => Says::TakeBack,
        Sense::Farewell => Says::Farewell,
        Sense::SeeYou => Says::SeeYou,
        Sense::Would => Says::Would,
        _ => return None,
    })
}

/// One claim a clause, or several where it runs on from one thought to an opposite one without a mark.
fn claims(clause: &Clause, hits: &[Hit<Sense>], cues: &[&Hit<Sense>], around: &Around) -> Vec<Claim> {
    let hits_reason = reasons(&clause.text).iter().any(|h| h.sense.is_reason());
    let has = |sense| hits.iter().any(|h| h.sense == sense);
    let late = has(Sense::Late);
    let doubted = has(Sense::Unsure) || has(Sense::Hedge) || around.conditioned && clause.head != Head::Because;
    let mut found: Vec<(Says, usize, usize)> = Vec::new();
    for cue in cues {
        let Some(said) = says(cue.sense) else { continue };
        // "Unlikely to be there": one thought, already taken.
        if matches!(said, Says::Attending | Says::Absent) && found.last().is_some_and(|last| last.0 == Says::Unlikely) {
            continue;
        }
        let said = match said {
            // "I told Dan I'd be away": an account of what was said before.
            Says::Would
                if has(Sense::Saying)
                    && listed_in(
                        "told said mentioned emailed wrote texted messaged informed",
                        &clause.text,
                    ) =>
            {
                Says::Account
            }
            Says::Late if is_past(&clause.text) => continue,
            Says::Attending | Says::Unsure | Says::Hedge if late => Says::Late,
            Says::Attending | Says::Absent | Says::Hedge
                if doubted
                    && cues.len() > usize::from(!around.conditioned)
                    && !(said == Says::Hedge && !has_verb(cues)) =>
            {
                Says::Unsure
            }
            said => said,
        };
        match found.last_mut() {
            Some(last) if last.0 == said => last.2 = cue.range.end,
            _ => found.push((said, cue.range.start, cue.range.end)),
        }
    }
    // "Until the summer term": an end that no rule could place.
    let open_end = clause
        .text
        .split("until ")
        .nth(1)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        && !late;
    let turns = matches!(clause.head, Head::But | Head::Though | Head::Otherwise | Head::So)
        || has(Sense::Change)
        || has(Sense::Recovered);
    let tense = tense(clause, cues);
    let starts: Vec<usize> = found.iter().map(|(_, start, _)| *start).collect();
    let claim = |(i, (says, start, end)): (usize, &(Says, usize, usize))| {
        let from = if i == 0 { 0 } else { *start };
        let until = starts.get(i + 1).copied().unwrap_or(usize::MAX);
        Claim {
            says: *says,
            phrases: clause
                .days
                .iter()
                .filter(|(at, _)| (from..until).contains(at))
                .map(|(_, phrase)| *phrase)
                .collect(),
            tense,
            sentence: clause.sentence,
            turns: turns && i == 0,
            reported: has(Sense::Saying),
            conditional: open_end || around.unless || *says == Says::Late && around.conditioned,
            conditioned: around.conditioned,
            excused: hits_reason,
            elsewhere: has(Sense::Exchange),
            words: clause.text.get(*start..*end).unwrap_or_default().to_owned(),
        }
    };
    found.iter().enumerate().map(claim).collect()
}

/// Is there a word of coming among the cues, and not doubt alone?
fn has_verb(cues: &[&Hit<Sense>]) -> bool {
    cues.iter().any(|c| {
        matches!(
            c.sense,
            Sense::Attending | Sense::Absent | Sense::Unsure | Sense::Unlikely
        )
    })
}

fn listed_in(list: &str, text: &str) -> bool {
    text.split(' ').any(|word| listed(list, word))
}

fn is_past(text: &str) -> bool {
    let has = |list| text.split(' ').any(|word| listed(list, word));
    has("was were came arrived being got turned have had") && !has("will might may going can")
}

/// Whether the verbs speak of what was or of what will be.
fn tense(clause: &Clause, cues: &[&Hit<Sense>]) -> Tense {
    const PAST: &str = "told said asked emailed texted sent replied wrote took turned tried needed ended started ran stayed drove broke lost fainted collapsed was were did had missed forgot overslept thought went came attended felt fell slept woke left been got";
    const COMING: &str = "will shall going might may can coming next would must";
    const FUTURE: &str = "will shall going might may";
    let has = |list| clause.words().any(|word| listed(list, word));
    let cue = |sense| cues.iter().any(|c| c.sense == sense);
    if cue(Sense::AbsentPast) || cue(Sense::WasPresent) {
        return if has(FUTURE) { Tense::Either } else { Tense::Past };
    }
    let past = has(PAST) && !has("have has");
    match (past, has(COMING)) {
        (true, false) => Tense::Past,
        (false, true) => Tense::Coming,
        (true, true) if has(FUTURE) => Tense::Coming,
        _ if cue(Sense::Attending) || cue(Sense::Late) || cue(Sense::Unsure) => Tense::Coming,
        _ => Tense::Either,
    }
}
