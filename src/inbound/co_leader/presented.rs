//! Which student presented a case.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::orders::{Orders, unclear_marks};
use super::text::Sentence;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// Who presented a case, and in which session.
pub fn presented(context: &Context, sentence: &Sentence, session: Option<u8>) -> Orders {
    let mut found = Orders::default();
    let text = GOT_TO.replace_all(&sentence.text, "$who presented");
    let text = &*NO_TIME.replace_all(&text, "");
    if !text.contains('@') {
        let of_notice = context.kind() == Some(AboutKind::EscalationNotice) && !sentence.asks;
        let speaks = !PRESENTED_REGRETS.is_match(text) && !SUPPOSES.is_match(text);
        if let Some(student) = context.about_student().filter(|_| of_notice && speaks && SPOKEN_OF.is_match(text)) {
            found.give("presented", Order::Presented { student, session });
            found.consumed = false;
        }
        return found;
    }
    if sentence.asks && !ADDS.is_match(text)
        || NOT_PRESENTED.is_match(text) && !TOOK_A_TURN.is_match(text)
        || PRESENTED_REGRETS.is_match(text)
    {
        return found;
    }
    let named: Vec<&str> = PRESENTED
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
        .map(|words| words.name("who").map_or("", |m| m.as_str()))
        .collect();
    if named.is_empty() {
        return found;
    }
    if ONE_OR_OTHER.is_match(text) {
        found.doubt = Some("who presented");
        return found;
    }
    let past: Vec<u8> =
        context.sessions_in(text, Tense::Past).exact.into_iter().filter(|number| context.has_begun(*number)).collect();
    let session = match past[..] {
        [one] => Some(one),
        _ => session,
    };
    for named in named {
        found.unclear.extend(unclear_marks(context, named));
        for student in context.students_in(named) {
            found.give("presented", Order::Presented { student, session });
        }
    }
    found.consumed = false;
    found
}

static ONE_OR_OTHER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)@\d+,? or (?:\w+ )?@\d+"));
/// "She even presented": the student of the notice.
static SPOKEN_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:s?he|they)(?: even| actually)? presented(?:\W*$| (?:her|his|their|a|the)\b| (?:well|brilliantly|beautifully|too|once|twice)\W*$)",
    )
});
/// "I don't think she presented."
static SUPPOSES: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:not|\w*n't|never|if|think|whether|hardly)\b"));
/// "Can you add that Grace presented?"
static ADDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|would|will) (?:you|we|i)(?: (?:please|pls|kindly|also|just))* (?:add|note|record|put|log|mention|minute)(?: down| in)? that\b|\b(?:can|could|would|will) (?:you|we|i|u)\b.{0,60}\b(?:down|off)(?: @\d+)? (?:for|as) (?:having )?present(?:ed|ing)\b",
    )
});
/// "It was Seun's turn to bring a patient and he did."
static TOOK_A_TURN: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\bturn to (?:present|bring)\b[^.;]*\band (?:s?he|they) (?:did|gave|brought|presented)\b")
});
/// "Mr Asante presented his apologies."
static PRESENTED_REGRETS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bpresented (?:(?:his|her|their|many|sincere|with|its)(?: \w+){0,2}? (?:apolog\w+|regrets|excuses|compliments)|(?:sincere |many )?(?:apologies|regrets|excuses|compliments)|himself|herself|late\b|(?:me|us)\b[^.;]{0,15}\bwith)|\bpresent(?:ed|ing) (?:\w+ )?(?:at|to) (?:a|an|the|another|his|her|their) (?:\w+ )?(?:conf\w*|congress|deanery|college|society|symposium|day|national|regional)\b",
    )
});
/// "We ran out of time for Will."
static NO_TIME: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:(?:ran|run) out of time|didn't get (?:to|round to)|(?:had |was )?no time) (?:for|to)?\b[^.;,]*")
});
/// "Helen had got Tom Nguyen to present."
static GOT_TO: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:got|persuaded|talked) (?P<who>@\d+)(?: to| into) present(?:ing)?\b"));
static NOT_PRESENTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:will|going to|'ll|is due to|due to|to|should|could|can|might|may|wants to|hasn't|haven't|didn't|did not|not|never|nobody|no ?one|next|yet to|supposed to|scheduled to|has yet to|have yet to|was meant to|volunteered to|offered to) (?:\w+ ){0,3}(?:present(?:ed|ing)?|bring|brought|case)\b|\bturn to (?:present|bring)\b|\b(?:going|meant|supposed) to be @|\b(?:not|never|n't|nothing|no word|yet to)(?: yet| been)? (?:heard|hear) from\b|\bi(?:'ve| have| had|'d)?(?: just| now| since| already)* heard (?:back )?from\b|\bheard (?:back )?from @\d+,? (?:why|that|because|by|via|at all|yet|since)\b",
    )
});
static PRESENTED: LazyLock<[Regex; 14]> = LazyLock::new(|| {
    const LIST: &str = r"(?P<who>@\d+(?:(?:, and |, & |, then |, | and | & | \+ |/| then | and from | and by )@\d+)*)";
    [
        format!(r"(?i){LIST}(?:,? \(?(?:both|also|then|kindly|bravely|very \w+|again|today|each|did|who|\w+ly)\)?,?)* (?:(?:(?:(?:has|had|have) )?(?:now |both |finally |at last )*presented|did present)(?: (?:a|the|her|his|their|an|two|today|first|and|very|well|beautifully|one|another|this|brilliantly|on|about)\b|[.,;:!)]|$| - | \()|(?:was|were) (?:the |our |today's )?(?:presenting|presenters?)\b|did (?:the |a |our |this week's |today's )?(?:case|presenting|presentation)|gave (?:us )?(?:the |a |her |his |an |today's )?(?:\w+ )?(?:case|presentation)|(?:brought|shared|offered|told(?: us)? (?:about|of)|took us (?:all )?through|led with|had|talked us through|did) (?:us )?(?:a|an|the|her|his|their|today's) (?:\w+ ){{0,2}}(?:case|patient|presentation|man|woman|lady|gentleman|girl|boy|family|couple|mother|father|story|phone call|consultation|death)\b|presented\b)"),
        format!(r"(?i)\b(?:presented by|presented ?[:=]|presenters?(?: (?:was|were|today))?:?|presenting(?: today)?(?: (?:was|were))?:?|(?:cases?|presentations?)(?: (?:today|this week|was|were|are|is|came|come|both|presented|brought|heard|(?:of|on) the \d+(?:st|nd|rd|th)?))*,?(?: from| by|:| -)|heard (?:a case |cases )?from|case(?:s)?:)\s*(?:both )?{LIST}"),
        format!(r"(?i){LIST}(?:'s?)? (?:case|presentation)\b"),
        format!(r"(?i)\b(?:case|presentation)s?,? (?:of|by|from) {LIST}(?:'s)?\b"),
        format!(r"(?i)\b(?:one from|presentation\b[^.;@]{{0,25}}\bfell to) {LIST}"),
        format!(r"(?i)\btick(?:ed)?(?: off)? {LIST}(?: off)? as (?:having )?presented"),
        format!(r"(?i)^\W*(?:it was )?{LIST}'s (?:patient|one|turn to (?:present|bring)\b[^.;]*\band (?:he|she|they) did)\b"),
        format!(r"(?i)\bit was {LIST} who presented"),
        format!(r"(?i)\b(?:case|patient|story|consultation|presentation)s? (?:was|were|is|came) (?:one of |from |by ){LIST}(?:'s)?\b"),
        format!(r"(?i)(?:^|[^\w])(?:was )?{LIST}(?:'s) turn (?:with|for|to give) (?:the|a|her|his) (?:case|presentation)\b"),
        format!(r"(?i)\b(?:hear|heard|hearing|discuss|discussed|discussion of|worked on) {LIST}'s (?:patient|consultation|story)\b"),
        format!(r"(?i){LIST}(?:'s)?(?: name)? down (?:for|as) (?:having )?present(?:ed|ing)\b"),
        format!(r"(?i)\b(?:thanks|thank you|grateful) to {LIST} for (?:a|an|the|her|his|their) (?:\w+ ){{0,2}}(?:case|presentation)\b"),
        format!(r"(?i)\b(?:the|our|today's) (?:case|presentation)(?: today)? (?:was|is) {LIST}(?:'?s?\W*$|'s(?: btw| by the way| this time)?(?:,|\W*$))"),
    ]
    .map(|pattern| rule(&pattern))
});
