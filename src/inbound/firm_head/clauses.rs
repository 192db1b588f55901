//! The parts of a firm head's sentences, of whom each speaks, and whose word it is.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{
    DISCUSSED, HEARSAY, LATER, NOT_DISCUSSED, NOT_OF, NOT_THERE, OF_STUDENT, OF_THING, OF_WRITER, ONLY_NAME, SENT_FOR,
    TEACHING, TELLS_OF, THERE, UNKNOWN,
};
use crate::inbound::co_leader::text::Sentence;
use crate::inbound::names::{marks_in, rule};

/// Words between clauses that belong to the clause after them.
const KEPT: [&str; 19] = [
    " i",
    " we ",
    " no ",
    " yes ",
    "other",
    " the ",
    " he",
    " she",
    " they",
    " who ",
    "as ",
    "so ",
    "neither ",
    "nor ",
    " if ",
    " whether ",
    ", met",
    ", s",
    ", talked",
];

/// The parts of a sentence that each speak of a student.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i),? but |,? (?:and |but )?(?:as|so|neither|nor) (?:did|was|were|has|have|had) |, (?:and|but) (?:if|whether) |, (?:met|saw|seen|spoke|spoken|talked) |, (?:just|only) (?:@)|[,;] (?:and )?(?:@)|,? (?:whereas|while|whilst|though|although) (?:@)|,? and (?:that )?(?:@|#)|, (?:#)|, (?:it's|it is|with|to|for) (?:@)|,? and (?:s?he|they)\b|, who |,? (?:and |but |while |whilst |whereas |though |although )(?:the (?:others?|rest|remaining)|others) |, (?:the (?:others?|rest|remaining)|others) |\(|,? and i(?:'ve|'m|'d|'ll)? |, (?:and )?(?:no|yes) (?:to|for) | so i |, i |, we |\. ",
        )
    });
    let mut parts = Vec::new();
    let mut start = 0;
    for found in BETWEEN.find_iter(text) {
        let end = if found.as_str().ends_with(['@', '#']) { found.end() - 1 } else { found.end() };
        let head = text.get(start..found.start()).unwrap_or_default();
        let tail = text.get(end..).unwrap_or_default();
        let goes_on = found.as_str().ends_with(['@', '#']) && goes_on(head, tail, found.as_str().contains(" and "));
        if goes_on || found.as_str() == ", @" && answers_with(head, tail) {
            continue;
        }
        parts.push(text.get(start..found.start()).unwrap_or_default());
        let joint = found.as_str().to_lowercase();
        start = if KEPT.iter().any(|word| joint.contains(word)) { found.start() } else { end };
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// "No, Lucy did not come": the first word says no more than what follows, and of nobody else.
pub(super) fn answers_with(head: &str, tail: &str) -> bool {
    static NO: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:no|nope|nah|negative|afraid not)\W*$"));
    static YES: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:yes|yep|yup|yeah|affirmative|indeed)\W*$"));
    let says_no = NOT_THERE.is_match(tail);
    NO.is_match(head) && says_no || YES.is_match(head) && !says_no && THERE.is_match(tail)
}

/// Do the names after a comma or an "and" belong to what was said before? "We had Lucy, Ben and Wei" says it of all;
/// "Lucy came and Ben did not" says something of each.
fn goes_on(head: &str, tail: &str, is_and: bool) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:was|were|is|are|had|has|have|did|came|sent|went|got|made|left|told|said|rang|took|gave|never|\w+n't|\w+ed|saw|seen|met|spoke|spoken|done)\b",
        )
    });
    static SPOKEN_WITH: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:to|with|seen|saw|met|had) (?:both )?@\d+\W*$"));
    static NAMES: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^[@#]\d+(?:(?:,|,? and|,? &)+ [@#]\d+)*(?P<rest>.*)$"));
    static DOES: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^(?:'s|'d|'ll| (?:will|would|can|may|might|was|were|is|are|had|has|have|did|came|sent|went|got|made|left|told|said|rang|took|gave|never|not|\w+n't|\w+ed|yes|no|absent|present|sick|ill|away|off|late)\b)",
        )
    });
    if !is_and && NAMES.captures(head).is_some_and(|found| found["rest"].trim().is_empty()) {
        // "Lucy, Ben and Wei were there."
        return true;
    }
    let rest = NAMES.captures(tail).and_then(|found| found.name("rest")).map_or("", |rest| rest.as_str());
    if is_and {
        let has_said = VERB.is_match(after_names(head)) || SPOKEN_WITH.is_match(head);
        let is_answer = marks_in(head).is_empty() && opens_with_answer(head);
        !is_answer && (!has_said || !DOES.is_match(rest))
    } else {
        static AND_WHEN: LazyLock<Regex> = LazyLock::new(|| {
            rule(r"(?i)^ (?:as|at|in|on|for|over|after|before|together|today|yesterday|this|last|all|earlier)\b")
        });
        let is_list = marks_in(tail).len() > 1 && AND_WHEN.is_match(rest);
        VERB.is_match(head) && (is_list || !rest.chars().any(char::is_alphanumeric))
    }
}

/// "Yes, and Wei too": the first word is of whom we asked about.
pub(super) fn opens_with_answer(text: &str) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:yes|yep|yup|yeah|no|nope|nah)\b"));
    OPENS.is_match(text)
}

/// Is a clause about the writer or a colleague, and about no student?
pub(super) fn is_of_writer(clause: &str) -> bool {
    static AFRAID: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\bi(?:'m| am) (?:afraid|sorry)(?: to say)?\b,?|\bi(?:'d| would| have to)? (?:say|think|believe|reckon)\b",
        )
    });
    let clause = AFRAID.replace_all(clause, "");
    OF_WRITER.is_match(&clause) && !OF_STUDENT.is_match(&clause)
}

/// Is a clause about a thing, or about somebody whom it does not name?
pub(super) fn is_of_something_else(clause: &str) -> bool {
    OF_THING.is_match(clause) && !OF_STUDENT.is_match(clause) && !TELLS_OF.is_match(clause)
}

/// What stands after the last name.
fn after_names(text: &str) -> &str {
    text.rfind(['@', '#']).and_then(|place| text.get(place..)).unwrap_or(text)
}

/// Has the whole sentence one thing to say, that they were spoken with?
pub(super) fn names_all_it_met(text: &str) -> bool {
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)^\W*(?:(?:and|with|to|both) )*@\d+(?:(?:,|,? and|,? &)+ (?:with |to )?@\d+)*\W*$"));
    let says_the_same = |part: &&str| BARE.is_match(part) || DISCUSSED.is_match(part);
    clauses(text).iter().skip(1).all(says_the_same)
        && DISCUSSED.is_match(text)
        && !NOT_DISCUSSED.is_match(text)
        && !LATER.is_match(text)
        && !SENT_FOR.is_match(text)
        && marks_in(text).len() > 1
}

/// Is everybody whom a clause names set apart from those of whom it speaks?
pub(super) fn names_only_others(clause: &str) -> bool {
    let rest = NOT_OF.replace_all(clause, "");
    !marks_in(clause).is_empty() && marks_in(&rest).is_empty() && !OF_STUDENT.is_match(&rest)
}

/// Is an answer put off? "I did not see her on Friday" is one.
pub(super) fn is_put_off(clause: &str) -> bool {
    static DID_NOT_SEE: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:didn't|did not|never|haven't|have not) (?:see|saw|seen|have|had|meet|met)\b"));
    static CAN_SEE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bi can see\b"));
    let clause = CAN_SEE.replace_all(clause, "seen");
    let clause = DID_NOT_SEE.replace_all(&clause, "not there");
    LATER.is_match(&clause) || UNKNOWN.is_match(&clause)
}

/// "Grace says that Wei was ill" is of Wei alone.
pub(super) fn without_speaker(text: &str) -> Cow<'_, str> {
    static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)@\d+ (?:\w+ly )?(?:says|said|tells (?:me|us)|told (?:me|us)|reckons|thinks|confirms|confirmed|reports|mentioned|reported)(?: that)? (?P<of>@\d+)",
        )
    });
    SPEAKER.replace_all(text, "$of")
}

/// "Wei yes Grace no": each with the answer behind the name.
pub(super) fn paired(text: &str) -> Cow<'_, str> {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*@\d+\W{0,3}(?:yes|no)\b"));
    static NEXT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?P<said>yes|no) (?P<name>@\d+)"));
    if FIRST.is_match(text) { NEXT.replace_all(text, "$said, $name") } else { Cow::Borrowed(text) }
}

/// Is a clause about the teaching itself, and not about what was hoped for there or done after it?
pub(super) fn speaks_of_teaching(clause: &str, sentence: &str) -> bool {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:after|before|until|about|at the end of|following|outside|during) (?:the |my |our |your )?(?:next |last )?(?:small[- ]group|teaching|tutorial|bedside)\b",
        )
    });
    static WISHED: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:hop(?:ed|ing)|meant|meaning|wanted|planned|expected|intended|going) to\b"));
    TEACHING.is_match(&BESIDE.replace_all(clause, "")) && !WISHED.is_match(sentence)
}

/// Does a student say it of themselves? "She says he was there" is somebody else's word.
pub(super) fn is_hearsay(clause: &str) -> bool {
    HEARSAY.captures_iter(clause).any(|found| {
        let part = |name: &str| found.name(name).map_or(String::new(), |part| part.as_str().to_lowercase());
        part("who").starts_with('@') || part("who") == part("of")
    })
}

/// Do they say so, or not so, in no more words? "May says no", "he told me that he had gone".
pub(super) fn is_claim(clause: &str) -> bool {
    static CLAIM: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)(?:\b(?:s?he|they)|@\d+) (?:\w+ly )?(?:says?|said|claims?|tells? (?:me|us|somebody)|told (?:me|us|somebody)|insists?|maintains?|swears?|reckons?)(?: that)? (?:(?:yes|no|so|not|otherwise)\b|(?:s?he|they)(?:'d| had| has)? (?:went|gone)(?: along| to it)?\W*$)",
        )
    });
    CLAIM.is_match(clause)
}

/// Is a question ours, said again by whoever answers it next? "May? Yes." "Was he there? He was not."
pub(super) fn is_echo(sentence: &Sentence, next: Option<&Sentence>) -> bool {
    static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:y|n|yes|yep|yup|yeah|no|nope|nah|not|indeed|definitely|certainly|absolutely|afraid not|i'm afraid|(?:s?he|they|@\d+) (?:was|were|did|wasn't|weren't|didn't|came))\b",
        )
    });
    static ASKS_OTHER: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:you|your|i|my|who|whom|what|when|where|why|how|which|is|are|can|could|do|does|should|will|would|may|might)\b",
        )
    });
    let text = sentence.text.as_str();
    sentence.asks
        && (ONLY_NAME.is_match(text)
            || next.is_some_and(|next| ANSWERS.is_match(&next.text)) && !ASKS_OTHER.is_match(text))
}
