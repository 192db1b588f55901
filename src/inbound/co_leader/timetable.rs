//! What a co-leader says of the timetable: a session that will not run, that is moved, or that one of them cannot lead.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::{Captures, Regex};

use super::back::leader_back;
use super::context::{Context, SEARCHED_MAX};
use super::enquiry::TELLS_STUDENTS;
use super::leading::leader_away;
use super::orders::Orders;
use super::place::{place_in, without_places};
use super::statement::count;
use super::text::Sentence;
use crate::domain::id::{PersonId, SessionId};
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;

/// The timetable's orders in one sentence.
pub fn timetable(context: &Context, sentence: &Sentence, _latest: &[PersonId]) -> Orders {
    let mut found = Orders::default();
    if UNREAL.is_match(&sentence.text) {
        return found;
    }
    let wants_to_know = sentence.asks && TO_KNOW.is_match(&sentence.text);
    if wants_to_know || sentence.asks && !POLITE.is_match(&sentence.text) || POSSIBLE.is_match(&sentence.text) {
        return found;
    }
    let of_me = OF_ME.is_match(&sentence.text) && !OUTRIGHT.is_match(&sentence.text);
    if CANCEL.is_match(&sentence.text) && !NOT_CANCELLED.is_match(&sentence.text) && !of_me {
        // "Cancel the 23rd please, and I'll be away on the 9th too."
        let parts = AND_I.find(&sentence.text).map(|also| sentence.text.split_at(also.start()));
        let (first, also) = parts.filter(|(first, _)| CANCEL.is_match(first)).unwrap_or((&sentence.text, ""));
        cancel(context, &Sentence { text: first.to_owned(), ..sentence.clone() }, &mut found);
        if !also.is_empty() {
            leader_away(context, &Sentence { text: also.to_owned(), ..sentence.clone() }, &mut found);
        }
    } else if MOVE.is_match(&OF_ONE.replace_all(&sentence.text, "$then")) {
        moved(context, sentence, &mut found);
    }
    // "Peter's leave has been cancelled": what would have kept them away does so no more.
    if found.orders.is_empty() && !OTHER_CANCELLED.is_match(&sentence.text) {
        leader_away(context, sentence, &mut found);
    }
    if found.orders.is_empty() && !found.consumed {
        leader_back(context, sentence, &mut found);
    }
    found
}

/// What one sentence says of the timetable beside what it says first: "..., and we're in the library".
pub fn beside(sentence: &Sentence) -> Option<Sentence> {
    static AND_WE: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)(?:,| -)? and (?:also )?(?P<next>(?:we|it|the (?:group|session|room)|classroom|start)\b.*)$")
    });
    let next = AND_WE.captures(&sentence.text)?.name("next")?.as_str();
    Some(Sentence { text: next.to_owned(), ..sentence.clone() })
}

/// "Could tomorrow start at 13:30? Please tell the students.": what the students are to be told is no question.
pub fn insisted(context: &Context, sentence: &Sentence) -> Option<Sentence> {
    let sentences = &context.prepared.sentences;
    let insists = |other: &Sentence| TELLS_STUDENTS.is_match(&other.text) || BOOKED.is_match(&other.text);
    if !sentence.asks || !POLITELY.is_match(&sentence.text) || !sentences.iter().take(SEARCHED_MAX).any(insists) {
        return None;
    }
    let text = POLITELY.replace(&sentence.text, "${who} ").trim_end_matches('?').to_owned();
    Some(Sentence { text, asks: false, ..sentence.clone() })
}

fn cancel(context: &Context, sentence: &Sentence, found: &mut Orders) {
    let of_something_else = !context.names_in(&sentence.text).is_empty() || OTHER_CANCELLED.is_match(&sentence.text);
    let of_something_else = of_something_else || context.answers_register();
    let of_students = context.answers_register()
        && !context.names_in(&sentence.text).is_empty()
        && !OF_SESSION.is_match(&sentence.text);
    if of_students
        || OTHER_CANCELLED.is_match(&sentence.text)
        || names_a_student_doing_it(&sentence.text)
        || of_something_else && !SESSION_CANCELLED.is_match(&sentence.text)
    {
        return;
    }
    let tense =
        if PAST.is_match(&sentence.text) && !TO_COME.is_match(&sentence.text) { Tense::Past } else { Tense::Coming };
    // "We don't meet on the 26th, because this week has exams in it."
    let said = BECAUSE.splitn(&sentence.text, 2).next().unwrap_or_default();
    let mut sessions = context.sessions_in(said, tense);
    if sessions.exact.is_empty() {
        sessions = context.sessions_in(&sentence.text, tense);
    }
    // "It didn't run today" in answer to yesterday's request is of the session that was asked after.
    let of_thread = tense == Tense::Past && context.answers_register();
    if sessions.exact.is_empty() && (!sessions.doubtful || of_thread) {
        let elsewhere = context.named_elsewhere(&sentence.text, tense);
        let elsewhere = elsewhere.filter(|session| tense != Tense::Past || context.has_begun(*session));
        sessions.exact.extend(elsewhere.or(context.about_session()));
    }
    // "Session one is off, we begin properly on the 29th", "the last session is not happening tomorrow": one is meant.
    if sessions.exact.len() > 1 && !SEVERAL.is_match(said) {
        let coming: Vec<u8> = sessions.exact.iter().copied().filter(|number| !context.has_begun(*number)).collect();
        match coming[..] {
            [one] if tense == Tense::Past => sessions.exact = vec![one],
            _ => found.doubt = Some("several sessions are named"),
        }
    }
    settle(sessions.exact, found, "cancel", |session| Order::Cancel { session });
}

/// One session, or a doubt.
fn settle(sessions: Vec<u8>, found: &mut Orders, rule: &'static str, order: impl Fn(u8) -> Order) {
    found.consumed = true;
    if sessions.is_empty() {
        found.doubt = Some("which session is meant");
    }
    found.orders.extend(sessions.into_iter().map(|session| (rule, order(session))));
}

fn moved(context: &Context, sentence: &Sentence, found: &mut Orders) {
    let text = without_the_old(&sentence.text);
    // "Move the group of 4 December to 11 December": what is moved, and whither.
    let (old, text) = match FROM_TO.captures(&text) {
        Some(parts) => {
            let part = |name: &str| parts.name(name).map_or("", |part| part.as_str()).to_owned();
            (part("old"), part("new"))
        }
        None => (sentence.text.clone(), text),
    };
    let sessions = context.sessions_in(&old, Tense::Coming);
    // "... because Dan is away until the evening of the 26th."
    let said = BECAUSE.splitn(&text, 2).next().unwrap_or_default();
    let mut dates = dates_in(context, said);
    if dates.is_empty() {
        dates = dates_in(context, &text);
    }
    let coming: Vec<u8> = sessions.exact.iter().copied().filter(|n| !context.has_begun(*n)).collect();
    let session = coming
        .first()
        .copied()
        .or_else(|| context.named_elsewhere(&sentence.text, Tense::Coming))
        .or(context.about_session())
        .filter(|n| !context.has_begun(*n));
    let usual = session.and_then(|session| usual_start(context, session));
    let mut starts = session.and_then(|session| time_in(context, &text, session));
    let date = said_again(context, &dates, session)
        .or_else(|| dates.into_iter().find(|date| session.is_some() && context.scope.on(*date).is_none()));
    let mut place = place_in(context, said, date.is_some()).or_else(|| place_in(context, &text, date.is_some()));
    if place.is_none() && starts.is_none() && date.is_none() {
        // "We start at quarter past. Tell them 13:15."
        let others =
            context.prepared.sentences.iter().take(SEARCHED_MAX).filter(|other| *other != sentence && !other.asks);
        let mut others = others.map(|other| other.text.as_str());
        let clock = |session| others.clone().find_map(|text| time_in(context, text, session));
        starts = session.and_then(clock);
        // "We're kicked out of Seminar Room B. Tell them Room F."
        place = others.find_map(|text| place_in(context, &without_the_old(text), false));
    }
    if date.is_none() && starts == usual {
        // "Tuesday at one as always": only beside another day is the usual time news.
        starts = None;
    }
    if place.is_none() && starts.is_none() && date.is_none() {
        return;
    }
    found.consumed = true;
    let Some(session) = session else {
        found.doubt = Some("which session is moved");
        return;
    };
    if date.is_none() && DATE_MOVED.is_match(&sentence.text) {
        found.doubt = Some("to which day the session is moved");
    }
    if coming.len() > 1 && date.is_none() {
        found.doubt = Some("several sessions are named");
    }
    found.orders.push(("move", Order::Move { session, date, starts, place }));
}

/// "The session on the 9th is moved to the 11th", where it is by now: the day that is no session's any more is the old one.
fn said_again(context: &Context, dates: &[Date], session: Option<u8>) -> Option<Date> {
    match dates {
        [old, new] if session.is_some() && context.scope.on(*new) == session => {
            context.scope.on(*old).is_none().then_some(*new)
        }
        _ => None,
    }
}

/// The text without what it names as the old time or place.
fn without_the_old(text: &str) -> String {
    OLD.replace_all(text, " ").into_owned()
}

/// The start that a text names; hours without am or pm are those of a working day.
fn time_in(context: &Context, text: &str, session: u8) -> Option<Time> {
    let usual = usual_start(context, session);
    // "Room 2.14" is no time.
    let text = without_places(text);
    // "10 to 11": from ten, and not ten to eleven.
    let text = &*HOURS.replace_all(&text, |found: &Captures| {
        let hour = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u8>().ok()).unwrap_or(0);
        let goes_on = hour("end") == hour("start") % 12 + 1;
        if goes_on { format!("at {} ,", hour("start")) } else { found[0].to_owned() }
    });
    let clock = CLOCK.captures_iter(text).filter_map(|found| {
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i8>().ok());
        let hour_of =
            |name: &str| found.name(name).and_then(|m| hour_word(m.as_str()).or_else(|| m.as_str().parse().ok()));
        let half = hour_of("half").map(|hour| (hour, 30));
        let word = hour_of("word").or_else(|| hour_of("clock")).map(|hour| (hour, minutes_word(&found, "and")));
        let noon = found.name("noon").map(|_| (12, 0));
        let is_past = found.name("side").is_some_and(|side| side.as_str().eq_ignore_ascii_case("past"));
        let minutes = minutes_word(&found, "minutes");
        let off = hour_of("of").map(|hour| if is_past { (hour, minutes) } else { (hour - 1, 60 - minutes) });
        let bare = number("hour").or_else(|| number("bare")).or_else(|| number("at"));
        let figures = bare.map(|hour| (hour, number("minute").unwrap_or(0)));
        let (hour, minute) = half.or(off).or(word).or(noon).or(figures)?;
        let half_of_day = found.name("ampm").or_else(|| found.name("half_of_day")).map(|m| m.as_str().to_lowercase());
        let hour = match half_of_day.as_deref() {
            Some(p) if p.starts_with('p') && hour < 12 => hour + 12,
            None if hour < 8 => hour + 12,
            _ => hour,
        };
        Time::new(hour, minute, 0, 0).ok()
    });
    // Of two times the usual one is the old one.
    let times: Vec<Time> = clock.collect();
    let clock = times.iter().copied().find(|time| Some(*time) != usual).or_else(|| times.first().copied());
    clock.or_else(|| {
        let shift = SHIFT.captures(text)?;
        let minutes = if shift.name("half").is_some() {
            30
        } else if let Some(minutes) = shift.name("minutes") {
            minutes.as_str().parse().ok()?
        } else {
            60
        };
        let sign = if shift.name("earlier").is_some() { -1 } else { 1 };
        usual.map(|time| time.wrapping_add(jiff::SignedDuration::from_mins(sign * minutes)))
    })
}

/// When the session begins as things stand.
fn usual_start(context: &Context, session: u8) -> Option<Time> {
    context.scene.calendar.get(SessionId { group: context.group, number: session }).map(|meeting| meeting.starts)
}

/// "Ten" past, "a quarter" to, twelve "thirty"; none where nothing stands there.
fn minutes_word(found: &Captures, name: &str) -> i8 {
    let words = found.name(name).map_or("", |m| m.as_str()).to_lowercase();
    let minutes = words.split([' ', '-']).filter_map(|word| if word == "quarter" { Some(15) } else { count(word) });
    i8::try_from(minutes.sum::<u8>()).unwrap_or(0)
}

fn hour_word(word: &str) -> Option<i8> {
    count(&word.to_lowercase()).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=12).contains(n))
}

/// The dates that a text names, whether a session is held on them or not.
fn dates_in(context: &Context, text: &str) -> Vec<Date> {
    use crate::inbound::dates::grammar::{Day, When};
    use crate::inbound::dates::named;
    use crate::inbound::tokens::tokens;
    // "Starts at 2.10": that is no day.
    let text = CLOCK_DOT.replace_all(text, "$1");
    let dates: Vec<Date> = named(&tokens(&text.replace(['@', '#'], " ")))
        .into_iter()
        .filter_map(|phrase| match phrase.when {
            When::Day(Day::Date { day, month: Some(month), year, .. }) => coming_date(context, day, month, year),
            When::Day(Day::Date { day, month: None, .. }) => coming_day(context, day),
            When::Day(Day::Figures { first, second, .. }) => coming_date(context, first, second, None),
            _ => None,
        })
        .collect();
    if !dates.is_empty() {
        return dates;
    }
    // "24th instead of 23rd"
    let days = BARE_DAY.captures_iter(&text).filter_map(|found| found.name("day")?.as_str().parse().ok());
    days.filter_map(|day| coming_day(context, day)).collect()
}

/// The next such day of a month, from today on.
fn coming_date(context: &Context, day: i8, month: i8, year: Option<i16>) -> Option<Date> {
    let today = context.scope.today;
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => [today.year(), today.year().saturating_add(1)]
            .into_iter()
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|date| *date >= today),
    }
}

fn coming_day(context: &Context, day: i8) -> Option<Date> {
    let today = context.scope.today;
    let this = Date::new(today.year(), today.month(), day).ok().filter(|date| *date >= today);
    this.or_else(|| {
        let next = today.first_of_month().checked_add(jiff::Span::new().months(1)).ok()?;
        Date::new(next.year(), next.month(), day).ok()
    })
}

fn names_a_student_doing_it(text: &str) -> bool {
    static DOING: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)@\d+ (?:has |had |also )?(?:cancelled|called off|couldn't meet|didn't meet)"));
    DOING.is_match(text)
}

/// Said of what was thought of, asked, or nearly done.
static UNREAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:had |have |'d |'ve )?(?:wondered about|thought (?:about|of)|considered|talked (?:about|of)|discussed|asked (?:me |us |#\d+ )?(?:whether|if)|suggested|offered to|wanted (?:us )?to|nearly|almost|toyed with)\b|\bi (?:had )?(?:understood|believed|assumed|thought|had it as|imagined)\b",
    )
});
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:and|both|all|until|till|to|through|rest|remaining|every|next (?:two|three|few)|last (?:two|three|few)|or|nor|neither)\b|&|\+|,? \d{1,2}(?:st|nd|rd|th)?, ",
    )
});
/// "2.10": a time, though a day is written so as well.
static CLOCK_DOT: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)(\b(?:is|at|start(?:s|ing)?|to|from|until|now|begins?|be) )(?:[1-9]|1[0-2])\.[0-5][05]\b")
});
static BARE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)(?:^\W*|\b(?:to|now|its|it's|make it|until|till) (?:the )?)(?P<day>\d{1,2})(?:st|nd|rd|th)\b")
});
static HOURS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:from )?(?P<start>\d{1,2})(?: to |-|\x{2013})(?P<end>\d{1,2})\b"));
/// Words of a day to come.
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:tomorrow|tmrw|this (?:week|tuesday|friday)|next (?:week|tuesday|friday)|won't|will|not happening|isn't happening)\b",
    )
});
static AND_I: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i),? (?:and|but|also),? (?:also )?(?:i'll|ill|i will|i shall|i'm|im|i am|i can't|i cant)\b")
});
static BECAUSE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:because|as|since|cos|due to)\b|, (?:and )?(?:we|it) (?:then )?(?:begin|start|resume|restart|pick up)\b",
    )
});
static OF_SESSION: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:session|group|meeting|balint|we)\b"));
static BOOKED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i've|i have|ive|we've|we have) (?:already |just |now )?(?:booked|told|cleared|arranged|asked|checked)\b",
    )
});
static POLITELY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:hi|hello|hey|so|please)[, ]+)*(?:can|could|may|might|would) (?P<who>we|you|i|the group|the session|tomorrow|it|this|tuesday|friday)\b(?: please)?",
    )
});
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bplease\b|\bpls\b|\bplz\b|\b(?:could|can|would|will) (?:you|we ask you to)(?: (?:please|pls|possibly|kindly))? (?:cancel|move|tell|let|change|inform|note|take|shift|put|call|make|announce|direct|alter|update|hold|email|swap)\b|\bwould you be (?:so|very) (?:good|kind)\b|\bplease (?:cancel|move|tell|let|change|inform|note|take|shift|put)\b",
    )
});
/// "Would you please tell me whether it is the 7th or the 14th?"
static TO_KNOW: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:tell|say to|let|inform|advise|remind) (?:me|us)\b.{0,20}\b(?:whether|if|which|when|where|what|who)\b",
    )
});
static POSSIBLE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:would it be possible|is it possible|would it be (?:ok|okay|all right|alright) (?:to|if)|should we|shall we|could we|can we|might we|if the (?:students?|group|others?|rest) (?:can|could|are|agree|don't mind|manage)|do you think|wonder(?:ing)? (?:if|whether)|what if|are we allowed|how about|thinking (?:of|about)|considering|may have to|might have to|may need to|might need to|if we (?:cancel|move)|i merely ask|in case we)\b",
    )
});
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:didn't|did not|never|not having|gave|was|were|had to|had to be|wasn't|last|yesterday|in the end|ran|happened|took place|had)\b",
    )
});
static CANCEL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:cancel(?:l?ed|ling|s)?|call(?:ed|ing)? (?:it |the (?:group|session) )?off|(?:won't|will not|isn't|is not|wasn't|was not|not|can't|cannot|never|didn't|did not|hasn't|doesn't|didnt|wont)(?: (?:actually|now|be|be able to|in the end|get to|even))* (?:run(?:ning)?|ran|happen(?:ing|ed)?|go(?:ing)? ahead|went ahead|take place|taking place|took place|meet(?:ing)?|met|be held|held|holding)|(?:there(?:'s| is| was| will be|'ll be| can be| shall be)|we have|we had|so) no (?:session|group|balint|meeting)|no (?:session|group|balint|meeting) (?:on|this|next|today|tomorrow|for|that)|(?:scrap(?:ping)?|drop(?:ping)?|skip|skipping|bin(?:ning)?|abandon(?:ed)?|call off|pull(?:ed)?) (?:the |this |that |next |our )*(?:session|group|meeting|one|week|today|tuesday|friday|tomorrow|tmrw|\d{1,2}(?:st|nd|rd|th)?)|(?:must|has to|had to|will|to) fall out|fell out\b|no session could be held|strike (?:the|this|that|our) (?:session|meeting|group)|(?:had to be |was |is |be )(?:abandoned|scrapped|called off)|we (?:aren't|are not|weren't|were not|won't be) meeting|(?:be |been |is |was )?given up\b|(?:give|giving) up (?:the|this|that|our|tuesday's|friday's)|(?:not|n't) (?:be )?(?:holding|having) (?:the |a |our |any )?(?:group|session|meeting|balint)|(?:is|'s|are) off (?:today|tomorrow|this|that|then|next|on|for|because|as)|(?:calling|called|call) off|stood down|shelved|call(?:ed)? (?:it|this|that|this one|that one|things|tuesday|friday|tomorrow|the \w+) off|(?:tuesday|friday|tomorrow|session|group|balint|\d{1,2}(?:st|nd|rd|th))(?:'s)?(?:'s| is)(?: now)? off|(?:there|we)(?:'ll not| won't| will not| isn't| is not| wasn't| was not| can't| cannot)(?: be| have)? (?:a|any) (?:\w+ )?(?:group|session|meeting|balint)|(?:not|\w*n't|never) (?:be )?(?:have|had|make|do|hold|held|having|holding)(?: (?:a|an|our|the|any|it|proper))*(?: balint)? (?:group|session|meeting|balint)|never held|(?:has|have|needs?|ought|had) to be (?:dropped|struck (?:out|off)|scrapped|cancelled|abandoned|written off)|(?:session|group|meeting|balint) (?:was |is |had to be )?(?:abandoned|struck (?:out|off)|dropped)|not having (?:taken place|run|happened|met)|not to (?:hold|run|have) (?:it|the (?:group|session|meeting)|balint)|(?:gave|given) (?:it |the session )?up and (?:sent|went))\b|(?:[-\x{2013}\x{2014}:,]|^) ?no (?:session|group|balint|meeting)\b",
    )
});
static OTHER_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:train|trains|bus|buses|flight|tube|plane|clinic|appointment|lecture|surgery|operation|ward round|theatre list|lift|taxi|leave|holiday|strike|action|tribunal|conference|hearing|inquest|course|exam|train strike)\b.{0,20}\b(?:cancel|called off|adjourned|postponed)",
    )
});
static SESSION_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:session|group|meeting|balint|it|we|that|week's|tuesday's|friday's|one|\d{1,2}(?:st|nd|rd|th)?|month)\b.{0,30}\b(?:cancel\w*|called off|run|ran|happen\w*|take place|took place|go ahead|went ahead|meet|met)|^\W*(?:didn't|did not|never|had to be|was|cancelled|called off)\b|\b(?:session|group|meeting|balint|it|we)\b.{0,30}\b(?:call(?:ed)? (?:it|this|that|things) off|held|abandoned|dropped|struck|off|(?:not|\w*n't|never) (?:have|had|make|hold|held))|\b(?:\d{1,2}(?:st|nd|rd|th)|january|february|march|april|may|september|october|november|december|tuesday|friday|next one) (?:has|have|needs?|ought|had) to be\b|\bnot having taken place|\bnot to (?:hold|run) (?:it|the)|\bgave (?:it )?up and sent\b|\bskip\w* (?:the |this |that |next )?(?:session|group|meeting|one|week)|\bno (?:session|group|meeting|balint)|\bcancel\w* (?:the |our |this |that |next |please |tuesday's |friday's )*(?:session|group|meeting|balint|one|\d{1,2}(?:st|nd|rd|th)?|tuesday|friday)\b",
    )
});
static NOT_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|no need to|rather than|instead of) (?:be |been )?(?:cancel\w*|called off)\b|n't (?:be |been |please )?(?:cancel\w*|called off)\b",
    )
});
/// "No Balint for me", "can't make it": the writer's own absence, or a colleague's, unless the session is cancelled outright.
static OF_ME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:wo|ca)n'?t (?:be able to )?(?:make|do|get to)\b|\bno (?:session|group|balint|meeting)\b[^.;,]{0,20} for me\b|(?:#\d+|\bs?he)(?:'s| is| will be)(?: \w+)? off\b|\b(?:i'm|i am|s?he's|s?he is|#\d+'s|#\d+ is) skipping\b",
    )
});
static OUTRIGHT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bcancel|\bcall(?:ed|ing)? (?:it )?off\b"));
static MOVE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:mov(?:e|ed|es|ing)|shift(?:ed|ing)?|re-?schedul\w+|re-?arrang\w+|swap(?:ped|ping)?|relocat\w+|instead|chang(?:e|ed|es|ing)|new (?:room|venue|time|place|date)|begin(?:s|ning)?|start(?:s|ing)?|(?:bring|brought|bringing) .{0,40}forward|brought forward|(?:push(?:ed|ing)?|put(?:ting)?) .{0,25}back|postpon\w+|(?:will|'ll|to) be (?:in|at|held|from|on)|(?:we|it|session|group)(?:'re| are|'s| is| will) (?:now |instead |meeting |being held |upstairs |downstairs |all |over |going to be |gonna be |to (?:sit|meet|gather|be) )*(?:in|at|on|from)|(?:kicked|turfed|thrown|turned|pushed) out of|evicted|(?:now|meeting|held|meets?|booked) (?:in|at|on|from|for|into)|come to|(?:shall|will|to|must) take place|(?:\d+(?:st|nd|rd|th)?|\w*day|jan\w*|feb\w*|march|april|may|june|sept?\w*|oct\w*|nov\w*|dec\w*)(?:'s| is| are| were| will be|,? we're) (?:now )?(?:in|at|on|held)|hour (?:later|earlier)|minutes (?:later|earlier)|different room|another room|room:|venue:|given us|(?:use|using|used|switch(?:ed|ing)?|swapped)\b|(?:we|#\d+)(?:'ve| have|'s| has)(?: now)? (?:got|been given|booked|taken|found us|moved|pushed|put)|we (?:take|have|got) (?:the )?(?-i:[A-Z])\w*|we got the|(?:we're|were) (?:back|upstairs|downstairs|now|all) (?:in|to|at)|become?s?|advanc\w+|alter(?:ed|ing)?|direct (?:everyone|people|them|the students)|going with|(?:will|'ll) have to be|settled on|mak(?:e|ing) it|doing it|hold(?:ing)? (?:it|the .{1,20}session)|takes? place|put at|beginning|it'?s (?:now )?(?:on |at |in |the )?(?:mon|tues|wednes|thurs|fri|\d|noon|half|quarter|classroom|seminar|room|lecture)\w*|new plan|rather than|room to|lead(?:s)? (?:it|this|that|the (?:group|session))? ?in|(?:o'clock|half past \w+|\d ?[ap]m) it is|(?:classroom|seminar room|room) \w+,? (?:we|it is|on|for|this|tomorrow)|(?-i:(?:[A-Z]\w+ )+Room) (?:for us|on|this|tomorrow|it is)|another day|(?:tues|tuesday|fri|friday|tomorrow|tmrw) (?:=|->|now|at) ?\d{1,2}|\d{1,2}[.:]\d\d in (?:the )?\w+|(?:gonna|going to) (?:be|start|run|hold|meet)|now \d{1,2}(?:[:.]\d\d| ?[ap]m)|put (?:back|off) (?:to|until|till|by)|put (?:it|them|us) (?:at|on|in)|but (?:at|on|in)|not \w+day\b.{0,20}\bbut|half (?:past )?\w+,? (?:on|tomorrow|tmrw|this)|at \d{1,2}[:.]?\d* on\b|decamp\w*|reconvene|hosted in|find us in|back (?:in|to) (?:our|the|my)|room (?:is )?(?:back|again)|(?:shall|will|'ll) (?:all )?(?:be|meet|sit|gather))\b",
    )
});
/// "I shall be away on the 26th": what becomes of one of those who lead, and not of the session.
static OF_ONE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?P<then>^|[^\w#])(?:i|#\d+)(?:'m|'ll|'d|'s| am| will| shall| is| was)(?: (?:be|also|just|then|now|still|probably|all))*(?: (?:in|at|on|from|here|away|held|to be))*\b",
    )
});
static FROM_TO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?P<old>.*?\b(?:mov|shift|push|bring|brought|swap|switch|chang|re-?schedul|re-?arrang|postpon|put)\w*\b.*?\b(?:\d{1,2}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|tuesday|friday|session|group|meeting|week|one|it)(?:'s)?(?: (?:session|group|meeting|one))?),? (?:to|until|till|onto|for|with) (?P<new>.+)$",
    )
});
static DATE_MOVED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:week (?:later|earlier|after|before)|(?:re-?schedul|postpon)\w+|day (?:later|earlier|after|before))\b",
    )
});
static OLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:ignore|forget|scrap|never mind|disregard) (?:what|the|my|that|about)\b[^.,;]*|,? ?\b(?:not|instead of|rather than|as opposed to|in place of|in lieu of)(?: (?:at|in|the usual|the|from|on))* (?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?(?: o'clock)?|noon|midday|half past \w+|(?:[A-Z][\w']* ){0,3}\w+ ?\w?)|\b(?:the )?(?:[A-Z][\w']* )*[Rr]oom \w+ (?:is|has been|was|will be) (?:taken|booked|being|unavailable|double|out|occupied|flooded|closed|gone|not)\b.*?(?: so | and |[.,;]|$)|\bfrom (?:the usual )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? (?:to )|\bout of [A-Z][\w ]*)",
    )
});
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d) ?(?P<ampm>[ap]\.?m)?|\b(?P<bare>\d{1,2}) ?(?:(?P<half_of_day>[ap]\.?m)\b|o'clock|hours\b)|\b(?:at |to |from )?half (?:past )?(?P<half>\w+)|\b(?:at |to |from )?(?:a )?(?P<minutes>quarter|five|ten|twenty(?:[- ]five)?|5|10|20|25) (?P<side>past|to) (?P<of>one|two|three|four|five|nine|ten|eleven|twelve|\d{1,2})\b|\b(?:at|to|for|from|start|until) (?P<noon>noon|midday)\b|\b(?P<clock>one|two|three|four|five|nine|ten|eleven|twelve) o'clock|\b(?:at|to|from) (?P<word>one|two|three|four|five|nine|ten|eleven|twelve)\b(?: (?P<and>fifteen|thirty|forty[- ]five)\b)?|\bat (?P<at>\d{1,2})(?:$|[\s,;!]|\.(?:\s|$)))",
    )
});
static SHIFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?P<half>half an|½ an) hour|(?:an|one) hour|(?P<minutes>\d{2}) ?min(?:ute)?s) (?:(?P<earlier>earlier|early|before|forward)|later|late|back|after)\b",
    )
});
