//! Letters and signs that stand for words in a list, and the sentences that say what they stand for.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::statement::{Said, status};
use crate::inbound::names::rule;

/// A sign has at most so many letters.
const SIGN_LENGTH_MAX: usize = 2;

/// What a sign means is said in so few words.
const MEANING_WORDS_MAX: usize = 3;

/// Words as short as signs that are none.
const NO_SIGNS: [&str; 22] = [
    "i", "so", "we", "he", "it", "my", "in", "on", "at", "as", "if", "is", "or", "to", "us", "be", "by", "of", "im",
    "do", "go", "a",
];

/// So many lines that end in a letter are a list of marks.
const LETTERED_LINES_MIN: usize = 4;

/// The text with its letters in words; a legend is left out, save what it says of names without a mark.
pub fn without_legends(text: &str) -> String {
    let text = UNMARKED.replace_all(text, "The others were present.");
    let text = LEGEND.replace_all(&text, "");
    lettered(&SIGN.replace_all(&text, "$before"))
}

/// A text that says itself what its signs mean ("1 = there, 2 = sent apologies", "P was there, A wasn't"): the words put
/// in the place of each sign that stands beside a name, and the meanings left out.
pub fn with_meanings(text: &str) -> String {
    let mut meanings: Vec<(String, &str)> = Vec::new();
    let mut blank = None;
    let left = DEFINED
        .replace_all(text, |found: &Captures| {
            let whole = found.get(0).map_or("", |m| m.as_str());
            let group = |one: &str, other: &str| found.name(one).or(found.name(other)).map_or("", |m| m.as_str());
            let sign = group("sign", "letter").to_lowercase();
            match word_for(group("meaning", "said")) {
                Some(word) if sign.chars().count() > SIGN_LENGTH_MAX => blank = Some(word),
                Some(word) => meanings.push((sign, word)),
                None => return whole.to_owned(),
            }
            whole.chars().next().filter(|first| matches!(first, '\n' | '.' | ';')).map(String::from).unwrap_or_default()
        })
        .into_owned();
    let left = listed_meanings(&left, &mut meanings);
    if meanings.is_empty() && blank.is_none() {
        return text.to_owned();
    }
    let left = SIGNED.replace_all(&left, |found: &Captures| {
        let meant = |sign: &str| meanings.iter().rev().find(|(known, _)| *known == sign.to_lowercase());
        let whole = found.get(0).map_or("", |m| m.as_str());
        match (meant(&found["sign"]), found.name("more").and_then(|more| meant(more.as_str()))) {
            (_, Some((_, word))) | (Some((_, word)), None) => format!("{}: {word}{}", &found["who"], &found["end"]),
            _ => whole.to_owned(),
        }
    });
    match blank {
        Some(word) => BARE.replace_all(&left, format!("$name: {word}")).into_owned(),
        None => left.into_owned(),
    }
}

/// "(A absent, TA turned away)", "e emailed, x no word": a line that is nothing but signs and their meanings.
fn listed_meanings(text: &str, meanings: &mut Vec<(String, &str)>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let pieces =
            line.trim().trim_matches(['(', ')', '.']).split([',', ';']).map(|piece| piece.trim().split_once(' '));
        let meant: Option<Vec<_>> = pieces
            .map(|piece| {
                let (sign, meaning) = piece.filter(|(sign, _)| sign.chars().count() <= SIGN_LENGTH_MAX)?;
                let sign = sign.to_lowercase();
                // "I am ill, so the session must be cancelled" is a sentence.
                let is_legend = !NO_SIGNS.contains(&&*sign) && meaning.split(' ').count() <= MEANING_WORDS_MAX;
                is_legend.then_some((sign, word_for(meaning)?))
            })
            .collect();
        match meant.filter(|meant| meant.len() > 1 && !line.contains('@')) {
            Some(meant) => meanings.extend(meant),
            None => kept.push(line),
        }
    }
    kept.join("\n")
}

/// What a meaning says of whoever has the sign.
fn word_for(meaning: &str) -> Option<&'static str> {
    if NOTHING.is_match(meaning) {
        return Some("absent, no word");
    }
    Some(match status(&format!("@0 {}", meaning.trim()))? {
        Said::TurnedAway => "turned away",
        Said::Late => "late",
        Said::NoReason => "absent, no word",
        Said::Excused | Said::Reason | Said::Perhaps => "excused",
        Said::Absent => "absent",
        Said::Present | Said::NotAbsent => "present",
        Said::AsListed => return None,
    })
}

static NOTHING: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^ *(?:is )?(?:nothing|none|nil|silence)(?: (?:heard|sent|at all))?\W*$"));
/// A sign or a letter and what it stands for; "no note" and "blank" are signs too.
static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[\n,;.(] ?| and )(?:(?P<sign>ta|abs|dna|[a-z0-9-]|[^\w\s@#,;.():=/&]|blank|no (?:mark|note|letter|tick|sign)) ?(?:=+|means|denotes|stands for|is for)(?P<meaning> ?[^,;.\n()@#]{2,40})|(?P<letter>(?-i:[A-HJ-Z])) (?P<said>(?:was|were|did|had|came|left|let|told)(?:n't)?\b[^,;.\n()@#]{0,40}))",
    )
});
/// A sign behind a name or behind those who are not named.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?P<who>@\d+|everyone else|everybody else|\b(?:all |the |\d+ )*(?:others|rest))(?: ?[:=-]+ ?| +|\b)(?P<sign>ta|[a-z0-9-]|[^\w\s@#,;.():=/&])(?P<more>\*)?(?P<end>[ \t]*(?:[,;.\n(]|$))",
    )
});
static BARE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?m)^(?P<name>\W*@\d+)[ \t]*$"));

/// "Aisha Y", "Zoe N" line by line: the letter is no initial of the name.
pub fn parted_letters(text: &str) -> String {
    static LETTERED: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?m)^(?P<name>[A-Za-z'\u{2019} -]{2,40}?) (?P<mark>[YNPALEX]\*?|TA)(?P<more>[ \t]*\([^()\n]*\))?[ \t]*$")
    });
    if LETTERED.find_iter(text).count() < LETTERED_LINES_MIN {
        return text.to_owned();
    }
    LETTERED.replace_all(text, "$name: $mark$more").into_owned()
}

/// Letters that head a list or follow a count, in words.
fn lettered(text: &str) -> String {
    let word = |letter: &str| match letter {
        "P" => "present",
        "A" => "absent",
        "L" => "late",
        _ => "excused",
    };
    LETTER
        .replace_all(text, |found: &Captures| match (found.name("head"), found.name("count"), found.name("of")) {
            (Some(head), ..) => format!("{}: ", word(head.as_str())),
            (_, Some(count), Some(of)) => format!("{} {}", count.as_str(), word(of.as_str())),
            _ => String::new(),
        })
        .into_owned()
}

/// "No mark = there", "everybody without a note came": a legend that speaks of the others.
static UNMARKED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:[^.;!?\n,@]*\b)?(?:no (?:marks?|notes?|remarks?|comments?|annotations?|word)|unmarked|unannotated|blanks?|without (?:a |any )?(?:marks?|notes?|remarks?|comments?|annotations?)|left blank)\b[^.;!?\n,@]*\b(?:there|here|present|came|in|attended|fine|ok)\b[^.;!?\n,@]*[.;!]?",
    )
});
/// "P present, A absent, E excused": what the letters stand for is said of nobody.
static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:(?:^|[,;. ])\b[a-z\u{2713}\u{2717}] ?(?:=|:|-|for|is|means)? ?(?:present|absent|excused|late|apolog\w+|turned away|there|not there|away)\b[,;.]?){2,}",
    )
});
/// "A cross means not there", "plus denotes present".
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?im)(?P<before>^|[.!?,;] ?| )(?:an? |the |and )?(?:[+\u{2713}\u{2714}\u{2717}\u{2718}\u{2705}\u{274c}\u{2611}-]|plus|minus|ticks?|cross(?:es)?)(?: marks?)? ?(?:=|:|means?|denotes?|is for|for|stands? for|indicates?|is) ?(?:present|absent|there|not there|here|not here|away|missing|late|excused)\b ?[.,;!]?",
    )
});
/// "P: all the rest", "10 P 1 A": letters for what they head or count.
static LETTER: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?m)(?:^\W*(?P<head>P|A|L|E) ?[:=-]+ ?|\b(?P<count>\d+) ?(?P<of>P|A|L|E)\b)"));
