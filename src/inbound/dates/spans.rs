//! The phrases that name several sessions or one by its place in the row: "until Christmas", "all of January",
//! "9th to 20th November", "the next two", "the one after", "session 7". A part of [`super::grammar`].

use super::calendar_words::{count, day_figure, month, ordinal};
use super::grammar::{Day, Edge, Pick, When, Words, day};
use crate::inbound::tokens::{COMMA, DASH};

/// What students call a meeting of the group.
const MEETINGS: &[&str] = &[
    "session", "sessions", "one", "ones", "meeting", "meetings", "class", "classes", "group", "groups", "balint",
    "tutorial", "seminar", "meetup", "small", "time",
];

/// A span of days, where one begins here.
pub(super) fn span(here: Words) -> Option<(When, usize)> {
    between(here)
        .or_else(|| from(here))
        .or_else(|| until(here))
        .or_else(|| whole_month(here))
        .or_else(|| rest(here))
        .or_else(|| next_weeks(here))
}

/// "9th to 20th November", "15-26 March", "between the 3rd and the 9th", "from Monday until Friday".
fn between(here: Words) -> Option<(When, usize)> {
    let lead = here.any(&["from", "between"]).unwrap_or(0);
    let (first, first_length) = edge(here.on(lead)).or_else(|| {
        let (day, length) = bare_day(here.on(lead))?;
        Some((Edge::Day(day), length))
    })?;
    let joint_at = lead + first_length;
    let joints: &[&str] = if here.word(0) == "between" {
        &["and", DASH, "to"]
    } else {
        &["to", DASH, "until", "through to", "through", ";"]
    };
    let joint = here.on(joint_at).any(joints)?;
    let (last, last_length) = edge(here.on(joint_at + joint))?;
    let length = joint_at + joint + last_length;
    let (from, until) = share_month(first, last);
    // A colon or spaced dash parts two thoughts as often as it joins two dates; only a dated pair is a span.
    let dated = matches!(
        (&from, &until),
        (
            Edge::Day(Day::Date { month: Some(_), .. }),
            Edge::Day(Day::Date { month: Some(_), .. })
        )
    );
    if here.word(joint_at) == ";" && !dated {
        return None;
    }
    Some((
        When::Span {
            from: Some(from),
            until: Some(until),
            whole: true,
        },
        length,
    ))
}

/// The 15 of "15-26 March", which alone would be no date.
fn bare_day(here: Words) -> Option<(Day, usize)> {
    let day = day_figure(here.word(0)).or_else(|| ordinal(here.word(0)))?;
    let joint = matches!(here.word(1), DASH | "to" | "until" | "and");
    let closes =
        ordinal(here.word(2)).is_some() || (day_figure(here.word(2)).is_some() && month(here.word(3)).is_some());
    (joint && closes).then_some((
        Day::Date {
            day,
            month: None,
            year: None,
            weekday: None,
        },
        1,
    ))
}

/// In "9th to 20th November" the month is said once for both.
fn share_month(first: Edge, last: Edge) -> (Edge, Edge) {
    match (first, last) {
        (
            Edge::Day(Day::Date {
                day: from,
                month: None,
                year,
                weekday,
            }),
            Edge::Day(Day::Date {
                day: until,
                month: Some(m),
                year: y,
                weekday: w,
            }),
        ) => {
            let before = if from <= until {
                m
            } else if m == 1 {
                12
            } else {
                m - 1
            };
            let first = Edge::Day(Day::Date {
                day: from,
                month: Some(before),
                year,
                weekday,
            });
            (
                first,
                Edge::Day(Day::Date {
                    day: until,
                    month: Some(m),
                    year: y,
                    weekday: w,
                }),
            )
        }
        (
            Edge::Day(Day::Date {
                day: from,
                month: Some(m),
                year,
                weekday,
            }),
            Edge::Day(Day::Date {
                day: until,
                month: None,
                year: y,
                weekday: w,
            }),
        ) => {
            let after = if from <= until {
                m
            } else if m == 12 {
                1
            } else {
                m + 1
            };
            let last = Edge::Day(Day::Date {
                day: until,
                month: Some(after),
                year: y,
                weekday: w,
            });
            (
                Edge::Day(Day::Date {
                    day: from,
                    month: Some(m),
                    year,
                    weekday,
                }),
                last,
            )
        }
        pair => pair,
    }
}

/// "From the 20th", "from the 20th onwards", "starting January".
fn from(here: Words) -> Option<(When, usize)> {
    let lead = here.any(&["starting from", "from"])?;
    if here
        .on(lead)
        .any(&["now on", "now onwards", "here on", "here on out", "now on out"])
        .is_some()
    {
        return None;
    }
    let (edge, length) = edge(here.on(lead))?;
    let tail = here
        .on(lead + length)
        .any(&["onwards", "onward", "on", "forward", "forwards"])
        .unwrap_or(0);
    // "From Tuesday" alone tells where something comes from as often as when it starts.
    let starts = tail > 0 || lead > 1 || matches!(edge, Edge::Day(Day::Date { .. }) | Edge::MonthStart(_));
    starts.then_some((
        When::Span {
            from: Some(edge),
            until: None,
            whole: true,
        },
        lead + length + tail,
    ))
}

/// "Until Christmas", "before the 5th", "up to the end of March".
fn until(here: Words) -> Option<(When, usize)> {
    let every = here.any(&["every other", "every"]).map_or(0, |n| n + 1);
    let skip = if every > 0 && super::calendar_words::weekday(here.word(every - 1)).is_some() {
        every
    } else {
        0
    };
    let lead = here.on(skip).any(&[
        "now until",
        "from now until",
        "up until",
        "until",
        "up to",
        "before",
        "through to",
        "all the way to",
    ])?;
    let (edge, length) = edge(here.on(skip + lead))?;
    if here.on(skip).word(0) == "before" && matches!(edge, Edge::Day(_) | Edge::Days(_)) {
        return None;
    }
    let whole = matches!(
        edge,
        Edge::MonthEnd(_) | Edge::ThisMonthEnd | Edge::WeekEnd(_) | Edge::TermEnd
    );
    Some((
        When::Span {
            from: None,
            until: Some(edge),
            whole,
        },
        skip + lead + length,
    ))
}

/// Where a span may begin or end.
fn edge(here: Words) -> Option<(Edge, usize)> {
    if here.word(0) == "after" {
        return edge(here.on(1)).map(|(edge, length)| (edge, length + 1));
    }
    let article = usize::from(here.word(0) == "the");
    let at = here.on(article);
    let named: [(&[&str], Edge); 6] = [
        (
            &[
                "christmas break",
                "christmas holidays",
                "christmas",
                "winter break",
                "christmas day",
            ],
            Edge::Christmas,
        ),
        (
            &[
                "new year",
                "new years",
                "next year",
                "end of year",
                "end of the year",
                "year end",
            ],
            Edge::NewYear,
        ),
        (&["easter break", "easter holidays", "easter"], Edge::Easter),
        (
            &[
                "end of term",
                "end of the term",
                "term ends",
                "end of this term",
                "end of the semester",
            ],
            Edge::TermEnd,
        ),
        (
            &["end of the month", "end of this month", "month end", "months end"],
            Edge::ThisMonthEnd,
        ),
        (
            &["end of the week", "end of this week", "end of week"],
            Edge::WeekEnd(0),
        ),
    ];
    if let Some((edge, length)) = named
        .into_iter()
        .find_map(|(phrases, edge)| Some((edge, at.any(phrases)?)))
    {
        return Some((edge, article + length));
    }
    if let Some(length) = at.any(&["end of next week"]) {
        return Some((Edge::WeekEnd(1), article + length));
    }
    let part = at.any(&["end of", "late"]).map(|n| (n, 2)).or_else(|| {
        let middle = at.any(&["middle of", "mid"]).map(|n| (n, 1));
        middle.or_else(|| at.any(&["start of", "beginning of", "early"]).map(|n| (n, 0)))
    });
    if let Some((length, part)) = part {
        let month = month(at.word(length))?;
        let edge = [Edge::MonthStart(month), Edge::MonthMiddle(month), Edge::MonthEnd(month)]
            .into_iter()
            .nth(part)?;
        return Some((edge, article + length + 1));
    }
    if let Some((day, length)) = day(here) {
        return Some((Edge::Day(day), length));
    }
    let month = month(here.word(0)).filter(|_| !matches!(here.word(1), "be" | "not" | "have"))?;
    Some((Edge::MonthStart(month), 1))
}

/// "All of January", "in January", "the January sessions".
fn whole_month(here: Words) -> Option<(When, usize)> {
    let lead = here.any(&[
        "all of",
        "all through",
        "the whole of",
        "whole of",
        "all",
        "throughout",
        "during",
        "in",
        "for the whole of",
        "the",
        "any of the",
        "every session in",
        "most of",
    ]);
    let named = here.word(lead.unwrap_or(0));
    let name = month(named)?;
    let length = lead.unwrap_or(0) + 1;
    let tail = here.on(length).any(&[
        "'s ones",
        "'s one",
        "'s sessions",
        "'s session",
        "'s",
        "sessions",
        "session",
        "ones",
        "one",
        "groups",
        "group",
    ]);
    let led = lead.is_some() && here.word(0) != "the";
    // "may" is a verb unless the phrase leaves no doubt.
    let certain = if named == "may" {
        lead.is_some_and(|_| here.word(0) != "all") && led || tail.is_some() && here.word(0) == "the"
    } else {
        led || tail.is_some()
    };
    let span = When::Span {
        from: Some(Edge::MonthStart(name)),
        until: Some(Edge::MonthEnd(name)),
        whole: true,
    };
    certain.then_some((span, length + tail.unwrap_or(0)))
}

/// "The rest of term", "for the rest of the block", "this term".
fn rest(here: Words) -> Option<(When, usize)> {
    if let Some(length) = here.any(&["the rest of this month", "the rest of the month", "rest of the month"]) {
        return Some((
            When::Span {
                from: None,
                until: Some(Edge::ThisMonthEnd),
                whole: true,
            },
            length,
        ));
    }
    if let Some(length) = here.any(&["the rest of this week", "the rest of the week", "rest of the week"]) {
        return Some((
            When::Span {
                from: None,
                until: Some(Edge::WeekEnd(0)),
                whole: true,
            },
            length,
        ));
    }
    if let Some(lead) = here.any(&["the rest of", "the remainder of", "rest of"])
        && let Some(month) = month(here.word(lead))
    {
        let until = Some(Edge::MonthEnd(month));
        return Some((
            When::Span {
                from: None,
                until,
                whole: true,
            },
            lead + 1,
        ));
    }
    let length = here.any(&[
        "the rest of this term",
        "the rest of the term",
        "the rest of term",
        "rest of term",
        "the remainder of term",
        "the remainder of the term",
        "the rest of the semester",
    ])?;
    Some((
        When::Span {
            from: None,
            until: Some(Edge::TermEnd),
            whole: true,
        },
        length,
    ))
}

/// "The next two weeks", "the next month": days, not sessions.
fn next_weeks(here: Words) -> Option<(When, usize)> {
    let article = here.any(&["the", "these", "my"]).unwrap_or(0);
    if here.word(article) != "next" && here.word(article) != "coming" {
        return None;
    }
    let at = here.on(article + 1);
    let (weeks, length) = if at.word(0) == "month" || at.has(&["four", "weeks"]) {
        (4, if at.word(0) == "month" { 1 } else { 2 })
    } else {
        let n = count(at.word(0)).filter(|n| *n > 1)?;
        let of = usize::from(at.word(1) == "of");
        (at.word(1 + of) == "weeks").then_some((n, 2 + of))?
    };
    // "The next two weeks' sessions" are still those of two weeks.
    let span = When::Span {
        from: None,
        until: Some(Edge::Days(7 * i32::from(weeks))),
        whole: true,
    };
    Some((span, article + 1 + length))
}

/// Sessions by their place in the row.
pub(super) fn pick(here: Words) -> Option<(Pick, usize)> {
    numbered(here)
        .or_else(|| all(here))
        .or_else(|| counted(here))
        .or_else(|| single(here))
        .or_else(|| bare_next(here))
}

/// "Session 7", "sessions 6 and 7", "the 7th session".
fn numbered(here: Words) -> Option<(Pick, usize)> {
    let article = usize::from(here.word(0) == "the");
    if let Some(n) = ordinal(here.word(article)).filter(|n| *n > 1)
        && matches!(here.word(article + 1), "session" | "one")
        && here.word(article) != "second"
    {
        return Some((Pick::Numbers(vec![u8::try_from(n).ok()?]), article + 2));
    }
    if !matches!(here.word(0), "session" | "sessions") {
        return None;
    }
    let mut length = 1 + usize::from(matches!(here.word(1), "number" | "no" | "no."));
    let number = |ahead: usize| {
        count(here.word(ahead)).filter(|_| !matches!(here.word(ahead), "a" | "an" | "one" | "couple" | "few" | "both"))
    };
    let mut numbers = vec![number(length)?];
    length += 1;
    // "Session 2 hours early" is a time.
    if matches!(here.word(length), "hours" | "weeks" | "days" | "minutes" | "pm" | "am") {
        return None;
    }
    while let Some(n) = number(length + 1) {
        match here.word(length) {
            "and" | COMMA | "or" => numbers.push(n),
            DASH | "to" => {
                let from = numbers.last().copied().unwrap_or(n);
                numbers.extend(from.saturating_add(1)..=n);
            }
            _ => break,
        }
        length += 2;
    }
    Some((Pick::Numbers(numbers), length))
}

/// All that are to come, or all after those spoken of.
fn all(here: Words) -> Option<(Pick, usize)> {
    let picks: [(&[&str], Pick); 3] = [
        (
            &[
                "all of those",
                "all of these",
                "both fridays",
                "both tuesdays",
                "both sessions",
                "both dates",
                "both weeks",
                "both times",
                "both days",
                "both groups",
                "both of these",
                "all of them",
                "both of those",
                "both of them",
                "all those",
                "any of those",
                "either of those",
            ],
            Pick::Those,
        ),
        (
            &[
                "every one of them after that",
                "every one after that",
                "all of them after that",
                "all the ones after that",
                "every session after that",
                "all the others after that",
                "all the sessions after that",
                "all sessions after that",
                "every one after",
                "all the rest after that",
                "all the other ones",
                "all the others",
                "all of the others",
                "every other one",
                "everything after that",
                "all after that",
                "any after that",
                "the ones after that",
                "the ones after",
                "the rest of them",
                "all the rest of them",
                "all of the rest",
                "all the rest",
                "the rest",
            ],
            Pick::AllAfter,
        ),
        (
            &[
                "from now on",
                "from here on",
                "from now onwards",
                "from here on out",
                "going forward",
                "for good",
                "the rest of the sessions",
                "the rest of the year",
                "the rest of this year",
                "the rest of the block",
                "the rest of the placement",
                "the rest of my placement",
                "the rest of the rotation",
                "the rest of the groups",
                "the rest of the academic year",
                "both of the ones that are left",
                "both of the remaining ones",
                "both the ones left",
                "both remaining sessions",
                "both of the remaining sessions",
                "both remaining",
                "both the remaining sessions",
                "the ones that are left",
                "the ones left",
                "the two that are left",
                "the two left",
                "the remaining two",
                "the remaining sessions",
                "the remaining ones",
                "remaining sessions",
                "the last remaining sessions",
                "any of the remaining sessions",
                "all the remaining sessions",
                "all future sessions",
                "any future sessions",
                "future sessions",
                "any more sessions",
                "any more of the sessions",
                "any more groups",
                "all the sessions",
                "all of the sessions",
                "all sessions",
                "every session",
                "each session",
                "every single session",
                "any of the sessions",
                "any sessions",
                "every one of them",
                "every single one",
            ],
            Pick::Remaining,
        ),
    ];
    let (pick, length) = picks
        .into_iter()
        .find_map(|(phrases, pick)| Some((pick, here.any(phrases)?)))?;
    // "Every session so far" speaks of what was.
    let of_the_past = matches!(here.word(length), "so" | "until" | "apart" | "before") || here.word(length) == "up";
    (!of_the_past).then_some((pick, length))
}

/// "The next two", "the last three sessions", "the first two".
fn counted(here: Words) -> Option<(Pick, usize)> {
    let article = here.any(&["the", "my", "your", "our", "these", "those"]).unwrap_or(0);
    let both = usize::from(here.word(article) == "both");
    let at = here.on(article + both);
    let few: fn(u8) -> Pick = match at.word(0) {
        "next" | "coming" | "following" | "upcoming" => Pick::NextFew,
        "last" | "previous" | "past" | "final" => Pick::LastFew,
        "first" => Pick::First,
        _ => return None,
    };
    let n = count(at.word(1)).filter(|n| *n > 1 && *n < 14)?;
    let of = if at.word(2) == "of" {
        if matches!(at.word(3), "the" | "our" | "these" | "your") {
            2
        } else {
            1
        }
    } else {
        0
    };
    let noun = at.word(2 + of);
    let is_meeting = MEETINGS.contains(&noun) || super::calendar_words::weekday(noun.trim_end_matches('s')).is_some();
    // "The next two hours", "the first two years" are no sessions; "the next two." are.
    let ends = noun.is_empty()
        || matches!(
            noun,
            "." | ","
                | "?"
                | ";"
                | "as"
                | "because"
                | "but"
                | "and"
                | "due"
                | "unfortunately"
                | "sorry"
                | "i"
                | "too"
                | "though"
                | "please"
                | "for"
                | "so"
                | "either"
                | "at"
        );
    let weekday_plural = !MEETINGS.contains(&noun) && is_meeting;
    if !(is_meeting || ends) || weekday_plural && at.word(0) == "next" && n > 3 {
        return None;
    }
    let noun_length = if noun == "small" || at.word(3 + of) == "sessions" {
        2
    } else {
        usize::from(is_meeting)
    };
    Some((
        few(n),
        article + both + 2 + if is_meeting { of } else { 0 } + noun_length,
    ))
}

/// "This one or the next", with nothing after it.
fn bare_next(here: Words) -> Option<(Pick, usize)> {
    let ends = here.word(2).is_empty()
        || matches!(
            here.word(2),
            "." | "," | "?" | ";" | "i" | "either" | "sorry" | "unfortunately" | "though" | "because" | "but"
        );
    (here.has(&["the", "next"]) && ends).then_some((Pick::Next, 2))
}

/// "This one", "the next session", "the one after", "the last one", "the first one back".
fn single(here: Words) -> Option<(Pick, usize)> {
    let article = here.any(&["the", "our", "your", "my"]).unwrap_or(0);
    let at = here.on(article);
    let picks: [(&[&str], Pick); 9] = [
        (
            &[
                "one after next",
                "session after next",
                "one after the next",
                "one after the next one",
                "next one after that",
                "next but one",
            ],
            Pick::AfterNext,
        ),
        (
            &[
                "first one back after christmas",
                "first session back after christmas",
                "first one back",
                "first session back",
                "first group back",
                "first one of the new year",
                "first session of the new year",
                "first one after christmas",
                "first session after christmas",
                "first one after the break",
                "first session after the break",
                "first one after the holidays",
                "first week back",
                "first one in january",
                "first session in january",
                "first one of next term",
                "first session of next term",
                "first one after easter",
                "first one in the new year",
                "first session in the new year",
                "first back",
                "first meeting back",
                "first group after christmas",
            ],
            Pick::FirstBack,
        ),
        (
            &[
                "one after that",
                "one after this",
                "session after that",
                "session after this",
                "one after",
                "session after",
                "following one",
                "following session",
                "following week",
                "following fortnight",
                "following time",
                "one following",
                "time after",
                "one after it",
                "next one after this",
                "next session after that",
                "week after that",
                "week after this",
                "fortnight after",
            ],
            Pick::After,
        ),
        (
            &[
                "very last one",
                "very last session",
                "final one",
                "final session",
                "final group",
                "last ever session",
                "last ever one",
                "last session of the year",
                "last one of the year",
                "final meeting",
                "last session ever",
                "final balint",
            ],
            Pick::Final,
        ),
        (
            &[
                "first one",
                "first session",
                "first group",
                "first meeting",
                "very first one",
                "very first session",
                "first balint",
                "1st session",
                "1st one",
            ],
            Pick::First(1),
        ),
        (
            &[
                "this one",
                "this session",
                "this time",
                "this particular one",
                "this particular session",
                "this meeting",
                "this upcoming session",
                "this coming session",
            ],
            Pick::This,
        ),
        (
            &[
                "next one",
                "next session",
                "next group",
                "next time",
                "next meeting",
                "next balint",
                "next small group",
                "next class",
                "next date",
                "coming session",
                "upcoming session",
                "next slot",
                "upcoming balint",
                "next weeks session",
            ],
            Pick::Next,
        ),
        (
            &[
                "last time",
                "previous session",
                "previous one",
                "previous group",
                "previous meeting",
                "most recent session",
            ],
            Pick::Previous,
        ),
        (
            &["last one", "last session", "last group", "last meeting", "last balint"],
            Pick::Last,
        ),
    ];
    let (pick, length) = picks
        .into_iter()
        .find_map(|(phrases, pick)| Some((pick, at.any(phrases)?)))?;
    // "The first time I" and "the last one to leave" tell of something else.
    (!matches!(at.word(length), "to" | "who")).then_some((pick, article + length))
}
