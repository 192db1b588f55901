//! The phrases that name a span of days: "until Christmas", "all of January", "9th to 20th November", "the rest of
//! term". A part of [`super::grammar`].

use std::sync::LazyLock;

use super::calendar_words::{count, day_figure, month, ordinal, weekday};
use super::days::day;
use super::grammar::{Day, Edge, When, Words};
use super::phrases::Phrases;
use crate::inbound::tokens::{DASH, PAUSE, WordList, listed, words};

/// A span of days, where one begins here.
pub(super) fn span(here: Words) -> Option<(When, usize)> {
    between(here)
        .or_else(|| from(here))
        .or_else(|| until(here))
        .or_else(|| whole_month(here))
        .or_else(|| rest(here))
        .or_else(|| next_weeks(here))
}

/// "The last one before Christmas", "the first session in March".
pub(super) fn one_of(here: Words) -> Option<(When, usize)> {
    let article = usize::from(here.is(0, words!("the our my your")));
    let last = match here.word(article) {
        "last" | "final" => true,
        "first" => false,
        _ => return None,
    };
    let noun = here.is(article + 1, words!("one session group meeting balint"));
    let (of, length) = span(here.on(article + 2)).filter(|_| noun)?;
    Some((When::OneOf { last, of: Box::new(of) }, article + 2 + length))
}

/// "9th to 20th November", "15-26 March", "between the 3rd and the 9th", "from Monday until Friday".
fn between(here: Words) -> Option<(When, usize)> {
    let lead = usize::from(here.is(0, words!("from between")));
    let bare = |at: Words| bare_day(at).map(|(day, length)| (Edge::Day(day), length));
    let (first, first_length) = edge(here.on(lead)).or_else(|| bare(here.on(lead)))?;
    let joint_at = lead + first_length;
    let joints = if here.word(0) == "between" { words!("and - to") } else { words!("to - until through ;") };
    let joint = LONG_JOINT.length(here.on(joint_at)).or_else(|| here.is(joint_at, joints).then_some(1))?;
    let (last, last_length) = edge(here.on(joint_at + joint))?;
    let (from, until) = share_month(first, last);
    // A colon or spaced dash parts two thoughts as often as it joins two dates; only a dated pair is a span.
    let dated = |edge: &Edge| matches!(edge, Edge::Day(Day::Date { month: Some(_), .. }));
    if here.word(joint_at) == PAUSE && !(dated(&from) && dated(&until)) {
        return None;
    }
    let span = When::Span { from: Some(from), until: Some(until), whole: true };
    Some((span, joint_at + joint + last_length))
}

/// "From the 7th right through to the break".
static LONG_JOINT: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new([(
        "right through to | right through until | right up to | right up until | all the way through to | all the way to \
            | straight through to | through to | through until | up to | up until",
        (),
    )])
});

/// The 15 of "15-26 March", which alone would be no date.
fn bare_day(here: Words) -> Option<(Day, usize)> {
    let day = day_figure(here.word(0)).or_else(|| ordinal(here.word(0)))?;
    let joint = here.word(1) == DASH || here.is(1, words!("to until and"));
    let closes =
        ordinal(here.word(2)).is_some() || (day_figure(here.word(2)).is_some() && month(here.word(3)).is_some());
    (joint && closes).then_some((Day::Date { day, month: None, year: None, weekday: None }, 1))
}

/// In "9th to 20th November" the month is said once for both.
fn share_month(first: Edge, last: Edge) -> (Edge, Edge) {
    let (Edge::Day(Day::Date { day: from, month: begins, .. }), Edge::Day(Day::Date { day: until, month: ends, .. })) =
        (&first, &last)
    else {
        return (first, last);
    };
    let turns = from > until;
    let date = |day: i8, month: i8| Edge::Day(Day::Date { day, month: Some(month), year: None, weekday: None });
    match (begins, ends) {
        (None, Some(month)) => (date(*from, if turns { (month + 10) % 12 + 1 } else { *month }), last),
        (Some(month), None) => {
            let until = date(*until, if turns { month % 12 + 1 } else { *month });
            (first, until)
        }
        _ => (first, last),
    }
}

/// "From the 20th", "from the 20th onwards".
fn from(here: Words) -> Option<(When, usize)> {
    if !here.is(0, words!("from")) || here.is(1, words!("now here")) || matches!(here.before(), "apart" | "aside") {
        return None;
    }
    let (edge, length) = edge(here.on(1))?;
    // "From the 7th right through to …": it ends, and nobody knows where.
    if here.is(1 + length, words!("right all straight through up until till to")) {
        return None;
    }
    let tail = usize::from(here.is(1 + length, words!("onwards onward on forward forwards")));
    // "From Tuesday" alone tells where something comes from as often as when it starts.
    let starts = tail > 0 || matches!(edge, Edge::Day(Day::Date { .. }) | Edge::MonthStart(_));
    starts.then_some((When::Span { from: Some(edge), until: None, whole: true }, 1 + length + tail))
}

/// What opens a span that begins now.
static UNTIL: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new([(
        "now until | from now until | between now and | up until | until | up to | before | through to | all the way to",
        (),
    )])
});

/// "Until Christmas", "up to the end of March", "every other Tuesday until the end of March".
fn until(here: Words) -> Option<(When, usize)> {
    let every = if here.has(&["every", "other"]) { 3 } else { 2 * usize::from(here.word(0) == "every") };
    let skip = if every > 0 && weekday(here.word(every - 1)).is_some() { every } else { 0 };
    let lead = UNTIL.length(here.on(skip))?;
    let (edge, length) = edge(here.on(skip + lead))?;
    if here.word(skip) == "before" && (matches!(edge, Edge::Day(_) | Edge::Days(_)) || !listed(&BEFORE, here.before()))
    {
        return None;
    }
    let whole = matches!(edge, Edge::MonthEnd(_) | Edge::ThisMonthEnd | Edge::WeekEnd(_) | Edge::TermEnd);
    Some((When::Span { from: None, until: Some(edge), whole }, skip + lead + length))
}

/// What stands ahead of "before Christmas" where it names sessions; "the only slot they had before Christmas" does not.
const BEFORE: WordList = WordList::new(
    "one ones session sessions group groups meeting meetings any all more again two three four both last final anything yours \
     it them then you now away around able free available here there back",
);

/// Feasts, terms and the like, without their article.
static EDGES: LazyLock<Phrases<Edge>> = LazyLock::new(|| {
    Phrases::new([
        ("christmas | christmas break | christmas holidays | winter break | christmas day", Edge::Christmas),
        ("new year | new years | next year | end of year | end of the year | year end", Edge::NewYear),
        ("easter | easter break | easter holidays", Edge::Easter),
        ("end of term | end of the term | term ends | end of this term | end of the semester", Edge::TermEnd),
        ("end of the month | end of this month | month end | months end", Edge::ThisMonthEnd),
        ("end of the week | end of this week | end of week", Edge::WeekEnd(0)),
        ("end of next week", Edge::WeekEnd(1)),
    ])
});

/// The edge that a part of a month makes, once the month is known.
type OfMonth = fn(i8) -> Edge;

/// Which part of a month, before its name.
static PARTS: LazyLock<Phrases<OfMonth>> = LazyLock::new(|| {
    Phrases::new([
        ("end of | late", Edge::MonthEnd as OfMonth),
        ("middle of | mid", Edge::MonthMiddle),
        ("start of | beginning of | early", Edge::MonthStart),
    ])
});

/// Where a span may begin or end.
fn edge(here: Words) -> Option<(Edge, usize)> {
    if here.word(0) == "after" {
        return edge_at(here.on(1)).map(|(edge, length)| (edge, length + 1));
    }
    edge_at(here)
}

fn edge_at(here: Words) -> Option<(Edge, usize)> {
    let article = usize::from(here.word(0) == "the");
    let at = here.on(article);
    if let Some((edge, length)) = EDGES.longest(at) {
        return Some((edge, article + length));
    }
    if let Some((part, length)) = PARTS.longest(at) {
        return Some((part(month(at.word(length))?), article + length + 1));
    }
    if let Some((day, length)) = day(here) {
        return Some((Edge::Day(day), length));
    }
    let month = month(here.word(0)).filter(|_| !here.is(1, words!("be not have")))?;
    Some((Edge::MonthStart(month), 1))
}

/// What makes a month's name a span, before it and after it.
static MONTH_LEADS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let leads = "all of | all through | the whole of | whole of | all | throughout | during | in | any of the | every \
        session in | most of";
    Phrases::new([(leads, ())])
});
static MONTH_TAILS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let tails = "'s ones | 's one | 's sessions | 's session | 's | sessions | session | ones | one | groups | group | \
        dates | date | meetings";
    Phrases::new([(tails, ())])
});

/// "All of January", "in January", "the January sessions".
fn whole_month(here: Words) -> Option<(When, usize)> {
    let lead = MONTH_LEADS.length(here);
    let article = usize::from(lead.is_none() && here.word(0) == "the");
    let named = here.word(lead.unwrap_or(article));
    let name = month(named)?;
    let length = lead.unwrap_or(article) + 1;
    let tail = MONTH_TAILS.length(here.on(length));
    // "January and February"; "March I'm in Malawi".
    let twin = here.is(length, words!("and or to -")).then(|| month(here.word(length + 1))).flatten();
    if let Some(twin) = twin.filter(|_| named != "may") {
        let span = When::Span { from: Some(Edge::MonthStart(name)), until: Some(Edge::MonthEnd(twin)), whole: true };
        return Some((span, length + 2));
    }
    let is_object = matches!(here.before(), "do" | "make" | "miss" | "attend") && named != "may";
    let opens = here.is_first() && named != "may" && here.is(length, words!("i we is will : ; ,"));
    // "may" is a verb unless the phrase leaves no doubt.
    let certain = if named == "may" {
        lead.is_some() && !here.is(0, words!("all")) || tail.is_some() && article > 0
    } else {
        lead.is_some() || tail.is_some() || opens || is_object
    };
    let span = When::Span { from: Some(Edge::MonthStart(name)), until: Some(Edge::MonthEnd(name)), whole: true };
    certain.then_some((span, length + tail.unwrap_or(0)))
}

/// What is left of a week, a month or a term.
static RESTS: LazyLock<Phrases<Edge>> = LazyLock::new(|| {
    Phrases::new([
        ("this month | the rest of this month | the rest of the month | rest of the month", Edge::ThisMonthEnd),
        ("the rest of this week | the rest of the week | rest of the week", Edge::WeekEnd(0)),
        (
            "this term | the rest of this term | the rest of the term | the rest of term | rest of term | the \
                remainder of term | the remainder of the term | the rest of the semester",
            Edge::TermEnd,
        ),
    ])
});

/// "The rest of term", "the rest of March".
fn rest(here: Words) -> Option<(When, usize)> {
    let found = RESTS.longest(here).or_else(|| {
        let lead = if here.has(&["the", "rest", "of"]) || here.has(&["the", "remainder", "of"]) { 3 } else { 2 };
        let of = lead == 3 || here.has(&["rest", "of"]);
        month(here.word(lead)).filter(|_| of).map(|month| (Edge::MonthEnd(month), lead + 1))
    });
    found.map(|(edge, length)| (When::Span { from: None, until: Some(edge), whole: true }, length))
}

/// "The next two weeks", "the next month": days, not sessions.
fn next_weeks(here: Words) -> Option<(When, usize)> {
    let article = usize::from(here.is(0, words!("the these my")));
    if !here.is(article, words!("next coming")) {
        return None;
    }
    let at = here.on(article + 1);
    let (weeks, length) = if at.word(0) == "month" {
        (4, 1)
    } else {
        let of = usize::from(at.word(1) == "of");
        (count(at.word(0)).filter(|n| *n > 1 && at.word(1 + of) == "weeks")?, 2 + of)
    };
    let span = When::Span { from: None, until: Some(Edge::Days(7 * i32::from(weeks))), whole: true };
    Some((span, article + 1 + length))
}
