//! Turns of phrase that put whom they speak of in an odd place, set straight before the sentences are read.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::names::rule;

/// The marked text with such turns in plain words.
pub fn straightened(text: &str) -> String {
    let text = EVEN.replace_all(text, "$who present");
    let text = WITH_OTHERS.replace_all(&text, "$start$who present, $rest");
    let text = AMONG_ALL.replace_all(&text, "$all, $who present");
    let text = CLEFT.replace_all(&text, "$1 ");
    let text = SENT_AWAY.replace_all(&text, "$who were turned away");
    let text = UNHEARD.replace_all(&text, "$1 no word");
    let text = WHERE_OTHERS.replace_all(&text, "$1 were absent");
    IT_WAS.replace_all(&text, "$1 $2 was absent.").into_owned()
}

/// "Everyone came, even JL": and so did he.
static EVEN: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:even|including|incl\.?) (?P<who>@\d+(?:(?:, and |, | and | & )@\d+)*)"));
/// "Ayesha and everyone else here": she too.
static WITH_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?im)(?P<start>^|[.;!?] )(?P<who>@\d+(?:(?:, and |, | and | & )@\d+)*),? (?:and|&|plus) (?P<rest>(?:everyone else|everybody else|(?:all (?:of )?)?the others|(?:all )?the rest)(?: were| was| are| is| all| both)* (?:here|there|present|in|came|attended|made it|turned up|fine|ok|okay|good|stayed)\b)",
    )
});
/// "All there, Ali and Hassan for once".
static AMONG_ALL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<all>(?:all|everyone|everybody)(?: were| was| are| is)? (?:here|there|present|in|came|attended|made it|turned up)),? (?P<who>(?:both )?@\d+(?:(?:, and |, | and | & )@\d+)*) (?:for once|too|included|as well|at last|also)\b",
    )
});
/// "It was just Goldberg and Iqbal who didn't": what is said is said of all of them.
static CLEFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:it|that)(?: was| were|'s| is) ((?:just |only )?@\d+(?:(?:, and |, | and | & )@\d+)*) (?:who|that) ")
});
/// "Hannah was there, it was Amara": the one of whom the opposite holds.
static IT_WAS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)(@\d+ (?:was|is) (?:there|here|present|in)[,;.]+ )(?:it|that) was (@\d+)(?:[.!]|$)"));
/// "I had to send May and Zoë away": what is done to several.
static SENT_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:i|we) )?(?:(?:have |had )?(?:to )?(?:send|turn)|sent|turned) (?P<who>@\d+(?:(?:, and |, | and | & )@\d+)+) (?:away|back|home)\b",
    )
});
/// "Maeve I haven't heard from."
static UNHEARD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(@\d+),? (?:i|we) (?:haven't|have not|hadn't|had not|didn't|did not|never)(?: yet)? (?:hear|heard|had)(?: a word| anything| a thing)? from(?: yet| at all| today)*\b",
    )
});
/// "No idea where the others were": they were not there.
static WHERE_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no|not an?|haven't an?) (?:idea|clue)(?: of| about)? (?:where|what happened to|what became of) (the others|the rest|everyone else|everybody else)(?: (?:were|was|is|are|went|got to|had got to|have got to))?\b",
    )
});
