//! Finds the phrases of a text that name a time or a session, without a calendar: what was said, not which day it is.
//!
//! At each token the longest phrase wins. "By Monday" and "since Wednesday" are deadlines and beginnings, not
//! sessions, and are passed over.

use std::ops::Range;

use jiff::civil::Weekday;

use super::calendar_words::{
    count, day_figure, figure, month, ordinal, ordinal_is_spelt, weekday, weekday_is_doubtful,
};
use super::spans;
use crate::inbound::tokens::{DASH, Token};

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
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    FromToday(i32),
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
    /// Those just spoken of, where they are several; else all that are to come.
    Those,
    /// All that are to come.
    Remaining,
    /// The last that was, or the last of all: the tense tells.
    Last,
    /// The last that was.
    Previous,
    LastFew(u8),
    Final,
    First(u8),
    FirstBack,
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
    const FIRST: &[&str] = &[
        "a",
        "all",
        "an",
        "another",
        "any",
        "as",
        "at",
        "balint",
        "before",
        "beginning",
        "between",
        "both",
        "coming",
        "day",
        "days",
        "during",
        "each",
        "ever",
        "every",
        "everything",
        "final",
        "first",
        "following",
        "for",
        "four",
        "fortnight",
        "from",
        "future",
        "going",
        "group",
        "in",
        "last",
        "later",
        "most",
        "my",
        "next",
        "one",
        "our",
        "over",
        "previous",
        "remaining",
        "rest",
        "second",
        "session",
        "sessions",
        "since",
        "starting",
        "six",
        "tenth",
        "the",
        "these",
        "third",
        "this",
        "those",
        "three",
        "throughout",
        "today",
        "tomorrow",
        "tonight",
        "twenty",
        "thirty",
        "two",
        "up",
        "until",
        "upcoming",
        "w/c",
        "wc",
        "week",
        "whole",
        "yesterday",
        "your",
        "five",
        "now",
        "by",
        "couple",
    ];
    FIRST.contains(&word)
        || word.starts_with(|c: char| c.is_ascii_digit())
        || weekday(word).is_some()
        || month(word).is_some()
        || ordinal(word).is_some()
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

    pub(super) fn before(self) -> &'a str {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or("", |t| t.word.as_str())
    }

    pub(super) fn on(self, ahead: usize) -> Self {
        Self {
            at: self.at + ahead,
            ..self
        }
    }

    /// Do these words stand here?
    pub(super) fn has(self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word(ahead) == *word)
    }

    /// The length of the first of these phrases (words parted by spaces) that stands here.
    pub(super) fn any(self, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| {
            let mut length = 0;
            for word in phrase.split(' ') {
                if self.word(length) != word {
                    return None;
                }
                length += 1;
            }
            Some(length)
        })
    }
}

/// A phrase that names a time but no session: a deadline, the start of an illness, a weekend.
fn passed_over(here: Words) -> Option<usize> {
    if let Some(lead) = here.any(&["since", "by the", "by", "as of last", "ever since"]) {
        let length = day(here.on(lead)).map(|(_, length)| length);
        return length
            .or_else(|| week(here.on(lead)).map(|(_, length)| length))
            .map(|length| lead + length);
    }
    here.any(&[
        "this weekend",
        "the weekend",
        "last weekend",
        "next weekend",
        "this week end",
        "every week",
        "each week",
        "last night",
        "last year",
    ])
}

/// A phrase that is no span.
pub(super) fn phrase(here: Words) -> Option<(When, usize)> {
    let day = day(here).map(|(day, length)| (When::Day(day), length));
    let found = [pick(here), day, around(here), week(here)].into_iter().flatten();
    found.max_by_key(|(_, length)| *length)
}

/// A phrase that names one day.
pub(super) fn day(here: Words) -> Option<(Day, usize)> {
    if let Some(length) = here.any(&["the day after tomorrow", "day after tomorrow"]) {
        return Some((Day::FromToday(2), length));
    }
    if let Some(length) = here.any(&["the day before yesterday", "day before yesterday"]) {
        return Some((Day::FromToday(-2), length));
    }
    if let Some(length) = here.any(&[
        "later today",
        "today",
        "tonight",
        "this morning",
        "this afternoon",
        "this evening",
        "this lunchtime",
        "this lunch",
    ]) {
        return Some((Day::FromToday(0), length));
    }
    match here.word(0) {
        "tomorrow" => return Some((Day::FromToday(1), 1)),
        "yesterday" => return Some((Day::FromToday(-1), 1)),
        _ => {}
    }
    weeks_on(here)
        .or_else(|| weekday_phrase(here))
        .or_else(|| date(here, None))
}

/// "A fortnight today", "two weeks on Tuesday", "a week tomorrow".
fn weeks_on(here: Words) -> Option<(Day, usize)> {
    let (weeks, length) = weeks(here)?;
    let then = here.on(length);
    let skip = usize::from(matches!(then.word(0), "on" | "from" | "this"));
    let days = 7 * i32::from(weeks);
    match then.word(skip) {
        "today" | "now" if then.word(0) != "on" => Some((Day::FromToday(days), length + skip + 1)),
        "tomorrow" => Some((Day::FromToday(days + 1), length + skip + 1)),
        word => {
            let weekday = weekday(word)?;
            Some((
                Day::Weekday {
                    weekday,
                    which: Which::Later(weeks),
                },
                length + skip + 1,
            ))
        }
    }
}

/// "A week", "two weeks", "a fortnight", and how many words that took.
fn weeks(here: Words) -> Option<(i8, usize)> {
    let article = usize::from(matches!(here.word(0), "a" | "the" | "another"));
    if here.word(article) == "fortnight" {
        return Some((2, article + 1));
    }
    if here.any(&["a couple of weeks"]).is_some() {
        return Some((2, 4));
    }
    let weeks = if here.word(0) == "the" {
        None
    } else {
        count(here.word(0))
    }?;
    matches!(here.word(1), "week" | "weeks").then(|| (i8::try_from(weeks).unwrap_or(i8::MAX), 2))
}

fn weekday_phrase(here: Words) -> Option<(Day, usize)> {
    let (which, lead) = match here.word(0) {
        "this" if matches!(here.word(1), "coming" | "upcoming" | "week") => (
            if here.word(1) == "week" {
                Which::OfWeek(0)
            } else {
                Which::This
            },
            2,
        ),
        "this" => (Which::This, 1),
        "coming" | "upcoming" if matches!(here.before(), "this" | "the") => (Which::This, 1),
        "next" if here.word(1) == "week" => (Which::OfWeek(1), if here.word(2) == "'s" { 3 } else { 2 }),
        "next" => (Which::Next, 1),
        "last" if here.word(1) == "week" => (Which::OfWeek(-1), 2),
        "last" => (Which::Last, 1),
        "following" => (Which::Following, 1),
        _ => (Which::Bare, 0),
    };
    let lead = if lead > 0 && matches!(here.word(lead), "on" | COMMA_WORD) {
        lead + 1
    } else {
        lead
    };
    let name = here.word(lead);
    let weekday = weekday(name)?;
    let expected = lead > 0 || matches!(here.before(), "on" | "until" | "this" | "for" | "from");
    if weekday_is_doubtful(name) && !expected && ordinal(here.word(lead + 1)).is_none() {
        return None;
    }
    let after = here.on(lead + 1);
    if let Some((day, length)) = date_after_weekday(after, weekday) {
        return Some((day, lead + 1 + length));
    }
    let (which, tail) = match which {
        Which::Bare | Which::This => weekday_tail(after).unwrap_or((which, 0)),
        Which::Next if after.word(0) == "week" => (Which::Next, 0),
        _ => (which, 0),
    };
    Some((Day::Weekday { weekday, which }, lead + 1 + tail))
}

const COMMA_WORD: &str = crate::inbound::tokens::COMMA;

/// What after a weekday says which: "week", "next week", "after next".
fn weekday_tail(after: Words) -> Option<(Which, usize)> {
    let tails: [(&[&str], Which); 7] = [
        (&["week after next"], Which::OfWeek(2)),
        (&["of next week", "next week", "in the next week"], Which::OfWeek(1)),
        (&["of this week", "this week"], Which::OfWeek(0)),
        (&["of last week", "last week"], Which::OfWeek(-1)),
        (&["after next"], Which::AfterNext),
        (&["week", "in a week"], Which::Later(1)),
        (
            &["in two weeks", "in 2 weeks", "fortnight", "in a fortnight"],
            Which::Later(2),
        ),
    ];
    tails.into_iter().find_map(|(phrases, which)| {
        let length = after.any(phrases)?;
        // "Friday week 6" and "Tuesday week's session" are something else.
        (count(after.word(length)).is_none() || matches!(after.word(length), "a" | "an")).then_some((which, length))
    })
}

fn date_after_weekday(after: Words, weekday: Weekday) -> Option<(Day, usize)> {
    let comma = usize::from(after.word(0) == COMMA_WORD);
    let (day, length) = date(after.on(comma), Some(weekday))?;
    Some((day, comma + length))
}

/// A date in words or figures; after a weekday a bare "24" is one too.
fn date(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let article = usize::from(here.word(0) == "the");
    let at = here.on(article);
    month_first(at, weekday)
        .or_else(|| day_first(at, weekday, article > 0))
        .or_else(|| figures(at, weekday))
        .map(|(day, length)| (day, article + length))
}

/// "November 24", "Nov the 24th".
fn month_first(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let month = month(here.word(0))?;
    let article = usize::from(here.word(1) == "the");
    let word = here.word(1 + article);
    let day = ordinal(word).or_else(|| if here.word(0) == "may" { None } else { day_figure(word) })?;
    let (year, tail) = year(here.on(2 + article));
    Some((
        Day::Date {
            day,
            month: Some(month),
            year,
            weekday,
        },
        2 + article + tail,
    ))
}

/// "24 November", "24th of November", "the 24th", "the twenty-fourth".
fn day_first(here: Words, weekday: Option<Weekday>, article: bool) -> Option<(Day, usize)> {
    let word = here.word(0);
    let tens = match word {
        "twenty" => 20,
        "thirty" => 30,
        _ => 0,
    };
    let (day, length, spelt) = if tens > 0 {
        (ordinal(here.word(1)).filter(|d| *d < 10)? + tens, 2, false)
    } else if let Some(day) = ordinal(word) {
        (day, 1, ordinal_is_spelt(word))
    } else {
        (day_figure(word)?, 1, false)
    };
    let of = usize::from(here.word(length) == "of" || here.word(length) == DASH);
    if let Some(month) = month(here.word(length + of)) {
        let is_verb = here.word(length) == "may" && matches!(here.word(length + 1), "be" | "not" | "have" | "work");
        if !is_verb {
            let (year, tail) = year(here.on(length + of + 1));
            return Some((
                Day::Date {
                    day,
                    month: Some(month),
                    year,
                    weekday,
                },
                length + of + 1 + tail,
            ));
        }
    }
    let bare_figure = tens == 0 && ordinal(word).is_none();
    let led = article || weekday.is_some() || BEFORE_A_DAY.contains(&here.before());
    let stands_alone = !NOT_AFTER_A_DAY.contains(&here.word(length));
    let fits = if bare_figure {
        weekday.is_some() && !here.word(length).starts_with("pm")
    } else {
        led && stands_alone && !(spelt && weekday.is_none())
    };
    fits.then_some((
        Day::Date {
            day,
            month: None,
            year: None,
            weekday,
        },
        length,
    ))
}

/// Before these a bare "24th" is a day.
const BEFORE_A_DAY: &[&str] = &[
    "the", "on", "for", "until", "from", "to", "and", "or", "of", "between", "before", "after", "by", ",", "-", "not",
    "miss", "do", "make", "is", "till", "both", "attend", "on", ".", ";", "", "about", "at",
];

/// After an ordinal these make it no day: "the 4th attempt", "the first half", "the 2nd years".
const NOT_AFTER_A_DAY: &[&str] = &[
    "year",
    "years",
    "attempt",
    "floor",
    "time",
    "half",
    "week",
    "weeks",
    "month",
    "term",
    "one",
    "ones",
    "session",
    "sessions",
    "group",
    "draft",
    "row",
    "degree",
    "cousin",
    "birthday",
    "person",
    "baby",
    "child",
    "ward",
    "part",
    "thing",
    "day",
    "days",
    "place",
    "shift",
    "hour",
    "bit",
    "few",
    "two",
    "couple",
    "minute",
    "minutes",
    "try",
    "round",
    "anniversary",
    "edition",
    "meeting",
    "block",
    "placement",
    "class",
    "patient",
    "case",
    "resit",
    "sitting",
    "night",
];

/// 24/11, 24.11.2026, 2026-11-24.
fn figures(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let word = here.word(0);
    if word.len() == 10 && word.as_bytes().get(4) == Some(&b'-') {
        let mut parts = word.split('-');
        let year = figure(parts.next()?)?;
        let month = day_figure(parts.next()?).filter(|m| *m <= 12)?;
        let day = day_figure(parts.next()?)?;
        return Some((
            Day::Date {
                day,
                month: Some(month),
                year: Some(year),
                weekday,
            },
            1,
        ));
    }
    let stroke = word.contains('/');
    let mut parts = word.split(['/', '.']);
    let first = day_figure(parts.next()?)?;
    let second = day_figure(parts.next()?)?;
    // 24/7 is always and 9/11 of the class is a count; "at 10.12" is a time of the day.
    let is_date = stroke && !matches!(word, "24/7") && !matches!(here.word(1), "of" | "people")
        || !stroke
            && !matches!(
                here.before(),
                "at" | "by" | "until" | "from" | "about" | "around" | "before" | "after"
            )
            && here.word(1) != "am"
            && here.word(1) != "pm"
            && word.len() >= 4;
    (is_date && (first <= 12 || second <= 12)).then_some((Day::Figures { first, second, weekday }, 1))
}

fn year(here: Words) -> (Option<i16>, usize) {
    let comma = usize::from(here.word(0) == COMMA_WORD);
    match figure(here.word(comma)).filter(|y| (2020..2100).contains(y)) {
        Some(year) => (Some(year), comma + 1),
        None => (None, 0),
    }
}

/// "This week", "next week", "the week after next", "week commencing the 23rd".
fn week(here: Words) -> Option<(When, usize)> {
    let weeks: [(&[&str], i8); 4] = [
        (&["the week after next", "week after next"], 2),
        (&["this week", "this coming week", "the coming week"], 0),
        (&["next week"], 1),
        (&["last week", "the previous week", "this past week"], -1),
    ];
    if let Some((length, weeks)) = weeks
        .into_iter()
        .find_map(|(phrases, weeks)| Some((here.any(phrases)?, weeks)))
    {
        return (here.word(length) != "end").then_some((When::Week(weeks), length));
    }
    let lead = here.any(&[
        "the week commencing",
        "week commencing",
        "the week beginning",
        "week beginning",
        "w/c",
        "the week starting",
        "week starting",
        "the week of",
        "week of",
        "wc",
    ])?;
    let skip = usize::from(here.word(lead) == "on");
    let (day, length) = day(here.on(lead + skip))?;
    Some((When::WeekOf(day), lead + skip + length))
}

/// "In two weeks", "in a fortnight's time", "a fortnight ago".
fn around(here: Words) -> Option<(When, usize)> {
    if here.word(0) == "in" {
        let (weeks, length) = weeks(here.on(1))?;
        let tail = here.on(1 + length).any(&["'s time", "' time", "time"]).unwrap_or(0);
        return Some((When::Around(7 * i32::from(weeks)), 1 + length + tail));
    }
    if let Some(length) = here.any(&["next fortnight"]) {
        return Some((When::Around(14), length));
    }
    let (weeks, length) = weeks(here)?;
    match here.word(length) {
        "ago" => Some((When::Around(-7 * i32::from(weeks)), length + 1)),
        "'s" if here.word(length + 1) == "time" => Some((When::Around(7 * i32::from(weeks)), length + 2)),
        "time" => Some((When::Around(7 * i32::from(weeks)), length + 1)),
        _ => None,
    }
}

/// Sessions by their place in the row; see [`Pick`].
fn pick(here: Words) -> Option<(When, usize)> {
    spans::pick(here).map(|(pick, length)| (When::Sessions(pick), length))
}
