//! The places of a sentence in which a word must be a name, though the roll does not have it as it stands: a slip of
//! the finger, what dictation misheard ("Coffee was late"), or nobody's in the group.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::mark::Marked;
use super::roll::Roll;
use super::tables::{is_also_a_word, is_common, is_first_name, is_given_name};
use super::{Mention, Outsider, rule};

/// The places in which a word that is no known name must be one: subject of a register's verb, exception, list.
static SLOTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let word = r"(?P<name>[A-Za-z][A-Za-z'-]+(?: (?:a|de|van|al|el) [A-Za-z]+)?)";
    let verb = r"(?:was|were|wasn't|is|isn't|came|didn't|did not|never|arrived|missed|absent|missing|late|excused|turned up|left|sent|off sick|no show|dna|away)\b";
    let register = r"(?:absent|late|missing|there|here|present|in today|away|off|excused|turned away|not there|be (?:on|in|down|there|listed)|no show|sick|ill|unwell|poorly|sick|stuck|on nights|on call|on leave|at |\d+ (?:min|mins|minutes) late|come|show|turn up|came|showed|turned up|about \d+)\b";
    [
        format!(r"(?im)(?:\b(?:except(?: for)?|accept|bar|barring|apart from|save(?: for)?|all but|here but|there but|present but|in but|minus|other than|with the exception of|excluding)(?:: | )){word}(?P<more>(?: [a-z]+){{0,3}}?)(?P<after>[,.;!)\n:]| and\b| [+&] | who\b| was\b| - |$)"),
        format!(r"(?im)(?:^|[.!?;] |, | and | but ){word}(?P<after> (?:was|were|wasn't|is|isn't|came|arrived|turned up|left|didn't|did not|shouldn't|should|should not) {register})"),
        format!(
            r"(?im)\b(?:except(?: for)?|accept|bar|barring|apart from|but|minus|save(?: for)?) (?:@\d+(?:,? and |, | & ))+{word}(?P<after>[,.;!)\n]| who\b| was\b| and\b|$)"
        ),
        format!(
            r"(?im)\b(?:but|bar|except|minus) (?:one|1|two|2|three|3)(?:,| -|  -|:| \() {{0,2}}{word}(?P<after>[,.;)\n]| and\b|$)"
        ),
        format!(r"(?im)^(?:absent|missing|absentees?|dna|apologies(?: from)?|late|excused|away|present|not (?:there|here|present)|absent today|missing today)(?::| -| -) ?{word}(?P<after>[,.;\n(]| and\b| \(|$)"),
        r"(?m)(?:^|[.!?;] )(?P<name>[A-HJ-Z])(?P<after>\.? (?:was|wasn't|is|isn't|absent|missing|late|away|off|didn't)\b)".to_owned(),
        r"(?m)\b(?i:bar|barring|but|except(?: for)?|apart from|minus|save(?: for)?) (?P<name>[A-HJ-Z])(?P<after>[.,;!)\n]|$)".to_owned(),
        format!(r"(?m)(?:^|[.!?;] |, ){word_capital}(?P<after> (?:away|absent|missing|off sick|no show|DNA|dna|excused)\b)", word_capital = r"(?P<name>[A-Z][a-z]{2,})"),
        format!(r"(?m)(?:[@]\d+(?:, | and | & | \+ |, and )){word_capital}(?P<after>[,.;\n(]| and\b| \(| (?i:{verb})|$)", word_capital = r"(?P<name>[A-Z][A-Za-z'-]+)"),
        format!(r"(?m)(?P<name>\b[A-Z][A-Za-z'-]+)(?P<after>(?:, | and | & | \+ |, and )@\d+(?:[,.;\n(]|$| and | (?i:{verb})))"),
    ]
    .iter()
    .map(|pattern| rule(pattern))
    .collect()
});

/// "No Harriet and no May", "apologies from Beatrice", "poppy late, rest fine": somebody of this name is spoken of as a
/// student is, whether or not there is one.
static CALLED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?im)\b(?:no|no sign of|apologies from|apols from|(?:apologies|apols) from @\d+(?:,? and| &|,)(?: from)?|nothing from|heard from|(?:didn't|did not) (?:have|see)) (?P<name>[a-z]{3,14})(?P<after>[,.;!)\n]| and\b| or\b| but\b| today\b| yesterday\b| either\b| again\b| this\b|$)",
        r"(?im)(?:^|[.!?;] |, | and | but | plus | also )(?P<name>[a-z]{3,14})(?P<after> (?:(?:was|is) )?(?:late|off|absent|missing|away|excused|ill|sick)(?:[,.;!)\n]| |$))",
    ]
    .map(rule)
});

/// Words in a list of names: a name with a slip in it, never an ordinary word.
static LISTED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?m)(?P<name>\b[a-z]{3,14})(?P<after>(?:, | and | & | \+ |, and )@\d+\b)",
        r"(?m)@\d+(?:, | and | & | \+ |, and )(?P<name>[a-z]{3,14})(?P<after>[,.;\n)]| and\b| &| absent| missing| late| away| off|$)",
    ]
    .map(rule)
});

/// "Way was off", "apart from coffee who": an ordinary word that dictation makes of a name, where somebody does something.
static HEARD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?im)(?:^[ \t]*|[.!?;:,] |\b(?:and|but|from|except|bar|register|absent|late|today|told|friend|had|only|just|that|because|so|hello|hi|it was) )(?P<name>[a-z]{2,10})(?P<after> (?:(?:was|is|has|had|did|were)(?:n't| not)?|came|never|sent|texted|messaged|emailed|rang|missed|arrived|both|who|who's|absent|late|ill|sick|off|away|presented|and (?:he|she|her|his))\b)",
    )
});

/// "Way and Shaun": the same beside a name.
static HEARD_BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?m)(?:^|[.!?;:,] )(?P<name>[A-VX-Z][a-z]{2,9}|W[a-df-z][a-z]{1,8})(?P<after> and @\d+\b)")
});

/// Marks the words that stand where a name must: misspelt, misheard, or nobody's of the roll.
pub(super) fn fill_slots(marked: &mut Marked, roll: &Roll) {
    let is_heard = |word: &str, roll: &Roll| is_common(&letters(word)) && !roll.heard_as(&letters(word)).is_empty();
    let any = |_: &str, _: &Roll| true;
    let slots = SLOTS.iter().map(|slot| (slot, &any as &dyn Fn(&str, &Roll) -> bool));
    let listed = LISTED.iter().map(|slot| (slot, &is_slip as &dyn Fn(&str, &Roll) -> bool));
    let called = CALLED.iter().map(|slot| (slot, &is_called as &dyn Fn(&str, &Roll) -> bool));
    let heard = [&*HEARD, &*HEARD_BESIDE].map(|slot| (slot, &is_heard as &dyn Fn(&str, &Roll) -> bool));
    for (slot, may_be) in slots.chain(listed).chain(called).chain(heard) {
        let text = std::mem::take(&mut marked.text);
        let mentions = &mut marked.mentions;
        marked.text = slot
            .replace_all(&text, |found: &Captures| {
                let whole = found.get(0).map_or("", |m| m.as_str()).to_owned();
                let more = found.name("more").map_or("", |m| m.as_str());
                match found
                    .name("name")
                    .filter(|name| may_be(name.as_str(), roll))
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

/// Words that stand where names do.
const NEVER_NAMES: [&str; 31] = [
    "noone",
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

/// What a word in such a place names; nothing where it is an ordinary word that sounds like nobody's name.
///
/// Dictation may cut one name into several words: those after the first belong to it where they sound like it.
fn name_in_slot(word: &str, more: &str, roll: &Roll) -> Option<(Mention, String)> {
    let key = letters(word);
    if NEVER_NAMES.contains(&key.as_str()) {
        return None;
    }
    let is_acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
    let mut fits = roll.named(&key).map(|(_, fits)| fits).unwrap_or_default();
    if fits.is_empty() && !is_common(&key) {
        fits = roll.misspelt(&key);
    }
    if fits.is_empty() {
        // An ordinary word is a name only where dictation is known to make it of one.
        fits = if is_common(&key) { roll.heard_as(&key) } else { roll.misheard(&key) };
    }
    let is_word = if is_also_a_word(&key) { !is_given_name(&key) } else { is_common(&key) };
    let is_name = word.starts_with(char::is_uppercase) || is_first_name(&key);
    if fits.is_empty() && (is_word || is_acronym || !is_name) {
        return None;
    }
    let colleague = roll.colleague(&key).map(Outsider::Colleague).filter(|_| fits.is_empty());
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
    let mention = Mention { written: written.clone(), fits, all_of_them: false, outsider: colleague };
    Some((mention, written))
}

fn is_called(word: &str, _: &Roll) -> bool {
    is_first_name(&letters(word))
}

/// A word that is no ordinary one and is near to a name of the roll.
fn is_slip(word: &str, roll: &Roll) -> bool {
    let key = letters(word);
    !is_common(&key) && !roll.misspelt(&key).is_empty()
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
