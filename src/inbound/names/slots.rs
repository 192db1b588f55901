//! Where a sentence wants a name: it tells the student Will from "will", and finds the name that dictation misheard
//! ("Coffee was late") or that is nobody's in the group.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::mark::{Marked, Token};
use super::roll::{Fit, Roll};
use super::tables::is_common;
use super::{Mention, Outsider, rule};

/// Words after which a name stands, in a register.
const BEFORE_A_NAME: [&str; 30] = [
    "bar",
    "but",
    "except",
    "save",
    "minus",
    "without",
    "only",
    "just",
    "absent",
    "missing",
    "present",
    "late",
    "excused",
    "and",
    "from",
    "for",
    "than",
    "of",
    "dna",
    "about",
    "on",
    "with",
    "both",
    "neither",
    "nor",
    "hold",
    "plus",
    "away",
    "apologies",
    "mark",
];

/// Words that follow a name, and never the verbs "will" and "may".
const AFTER_A_NAME: [&str; 75] = [
    "could",
    "couldnt",
    "cant",
    "cannot",
    "might",
    "would",
    "wouldnt",
    "should",
    "must",
    "went",
    "ran",
    "got",
    "forgot",
    "overslept",
    "wrote",
    "cant",
    "spoke",
    "was",
    "were",
    "is",
    "isnt",
    "wasnt",
    "werent",
    "has",
    "hasnt",
    "had",
    "hadnt",
    "did",
    "didnt",
    "came",
    "left",
    "arrived",
    "missed",
    "never",
    "there",
    "absent",
    "missing",
    "late",
    "present",
    "excused",
    "off",
    "away",
    "sick",
    "ill",
    "here",
    "in",
    "turned",
    "sent",
    "emailed",
    "texted",
    "told",
    "presented",
    "joined",
    "attended",
    "who",
    "on",
    "stuck",
    "out",
    "also",
    "yes",
    "no",
    "y",
    "n",
    "messaged",
    "rang",
    "called",
    "dna",
    "only",
    "again",
    "today",
    "said",
    "wrote",
    "apologised",
    "too",
    "explained",
];

/// Verbs after "will" and "may": their subject is before them.
const AFTER_A_VERB: [&str; 34] = [
    "be", "have", "do", "get", "come", "not", "try", "let", "send", "ask", "check", "chase", "you", "i", "we", "they",
    "he", "she", "need", "follow", "speak", "see", "find", "make", "take", "also", "still", "just", "go", "tell",
    "well", "keep", "want", "it",
];

/// Is the word at this place a name, though it is also an English word or could be an acronym?
pub(super) fn wants_a_name(text: &str, tokens: &[Token], at: usize, roll: &Roll, letters: bool) -> bool {
    let Some(word) = tokens.get(at) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let next = tokens.get(at + 1);
    let prior = before.map_or("", |b| b.key.as_str());
    let after = next.map_or("", |n| n.key.as_str());
    let gap_before = before.map_or("\n", |b| text.get(b.end..word.start).unwrap_or_default());
    let gap_after = next.map_or("\n", |n| text.get(word.end..n.start).unwrap_or_default());
    let is_name = |token: Option<&Token>| {
        token.is_some_and(|t| roll.named(&t.key).is_some() && (t.capital || !is_common(&t.key)))
    };

    if is_date(&word.key, prior, after) || (word.key == "grace" && matches!(after, "period" | "of")) {
        return false;
    }
    if letters && (word.key.len() < 2 || before.is_some_and(|b| b.key.chars().all(|c| c.is_ascii_digit()))) {
        return false;
    }
    if gap_after.starts_with("'s") || gap_after.starts_with("'S") {
        return true;
    }
    if gap_after == " "
        && next.is_some_and(|n| n.key.len() == 1 && n.capital && !matches!(n.key.as_str(), "i" | "a"))
        && word.capital
    {
        return true;
    }
    let mid_sentence = !word.opens;
    if mid_sentence && word.capital && !letters {
        let shouted = word.capitals && before.is_some_and(|b| b.capitals && b.key.len() > 1);
        return !shouted || AFTER_A_NAME.contains(&after);
    }
    let alone = gap_after
        .trim_start_matches(' ')
        .starts_with([':', '-', '(', ',', '\n', '.', ';', '&', '+', '/']);
    let listed = gap_before.contains([',', '&', '+', '/'])
        || prior == "and"
        || gap_before.contains(['\n', ':'])
        || before.is_none();
    let beside = |token: Option<&Token>, gap: &str| {
        matches!(gap, " " | ", " | " & " | " + " | "/")
            && token
                .is_some_and(|t| t.key.len() <= 3 && roll.named(&t.key).is_some_and(|(fit, _)| fit == Fit::Initials))
    };
    if letters && (beside(before, gap_before) || beside(next, gap_after)) {
        return true;
    }
    if letters && !word.capitals && !(listed && alone) {
        return false;
    }
    if (gap_after.trim() == "" || gap_after.trim() == ",")
        && AFTER_A_VERB.contains(&after)
        && !AFTER_A_NAME.contains(&after)
    {
        return false;
    }
    let past = after.len() > 3 && after.ends_with("ed") && after != "need";
    if gap_after == " "
        && (AFTER_A_NAME.contains(&after) || past && word.capital)
        && !(matches!(prior, "i" | "we" | "they" | "he" | "she" | "it" | "you"))
    {
        return true;
    }
    let joined_on = matches!(after, "and" | "or" | "nor") || alone;
    if joined_on && (word.opens || before.is_none()) && (word.capital || letters) {
        let beyond = if matches!(after, "and" | "or" | "nor") {
            tokens.get(at + 2)
        } else {
            next
        };
        return is_name(beyond) || gap_after.contains(['\n', ':', '-', '(']) || next.is_none();
    }
    let follows_name = gap_before == " "
        && before.is_some_and(|b| roll.named(&b.key).is_some())
        && (is_name(next) && gap_after == " " || alone || next.is_none());
    let wanted = follows_name || BEFORE_A_NAME.contains(&prior) || (listed && !gap_before.contains('.'));
    wanted && (alone || joined_on || next.is_none() || AFTER_A_NAME.contains(&after) || is_name(next))
}

/// "in May", "the 4th of May", "May 2027": a month.
fn is_date(word: &str, prior: &str, after: &str) -> bool {
    let numeric = |w: &str| w.chars().next().is_some_and(|c| c.is_ascii_digit());
    matches!(word, "may" | "april" | "june" | "august" | "march" | "july")
        && (numeric(prior)
            || numeric(after)
            || matches!(
                prior,
                "in" | "of"
                    | "since"
                    | "until"
                    | "till"
                    | "early"
                    | "mid"
                    | "late"
                    | "by"
                    | "next"
                    | "last"
                    | "this"
                    | "during"
            ))
}

/// The places in which a word that is no known name must be one: subject of a register's verb, exception, list.
static SLOTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let word = r"(?P<name>[A-Za-z][A-Za-z'-]+(?: (?:a|de|van|al|el) [A-Za-z]+)?)";
    let verb = r"(?:was|were|wasn't|is|isn't|came|didn't|did not|never|arrived|missed|absent|missing|late|excused|turned up|left|sent|off sick|no show|dna|away)\b";
    let register = r"(?:absent|late|missing|there|here|present|in today|away|off|excused|turned away|not there|be (?:on|in|down|there|listed)|no show|sick|ill|unwell|poorly|sick|stuck|on nights|on call|on leave|at |\d+ (?:min|mins|minutes) late|come|show|turn up|came|showed|turned up|about \d+)\b";
    [
        format!(r"(?im)(?:\b(?:except(?: for)?|accept|bar|barring|apart from|save(?: for)?|all but|here but|there but|present but|in but|minus|other than|with the exception of|excluding)(?:: | )){word}(?P<more>(?: [a-z]+){{0,3}}?)(?P<after>[,.;!)\n:]| and\b| who\b| was\b| - |$)"),
        format!(r"(?im)(?:^|[.!?;] |, | and | but ){word}(?P<after> (?:was|were|wasn't|is|isn't|came|arrived|turned up|left|didn't|did not|shouldn't|should|should not) {register})"),
        format!(
            r"(?im)\b(?:except(?: for)?|accept|bar|barring|apart from|but|minus|save(?: for)?) (?:@\d+(?:,? and |, | & ))+{word}(?P<after>[,.;!)\n]| who\b| was\b| and\b|$)"
        ),
        format!(
            r"(?im)\b(?:but|bar|except|minus) (?:one|1|two|2|three|3)(?:,| -|  -|:| \() {{0,2}}{word}(?P<after>[,.;)\n]| and\b|$)"
        ),
        format!(r"(?im)^(?:absent|missing|absentees?|dna|apologies(?: from)?|late|excused|away|present|not (?:there|here|present)|absent today|missing today)(?::| -| -) ?{word}(?P<after>[,.;\n(]| and\b| \(|$)"),
        format!(r"(?m)(?:[@]\d+(?:, | and | & | \+ |, and )){word_capital}(?P<after>[,.;\n(]| and\b| \(| (?i:{verb})|$)", word_capital = r"(?P<name>[A-Z][A-Za-z'-]+)"),
        format!(r"(?m)(?P<name>\b[A-Z][A-Za-z'-]+)(?P<after>(?:, | and | & | \+ |, and )@\d+(?:[,.;\n(]|$| and | (?i:{verb})))"),
    ]
    .iter()
    .map(|pattern| rule(pattern))
    .collect()
});

/// Words in a list of names: a name with a slip in it, never an ordinary word.
static LISTED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?m)(?P<name>\b[a-z]{3,14})(?P<after>(?:, | and | & | \+ |, and )@\d+\b)",
        r"(?m)@\d+(?:, | and | & | \+ |, and )(?P<name>[a-z]{3,14})(?P<after>[,.;\n)]| and\b| &| absent| missing| late| away| off|$)",
    ]
    .map(rule)
});

/// Marks the words that stand where a name must: misspelt, misheard, or nobody's of the roll.
pub(super) fn fill_slots(marked: &mut Marked, roll: &Roll) {
    for (slot, only_slips) in SLOTS
        .iter()
        .map(|slot| (slot, false))
        .chain(LISTED.iter().map(|slot| (slot, true)))
    {
        let text = std::mem::take(&mut marked.text);
        let mentions = &mut marked.mentions;
        marked.text = slot
            .replace_all(&text, |found: &Captures| {
                let whole = found.get(0).map_or("", |m| m.as_str()).to_owned();
                let more = found.name("more").map_or("", |m| m.as_str());
                match found
                    .name("name")
                    .filter(|name| !only_slips || is_slip(name.as_str(), roll))
                    .and_then(|name| name_in_slot(name.as_str(), more, roll))
                {
                    Some((mention, written)) => {
                        let sign = if mention.outsider.is_some() { '#' } else { '@' };
                        mentions.push(mention);
                        let place = format!("{sign}{}", mentions.len() - 1);
                        let at = found.name("name").map_or(0, |n| n.start()) - found.get(0).map_or(0, |m| m.start());
                        let (head, tail) = whole.split_at(at);
                        format!("{head}{place}{}", tail.get(written.len()..).unwrap_or_default())
                    }
                    None => whole,
                }
            })
            .into_owned();
    }
}

/// What a word in such a place names; nothing where it is an ordinary word that sounds like nobody's name.
///
/// Dictation may cut one name into several words: those after the first belong to it where they sound like it.
fn name_in_slot(word: &str, more: &str, roll: &Roll) -> Option<(Mention, String)> {
    let key = letters(word);
    let never = [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "who",
        "this",
        "that",
        "these",
        "those",
        "one",
        "two",
        "nobody",
        "none",
        "everyone",
        "everybody",
        "all",
        "others",
        "rest",
        "both",
        "neither",
        "each",
        "some",
        "no",
        "nil",
        "somebody",
        "someone",
        "only",
    ];
    if never.contains(&key.as_str()) {
        return None;
    }
    let mut fits = roll.named(&key).map(|(_, fits)| fits).unwrap_or_default();
    if fits.is_empty() && !is_common(&key) {
        fits = roll.misspelt(&key);
    }
    if fits.is_empty() {
        fits = roll.misheard(&key);
    }
    if fits.is_empty() && (is_common(&key) || !word.starts_with(|c: char| c.is_uppercase())) {
        return None;
    }
    let colleague = roll
        .colleague(&key)
        .map(Outsider::Colleague)
        .filter(|_| fits.is_empty());
    let mut written = word.to_owned();
    if !more.is_empty() {
        let rest = roll.misheard(&letters(more));
        let whole = roll.misheard(&letters(&format!("{word}{more}")));
        match (fits.len(), rest.iter().any(|id| fits.contains(id)), whole.len()) {
            (1.., true, _) => {
                fits.retain(|id| rest.contains(id));
                written.push_str(more);
            }
            (_, _, 1) => {
                fits = whole;
                written.push_str(more);
            }
            (0, ..) => return None,
            _ => {}
        }
    }
    let mention = Mention {
        written: written.clone(),
        fits,
        all_of_them: false,
        outsider: colleague,
    };
    Some((mention, written))
}

/// A word that is no ordinary one and is near to a name of the roll.
fn is_slip(word: &str, roll: &Roll) -> bool {
    let key = letters(word);
    !is_common(&key) && !roll.misspelt(&key).is_empty()
}

fn letters(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}
