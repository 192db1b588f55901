//! Marks the names in a text: each is replaced by `@0`, `@1`, … (a student) or `#0`, … (somebody who is no student), so
//! that the readers' rules see where a name stands and never what it is.

use std::sync::LazyLock;

use regex::Regex;

use super::amend::amend;
use super::dictated::{cut_in_two, follows_title, in_pieces};
use super::forms::Fit;
use super::guests::set_guests_apart;
use super::initials::{ends_in_article, has_other_initial};
use super::plural::{plural_at, speaks_of_all};
use super::roll::{FORM_WORDS_MAX, Roll};
use super::slots::fill_slots;
use super::spelling::fold;
use super::tables::{is_also_a_word, is_common, is_only_heard};
use super::wordlike::wants_a_name;
use super::{Mention, Outsider, rule};
use crate::domain::id::PersonId;

/// A text whose names are marked; the mark's number is the mention's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    pub mentions: Vec<Mention>,
    /// "Tom B, not Tom N": what is said of the first is denied of the second.
    pub contrasts: Vec<(usize, usize)>,
}

/// The mentions of students that a marked text names, in order.
pub fn marks_in(text: &str) -> Vec<usize> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| rule(r"@(\d+)"));
    places(&MARK, text)
}

/// Those of people who are no students.
pub fn outsiders_in(text: &str) -> Vec<usize> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| rule(r"#(\d+)"));
    places(&MARK, text)
}

fn places(mark: &Regex, text: &str) -> Vec<usize> {
    mark.captures_iter(text).filter_map(|found| found.get(1)?.as_str().parse().ok()).collect()
}

/// A word of the text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    /// Lower case, apostrophes left out; a possessive's `'s` is no part of it.
    pub key: String,
    pub capital: bool,
    /// All of it is capitals, as initials and acronyms are.
    pub capitals: bool,
    /// It begins a sentence, where every word has a capital.
    pub opens: bool,
}

/// Finds the names of a text and marks them. Linear in its length.
pub fn mark(text: &str, roll: &Roll) -> Marked {
    let text: String = fold(text).chars().map(|c| if matches!(c, '@' | '#') { ' ' } else { c }).collect();
    let tokens = tokens(&text);
    let mut marked = Marked::default();
    let mut copied = 0;
    let mut at = 0;
    while at < tokens.len() {
        let Some((taken, mention)) = name_at(&text, &tokens, at, roll, &marked) else {
            at += 1;
            continue;
        };
        let (Some(first), Some(last)) = (tokens.get(at), tokens.get(at + taken - 1)) else {
            break;
        };
        marked.text.push_str(text.get(copied..first.start).unwrap_or_default());
        copied = last.end;
        let is_short_for_is = mention.outsider.is_some() && called_off(&tokens, at, roll).is_some();
        push_mention(&mut marked, mention);
        if is_short_for_is {
            marked.text.push_str("'s");
        }
        let name_follows = tokens.get(at + taken).is_some_and(|next| roll.named(&next.key).is_some());
        if ends_in_initial(last) && !name_follows && text.get(copied..).is_some_and(is_dot_within_sentence) {
            marked.text.push(',');
            copied += 1;
        }
        at += taken;
    }
    marked.text.push_str(text.get(copied..).unwrap_or_default());
    fill_slots(&mut marked, roll);
    amend(&mut marked);
    set_guests_apart(&mut marked);
    marked
}

/// Joins a mention to one right before it that it completes ("Mohammad Ali": two fit the one word, one fits both).
fn push_mention(marked: &mut Marked, mention: Mention) {
    let last_place = marked.mentions.len().wrapping_sub(1);
    if let Some(last) = marked.mentions.last_mut()
        && mention.outsider.is_none()
        && last.outsider.is_none()
        && marked.text.trim_end().ends_with(&format!("@{last_place}"))
        && marked.text.ends_with([' ', '('])
    {
        let both: Vec<_> = last.fits.iter().filter(|id| mention.fits.contains(id)).copied().collect();
        if !both.is_empty() && (both.len() < last.fits.len().max(mention.fits.len()) || last.fits == mention.fits) {
            last.fits = both;
            last.written = format!("{} {}", last.written, mention.written);
            marked.text.truncate(marked.text.trim_end().len());
            return;
        }
    }
    let mark = if mention.outsider.is_some() { '#' } else { '@' };
    marked.text.push_str(&format!("{mark}{}", marked.mentions.len()));
    marked.mentions.push(mention);
}

/// The name that begins at a word, and how many words it has.
fn name_at(text: &str, tokens: &[Token], at: usize, roll: &Roll, so_far: &Marked) -> Option<(usize, Mention)> {
    let first = tokens.get(at)?;
    // "St Thomas'" is a hospital.
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|before| matches!(before.key.as_str(), "st" | "saint")) {
        return None;
    }
    if let Some(found) = titled(text, tokens, at, roll, so_far) {
        return Some(found);
    }
    let words_max = if roll.may_begin(&first.key) { FORM_WORDS_MAX.min(tokens.len() - at) } else { 1 };
    for count in (2..=words_max).rev() {
        let words = tokens.get(at..at + count)?;
        if !stand_together(text, words) {
            continue;
        }
        let form = words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ");
        if let Some((_, fits)) = roll.named(&form)
            && !are_two(text, words, &fits, roll)
            && !ends_in_article(text, words, tokens.get(at + count), roll)
        {
            return Some((count, mention(text, words, fits)));
        }
        if let Some(id) = roll.colleague(&form) {
            return Some((count, outsider(text, words, Outsider::Colleague(id))));
        }
    }
    if let Some(fits) = cut_in_two(text, tokens, at, roll) {
        return Some((2, mention(text, tokens.get(at..at + 2)?, fits)));
    }
    let word = std::slice::from_ref(first);
    if let Some((fit, fits)) = roll.named(&first.key) {
        let wordlike = fit.is_letters() || is_also_a_word(&first.key) || is_common(&first.key);
        if wordlike && !wants_a_name(text, tokens, at, roll, fit.is_letters()) {
            return None;
        }
        let fits = if fit.is_letters() { fits } else { meant_by(tokens, at, roll, fits) };
        if let Some((count, fits)) = in_pieces(text, tokens, at, roll, &fits) {
            return Some((count, mention(text, tokens.get(at..at + count)?, fits)));
        }
        if is_surnamed_otherwise(text, tokens, at, roll, &fits) || has_other_initial(text, tokens, at) {
            let words = tokens.get(at..at + 2)?;
            return Some((2, mention(text, words, Vec::new())));
        }
        return Some((1, named_or_leader(text, tokens, at, roll, (fit, fits))));
    }
    if let Some(found) = plural_at(text, tokens, at, roll) {
        return Some(found);
    }
    if let Some(id) = called_off(tokens, at, roll) {
        let mut called = outsider(text, word, Outsider::Colleague(id));
        called.written.pop();
        return Some((1, called));
    }
    if let Some(id) = roll.colleague(&first.key).filter(|_| first.capital || !is_common(&first.key)) {
        return Some((1, outsider(text, word, Outsider::Colleague(id))));
    }
    // What dictation is known to make of a name, and is no word, is that name wherever it stands.
    let heard = if is_only_heard(&first.key) { roll.heard_as(&first.key) } else { Vec::new() };
    if !heard.is_empty() {
        return Some((1, mention(text, word, heard)));
    }
    misspelt_at(text, tokens, at, roll)
}

/// "Neither Mohammed": both who are called so, however each spells it. "MO": whoever is short for it or has the letters.
fn meant_by(tokens: &[Token], at: usize, roll: &Roll, fits: Vec<PersonId>) -> Vec<PersonId> {
    let key = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.key.as_str());
    let Some(first) = tokens.get(at) else { return fits };
    let of_both = matches!(key(at.checked_sub(1)), "neither" | "both")
        && !matches!(key(Some(at + 1)), "and" | "or" | "nor" | "n");
    let letters = first.capitals && first.key.len() == 2;
    if !of_both && !letters {
        return fits;
    }
    let all = roll.anyone_named(&first.key);
    if letters || all.len() == 2 { all } else { fits }
}

/// The name that a word nearly is, or sounds like.
fn misspelt_at(text: &str, tokens: &[Token], at: usize, roll: &Roll) -> Option<(usize, Mention)> {
    let first = tokens.get(at)?;
    let word = std::slice::from_ref(first);
    // "No trace of her" names no Grace.
    let is_denied = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| matches!(&*t.key, "no" | "not"));
    let length_min = if is_denied { 6 } else { 5 };
    let may_be_misspelt = !is_common(&first.key)
        && (first.capital
            || first.key.len() >= length_min && wants_a_name(text, tokens, at, roll, false)
            || roll.is_one_slip_from(&first.key));
    if may_be_misspelt {
        let mut fits = roll.misspelt(&first.key);
        if fits.is_empty() && !first.capital && !follows_title(tokens, at) {
            fits = roll.misheard(&first.key);
        }
        if !fits.is_empty() {
            return Some((1, mention(text, word, fits)));
        }
    }
    None
}

/// Whom a word names. "Joe will run the group" is of the co-leader of that name; who is meant by another "Joe", where a
/// student has it for a short form only, is unclear.
fn named_or_leader(
    text: &str,
    tokens: &[Token],
    at: usize,
    roll: &Roll,
    (fit, mut fits): (Fit, Vec<PersonId>),
) -> Mention {
    let Some((word, leader)) = tokens.get(at).and_then(|word| Some((word, roll.leader_called(&word.key)?))) else {
        return mention(text, tokens.get(at..=at).unwrap_or_default(), fits);
    };
    let words = std::slice::from_ref(word);
    let mut next = tokens.iter().skip(at + 1).map(|token| token.key.as_str());
    let will = matches!(next.next(), Some("will" | "can" | "ll" | "to"));
    let leads = |verb: &str| LEADS.contains(&verb);
    if will && next.take(3).any(leads) {
        return outsider(text, words, Outsider::Colleague(leader));
    }
    if fit == Fit::Short {
        fits.push(leader);
    }
    mention(text, words, fits)
}

/// What a co-leader does and a student does not.
const LEADS: [&str; 7] = ["run", "lead", "cover", "take", "hold", "facilitate", "manage"];

/// "Mr Moreau", "Miss Hartley"; "Dr Shah" and "a Mr Khan" are no students, whatever the surname.
fn titled(text: &str, tokens: &[Token], at: usize, roll: &Roll, so_far: &Marked) -> Option<(usize, Mention)> {
    let title = tokens.get(at)?;
    let name = tokens.get(at + 1)?;
    let is_title = matches!(
        title.key.as_str(),
        "dr" | "prof" | "professor" | "mr" | "mrs" | "ms" | "miss" | "mx" | "nurse" | "sister"
    );
    let gap = text.get(title.end..name.start)?;
    if !is_title || !matches!(gap, " " | ". " | ".") || !(name.capital || title.capital) || is_common(&name.key) {
        return None;
    }
    let more = (2..=4)
        .rev()
        .filter_map(|count| tokens.get(at + 1..at + 1 + count).filter(|words| stand_together(text, words)))
        .find_map(|words| {
            let form = words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ");
            roll.named(&form)
                .map(|(_, fits)| (words.len(), fits))
                .or_else(|| roll.colleague(&form).map(|_| (words.len(), Vec::new())))
        });
    let taken = more.as_ref().map_or(1, |(count, _)| *count);
    let words = tokens.get(at..=at + taken)?;
    let after_article = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|before| matches!(before.key.as_str(), "a" | "an" | "patient" | "client" | "consultant"));
    let is_student_title = matches!(title.key.as_str(), "mr" | "ms" | "miss" | "mx");
    if is_student_title && !after_article && so_far.mentions.len() < usize::MAX {
        let fits = more.map(|(_, fits)| fits).filter(|fits| !fits.is_empty());
        let fits =
            fits.or_else(|| roll.named(&name.key).map(|(_, fits)| fits)).unwrap_or_else(|| roll.misspelt(&name.key));
        if !fits.is_empty() {
            return Some((taken + 1, mention(text, words, fits)));
        }
    }
    let who = roll.colleague(&name.key).map_or(Outsider::Unknown, Outsider::Colleague);
    Some((taken + 1, outsider(text, words, who)))
}

pub(super) fn mention(text: &str, words: &[Token], fits: Vec<PersonId>) -> Mention {
    let mut found = outsider(text, words, Outsider::Unknown);
    found.outsider = None;
    found.all_of_them = fits.len() > 1 && speaks_of_all(text, words);
    found.fits = fits;
    found
}

fn outsider(text: &str, words: &[Token], who: Outsider) -> Mention {
    let start = words.first().map_or(0, |w| w.start);
    let end = words.last().map_or(0, |w| w.end);
    Mention {
        written: text.get(start..end).unwrap_or_default().to_owned(),
        fits: Vec::new(),
        all_of_them: false,
        outsider: Some(who),
    }
}

/// Nothing but a space, a hyphen, or the comma of "Khan, Aisha" stands between the words of one name.
pub(super) fn stand_together(text: &str, words: &[Token]) -> bool {
    words.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let gap = text.get(a.end..b.start).unwrap_or("?");
        matches!(gap, " " | "-" | "'")
            || (matches!(gap, ". " | ".") && a.key.len() == 1)
            || (gap == ", " && words.len() == 2 && a.capital && b.capital && b.key.len() > 2)
    })
}

/// "Mo, Hassan" are two where a Mo has another family name; "Hassan, Mohamed" is one.
fn are_two(text: &str, words: &[Token], fits: &[crate::domain::id::PersonId], roll: &Roll) -> bool {
    let [first, second] = words else { return false };
    let is_parted = text.get(first.end..second.start).is_some_and(|gap| gap.starts_with(','));
    is_parted && roll.named(&first.key).is_some_and(|(_, alone)| fits.iter().any(|one| !alone.contains(one)))
}

/// "Grace Thompson": a student's first name with somebody else's surname.
fn is_surnamed_otherwise(
    text: &str,
    tokens: &[Token],
    at: usize,
    roll: &Roll,
    fits: &[crate::domain::id::PersonId],
) -> bool {
    let (Some(name), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    name.capital
        && next.capital
        && !next.capitals
        && !text.get(next.start..next.end).is_some_and(|word| word.starts_with("DNA"))
        && next.key.len() > 2
        && text.get(name.end..next.start) == Some(" ")
        && !is_common(&next.key)
        && !is_contraction(text.get(next.start..next.end).unwrap_or_default())
        && roll.named(&next.key).is_none()
        && roll.misspelt(&next.key).is_empty()
        && !roll.may_belong(&next.key, fits)
        && roll.colleague(&next.key).is_none()
}

/// "helens off sick": a colleague is, without an apostrophe.
fn called_off(tokens: &[Token], at: usize, roll: &Roll) -> Option<crate::domain::id::PersonId> {
    let next = tokens.get(at + 1)?;
    const AFTER_IS: &str = " off away out ill sick on not in at stuck got going leading doing taking running covering ";
    let goes_on = AFTER_IS.split_ascii_whitespace().any(|word| word == next.key);
    roll.colleague(tokens.get(at)?.key.strip_suffix('s')?).filter(|_| goes_on)
}

/// "Priyanka I've not seen": the word after the name is none of it.
fn is_contraction(word: &str) -> bool {
    let head = word.split('\'').next().unwrap_or_default().to_lowercase();
    word.contains('\'') && matches!(head.as_str(), "i" | "we" | "he" | "she" | "they" | "you" | "it" | "that" | "there")
}

fn ends_in_initial(last: &Token) -> bool {
    last.key.len() == 1
}

/// "Tom B. absent": the full stop belongs to the initial where the sentence goes on in lower case.
fn is_dot_within_sentence(rest: &str) -> bool {
    rest.strip_prefix(". ").and_then(|more| more.chars().next()).is_some_and(char::is_lowercase)
}

/// The words of a text: letters and digits with the apostrophes inside; a possessive `'s` is left outside.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let mut opens = true;
    for (place, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let inside = c.is_alphanumeric() || (c == '\'' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(place),
            (false, Some(begin)) => {
                if let Some(token) = token(text, begin, place, opens) {
                    tokens.push(token);
                    opens = false;
                }
                start = None;
            }
            _ => {}
        }
        if !inside && matches!(c, '.' | '!' | '?' | '\n' | ':' | ';' | '"' | '(' | '*' | '\u{2022}') {
            opens = true;
        }
    }
    tokens
}

fn token(text: &str, start: usize, end: usize, opens: bool) -> Option<Token> {
    let word = text.get(start..end)?.trim_end_matches('\'');
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word);
    if word.is_empty() {
        return None;
    }
    let key: String = word.chars().filter(|c| *c != '\'').flat_map(char::to_lowercase).collect();
    Some(Token {
        start,
        end: start + word.len(),
        key,
        capital: word.chars().next().is_some_and(char::is_uppercase),
        capitals: word.chars().all(|c| !c.is_lowercase()),
        opens,
    })
}
