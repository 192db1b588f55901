//! "Wei yes, Grace not yet", "Lucy hasn't; Ben has", "and with Kofi": what answers that are cut short say in full.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{DISCUSSED, NOT_DISCUSSED};
use crate::inbound::names::rule;

/// Of whom it was talked with, written out; `before` is what was said last.
pub(super) fn in_full<'a>(text: &'a str, before: Option<&str>) -> Cow<'a, str> {
    let mut told = Cow::Borrowed(text);
    for (short, full) in ANSWERS.iter() {
        if short.is_match(&told) {
            told = Cow::Owned(short.replace_all(&told, *full).into_owned());
        }
    }
    let speaks_of_talk = |text: &str| DISCUSSED.is_match(text) || NOT_DISCUSSED.is_match(text);
    if before.is_some_and(speaks_of_talk) || speaks_of_talk(&told) {
        told = Cow::Owned(HAS.replace_all(&told, "$who has been spoken to$end").into_owned());
    }
    told
}

/// Is the same said of others? "Also with Grace", "Amara: same day".
pub(super) fn says_the_same(clause: &str) -> bool {
    static SAME: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:(?:and|plus|then)[, ]+)*(?:also|likewise|ditto|similarly|again|same)[, ]+(?:for |with |to |by )?@\d+(?:(?:,| and| &)+ (?:with |to )?@\d+)*\W*$|^\W*(?:and|plus) (?:with |to )@\d+(?:(?:,| and| &)+ (?:with |to )?@\d+)*\W*$|^\W*(?:and )?(?:with|to) @\d+(?:(?:,| and| &)+ (?:with |to )?@\d+)* (?:too|also|as well|likewise)\W*$|^\W*(?:and )?(?:so|as) (?:did|has|have|had|were) @\d+(?:(?:,| and| &)+ @\d+)* and (?:i|me|we)\W*$|^\W*@\d+(?:(?:,| and| &)+ @\d+)*[ :,–-]*(?:the )?(?:same|ditto|likewise|similarly|as above|also|too|as well)(?: (?:day|time|again|here|story|thing|conversation|place|afternoon|morning))?\W*$",
        )
    });
    SAME.is_match(clause)
}

/// A list's yes and no, of a talk.
static ANSWERS: LazyLock<[(Regex, &str); 5]> = LazyLock::new(|| {
    [
        (
            r"(?i)^\W*(?:but |and )?not (?P<who>@\d+(?:(?:,| or| and| nor)+ @\d+)*)(?: yet| so far)?(?P<end>\W*$)",
            "$who has not been spoken to$end",
        ),
        (
            r"(?i)(?P<who>@\d+) ?[:,=–-]* ?(?:no|n|not yet|✗|❌)(?P<end>\W*$|[.,;!)])",
            "$who has not been spoken to$end",
        ),
        (
            r"(?i)(?P<before>^\W*(?:and |but |so )?|[.;,] |@\d+ (?:no|not yet),? )(?:with |to )?(?P<who>@\d+(?:(?:,|,? and|,? &) @\d+)*) ?[:,=–-]* ?(?:both )?(?:yes|yep|y|done|✓|✔|✅|☑)(?: too| also| as well| both)?(?P<end>\W*$|[.,;!)])",
            "$before$who has been spoken to$end",
        ),
        (
            r"(?i)(?P<who>@\d+) ?[:,=–-]+ ?(?:#\d+|my \w+|our \w+|i|we)(?: have| has|'ve| did)(?P<end>\W*$|[.,;!)])",
            "$who has been spoken to$end",
        ),
        // "And, while I was at it, with Maeve".
        (
            r"(?i),? (?:while|whilst|when|as) (?:i|we)(?:'m|'re| was| were| am) (?:at it|about it|there|on the subject),?",
            "",
        ),
    ]
    .map(|(short, full)| (rule(short), full))
});
static HAS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)(?P<who>@\d+) (?:has|have|did)(?P<end>\W*$|[.,;!)])"));
