//! What stands in an answer about teaching beside the answer: who passed it on, what else was done that day, that the
//! writer has looked it up.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{CAME, NOT_OTHERWISE, NOT_THERE, ONLY_NAME, THERE};
use crate::domain::id::PersonId;
use crate::inbound::co_leader::text::Prepared;
use crate::inbound::names::{Mention, marks_in, rule};

/// The sentence without what stands beside its answer.
pub(super) fn without_asides(text: &str) -> Cow<'_, str> {
    if ONLY_NAME.is_match(text) {
        return Cow::Borrowed(text);
    }
    let mut told = Cow::Borrowed(text);
    for (aside, instead) in ASIDES.iter() {
        if aside.is_match(&told) {
            told = Cow::Owned(aside.replace_all(&told, *instead).into_owned());
        }
    }
    told
}

/// "Grace told me that she was ill", where we asked about somebody else: Grace is no more than the messenger.
pub(super) fn without_messenger<'a>(text: &'a str, prepared: &Prepared, asked: Option<PersonId>) -> Cow<'a, str> {
    static MESSENGER: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)@(?P<name>\d+)(?:'s| has| had)? (?:\w+ly )?(?:told (?:me|us|my \w+|the \w+)|tells me|says|said|mentioned|reported|let (?:me|us) know|texted(?: me)? to say|passed on)(?: that)? (?P<of>s?he|they|her|his|their)\b",
        )
    });
    let Some(asked) = asked else { return Cow::Borrowed(text) };
    let is_asked = |mention: &Mention| mention.one() == Some(asked);
    let names_asked = marks_in(text).iter().filter_map(|place| prepared.marked.mentions.get(*place)).any(is_asked);
    if names_asked {
        return Cow::Borrowed(text);
    }
    MESSENGER.replace_all(text, "$of")
}

/// "Came and did not say a word": what was not done there does not take back that they came.
pub(super) fn said_of_being_there(clause: &str) -> Cow<'_, str> {
    let rest = NOT_OTHERWISE.replace_all(clause, "");
    if THERE.is_match(&rest) && !NOT_THERE.is_match(&rest) { rest } else { Cow::Borrowed(clause) }
}

/// Is it said in one breath both that they were there and that they were not? What is denied is not said.
pub(super) fn says_both(clause: &str) -> bool {
    static DENIED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)(?:^\W*(?:n|no|nope|nah|negative|neither|afraid not)\b|\b(?:\w+n't|not|never|neither|nor|no|without|failed to|unable to|meant to|supposed to|hoped to|missed|skipped|absent|missing|away|off|instead of|rather than|sick|ill|unwell)\b)(?:[\w' -]|@\d+)*",
        )
    });
    let rest = DENIED.replace_all(clause, " ");
    let bare: String = rest.chars().filter(char::is_ascii_alphabetic).collect();
    !bare.is_empty() && CAME.is_match(&rest) || WAS_THERE.is_match(&rest)
}

/// Is it said in so many words that somebody was, or was not, at the teaching?
pub(super) fn says_plainly(text: &str) -> bool {
    static NOT_THERE_PLAINLY: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:(?:wasn't|was not|weren't|were not) (?:there|present|here|at|with us)|(?:didn't|did not|never) (?:come|came|attend|attended|turn up|turned up|show|showed|appear|appeared|make it|made it)|(?:was|were) absent)\b",
        )
    });
    WAS_THERE.is_match(text) || NOT_THERE_PLAINLY.is_match(text)
}

/// Plainly there.
static WAS_THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:was|were) (?:indeed |definitely |certainly |very much )?(?:there|present|here|with (?:us|me))|stayed for|took part|participated|contributed)\b|^\W*(?:yes|yep|yeah|yup)\b",
    )
});

/// "Didnt", "hes": in haste the apostrophe is left out.
pub(super) fn with_apostrophes(text: &str) -> Cow<'_, str> {
    let mut written = Cow::Borrowed(text);
    for (hasty, full) in HASTY.iter() {
        if hasty.is_match(&written) {
            written = Cow::Owned(hasty.replace_all(&written, *full).into_owned());
        }
    }
    written
}

static HASTY: LazyLock<[(Regex, &str); 4]> = LazyLock::new(|| {
    [
        (r"(?i)\b(?P<verb>have|has|had|did|was|were|do|does|could|would|should|ca|wo|is|are)nt\b", "${verb}n't"),
        (r"(?i)\b(?P<who>i|we|they)ve\b", "${who}'ve"),
        (r"(?i)\b(?P<who>he|she|that|there)s\b", "${who}'s"),
        (r"(?i)\b(?P<who>i)m\b", "${who}'m"),
    ]
    .map(|(hasty, full)| (rule(hasty), full))
});

/// What stands beside an answer, and what is left of it.
static ASIDES: LazyLock<[(Regex, &str); 24]> = LazyLock::new(|| {
    [
        (r"(?i),? (?:although|though|even though|not that|since|as) you (?:did not|didn't|never|had not|hadn't) (?:ask|asked)\b[^.;]*", ""),
        // "Yes, I have looked, and no, he was not": the first word answers the request.
        (
            r"(?i)^\W*(?:yes|yep|yeah|sure|of course)\W+(?:i|we)(?:'ve| have| did| had)? (?:\w+ )?(?:look|check|ask|search|consult|dug|found)\w*[^,;.]*[,;.–-]+(?: and| but)?",
            "",
        ),
        // "No - wait, yes."
        (
            r"(?i)^\W*(?:yes|yep|yeah|no|nope)\b\W*(?:(?:no|oh|sorry|wait|hang on|hold on|actually|correction|scrap that|i mean|make that|i tell a lie|as you were|on second thoughts?|rather)\b\W*)+(?:that's |that should be |make (?:it|that) |it's |it should be )?(?P<last>yes|yep|yeah|no|nope)\b",
            "$last",
        ),
        (
            r"(?i)\b(?:no|without(?: a)?|beyond(?: a)?) (?:doubt|question)(?: (?:about (?:it|that)|at all|whatsoever))?\b,?",
            "",
        ),
        (
            r"(?i)\b(?:no idea|not sure|don't know|do not know|can't (?:say|tell|think)|beats me) (?:why|how|what (?:made|happened|became))\b",
            "",
        ),
        // "She missed yours but was at mine."
        (
            r"(?i)\b(?:(?:was|were)(?:n't| not) (?:at|in)|didn't (?:come|get|make it) to|not (?:been )?(?:at|to)|miss(?:ed|es|ing)?|skipp(?:ed|ing)|absent from) (?:yours\b|your \w+|the balint(?: \w+)?|balint(?: \w+)?)",
            "",
        ),
        (
            r"(?i),? ?\b(?:if|though|but|albeit) not (?:in (?:spirit|mind|body)|(?:quite|entirely|very|exactly|altogether|fully|wholly|much|particularly|terribly|always) [^,.;@]*)",
            "",
        ),
        (r"(?i)\byou(?:'ll| will| may| might)(?: no doubt| probably| be| also)* \w+\b", "you"),
        (r"(?i)\b(?:help(?: you)?(?: much)?|with you|hang in|bear with me|hello|hi) there\b", ""),
        (r"(?i)(?P<before>\w\W+)there (?:is|was|were|are)\b", "$before"),
        // "She will be there next week."
        (
            r"(?i)(?:\b(?:will|shall|going to|hopes? to|plans? to|promis\w+ (?:me )?to|intends? to|means to|would)|'ll|'d) (?:\w+ )?(?:be|come|attend|make it|turn up|join)(?: (?:there|present|in|along|here|back|with us))?\b",
            "",
        ),
        // "She came for the ward round": elsewhere on the same day.
        (
            r"(?i)\b(?:came|was|were|turned up|present|attended|appeared|was (?:there|in|present))(?: early| late)? (?:for|to|at) (?:the |my |our |a )?(?:\w+ ){0,2}(?:clinic|ward round|theatre|handover|lunch|round|mdt|board round|list)(?P<end>[.,;!)]|$| but| and| that| then| only)",
            "$end",
        ),
        // "He had texted Grace to say": whoever is told something is not spoken of.
        (
            r"(?i)(?P<who>\bs?he|\bthey|@\d+)(?P<had>'d| had| has|'s|'ve| have)? (?:also |just |only )?(?:sent (?:a |an )?(?:text|message|e-?mail|note|word|apologies) (?:to|via|through|with)|texted|messaged|told|rang|phoned|e-?mailed|let) (?:@\d+|#\d+|(?-i:\p{Lu}\p{Ll}+)\b)",
            "$who$had told somebody",
        ),
        (
            r"(?i)(?P<who>\bs?he|\bthey|@\d+)(?P<had>'d| had| has|'s|'ve| have)? (?:also |just |only )?(?:texted|messaged|e-?mailed|rang|phoned)(?: me| us| in)? to say\b",
            "$who$had told somebody",
        ),
        (
            r"(?i)\b(?:at|in) (?:(?:the|my|our|that|this|his|her|their) )?(?:(?:ward|firm|bedside|clinical|\w+day|\w+day's|small[- ]group) )*(?:teaching|tutorials?|small[- ]groups?)(?: (?:session|group|round))?\b",
            "there",
        ),
        (
            r"(?i)[,;.–-]+ (?:and |but |with )?(?:so |my |many |very )?(?:sorry|apologies) (?:for|about|that) (?:the (?:delay|late|slow)|not |taking|being|my (?:late|slow)|i )[^;.]*",
            "",
        ),
        (
            r"(?i)\b(?:was|is) (?:almost |about )?the only (?:one|student|person|man|woman|girl|boy|lad)(?: of \w+)? (?:(?:who|that) (?:came|turned up|attended|showed up|made it|did|was there)|to (?:come|turn up|attend|show up|make it))\b",
            "came",
        ),
        (r"(?i)^\W*(?:i )?can (?:\w+ly )?confirm\W*$", "yes"),
        // Here a list is one of those who came, and nothing to be done.
        (r"(?i)\bon my list\b", "on the list"),
        (
            r"(?i)(?P<before>\w)[.!]?[ ,;–-]* (?:and )?(?:many )?(?:thank you|thanks|thx)(?: very much| so much)? for (?:asking|checking|chasing|enquiring|inquiring|following (?:it|this|that) up)\b",
            "$before",
        ),
        // "She came on Monday instead, so I must say no."
        (
            r"(?i)^[^@]*\b(?:s?he|they)\b[^@]*[,;.–-] ?(?:and |but )?so,? (?:(?:i|must|have|to|say|would|i'd|suppose|guess|fear|the|answer|is|it's|it|that's|that|a|would|be|i'm|am|afraid|definitely|for|you|your|purposes)[ ,:]+)*(?P<said>yes|no)\W*$",
            "$said",
        ),
        (r"(?i)\b(?:i|we) had (?:all|every one|the whole lot) (?:of )?(?:my|our|mine|ours|the)(?: students| lot| firm| group| girls| boys)?\b", "they all came"),
        (r"(?i),? (?:including (?P<one>@\d+(?:(?:,|,? and|,? &)+ @\d+)*)|(?P<two>@\d+(?:(?:,|,? and|,? &)+ @\d+)*) (?:included|amongst them|among them))(?P<end>\W*$)", ". $one$two too$end"),
        (
            r"(?i)\b(?:could|can)(?:n't| not|not) (?:possibly )?have(?: (?:been(?: there)?|come|attended|made it))?(?P<next>\W*$|[,.;:]| (?:as|because|since|for)\b)",
            "was not there$next",
        ),
    ]
    .map(|(aside, instead)| (rule(aside), instead))
});
