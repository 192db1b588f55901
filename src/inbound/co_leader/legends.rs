//! Letters and signs that stand for words in a list, and the sentences that say what they stand for.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::inbound::names::rule;

/// So many lines that end in a letter are a list of marks.
const LETTERED_LINES_MIN: usize = 4;

/// The text with its letters in words; a legend is left out, save what it says of names without a mark.
pub fn without_legends(text: &str) -> String {
    let text = UNMARKED.replace_all(text, "The others were present.");
    let text = LEGEND.replace_all(&text, "");
    lettered(&SIGN.replace_all(&text, "$before"))
}

/// "Aisha Y", "Zoe N" line by line: the letter is no initial of the name.
pub fn parted_letters(text: &str) -> String {
    static LETTERED: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?m)^(?P<name>[A-Za-z'\u{2019} -]{2,40}?) (?P<mark>[YNPALEX])[ \t]*$"));
    if LETTERED.find_iter(text).count() < LETTERED_LINES_MIN {
        return text.to_owned();
    }
    LETTERED.replace_all(text, "$name: $mark").into_owned()
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
