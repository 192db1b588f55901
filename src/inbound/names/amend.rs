//! Names that explain one another: "Tom (Bradley)", "Tom. Sorry, Thomas.", "the other Tom", "Priya, not Priyanka".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::mark::Marked;
use super::{Mention, rule};
use crate::domain::id::PersonId;

/// Lets the names of a text explain one another.
pub(super) fn amend(marked: &mut Marked) {
    leave_out_spelling(marked);
    mean_all(marked);
    join_bracketed(marked);
    replace_retracted(marked);
    replace_after_word(marked);
    resolve_other(marked);
    set_apart(marked);
}

/// "Ayesha (with a y!)": how the name is written says nothing of who was there.
fn leave_out_spelling(marked: &mut Marked) {
    static SPELT: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)(?P<name>@\d+),? ?\((?:the one )?(?:with|spelt|spelled|without|as in)\b[^()@]{1,25}\)|(?P<bare>@\d+),? (?:the one )?(?:with an?|with the) (?:[a-z]|double [a-z])\b[!,]?",
        )
    });
    if SPELT.is_match(&marked.text) {
        marked.text = SPELT.replace_all(&marked.text, "$name$bare").into_owned();
    }
}

/// "Khan (both)", "Khan x2": all whom the name fits.
fn mean_all(marked: &mut Marked) {
    static ALL: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)@(\d+) ?(?:\((?:both|x ?2|the two|both of them|two)\)|\bx ?2\b)"));
    let text = std::mem::take(&mut marked.text);
    let mentions = &mut marked.mentions;
    marked.text = ALL
        .replace_all(&text, |found: &Captures| {
            let place = number(found, 1);
            match place.and_then(|place| mentions.get_mut(place)).filter(|mention| mention.fits.len() == 2) {
                Some(mention) => {
                    mention.all_of_them = true;
                    format!("@{}", place.unwrap_or_default())
                }
                None => found.get(0).map_or(String::new(), |m| m.as_str().to_owned()),
            }
        })
        .into_owned();
}

/// "Tom (Bradley)": both words are one name where somebody has both.
fn join_bracketed(marked: &mut Marked) {
    static BRACKETED: LazyLock<Regex> =
        LazyLock::new(|| rule(r"@(\d+) ?(?:\(@(\d+)(?: one|,? (?:and )?not @?[^)@]*)?\)|\[@(\d+)\]| - @(\d+) - )"));
    replace(marked, &BRACKETED, |mentions, first, second| {
        let (a, b) = (mentions.get(first)?, mentions.get(second)?);
        let fits: Vec<PersonId> = a.fits.iter().filter(|id| b.fits.contains(id)).copied().collect();
        (!fits.is_empty()).then(|| Mention {
            written: format!("{} {}", a.written, b.written),
            fits,
            all_of_them: false,
            outsider: None,
        })
    });
}

/// "Tom. Sorry, Thomas.": the second name stands for the first.
fn replace_retracted(marked: &mut Marked) {
    static RETRACTED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)@(\d+)[.,;]?(?: - | |\n)\(?(?:no,? (?:wait|sorry|i mean),? ?|oops,? |whoops,? |sorry,? |apologies,? |or rather,? |i mean,? |i meant,? |rather,? |actually,? |correction:? |that is,? |i should say,? |make that |that should be |scratch that,? |not @\d+,? )+@(\d+)\b(?: i mean(?:t)?)?\)?",
        )
    });
    replace(marked, &RETRACTED, |mentions, _, second| mentions.get(second).cloned());
}

/// "The other Tom": of those whom the name fits, the one who is not spoken of otherwise.
fn resolve_other(marked: &mut Marked) {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bother @(\d+)"));
    for found in OTHER.captures_iter(&marked.text.clone()) {
        let Some(place) = number(&found, 1) else { continue };
        let clear: Vec<PersonId> = marked.mentions.iter().filter_map(Mention::one).collect();
        if let Some(mention) = marked.mentions.get_mut(place) {
            let left: Vec<PersonId> = mention.fits.iter().filter(|id| !clear.contains(id)).copied().collect();
            if left.len() == 1 {
                mention.fits = left;
            }
        }
    }
}

/// "Priya N here, oops, I mean Priya R": what was said of the first is said of the second.
fn replace_after_word(marked: &mut Marked) {
    static RETRACTED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)@\d+ (?P<said>[a-z']+(?: [a-z']+){0,2}?),? (?:- )?(?:oops,? |whoops,? |sorry,? |no,? |wait,? )*(?:i mean|i meant|or rather|make that|correction:?|sorry,?) @(?P<name>\d+)\b",
        )
    });
    if RETRACTED.is_match(&marked.text) {
        marked.text = RETRACTED.replace_all(&marked.text, "@$name $said").into_owned();
    }
}

/// "It was Tom B who was away, not Tom N": the second is left out of the text, and remembered as set apart.
fn set_apart(marked: &mut Marked) {
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)@(?P<who>\d+)(?P<said>(?: [a-z']+){0,4}?),? (?:and |but )?not @(?P<other>\d+)(?P<after>[.,;!)\n]| whom?\b| that\b| was\b| is\b|$)",
        )
    });
    static INSTEAD: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\bnot @(?P<other>\d+),? but @(?P<who>\d+)(?P<said>)(?P<after>)"));
    for pattern in [&*APART, &*INSTEAD] {
        let contrasts = &mut marked.contrasts;
        let mentions = &marked.mentions;
        let before = marked.text.as_str();
        let text = pattern
            .replace_all(before, |found: &Captures| {
                let place = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<usize>().ok());
                let clear = |place: &usize| mentions.get(*place).is_some_and(|mention| mention.one().is_some());
                match (place("who").filter(clear), place("other").filter(clear)) {
                    (Some(who), Some(other)) => {
                        contrasts.push((who, other));
                        let rest = |name: &str| found.name(name).map_or("", |m| m.as_str());
                        let behind = found.get(0).and_then(|whole| before.get(whole.end()..)).unwrap_or_default();
                        if !rest("said").is_empty() && rest("after") == "," && behind.starts_with(" who") {
                            // "Wei was absent and not Tom, who was present": what follows is said of the second.
                            return format!("@{who}{}; @{other},", rest("said"));
                        }
                        format!("@{who}{}{}", rest("said"), rest("after"))
                    }
                    _ => found.get(0).map_or(String::new(), |m| m.as_str().to_owned()),
                }
            })
            .into_owned();
        marked.text = text;
    }
}

/// Puts one mention in the place of the words that a pattern finds around two.
fn replace(marked: &mut Marked, pattern: &Regex, one: impl Fn(&[Mention], usize, usize) -> Option<Mention>) {
    if !pattern.is_match(&marked.text) {
        return;
    }
    let text = std::mem::take(&mut marked.text);
    let mentions = &mut marked.mentions;
    marked.text = pattern
        .replace_all(&text, |found: &Captures| {
            let places = number(found, 1).zip((2..found.len()).find_map(|group| number(found, group)));
            match places.and_then(|(first, second)| one(mentions, first, second)) {
                Some(mention) => {
                    mentions.push(mention);
                    format!("@{}", mentions.len() - 1)
                }
                None => found.get(0).map_or(String::new(), |m| m.as_str().to_owned()),
            }
        })
        .into_owned();
}

fn number(found: &Captures, group: usize) -> Option<usize> {
    found.get(group)?.as_str().parse().ok()
}
