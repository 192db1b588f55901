//! The phrases that name sessions by their place in the row: "this one", "the next two", "the one after", "session 7",
//! "the first one back", "all the remaining ones". A part of [`super::grammar`].

use std::sync::LazyLock;

use super::calendar_words::{count, ordinal, weekday};
use super::grammar::{Pick, Words};
use super::phrases::Phrases;
use crate::inbound::tokens::{COMMA, DASH, WordList, listed, words};

/// Sessions by their place in the row, as fixed phrases, without "the", "our" or "my".
pub(super) static PICKS: LazyLock<Phrases<Pick>> = LazyLock::new(|| Phrases::new(ROWS.to_vec()));

const ROWS: &[(&str, Pick)] = &[
    (
        "all of those | all of these | all of them | all those | any of those | any of them | every one of those",
        Pick::Those,
    ),
    (
        "either of those | either of them | both of those | both of these | both of them | both fridays | both \
            tuesdays | both sessions | both dates | both weeks | both times | both days | both groups",
        Pick::Both,
    ),
    (
        "every one of them after that | every one after that | all of them after that | all the ones after that | \
            every session after that | all the others after that | all the sessions after that | all sessions \
            after that | every one after | all the rest after that | all the other ones | all the others | all \
            of the others | every other one | everything after that | all after that | any after that | ones \
            after that | ones after | all the rest of them | rest of them | all of the rest | all the rest | \
            rest",
        Pick::AllAfter,
    ),
    (
        "from now on | from here on | from now onwards | from here on out | going forward | for good | rest of the \
            sessions | rest of the year | rest of this year | rest of the academic year | rest of the block | \
            rest of the placement | rest of my placement | rest of the rotation | rest of the groups | both of \
            the ones that are left | both of the remaining ones | both the ones left | both remaining sessions | \
            both of the remaining sessions | both remaining | both the remaining sessions | ones that are left | \
            ones left | two that are left | two left | remaining two | remaining sessions | remaining ones | \
            last remaining sessions | any of the remaining sessions | all the remaining sessions | all future \
            sessions | any future sessions | future sessions | any more sessions | any more of the sessions | \
            any more groups | all the groups that remain | all the sessions that remain | all that remain | sessions that \
            remain | ones that remain | sessions that are left | groups that are left | sessions left | remaining \
            groups | remaining meetings | all the remaining groups | all the sessions | all of the sessions | all sessions | every session | each \
            session | every single session | any of the sessions | any sessions | every one of them | every \
            single one",
        Pick::Remaining,
    ),
    (
        "one after next | session after next | one after the next | one after the next one | next one after that | \
            next but one",
        Pick::AfterNext,
    ),
    ("first week back | first back", Pick::FirstBack(1)),
    (
        "one after that | one after this | session after that | session after this | one after | session after | \
            following one | following session | following week | following fortnight | following time | one \
            following | time after | one after it | next one after this | next session after that | week after \
            that | week after this | fortnight after",
        Pick::After,
    ),
    (
        "very last one | very last session | final one | final session | final group | last ever session | last ever \
            one | final meeting | last session ever | final balint | closing session | closing one | closing meeting",
        Pick::Final,
    ),
    (
        "last one of the year | last session of the year | last meeting of the year | last group of the year | last one of \
            the yr | last one of the term | last one of term | last session of term | last session of the term | last \
            meeting of term | last meeting of the term | last group of term | last one of this term | last session of \
            this term | last session this term | last one this term | last balint of term | last balint of the year | \
            last one this year | christmas one | christmas session | christmas meeting | christmas group",
        Pick::LastOfTerm,
    ),
    (
        "opening one | opening session | opening meeting | first one | first session | first group | first meeting | very first one | very first session | first balint \
            | 1st session | 1st one",
        Pick::First(1),
    ),
    (
        "this one | this session | this group | this time | this particular one | this particular session | this meeting | this \
            upcoming session | this coming session",
        Pick::This,
    ),
    (
        "next one | next session | next group | next time | next meeting | next balint | next small group | next \
            class | next date | coming session | upcoming session | next slot | upcoming balint | next weeks \
            session",
        Pick::Next,
    ),
    (
        "last time | previous session | previous one | previous group | previous meeting | most recent session",
        Pick::Previous,
    ),
    (
        "penultimate one | penultimate session | penultimate meeting | last but one | second to last one",
        Pick::Penultimate,
    ),
    ("last one | last session | last group | last meeting | last balint", Pick::Last),
];

/// Sessions by their place in the row.
pub(super) fn pick(here: Words) -> Option<(Pick, usize)> {
    // "The 10th and the 24th will be my last two": they are named already.
    let named = if here.before() == "my" { here.back(1) } else { Some(here).filter(|here| here.word(0) == "my") };
    if named.is_some_and(|here| listed(words!("be is are was were"), here.before())) {
        return None;
    }
    numbered(here).or_else(|| counted(here)).or_else(|| fixed(here)).or_else(|| bare_next(here))
}

/// "Session 7", "sessions 6 and 7", "the 7th session".
fn numbered(here: Words) -> Option<(Pick, usize)> {
    let article = usize::from(here.word(0) == "the");
    let place = ordinal(here.word(article)).filter(|n| *n > 2 && here.is(article + 1, words!("session one")));
    if let Some(place) = place.and_then(|n| u8::try_from(n).ok()) {
        return Some((Pick::Numbers(vec![place]), article + 2));
    }
    if !here.is(0, words!("session sessions")) {
        return None;
    }
    let number = |ahead: usize| count(here.word(ahead)).filter(|_| !here.is(ahead, words!("a an one couple few both")));
    let mut length = 1 + usize::from(here.is(1, words!("number no")));
    let mut numbers = vec![number(length)?];
    length += 1;
    // "Session 2 hours early" is a time.
    if here.is(length, words!("hours weeks days minutes pm am")) {
        return None;
    }
    while let Some(next) = number(length + 1) {
        match here.word(length) {
            "and" | COMMA | "or" => numbers.push(next),
            DASH | "to" => {
                let from = numbers.last().copied().unwrap_or(next);
                numbers.extend(from.saturating_add(1)..=next);
            }
            _ => break,
        }
        length += 2;
    }
    Some((Pick::Numbers(numbers), length))
}

/// More than so many are sessions only where they are called so.
const COUNTED_MAX: u8 = 6;

/// "The next two", "the last three sessions", "the first two".
fn counted(here: Words) -> Option<(Pick, usize)> {
    const MEETINGS: WordList = WordList::new(
        "session sessions one ones meeting meetings class classes group groups balint tutorial \
        seminar small time times",
    );
    const NOT_SESSIONS: WordList = WordList::new(
        "hours hour days day weeks week months month years year minutes terms term blocks \
        stops people patients exams shifts nights assignments modules rotations firms",
    );
    let article = usize::from(here.is(0, words!("the my your our these those")));
    let both = usize::from(here.word(article) == "both");
    let at = here.on(article + both);
    let few: fn(u8) -> Pick = match at.word(0) {
        "next" | "coming" | "following" | "upcoming" => Pick::NextFew,
        "last" | "previous" | "past" | "final" => Pick::LastFew,
        "first" => Pick::First,
        _ => return None,
    };
    let n = count(at.word(1)).filter(|n| (2..14).contains(n))?;
    let of = match (at.word(2), at.is(3, words!("the our these your"))) {
        ("of", true) => 2,
        ("of", false) => 1,
        _ => 0,
    };
    let noun = at.word(2 + of);
    let weekdays = weekday(noun.trim_end_matches('s')).is_some();
    let is_meeting = at.is(2 + of, &MEETINGS) || weekdays;
    // "The next two hours", "the first two years" are no sessions; "the next two" are.
    // "The first five" are minutes.
    let minutes = matches!(n, 5 | 10) && at.is(0, words!("first last"));
    // "The boiler man is coming 12-3": a figure beside another is a time.
    let of_the_clock = at.is(2, words!("- to : am pm")) || n > COUNTED_MAX;
    if !is_meeting && (minutes || of_the_clock || at.is(2 + of, &NOT_SESSIONS)) {
        return None;
    }
    let small = usize::from(noun == "small" && at.is(3 + of, words!("group groups")));
    let tail = if is_meeting { of + 1 + small } else { 0 };
    let length = article + both + 2 + tail;
    // "The last two sessions this term" are not those of the year.
    let of_term = [
        &["this", "term"][..],
        &["of", "term"],
        &["of", "the", "term"],
        &["of", "this", "term"],
        &["before", "christmas"],
        &["before", "xmas"],
        &["before", "the", "break"],
        &["before", "the", "holidays"],
    ];
    let behind = here.on(length);
    match (few(n), of_term.iter().find(|words| behind.has(words))) {
        (Pick::LastFew(n), Some(words)) => Some((Pick::LastFewOfTerm(n), length + words.len())),
        (Pick::First(n), _) => Some(first_of(here, n, length)),
        (pick, _) => Some((pick, length)),
    }
}

/// "The first two in the new year", "the first one of this term": first of the year, after the long gap, or of a term.
fn first_of(here: Words, few: u8, length: usize) -> (Pick, usize) {
    let behind = here.on(length);
    if let Some((pick, more)) = AFTER_THE_GAP.longest(behind) {
        return (if pick == FirstOf::Term { Pick::FirstOfTerm(few) } else { Pick::FirstBack(few) }, length + more);
    }
    (Pick::First(few), length)
}

/// Of what a session is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstOf {
    /// Those after the long gap.
    Return,
    /// Those of the term of which the next one is.
    Term,
}

/// What says of what a session is the first, behind it.
static AFTER_THE_GAP: LazyLock<Phrases<FirstOf>> = LazyLock::new(|| {
    Phrases::new(vec![
        (
            "back | back after christmas | back after xmas | back after the break | back in january | of the new year | \
                in the new year | after christmas | after xmas | after the break | after the \
                christmas break | after the holidays | after new year | after easter | in january | of next term | next \
                term | of the next term | of the spring term | of the spring | of the new term",
            FirstOf::Return,
        ),
        ("of this term | this term | of term | of the term", FirstOf::Term),
    ])
});

/// A fixed phrase, with or without its article.
fn fixed(here: Words) -> Option<(Pick, usize)> {
    let article = usize::from(here.is(0, words!("the our your my")));
    let (pick, length) =
        PICKS.longest(here).or_else(|| PICKS.longest(here.on(article)).map(|(pick, n)| (pick, n + article)))?;
    // "The last one to leave", "every session so far" and a bare "rest" tell of something else.
    let rest = here.word(length - 1) == "rest";
    let of_those =
        here.is(length, words!("of")) || !here.before().is_empty() && !listed(&BEFORE_THE_REST, here.before());
    let so_far = here.word(length) == "so" && here.word(length + 1) == "far";
    // "At home with both of them": people.
    let of_people = here.before() == "with" && here.word(length - 1) == "them";
    // "I cannot be with you on Friday for the last time."
    let is_last_time = |here: Words| here.before() == "for" && here.has(&["the", "last", "time"]);
    let of_times = is_last_time(here) || here.back(1).is_some_and(is_last_time);
    // "I like this group", "in this group": the people.
    let of_members =
        here.has(&["this", "group"]) && !listed(words!("do make miss attend manage skip for"), here.before());
    let other = so_far
        || of_members
        || of_people
        || of_times
        || here.is(length, words!("to who until up before in from this between"))
        || length == 1
        || rest && of_those;
    let (pick, length) = if let Pick::First(few) = pick { first_of(here, few, length) } else { (pick, length) };
    (!other).then_some((pick, length))
}

/// Before these "the rest" are sessions; "I walked the rest" is something else.
const BEFORE_THE_REST: WordList =
    WordList::new("for to at attend miss make do and all of . , ; but then then's be about in");

/// "This one or the next", with nothing after it.
fn bare_next(here: Words) -> Option<(Pick, usize)> {
    let ends = here.word(2).is_empty() || here.is(2, words!(". , ? ; i either sorry unfortunately though because but"));
    (here.has(&["the", "next"]) && ends).then_some((Pick::Next, 2))
}
