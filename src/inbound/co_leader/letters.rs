//! What a co-leader says of a letter to a firm head that is about to go out: that it is to wait, or may go.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::explained::explains;
use super::orders::{Orders, unclear_marks, worries};
use super::text::Sentence;
use super::{enquiry, verdict};
use crate::domain::id::PersonId;
use crate::domain::said::Order;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// Holds and releases, clause by clause: "This one may go, Kofi's may not."
pub(super) fn hold_or_release(context: &Context, sentence: &Sentence, latest: &[PersonId], found: &mut Orders) {
    if sentence.inquires() && !POLITE.is_match(&sentence.text) {
        return;
    }
    let judged = if context.kind() == Some(AboutKind::EscalationNotice) {
        of_notice(context, sentence, found)
    } else {
        out_of_notice(&sentence.text)
    };
    for (clause, named, hold) in with_names(context, judged) {
        order_all(context, clause, &named, latest, hold, found);
    }
}

/// The clauses that say something of a letter, each with the words that name whose it is: "As to Kofi, please wait."
fn with_names<'a>(context: &Context, judged: Vec<(&'a str, Option<bool>)>) -> Vec<(&'a str, String, bool)> {
    let mut units: Vec<(&str, String, bool)> = Vec::new();
    let mut spoken_of = "";
    let mut before = String::new();
    let mut goes_on = false;
    for (clause, hold) in judged {
        let named = !context.names_in(clause).is_empty();
        match (hold, units.last_mut().filter(|_| goes_on)) {
            (None, Some((_, names, _))) if verdict::is_names(clause) => names.push_str(&format!(" {clause}")),
            (None, None) if verdict::is_names(clause) => before.push_str(&format!(" {clause}")),
            (None, _) => goes_on = false,
            (Some(hold), _) => {
                let names = if named { clause } else { spoken_of };
                units.push((clause, format!("{}{names}", std::mem::take(&mut before)), hold));
                goes_on = true;
            }
        }
        if named {
            spoken_of = clause;
        }
    }
    units
}

/// A sentence of more clauses than this says no more of a letter.
const CLAUSES_MAX: usize = 20;

/// Of the clauses of an answer to a notice which hold the letter back, and which let it go.
fn of_notice<'a>(context: &Context, sentence: &'a Sentence, found: &mut Orders) -> Vec<(&'a str, Option<bool>)> {
    if NOT_SAID.is_match(&sentence.text) {
        return Vec::new();
    }
    let clauses = verdict::clauses(&sentence.text);
    let conditions: Vec<bool> = clauses.iter().map(|clause| verdict::is_condition(clause)).collect();
    // Most sentences say nothing of a letter, and then neither matters.
    let of_worry = LazyCell::new(|| is_of_a_worry(context, &sentence.text));
    let of_reason = LazyCell::new(|| has_explained(context, sentence) || AWARE.is_match(&sentence.text));
    let mut judged = Vec::new();
    for (place, clause) in clauses.iter().enumerate().take(CLAUSES_MAX) {
        let is_condition = |at: Option<usize>| at.and_then(|at| conditions.get(at)).is_some_and(|is| *is);
        let depends = is_condition(place.checked_sub(1));
        let said = verdict::verdict(clause, sentence.asks);
        // "Go ahead with this one but not with Ayesha's."
        if let Some((_, Some(held))) = judged.last().filter(|_| BUT_NOT.is_match(clause)) {
            if *held {
                found.consumed = true;
                found.doubt = Some("what is to become of a letter");
                return Vec::new();
            }
            judged.push((*clause, Some(true)));
            continue;
        }
        // "Yes, once I've seen her." "If she brings a note, hold it."
        let waits = said.releases() && is_condition(Some(place + 1));
        let only_if = |clause: &str| verdict::is_supposed(clause);
        let waits = waits || said.holds && clauses.iter().take(place + 1).any(|clause| only_if(clause));
        // "Let me ask Dan", who leads the group as well: what is to become of it is not said yet.
        let waits = waits
            || ASKS_FIRST.is_match(clause)
                && context.colleagues_in(clause).into_iter().any(|one| context.is_other_leader(one));
        if said.unsure || waits || said.holds && said.releases() {
            found.consumed = true;
            found.doubt = Some("what is to become of a letter");
            return Vec::new();
        }
        let sends = said.sends && !depends;
        let tells = said.tells && !depends && !*of_worry;
        let assents = said.assents && !*of_reason;
        let hold = said.holds.then_some(true).or((sends || tells || assents).then_some(false));
        judged.push((*clause, hold));
    }
    judged
}

/// "I'm worried about her. Let James know.": that the firm head is to be told is the worry itself.
fn is_of_a_worry(context: &Context, text: &str) -> bool {
    let students = context.students_in(text);
    context.prepared.sentences.iter().take(SEARCHED_MAX).any(|other| {
        let named = context.students_in(&other.text);
        worries(other) && (students.is_empty() || named.is_empty() || students.iter().any(|one| named.contains(one)))
    })
}

/// "He told me why. That's fine.": the reason is, not the letter.
fn has_explained(context: &Context, sentence: &Sentence) -> bool {
    let sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    sentences.take_while(|other| *other != sentence).chain([sentence]).any(|other| explains(&other.text))
}

static BUT_NOT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:but )?not (?:(?:with|for|about|on|to|the|one|of) )*@\d+(?:'s?)?(?:,? (?:and|or|nor) @\d+(?:'s?)?)*\W*$",
    )
});

/// The same where no notice is answered, and a letter has to be spoken of.
fn out_of_notice(text: &str) -> Vec<(&str, Option<bool>)> {
    let pieces: Vec<_> = CLAUSE.split(text).map(|piece| (piece, of_a_letter(piece))).collect();
    let says = |hold| pieces.iter().any(|(_, said)| *said == Some(hold));
    if says(true) && says(false) { pieces } else { vec![(text, of_a_letter(text))] }
}

/// Some(true) for a hold, Some(false) for a release.
fn of_a_letter(text: &str) -> Option<bool> {
    if ABOUT_A_SESSION.is_match(text) || NOT_SAID.is_match(text) || !OF_A_LETTER.is_match(text) {
        return None;
    }
    if NO_OBJECTION.is_match(text) {
        return Some(false);
    }
    if DISAGREES.is_match(text) || HOLD.is_match(text) {
        return Some(true);
    }
    RELEASE.is_match(text).then_some(false)
}

/// An order for whoever is `named`, else for the student of the letter answered.
fn order_all(context: &Context, text: &str, named: &str, latest: &[PersonId], hold: bool, found: &mut Orders) {
    let order = |student| {
        if hold { Order::Hold { student } } else { Order::Release { student } }
    };
    let rule = if hold { "hold" } else { "release" };
    let unclear = unclear_marks(context, named);
    let mut students = context.students_in(named);
    if THIS_ONE.is_match(text) {
        students.splice(0..0, context.about_student());
    }
    if students.is_empty() && unclear.is_empty() {
        if ALL_OF_THEM.is_match(text) {
            found.give(rule, order(None));
            return;
        }
        let both = BOTH.is_match(text) && latest.len() == 2 && context.about_student().is_none();
        if both {
            students.extend(latest);
        } else {
            students.extend(context.about_student().or_else(|| latest.last().copied()));
        }
    }
    found.consumed = true;
    found.unclear.extend(unclear.iter().copied());
    if students.is_empty() && unclear.is_empty() {
        found.give(rule, order(None));
    }
    for student in students {
        found.give(rule, order(Some(student)));
    }
}

/// Is nothing written but holds and releases of students by name, in so many words, and thanks?
pub(super) fn only_orders(context: &Context) -> bool {
    static IN_SO_MANY_WORDS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:(?:(?:please|pls|kindly|now|(?:can|could|would|will) you|you (?:can|may)(?: now)?),? )*(?:hold|release)(?: back| off on)?(?: (?:the )?(?:letter|notice|escalation)(?: (?:about|for|on|to))?)? @\d+(?:'s)?(?: (?:letter|notice|escalation|one))?(?: (?:now|please|pls|thanks|for now|for the moment|as well|too))*[.,!? ]*)+$",
        )
    });
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)^\W*(?:(?:many )?thanks|thank you|cheers|ta)(?: so much| again)?[,.! -]+#?\w+\W*$")
    });
    let texts = || context.prepared.sentences.iter().map(|sentence| sentence.text.as_str());
    let is_order = |text: &str| IN_SO_MANY_WORDS.is_match(text);
    let is_thanks = |text: &str| enquiry::is_thanks(text) || THANKS.is_match(text);
    texts().any(is_order) && texts().all(|text| is_order(text) || is_thanks(text))
}

/// "Wait until Friday, then send it": one student's letter can not be both held and released.
pub(super) fn contradict(orders: &[Order]) -> bool {
    let released = |student: &Option<PersonId>| {
        orders.iter().any(|order| matches!(order, Order::Release { student: other } if other == student))
    };
    orders.iter().any(|order| matches!(order, Order::Hold { student } if released(student)))
}

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)[,;] (?:but |and )?| but | - | whereas | while | and (?:let|send|hold|release|keep|leave) ")
});
static ASKS_FIRST: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\blet me (?:just )?(?:ask|check|see what|speak|talk|find out)\b[^.;]*#\d+"));
static THIS_ONE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:this one|(?:keep|hold|leave|send|release|stop|delay|park|pause) this|this(?: one)?(?: please|,| as well| to| can| may| should)|hold this|neither this|on this and|as well as this)\b",
    )
});
static ALL_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:all of (?:them|these|ours)|them all|(?:hold|stop|pause|release|send|keep|delay|park)(?: back| off| on)? (?:all|everything|everyone|everybody|the lot)|(?:all|everything|everyone|everybody) (?:can|may|should|must|on hold)|all (?:the )?(?:letters|escalations|notices|emails)|all (?:our|of our)|all (?:three|four|five)|the lot)\b",
    )
});
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will|may i ask|might) (?:you|i ask you|we)(?: (?:please|pls|possibly|kindly|just|maybe|perhaps|be kind enough to))* (?:hold|release|wait|leave|send|not|pause|give|let|keep|go|delay|stop|tell|sit|hang|proceed|escalate|park|put|skip|drop|bin|cancel)\b|\bplease\b|\bpls\b|\b(?:can|could|may) (?:this|that|it|we) (?:one )?(?:wait|be held|be left|be put|be kept|be parked|be delayed|be postponed|be paused|hold|stay|sit|rest)\b|, would you\b|\bwould you mind\b",
    )
});
static ABOUT_A_SESSION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:hold|holding|held|delay|postpone|pause|leave|send|release|start|starts|wait) (?:\w+ )?(?:the |a |our |this |next |that )?(?:session|sessions|group|groups|meeting|slides?|register|attendance|list|reminders?|balint|links?|recording|room)\b",
    )
});
/// Outside an answer to a notice, the words must speak of telling somebody.
static OF_A_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:firm heads?|escalat\w*|letters?|notices?|on hold|^hold|hold (?:off|fire|on|@\d+)|off hold|(?:approach|contact|write to|e-?mail|mail) #\d+|(?:e-?)?mails? to #\d+|on ice|(?:leave|left|leaving) @\d+ (?:alone|in peace)|@\d+ (?:to be )?left (?:alone|in peace)|(?:write|writing) to (?:him|her|them|@\d+)|(?:fine|happy|ok|okay|content) (?:to|for you to|if you) (?:write|tell|inform|e-?mail|send|contact)|tell #\d+|let #\d+ know|#\d+ (?:can|may|should|must) (?:now |also )?(?:be told|know|be informed|hear)|send #\d+|can (?:now )?be sent|go ahead and (?:tell|inform|write|send)|wait with @\d+|hold (?:hers|his|theirs)|(?:leave|left|leaving) (?:him|her|them) (?:alone|be|in peace)|undergrad\w*|stage lead|(?:please|can you|could you|you can|you may)(?: now)? (?:hold|release))\b|^\W*(?:release|hold)\b",
    )
});
static NOT_SAID: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not saying|i (?:had )?asked you\b[^.;]{0,20}\bto (?:hold|wait|keep|leave)|am i to|do i have to|won't release|wouldn't release|didn't release|not released|supposed to|(?:don't|do not|can't|cannot|fail to) see how (?:we|you|i|one) (?:can|could)|if (?:she|he|they|@\d+) (?:didn't|did not|never|hasn't|has not|haven't|have not))\b",
    )
});
/// "Yes, I'd noticed.": that is no leave to send it.
static AWARE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i|we)(?:'d|'ve|'m| had| have| am| was| did)?(?: also| just| already)? (?:know|knew|notic\w+|seen|saw|wonder(?:ed)?|expected|feared|aware|read|spotted|gathered|heard)\b",
    )
});
/// Against its going out, whatever else the words are.
static DISAGREES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:don't|do not|can't|cannot|wouldn't|not) (?:agree|think|believe|want|feel|support|consent|like|wish|approve)|disagree|(?:i|we) (?:object|am against|are against)|unhappy (?:for|about|with)|not (?:happy|comfortable|content) (?:for|about|with|that)|(?:speak|talk|see|meet|ring|ask|word|chat)\b.{0,40}\bfirst)\b",
    )
});
/// A no that lets it go.
static NO_OBJECTION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:no|not an?|without)(?: (?:longer|any|real|further|particular))* (?:objections?|problems?|issues?|qualms|reservations?)|nothing against|(?:don't|do not|wouldn't) (?:mind|object)|no reason (?:not to|to (?:wait|hold|delay))|(?:can't|cannot|don't|do not) see (?:a|any|the) reason not to|(?:don't|no need to|needn't|do not|no longer need to) (?:hold|wait|delay)|(?:needn't|need not|don't need to|do not need to|not necessary to) (?:hold|wait|delay|keep))\b",
    )
});
static HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:put|keep|kept) .{0,30}on ice|(?:leave|left|leaving) @\d+ (?:alone|in peace)|@\d+ (?:to be )?left (?:alone|in peace)|(?:please )?(?:stop|suspend) (?:the |any |all )?(?:letters?|e-?mails?|notices?)|no (?:letters?|(?:e-?)?mails?|notices?) (?:to #\d+|yet|for now|please)|(?:glad|grateful|obliged) if you (?:did not|didn't|would not|wouldn't) (?:approach|contact)|(?:please |pls |do |kindly )?hold(?:ing)? (?:off|on|fire|back|up|anything|this|that|it|her|him|them|hers|his|for|the letter|the escalation|all|everything|please|pls|until|till|@\d+)|put .{0,30}on hold|hold$|^hold\b|hang fire|stand down|withhold|(?:don't|do not|dont|please not|not to|shouldn't|should not|rather you didn't|rather not|if you (?:didn't|did not|don't|wouldn't|would not|could not|couldn't|held off|refrained from)|that you (?:don't|didn't|not)|wouldn't|would not|no need to|needn't|need not|no reason to|not necessary to|unnecessary to|please avoid)(?: (?:please|yet|actually|just|go|go and|be|get|anything|you|want|like|it|this|that|to))* (?:forward|forwarding|post|posting|dispatch|issue|proceed|go ahead|send|sending|tell|telling|inform|informing|notify|notifying|write|writing|email|emailing|e-mail|contact|contacting|escalate|escalating|involve|involving|copy|bother|bothering|trouble|alert|alerting|let .{1,20} know|go to|refer|release|take (?:it|this) (?:further|any further)|go (?:any )?further|raise|report|chase|copied|worry)|not (?:yet )?(?:be |been )?(?:informed|told|notified|sent|contacted|copied|escalated|written to)|(?:i'd|i would|would|should|we'd) (?:much )?(?:rather|prefer|sooner)(?: (?:it|that|if|you|we|this|to|she|he|they))* (?:wait|waited|hold|held|didn't|did not|not|left|leave|weren't|wasn't)|no need (?:for|of) (?:a |an |any |the |more )?(?:letters?|escalation|e-?mail|further|anything|that)|no further action on|let (?:me|us) (?:speak|talk|have a (?:word|chat)|see|check|find out|catch|try|ask|get hold|meet|deal|handle|look into)|leave (?:it|this|him|her|them|that|@\d+|the letter)(?:'s)? (?:with (?:me|us)|to (?:me|us)|for (?:now|the moment|a|another|this|me)|be|out|alone|until|till|a (?:week|bit|while|day|few))|(?:give|allow) (?:it|him|her|them|this|@\d+|me|us) (?:a|an|another|until|till|some|more|the|one|two|time|till)|(?:sit|sitting) (?:on|tight)|wait (?:until|till|a|for|please|pls|with|on|before)|on hold|keep (?:it|this|hers|his|that|@\d+(?:'s)?) (?:back|on hold)|(?:i'll|i will|we'll|we will) (?:handle|deal with|take care of|sort|pick) (?:it|this|him|her|them|that)(?: up| out)?|(?:before|until) (?:you |we )?(?:send|sending|tell|telling|it goes|anything goes|this goes))\b|^(?:wait|pause|not yet|stop|hold)\W*$",
    )
});
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:go ahead and (?:tell|inform|write|send)|you (?:can|may|should) (?:now )?(?:(?:write to|tell|inform|e-?mail|contact) (?:#\d+|(?:his|her|their) firm head)|let (?:#\d+|(?:his|her|their) firm head) know)|(?:you (?:can|may) |please |pls |can you |now |do )?(?:release|unhold|lift the hold|take (?:it|@\d+|her|him|this)(?:'s)? off hold)|off hold|fine (?:to|for (?:you|it|that|this|#\d+) to|if you) (?:send|tell|let|go|inform|write|be sent|release|go ahead|proceed|escalate|know)|(?:happy|ok|okay|alright|content|all right) (?:to|for (?:you|it|that|this|@\d+(?:'s)?|#\d+) to|with|if you) (?:send|tell|let|go|inform|write|be sent|release|proceed|escalate|know|sending|telling|that going|it going|be told|be informed)|(?:can|may|should|could|might|must|is free to|are free to) (?:now |all |both |certainly |as well |also )?(?:go|know|be told|be sent|go out|proceed|be released|be told|be informed|be escalated|be apprised|be notified|be advised|be made aware)\b(?: (?:now|out|ahead))?|let (?:them|@\d+(?:'s)?|hers|his|the letter|this one) (?:go|out|be sent)|(?:agree|consent|content|happy|fine) (?:that|for|with|to) .{0,40}(?:informed|told|sent|notified|going)|send (?:it|this|that|hers|his|them|the letter|@\d+(?:'s)?)(?: (?:out|now|off|away|on))?|no (?:longer )?(?:any )?(?:objections?|need to (?:hold|wait))|(?:don't|no need to|needn't|do not) (?:hold|wait)(?: any longer| any more)?)\b",
    )
});
static BOTH: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:both|either|neither|them|they|their|the two)\b"));
