//! Names in the plural, and words that say that everyone of a name is meant: "both Toms", "no Khans", "neither Priya".

use super::Mention;
use super::mark::{Token, mention};
use super::roll::Roll;
use super::tables::is_common;

/// "both Toms", "the two Khans", "neither Tom": the word in the plural, or in the singular after "neither". A common word
/// is none ("was" is not all who have the initials W. A.), nor is a colleague's name ("Jas" are not several J. A.).
pub(super) fn plural_at(text: &str, tokens: &[Token], at: usize, roll: &Roll) -> Option<(usize, Mention)> {
    let word = tokens.get(at).filter(|word| roll.colleague(&word.key).is_none())?;
    let singles = word.key.strip_suffix("es").into_iter().chain(word.key.strip_suffix('s'));
    let (single, (_, mut fits)) = singles
        .filter(|single| !is_common(single) && single.len() > 1 && (single.len() > 2 || !is_common(&word.key)))
        .find_map(|single| roll.named(single).map(|named| (single, named)))?;
    let words = std::slice::from_ref(word);
    if speaks_of_all(text, words) && fits.len() != 2 {
        // "Both Mohammeds" are a Mohammed and a Mohamed; "both Priyas" where one is called so leaves the other open.
        fits = roll.anyone_named(single);
        if fits.len() != 2 {
            fits.clear();
        }
    }
    let mut mention = mention(text, words, fits);
    mention.all_of_them |= mention.fits.len() == 2 && is_all_in_plural(text, word);
    Some((1, mention))
}

/// "No Khans", "the Toms", "Toms both off"; not "one of the Toms".
fn is_all_in_plural(text: &str, word: &Token) -> bool {
    let before: Vec<&str> = text.get(..word.start).unwrap_or_default().split_whitespace().rev().take(4).collect();
    let after = text.get(word.end..).unwrap_or_default().split_whitespace().next();
    let one_of = before.iter().any(|word| word.eq_ignore_ascii_case("one") || *word == "1");
    let all = before.first().is_some_and(|word| word.eq_ignore_ascii_case("no") || word.eq_ignore_ascii_case("the"));
    !one_of && (all || after == Some("both"))
}

/// Do the words right before a name say that everyone of that name is meant?
pub(super) fn speaks_of_all(text: &str, words: &[Token]) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    let before = text.get(..first.start).unwrap_or_default();
    let mut back =
        before.split_whitespace().rev().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let last = back.next().unwrap_or_default();
    let last_but_one = back.next().unwrap_or_default();
    let further: Vec<String> = back.take(3).collect();
    if further.iter().any(|word| word == "one" || word == "1") {
        // "One of the two Toms."
        return false;
    }
    let both = |word: &str| matches!(word, "both" | "neither" | "either");
    let ours = |word: &str| matches!(word, "the" | "our" | "my");
    let plural_title = matches!(last.as_str(), "misses" | "messrs" | "mesdames" | "ladies" | "men" | "sisters");
    both(&last)
        || (plural_title && (both(&last_but_one) || matches!(last_but_one.as_str(), "two" | "2")))
        || (plural_title && last_but_one == "the" && before.to_lowercase().contains("neither of the"))
        || (both(&last_but_one) && (last == "of" || ours(&last)))
        || (ours(&last) && last_but_one == "of" && further.first().is_some_and(|word| both(word)))
        || (matches!(last.as_str(), "two" | "2") && first.key.ends_with('s'))
}
