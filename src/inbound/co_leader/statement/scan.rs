//! Cuts a sentence into words and finds the lexicon's phrases in them: the longest that fits at each place. Linear in
//! the sentence.

use std::borrow::Cow;

use super::Sense;
use super::phrases::longest;
use super::shorthand::SHORT;
use crate::inbound::dates::calendar_words;

/// A word or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Name(usize),
    Outsider,
    Number,
    /// "13:20".
    Clock,
    Mark(char),
}

/// A phrase with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    pub sense: Sense,
    /// The phrase's first word, for words that no lexicon has.
    pub text: Cow<'a, str>,
    /// The student inside the phrase to whom something is done.
    pub object: Option<usize>,
    /// Something is done to him, her or them.
    pub of_pronoun: bool,
    /// The number in the phrase: "the other two".
    pub count: Option<usize>,
    /// How many words and marks it has.
    pub length: usize,
}

/// The phrases of a sentence, in order; every word is in one of them.
pub fn scan(sentence: &str) -> Vec<Found<'_>> {
    let tokens = tokens(sentence);
    let mut found = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let one = found_at(&tokens, at, token);
        at += one.length;
        found.push(one);
    }
    found
}

fn found_at<'a>(tokens: &[Token<'a>], at: usize, token: &Token<'a>) -> Found<'a> {
    let plain =
        |sense| Found { sense, text: token.text.clone(), object: None, of_pronoun: false, count: None, length: 1 };
    let sense = match token.kind {
        Kind::Name(name) => Sense::Name(name),
        Kind::Outsider => Sense::Me,
        Kind::Mark(mark) => return plain(sense_of_mark(mark)),
        Kind::Word | Kind::Number | Kind::Clock => {
            if let Some(length) = measure(tokens, at) {
                return Found { length, ..plain(Sense::Measure) };
            }
            return match longest(tokens, at) {
                Some((length, sense)) => {
                    let words = tokens.get(at..at + length).unwrap_or_default();
                    let object = words.iter().skip(1).find_map(|word| match word.kind {
                        Kind::Name(name) => Some(name),
                        _ => None,
                    });
                    let of_pronoun = words.iter().skip(1).any(|word| matches!(&*word.text, "him" | "her" | "them"));
                    let count = words.iter().find_map(|word| count(&word.text)).map(usize::from);
                    Found { object, of_pronoun, count, length, ..plain(sense) }
                }
                None if token.kind == Kind::Word => plain(Sense::Unknown),
                None => Found { count: count(&token.text).map(usize::from), ..plain(Sense::Count) },
            };
        }
    };
    plain(sense)
}

fn sense_of_mark(mark: char) -> Sense {
    match mark {
        ',' | ';' => Sense::Comma,
        ':' | '=' => Sense::Colon,
        '-' | '>' | '.' | '…' => Sense::Dash,
        '(' | '[' => Sense::Open,
        ')' | ']' => Sense::Close,
        '&' | '+' | '/' => Sense::Link,
        '?' => Sense::Doubt,
        '\u{2713}' | '\u{2714}' | '\u{2611}' | '\u{2705}' | '\u{1f44d}' => Sense::Yes,
        '\u{2717}' | '\u{2718}' | '\u{274c}' | '\u{2716}' | '\u{2715}' | '\u{1f44e}' => Sense::Cross,
        _ => Sense::Fill,
    }
}

/// The words and marks of a sentence; contractions are taken apart, hyphens inside words part them.
pub fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = sentence.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c == '%' {
            tokens.push(Token { kind: Kind::Word, text: Cow::Borrowed("percent") });
            continue;
        }
        if c.is_whitespace() || matches!(c, '"' | '*' | '_' | '!' | '\u{200d}' | '\u{fe0f}') {
            continue;
        }
        let is_sign = matches!(c, '@' | '#');
        if !c.is_alphanumeric() && !is_sign {
            let after_mark =
                c == '\'' && tokens.last().is_some_and(|last| matches!(last.kind, Kind::Name(_) | Kind::Outsider));
            if let Some(tail) =
                ["'s", "'d", "'ll", "'ve"].iter().find(|tail| after_mark && sentence[start..].starts_with(**tail))
            {
                tokens.push(Token { kind: Kind::Word, text: Cow::Borrowed(tail) });
                chars.nth(tail.len() - 2);
            } else if !(c == '-' && is_inside_word(sentence, start)) && c != '\'' {
                tokens.push(Token { kind: Kind::Mark(c), text: Cow::Borrowed("") });
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut is_number = c.is_ascii_digit();
        while let Some((place, next)) = chars.peek().copied() {
            let goes_on = next.is_alphanumeric() && (!is_number || next.is_ascii_digit())
                || next == '\'' && !is_number && !is_sign && sentence[place + 1..].starts_with(char::is_alphabetic)
                || matches!(next, ':' | '.') && is_number && is_clock(sentence, start, place);
            if !goes_on {
                break;
            }
            is_number &= !next.is_alphabetic();
            end = place + next.len_utf8();
            chars.next();
        }
        push_word(&mut tokens, sentence.get(start..end).unwrap_or_default(), is_number);
    }
    tokens
}

fn is_inside_word(sentence: &str, hyphen: usize) -> bool {
    let before = sentence.get(..hyphen).and_then(|head| head.chars().next_back());
    let after = sentence.get(hyphen + 1..).and_then(|tail| tail.chars().next());
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}

/// Do two digits follow the mark of a time, and no more?
fn is_clock(sentence: &str, start: usize, mark: usize) -> bool {
    let hours = sentence.get(start..mark).unwrap_or_default();
    let rest: Vec<char> = sentence.get(mark + 1..).unwrap_or_default().chars().take(3).collect();
    let digit = |at: usize| rest.get(at).is_some_and(char::is_ascii_digit);
    hours.len() <= 2 && digit(0) && digit(1) && !digit(2)
}

fn push_word<'a>(tokens: &mut Vec<Token<'a>>, word: &'a str, is_number: bool) {
    if let Some(digits) = word.strip_prefix(['@', '#']) {
        let kind = match digits.parse() {
            Ok(name) if word.starts_with('@') => Kind::Name(name),
            _ => Kind::Outsider,
        };
        tokens.push(Token { kind, text: Cow::Borrowed(word) });
        return;
    }
    if is_number {
        let kind = if word.contains([':', '.']) || is_hour(word) { Kind::Clock } else { Kind::Number };
        tokens.push(Token { kind, text: Cow::Borrowed(word) });
        return;
    }
    let lower: Cow<'a, str> =
        if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() };
    let mut push = |text: Cow<'a, str>| {
        let kind = if count(&text).is_some() { Kind::Number } else { Kind::Word };
        tokens.push(Token { kind, text });
    };
    if let Some((_, parts)) = SHORT.iter().find(|(short, _)| *short == lower) {
        for part in *parts {
            push(Cow::Borrowed(part));
        }
    } else if let Some(stem) = lower.strip_suffix("n't") {
        let stem = match stem {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            other => other,
        };
        push(Cow::Owned(stem.to_owned()));
        push(Cow::Borrowed("not"));
    } else if let Some(at) = lower.rfind('\'').filter(|at| *at > 0) {
        let (stem, tail) = lower.split_at(at);
        push(Cow::Owned(stem.to_owned()));
        push(match tail {
            "'s" => Cow::Borrowed("'s"),
            "'d" => Cow::Borrowed("'d"),
            "'ve" => Cow::Borrowed("have"),
            "'re" => Cow::Borrowed("are"),
            "'m" => Cow::Borrowed("'m"),
            "'ll" => Cow::Borrowed("will"),
            other => Cow::Owned(other.trim_start_matches('\'').to_owned()),
        });
    } else {
        push(lower);
    }
}

/// "1330": four figures that are a time of the working day.
fn is_hour(figures: &str) -> bool {
    let part = |from: usize| figures.get(from..from + 2).and_then(|part| part.parse::<u8>().ok());
    figures.len() == 4 && part(0).is_some_and(|hour| (7..=19).contains(&hour)) && part(2).is_some_and(|of| of < 60)
}

/// A number in figures or in words; "a", "both" and "few" are none here.
pub fn count(word: &str) -> Option<u8> {
    let tens = || match word {
        "fourteen" => Some(14),
        "fifteen" => Some(15),
        "sixteen" => Some(16),
        "twenty" => Some(20),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        _ => None,
    };
    calendar_words::count(word).filter(|_| !matches!(word, "a" | "an" | "both" | "couple" | "few")).or_else(tens)
}

fn tells_when(word: &str) -> bool {
    matches!(word, "at" | "by" | "till" | "until" | "around" | "about" | "after" | "before")
}

/// How many words a measure of time has: "ten minutes", "quarter past one", "13:20", "half an hour".
pub(super) fn measure(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |place: usize| tokens.get(place).map_or("", |token| &token.text);
    let is_number = |place: usize| tokens.get(place).is_some_and(|token| token.kind == Kind::Number);
    let minutes = |place: usize| matches!(word(place), "minutes" | "minute" | "mins" | "min" | "m" | "hours" | "hour");
    let first = tokens.get(at)?;
    let core = if first.kind == Kind::Clock {
        1 + usize::from(matches!(word(at + 1), "am" | "pm" | "o'clock"))
    } else if is_number(at) && minutes(at + 1) {
        2
    } else if is_number(at) && is_number(at + 1) && minutes(at + 2) {
        3
    } else if (is_number(at) || matches!(word(at), "half" | "quarter"))
        && matches!(word(at + 1), "past" | "to")
        && !matches!(word(at + 2), "be" | "come" | "join")
    {
        2 + usize::from(is_number(at + 2))
    } else if is_number(at)
        && matches!(word(at + 1), "in" | "late")
        && tokens.get(at + 2).is_none_or(|t| t.kind != Kind::Word)
    {
        1
    } else if word(at) == "some" && is_number(at + 1) && minutes(at + 2) {
        3
    } else if is_number(at) && is_number(at + 1) && at.checked_sub(1).is_some_and(|before| tells_when(word(before))) {
        // "Left at one thirty."
        2
    } else if matches!(word(at), "some" | "several") && minutes(at + 1) || word(at) == "half" && is_number(at + 1) {
        2
    } else if matches!(word(at), "half" | "quarter") && matches!(word(at + 1), "an" | "of") {
        2 + usize::from(matches!(word(at + 2), "an" | "hour")) + usize::from(word(at + 3) == "hour")
    } else if matches!(word(at), "a" | "an") {
        match (word(at + 1), word(at + 2), word(at + 3)) {
            ("few" | "couple", "minutes" | "mins", _) => 3,
            ("couple", "of", "minutes" | "mins") => 4,
            ("minute" | "bit" | "little" | "while" | "touch", "late", _) => 2,
            ("quarter" | "half", "past" | "to", _) => 3 + usize::from(is_number(at + 3)),
            ("quarter" | "half", "of", "an") => 5,
            ("quarter", "hour", _) => 3,
            _ => return None,
        }
    } else {
        return None;
    };
    let mut length = core;
    while matches!(
        word(at + length),
        "past" | "after" | "in" | "into" | "early" | "before" | "gone" | "or" | "so" | "later" | "beforehand"
    ) || matches!(word(at + length), "the" | "it" | "its" | "we")
        && matches!(
            word(at + length + 1),
            "hour" | "end" | "start" | "started" | "finished" | "session" | "time" | "beginning"
        )
        || length > core
            && matches!(
                word(at + length),
                "hour" | "end" | "start" | "started" | "finished" | "session" | "it" | "beginning"
            )
    {
        length += 1;
    }
    Some(length)
}
