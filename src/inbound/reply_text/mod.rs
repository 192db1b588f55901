//! What is new in a message: the writer's own lines, without quotation, banners, footers and signature.
//!
//! From plain text (RFC 3676 where it flows), from HTML where there is none that says anything. Linear in its input.
//! A line is taken away only on positive grounds: when in doubt it is the author's and stays.

mod annotated;
mod attribution;
mod flowed;
mod furniture;
mod header_block;
mod html;
mod quotation;
mod signature;

use jiff::tz::TimeZone;

use crate::domain::id::Address;

use super::letter::Letter;
use super::reading::{Forwarded, Line, Words};

use quotation::Divided;

/// A line as it came: how deep it is quoted, and whether its markup says that it is a signature.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    pub depth: u16,
    pub text: String,
    pub is_signature: bool,
}

/// What the words are judged by, beside themselves.
pub struct Bearings<'a> {
    /// Our own address: what it wrote is no news.
    pub ours: &'a Address,
    /// The writer's names, as their mail program and the roster have them.
    pub names: &'a [&'a str],
    /// Where dates in forwarded heads are at home.
    pub zone: &'a TimeZone,
}

/// The writer's own words in a letter.
pub fn words(letter: &Letter, bearings: &Bearings<'_>) -> Words {
    let plain: Vec<Source> = plain_lines(letter);
    let mut words = own_words(&plain, letter, bearings, true);
    // Some programs send an empty plain part, or one that only says to look at the other.
    if words.lines.is_empty() && words.forwarded.is_empty() && !letter.html.trim().is_empty() {
        words = own_words(&html::lines(&letter.html), letter, bearings, false);
    }
    for enclosed in &letter.enclosed {
        words.forwarded.push(passed_on(enclosed));
    }
    words
}

/// All visible text of a letter, quotation and all, for reading what cannot be read in part.
pub fn whole(letter: &Letter) -> String {
    let plain = plain_lines(letter);
    let lines = if plain.iter().all(|line| line.text.trim().is_empty()) { html::lines(&letter.html) } else { plain };
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

fn plain_lines(letter: &Letter) -> Vec<Source> {
    let mut lines: Vec<Source> = Vec::new();
    for (place, piece) in letter.plain.iter().filter(|piece| !says_look_at_html(&piece.text)).enumerate() {
        lines.extend((place > 0).then(Source::default));
        lines.extend(flowed::lines(piece));
    }
    lines
}

/// "This message is in HTML format": a plain part that says nothing else.
fn says_look_at_html(text: &str) -> bool {
    const LENGTH_MAX: usize = 300;
    let text = text.trim();
    text.len() < LENGTH_MAX && {
        let text = text.to_lowercase();
        text.contains("html")
            && ["does not support", "html format", "view this", "to view the", "enable html"]
                .iter()
                .any(|p| text.contains(p))
    }
}

fn own_words(lines: &[Source], letter: &Letter, bearings: &Bearings<'_>, is_plain: bool) -> Words {
    let is_flowed = letter.plain.iter().any(|piece| piece.flowed);
    let Divided { segments, forwarded } = quotation::divide(lines, &letter.subject, bearings);
    let mut own: Vec<Line> = Vec::new();
    for (position, segment) in segments.into_iter().enumerate() {
        let kept = furniture::without(segment.lines, position == 0);
        let kept = signature::without(kept, bearings.names, !own.is_empty() && segment.answers.is_none());
        let kept = if is_plain && !is_flowed { unwrapped(kept) } else { kept };
        own.extend(
            kept.into_iter()
                .filter(|text| !text.trim().is_empty())
                .map(|text| Line { text: text.trim().to_owned(), answers: segment.answers.clone() }),
        );
    }
    Words { subject: letter.subject.clone(), lines: own, forwarded }
}

/// An attached letter, passed on whole.
fn passed_on(enclosed: &Letter) -> Forwarded {
    Forwarded {
        from: enclosed.from.clone(),
        from_name: Some(enclosed.from_name.clone()).filter(|name| !name.is_empty()),
        subject: enclosed.subject.clone(),
        sent: enclosed.date,
        text: whole(enclosed).trim().to_owned(),
    }
}

/// Puts together lines that the sender's program broke at its right margin: those into which the next word would not
/// have fitted. Lists have short lines and stay as they are.
fn unwrapped(lines: Vec<String>) -> Vec<String> {
    /// Programs break at 65 to 80 columns.
    const MARGIN: std::ops::RangeInclusive<usize> = 60..=80;
    /// A line that begins with so few words and a colon is headed, and no other line's end.
    const HEADING_WORDS_MAX: usize = 4;
    /// A broken line is seldom shorter: words are short.
    const BROKEN_LENGTH_MIN: usize = 45;
    let longest = lines.iter().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    if !MARGIN.contains(&longest) {
        return lines;
    }
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    let mut last_length = 0;
    for line in lines {
        let length = line.trim_end().chars().count();
        let first_word = line.split_whitespace().next().unwrap_or_default();
        let is_headed =
            line.split_once(':').is_some_and(|(head, _)| head.split_whitespace().count() <= HEADING_WORDS_MAX);
        let starts_item = is_headed
            || first_word.starts_with(['-', '*', '•', '+', '✓', '✗', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let ends_sentence = joined.last().is_some_and(|last| last.trim_end().ends_with(['.', '!', '?', ':']));
        let was_broken = last_length >= BROKEN_LENGTH_MIN && last_length + 1 + first_word.chars().count() > longest;
        match joined.last_mut() {
            Some(last) if was_broken && length > 0 && !starts_item && !ends_sentence => {
                last.truncate(last.trim_end().len());
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => joined.push(line),
        }
        last_length = length;
    }
    joined
}
