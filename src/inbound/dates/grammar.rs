//! Finds the phrases of a text that name a time or a session, without a calendar: what was said, not which day it is.
//!
//! At each token the longest phrase wins. "By Monday" and "since Wednesday" are deadlines and beginnings, not
//! sessions, and are passed over.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::calendar_words::{month, ordinal, weekday};
use super::phrases::Phrases;
use super::{days, picks, spans};
use crate::inbound::tokens::{Token, WordList, listed};

/// A phrase, and the tokens that it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub tokens: Range<usize>,
    pub when: When,
}

/// What a phrase names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    Day(Day),
    /// A calendar week counted from this one: 0 this, 1 next, -1 last.
    Week(i8),
    /// The week of a day: "week commencing the 23rd".
    WeekOf(Day),
    /// About so many days from now, or ago: "in two weeks".
    Around(i32),
    /// From one edge to another; an open beginning is now, an open end for ever. `whole` where the last day belongs to
    /// it ("9th to 20th"), not where it may be the day of coming back ("until the 24th").
    Span {
        from: Option<Edge>,
        until: Option<Edge>,
        whole: bool,
    },
    Sessions(Pick),
    /// "The last one before Christmas", "the first session in March".
    OneOf {
        last: bool,
        of: Box<When>,
    },
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    FromToday(i32),
    /// "The first Friday in October", "the last Tuesday of February" (-1).
    OfMonth {
        weekday: Weekday,
        nth: i8,
        month: i8,
    },
    Weekday {
        weekday: Weekday,
        which: Which,
    },
    Date {
        day: i8,
        month: Option<i8>,
        year: Option<i16>,
        weekday: Option<Weekday>,
    },
    /// Two figures of which either may be the month: 24/11, 11/27.
    Figures {
        first: i8,
        second: i8,
        weekday: Option<Weekday>,
    },
}

/// Which of the days of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Bare,
    This,
    Next,
    Last,
    AfterNext,
    Following,
    /// So many weeks after the coming one: "Tuesday week".
    Later(i8),
    /// In a calendar week counted from this one: "Friday next week".
    OfWeek(i8),
}

/// Where a span begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    Day(Day),
    Christmas,
    NewYear,
    Easter,
    TermEnd,
    WeekEnd(i8),
    MonthStart(i8),
    MonthMiddle(i8),
    MonthEnd(i8),
    ThisMonthEnd,
    /// So many days from now.
    Days(i32),
}

/// Sessions by their place in the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    Numbers(Vec<u8>),
    /// "This one": that of the letter, else the next.
    This,
    Next,
    NextFew(u8),
    AfterNext,
    /// The one after those just spoken of.
    After,
    AllAfter,
    /// Those just spoken of, where they are several; else the next two.
    Both,
    /// Those just spoken of, where they are several; else all that are to come.
    Those,
    /// All that are to come.
    Remaining,
    /// The last that was, or the last of all: the tense tells.
    Last,
    /// The last that was.
    Previous,
    LastFew(u8),
    /// The last of them before the next long gap.
    LastFewOfTerm(u8),
    Final,
    /// The last before the next long gap.
    LastOfTerm,
    /// The last but one.
    Penultimate,
    First(u8),
    /// So many after the long gap.
    FirstBack(u8),
    /// So many of the term of which the next one is.
    FirstOfTerm(u8),
}

/// Every phrase of the text, in order, none overlapping.
pub fn named(tokens: &[Token]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let here = Words { tokens, at };
        if !may_begin(here.word(0)) {
            at += 1;
        } else if let Some(length) = passed_over(here) {
            at += length.max(1);
        } else if let Some((when, length)) = spans::span(here).or_else(|| phrase(here)) {
            let end = (at + length.max(1)).min(tokens.len());
            found.push(Named { tokens: at..end, when });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Can a phrase begin with this word? Asked first, since most words cannot.
fn may_begin(word: &str) -> bool {
    const FIRST: &str = "a all an another any as at before beginning between both by coming during each ever every \
        final first following for four five fortnight from in last later most my next now one our over previous \
        rest session sessions since six starting the these this those three throughout two up until upcoming w/c \
        wc week whole your twenty thirty";
    static STARTS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| FIRST.split_whitespace().chain(days::TODAY.firsts()).chain(picks::PICKS.firsts()).collect());
    word.starts_with(|c: char| c.is_ascii_digit())
        || STARTS.contains(word)
        || weekday(word).is_some()
        || month(word).is_some()
        || ordinal(word).is_some()
}

/// A phrase that names a time but no session: a deadline, the start of an illness, a weekend.
fn passed_over(here: Words) -> Option<usize> {
    static DEADLINES: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new([("since | ever since | by | by the | as of last", ())]));
    static OTHERS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let others = "this weekend | the weekend | last weekend | next weekend | this week end | every week | each \
            week | last night | last year";
        Phrases::new([(others, ())])
    });
    if let Some(lead) = DEADLINES.length(here) {
        let then = here.on(lead);
        let length = days::day(then).map(|(_, length)| length).or_else(|| days::week(then).map(|(_, length)| length));
        return length.map(|length| lead + length);
    }
    OTHERS.length(here)
}

/// A phrase that is no span.
fn phrase(here: Words) -> Option<(When, usize)> {
    let day = days::day(here).map(|(day, length)| (When::Day(day), length));
    let pick = picks::pick(here).map(|(pick, length)| (When::Sessions(pick), length));
    let one = spans::one_of(here);
    let found = [pick, one, day, days::around(here), days::week(here)].into_iter().flatten();
    found.max_by_key(|(_, length)| *length)
}

/// The tokens from one place on.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Words<'a> {
    /// The word so many places on, or the empty word.
    pub(super) fn word(self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |t| t.word.as_str())
    }

    /// The word before this place.
    pub(super) fn before(self) -> &'a str {
        self.back(1).map_or("", |here| here.word(0))
    }

    /// The place so many words back.
    pub(super) fn back(self, words: usize) -> Option<Self> {
        Some(Self { at: self.at.checked_sub(words)?, ..self })
    }

    /// Does a thought begin here?
    pub(super) fn is_first(self) -> bool {
        self.before().is_empty() || matches!(self.before(), "." | ";" | "?")
    }

    /// The place so many words on.
    pub(super) fn on(self, ahead: usize) -> Self {
        Self { at: self.at + ahead, ..self }
    }

    /// Do these words stand here?
    pub(super) fn has(self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word(ahead) == *word)
    }

    /// Is the word so many places on one of these, which are parted by spaces?
    pub(super) fn is(self, ahead: usize, words: &WordList) -> bool {
        listed(words, self.word(ahead))
    }
}
