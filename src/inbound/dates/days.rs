//! The phrases that name one day or one week: "tomorrow", "Tuesday week", "the 24th", "24/11", "next week", "a
//! fortnight today". A part of [`super::grammar`].

use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::calendar_words::{
    count, day_figure, figure, month, ordinal, ordinal_is_spelt, weekday, weekday_is_doubtful,
};
use super::grammar::{Day, When, Which, Words};
use super::phrases::Phrases;
use crate::inbound::tokens::{COMMA, DASH, WordList, listed, words};

/// Days counted from today.
pub(super) static TODAY: LazyLock<Phrases<i32>> = LazyLock::new(|| {
    Phrases::new([
        ("the day after tomorrow | day after tomorrow", 2),
        ("tomorrow", 1),
        (
            "today | later today | tonight | this morning | this afternoon | this evening | this lunchtime | this \
                lunch",
            0,
        ),
        ("yesterday", -1),
        ("the day before yesterday | day before yesterday", -2),
    ])
});

/// What after a weekday says which.
static WEEKDAY_TAILS: LazyLock<Phrases<Which>> = LazyLock::new(|| {
    Phrases::new([
        ("week after next", Which::OfWeek(2)),
        ("of next week | next week | in the next week", Which::OfWeek(1)),
        ("of this week | this week", Which::OfWeek(0)),
        ("of last week | last week", Which::OfWeek(-1)),
        ("after next", Which::AfterNext),
        ("week | in a week", Which::Later(1)),
        ("in two weeks | in 2 weeks | fortnight | in a fortnight", Which::Later(2)),
    ])
});

/// Weeks counted from this one.
static WEEKS: LazyLock<Phrases<i8>> = LazyLock::new(|| {
    Phrases::new([
        ("the week after next | week after next", 2),
        ("next week", 1),
        ("this week | this coming week | the coming week", 0),
        ("last week | the previous week | this past week", -1),
    ])
});

/// What opens the week of a day.
static WEEK_OF: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let leads = "the week commencing | week commencing | the week beginning | week beginning | w/c | wc | the week \
        starting | week starting | the week of | week of";
    Phrases::new([(leads, ())])
});

/// A phrase that names one day.
pub(super) fn day(here: Words) -> Option<(Day, usize)> {
    if let Some((days, length)) = TODAY.longest(here) {
        return Some((Day::FromToday(days), length));
    }
    weeks_on(here).or_else(|| of_month(here)).or_else(|| weekday_phrase(here)).or_else(|| date(here, None))
}

/// "This week", "next week", "the week after next", "week commencing the 23rd".
pub(super) fn week(here: Words) -> Option<(When, usize)> {
    if let Some((weeks, length)) = WEEKS.longest(here) {
        return (here.word(length) != "end").then_some((When::Week(weeks), length));
    }
    let lead = WEEK_OF.length(here)?;
    let skip = usize::from(here.word(lead) == "on");
    let (day, length) = day(here.on(lead + skip))?;
    Some((When::WeekOf(day), lead + skip + length))
}

/// "In two weeks", "in a fortnight's time", "a fortnight ago".
pub(super) fn around(here: Words) -> Option<(When, usize)> {
    if here.has(&["next", "fortnight"]) {
        return Some((When::Around(14), 2));
    }
    let inside = usize::from(here.word(0) == "in");
    let (weeks, length) = weeks(here.on(inside))?;
    let days = 7 * i32::from(weeks);
    let after = here.on(inside + length);
    let time = if after.has(&["'s", "time"]) { 2 } else { usize::from(after.word(0) == "time") };
    match (inside, after.word(0)) {
        (0, "ago") => Some((When::Around(-days), length + 1)),
        (0, _) if time == 0 => None,
        _ => Some((When::Around(days), inside + length + time)),
    }
}

/// "A fortnight today", "two weeks on Tuesday", "a week tomorrow".
fn weeks_on(here: Words) -> Option<(Day, usize)> {
    let (weeks, length) = weeks(here)?;
    let then = here.on(length);
    let skip = usize::from(then.is(0, words!("on from this")));
    let days = 7 * i32::from(weeks);
    let length = length + skip + 1;
    match then.word(skip) {
        "today" | "now" if then.word(0) != "on" => Some((Day::FromToday(days), length)),
        "tomorrow" => Some((Day::FromToday(days + 1), length)),
        word => Some((Day::Weekday { weekday: weekday(word)?, which: Which::Later(weeks) }, length)),
    }
}

/// "A week", "two weeks", "a fortnight", and how many words that took.
fn weeks(here: Words) -> Option<(i8, usize)> {
    let article = usize::from(here.is(0, words!("a the another")));
    if here.word(article) == "fortnight" {
        return Some((2, article + 1));
    }
    if here.has(&["a", "couple", "of", "weeks"]) {
        return Some((2, 4));
    }
    let weeks = count(here.word(0)).filter(|_| here.is(1, words!("week weeks")))?;
    Some((i8::try_from(weeks).unwrap_or(i8::MAX), 2))
}

/// "The first Friday in October", "the last Tuesday of February".
fn of_month(here: Words) -> Option<(Day, usize)> {
    let article = usize::from(here.word(0) == "the");
    let nth = match here.word(article) {
        "last" => -1,
        word => ordinal(word).filter(|n| *n <= 5)?,
    };
    let weekday = weekday(here.word(article + 1))?;
    let month = month(here.word(article + 3)).filter(|_| here.is(article + 2, words!("in of")))?;
    Some((Day::OfMonth { weekday, nth, month }, article + 4))
}

fn weekday_phrase(here: Words) -> Option<(Day, usize)> {
    // "This Friday and next."
    let ends = here.word(1).is_empty() || here.is(1, words!(". , ; ?"));
    let shared = here.back(2).filter(|_| here.word(0) == "next" && here.before() == "and" && ends);
    if let Some(weekday) = shared.and_then(|before| weekday(before.word(0))) {
        return Some((Day::Weekday { weekday, which: Which::Next }, 1));
    }
    let of_week = here.word(1) == "week";
    let (which, lead) = match here.word(0) {
        "this" if of_week => (Which::OfWeek(0), 2),
        "this" if here.is(1, words!("coming upcoming")) => (Which::This, 2),
        "this" => (Which::This, 1),
        "coming" | "upcoming" if matches!(here.before(), "this" | "the") => (Which::This, 1),
        "next" if of_week => (Which::OfWeek(1), if here.word(2) == "'s" { 3 } else { 2 }),
        "next" => (Which::Next, 1),
        "last" if of_week => (Which::OfWeek(-1), 2),
        "last" => (Which::Last, 1),
        "following" => (Which::Following, 1),
        _ => (Which::Bare, 0),
    };
    let lead = lead + usize::from(lead > 0 && (here.word(lead) == "on" || here.word(lead) == COMMA));
    let name = here.word(lead);
    let weekday = weekday(name)?;
    let expected = lead > 0 || matches!(here.before(), "on" | "until" | "this" | "for" | "from");
    if weekday_is_doubtful(name) && !expected && ordinal(here.word(lead + 1)).is_none() {
        return None;
    }
    let after = here.on(lead + 1);
    let comma = usize::from(after.word(0) == COMMA);
    if let Some((day, length)) = date(after.on(comma), Some(weekday)) {
        return Some((day, lead + 1 + comma + length));
    }
    let tail = WEEKDAY_TAILS.longest(after).filter(|(_, length)| {
        // "Friday week 6" is something else.
        matches!(which, Which::Bare | Which::This) && figure(after.word(*length)).is_none()
    });
    let (which, tail) = tail.unwrap_or((which, 0));
    Some((Day::Weekday { weekday, which }, lead + 1 + tail))
}

/// A date in words or figures; after a weekday a bare "24" is one too.
fn date(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let article = usize::from(here.word(0) == "the");
    let at = here.on(article);
    let found = month_first(at, weekday)
        .or_else(|| day_first(at, weekday, (article > 0).then(|| here.before())))
        .or_else(|| figures(at, weekday));
    found.map(|(day, length)| (day, article + length))
}

/// "November 24", "Nov the 24th".
fn month_first(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let month = month(here.word(0))?;
    let article = usize::from(here.word(1) == "the");
    let word = here.word(1 + article);
    let day = ordinal(word).or_else(|| day_figure(word).filter(|_| here.word(0) != "may"))?;
    let (year, tail) = year(here.on(2 + article));
    Some((Day::Date { day, month: Some(month), year, weekday }, 2 + article + tail))
}

/// "24 November", "24th of November", "the 24th", "the twenty-fourth".
fn day_first(here: Words, weekday: Option<Weekday>, article_after: Option<&str>) -> Option<(Day, usize)> {
    let word = here.word(0);
    let tens = match word {
        "twenty" => 20,
        "thirty" => 30,
        _ => 0,
    };
    let (day, length) = if tens > 0 {
        (ordinal(here.word(1)).filter(|d| *d < 10)? + tens, 2)
    } else {
        (ordinal(word).or_else(|| day_figure(word))?, 1)
    };
    let of = usize::from(here.word(length) == "of" || here.word(length) == DASH);
    let month = month(here.word(length + of));
    let is_verb = here.word(length) == "may" && here.is(length + 1, words!("be not have work"));
    if month.is_some() && !is_verb {
        let (year, tail) = year(here.on(length + of + 1));
        return Some((Day::Date { day, month, year, weekday }, length + of + 1 + tail));
    }
    if let Some(month) = shared_month(day, here.on(length)) {
        return Some((Day::Date { day, month: Some(month), year: None, weekday }, length));
    }
    let led = article_after.is_some() || weekday.is_some() || listed(&BEFORE_A_DAY, here.before());
    let fits = if tens > 0 || ordinal(word).is_some() {
        led && !here.is(length, &NOT_AFTER_A_DAY) && (tens > 0 || weekday.is_some() || !ordinal_is_spelt(word))
    } else {
        let of_day = weekday.is_some() && !here.is(length, words!("pm am"));
        of_day || article_after.is_some_and(|before| is_bare_day(day, here.word(length), before))
    };
    fits.then_some((Day::Date { day, month: None, year: None, weekday }, length))
}

/// "I come on the 12": a figure with nothing behind it that it could count.
fn is_bare_day(day: i8, behind: &str, before: &str) -> bool {
    const BEHIND: WordList = WordList::new(". , ; ? yes no i it is also too but because cos as instead sorry though");
    day > BARE_COUNT_MAX && (behind.is_empty() || listed(&BEHIND, behind)) && listed(&BEFORE_A_BARE_DAY, before)
}

/// "One of the 2": so few are more often counted than a day.
const BARE_COUNT_MAX: i8 = 3;

/// Before these "the 12" is a day, and no bus.
const BEFORE_A_BARE_DAY: WordList = WordList::new("on for until from of miss attend . , ; but and come coming");

/// The month of a day that is named with another one: "12 and 26 February", "12th or the 26th of Feb"; of a greater one,
/// as in "the 23rd and 9 March", the month before.
fn shared_month(day: i8, here: Words) -> Option<i8> {
    let joint = matches!(here.word(0), "and" | "or" | COMMA);
    let article = usize::from(here.word(1) == "the");
    let word = here.word(1 + article);
    let other = ordinal(word).or_else(|| day_figure(word)).filter(|_| joint)?;
    let of = usize::from(here.word(2 + article) == "of");
    let month = month(here.word(2 + article + of))?;
    Some(if day > other { (month + 10) % 12 + 1 } else { month })
}

/// Before these a bare "24th" is a day.
const BEFORE_A_DAY: WordList = WordList::new(
    "the on for until from to and or of between before after by , - not miss do make is both attend . ; about at so then but also except",
);

/// After an ordinal these make it no day: "the 4th attempt", "the first half", "the 2nd years".
const NOT_AFTER_A_DAY: WordList = WordList::new(
    "year years attempt floor time half week weeks month term one ones session sessions \
    group draft row degree cousin birthday person baby child ward part thing day days place shift hour bit few \
    two couple minute minutes try round anniversary edition meeting block placement class patient case resit \
    sitting night",
);

/// 24/11, 24.11.2026, 2026-11-24.
fn figures(here: Words, weekday: Option<Weekday>) -> Option<(Day, usize)> {
    let word = here.word(0);
    if word.as_bytes().get(4) == Some(&b'-') {
        let mut parts = word.split('-');
        let year = figure(parts.next()?);
        let month = day_figure(parts.next()?).filter(|m| *m <= 12)?;
        let day = day_figure(parts.next()?)?;
        return Some((Day::Date { day, month: Some(month), year, weekday }, 1));
    }
    let stroke = word.contains('/');
    let mut parts = word.split(['/', '.']);
    let first = day_figure(parts.next()?)?;
    let second = day_figure(parts.next()?)?;
    // 24/7 is always and 9/11 of the class is a count; "at 10.12" is a time of the day.
    let is_date = if stroke {
        word != "24/7" && !here.is(1, words!("of people"))
    } else {
        let of_the_clock =
            matches!(here.before(), "at" | "by" | "until" | "from" | "about" | "around" | "before" | "after");
        word.len() >= 4 && !of_the_clock && !here.is(1, words!("am pm"))
    };
    (is_date && (first <= 12 || second <= 12)).then_some((Day::Figures { first, second, weekday }, 1))
}

fn year(here: Words) -> (Option<i16>, usize) {
    let comma = usize::from(here.word(0) == COMMA);
    match figure(here.word(comma)).filter(|y| (2020..2100).contains(y)) {
        Some(year) => (Some(year), comma + 1),
        None => (None, 0),
    }
}
