//! What a co-leader says of the timetable: a session that will not run, that is moved, or that one of them cannot lead.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::Regex;

use super::back::leader_back;
use super::context::{Context, SEARCHED_MAX};
use super::orders::Orders;
use super::text::Sentence;
use crate::domain::id::{PersonId, SessionId};
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// The timetable's orders in one sentence.
pub fn timetable(context: &Context, sentence: &Sentence, _latest: &[PersonId]) -> Orders {
    let mut found = Orders::default();
    let wants_to_know = sentence.asks && TO_KNOW.is_match(&sentence.text);
    if wants_to_know || sentence.asks && !POLITE.is_match(&sentence.text) || POSSIBLE.is_match(&sentence.text) {
        return found;
    }
    if CANCEL.is_match(&sentence.text) && !NOT_CANCELLED.is_match(&sentence.text) {
        cancel(context, sentence, &mut found);
    } else if MOVE.is_match(&sentence.text) {
        moved(context, sentence, &mut found);
    }
    if found.orders.is_empty() {
        leader_away(context, sentence, &mut found);
    }
    if found.orders.is_empty() && !found.consumed {
        leader_back(context, sentence, &mut found);
    }
    found
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
    let tense = if PAST.is_match(&sentence.text) { Tense::Past } else { Tense::Coming };
    let mut sessions = context.sessions_in(&sentence.text, tense);
    // "It didn't run today" in answer to yesterday's request is of the session that was asked after.
    let of_thread = tense == Tense::Past && context.answers_register();
    if sessions.exact.is_empty() && (!sessions.doubtful || of_thread) {
        let elsewhere = context.named_elsewhere(&sentence.text, tense);
        let elsewhere = elsewhere.filter(|session| tense != Tense::Past || context.has_begun(*session));
        sessions.exact.extend(elsewhere.or(context.about_session()));
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
    let mut place = place_in(context, &text);
    let sessions = context.sessions_in(&old, Tense::Coming);
    let dates = dates_in(context, &text);
    let coming: Vec<u8> = sessions.exact.iter().copied().filter(|n| !context.has_begun(*n)).collect();
    let session = coming
        .first()
        .copied()
        .or_else(|| context.named_elsewhere(&sentence.text, Tense::Coming))
        .or(context.about_session())
        .filter(|n| !context.has_begun(*n));
    let mut starts = session.and_then(|session| time_in(context, &text, session));
    let date = said_again(context, &dates, session)
        .or_else(|| dates.into_iter().find(|date| context.scope.on(*date) != session));
    if place.is_none() && starts.is_none() && date.is_none() {
        // "We start at quarter past. Tell them 13:15."
        let others =
            context.prepared.sentences.iter().take(SEARCHED_MAX).filter(|other| *other != sentence && !other.asks);
        let mut others = others.map(|other| other.text.as_str());
        let clock = |session| others.clone().find_map(|text| time_in(context, text, session));
        starts = session.and_then(clock);
        // "We're kicked out of Seminar Room B. Tell them Room F."
        place = others.find_map(|text| place_in(context, &without_the_old(text)));
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

/// A place that is not the group's usual one.
fn place_in(context: &Context, text: &str) -> Option<String> {
    let usual = context
        .scene
        .roster
        .groups
        .get(&context.group)
        .map(|group| group.place.as_str().to_lowercase())
        .unwrap_or_default();
    PLACE
        .captures_iter(text)
        .filter_map(|found| found.name("place"))
        .map(|place| place.as_str().trim().trim_start_matches("the ").to_owned())
        .find(|place| place.to_lowercase() != usual)
}

/// The start that a text names; hours without am or pm are those of a working day.
fn time_in(context: &Context, text: &str, session: u8) -> Option<Time> {
    let usual =
        context.scene.calendar.get(SessionId { group: context.group, number: session }).map(|meeting| meeting.starts);
    let clock = CLOCK.captures_iter(text).find_map(|found| {
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i8>().ok());
        let half = found.name("half").and_then(|m| hour_word(m.as_str())).map(|hour| (hour, 30));
        let word = found.name("word").and_then(|m| hour_word(m.as_str())).map(|hour| (hour, 0));
        let noon = found.name("noon").map(|_| (12, 0));
        let quarter = found.name("of").and_then(|of| hour_word(of.as_str()).or_else(|| of.as_str().parse().ok()));
        let is_past = found.name("quarter").is_some_and(|side| side.as_str().eq_ignore_ascii_case("past"));
        let quarter = quarter.map(|hour| if is_past { (hour, 15) } else { (hour - 1, 45) });
        let figures = number("hour").or_else(|| number("bare")).map(|hour| (hour, number("minute").unwrap_or(0)));
        let (hour, minute) = half.or(quarter).or(word).or(noon).or(figures)?;
        let half_of_day = found.name("ampm").or_else(|| found.name("half_of_day")).map(|m| m.as_str().to_lowercase());
        let hour = match half_of_day.as_deref() {
            Some(p) if p.starts_with('p') && hour < 12 => hour + 12,
            None if hour < 8 => hour + 12,
            _ => hour,
        };
        Time::new(hour, minute, 0, 0).ok().filter(|time| Some(*time) != usual)
    });
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

fn hour_word(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if matches!(word.as_str(), "a" | "an" | "few" | "couple" | "both") {
        return None;
    }
    crate::inbound::dates::calendar_words::count(&word)
        .and_then(|n| i8::try_from(n).ok())
        .filter(|n| (1..=12).contains(n))
}

/// The dates that a text names, whether a session is held on them or not.
fn dates_in(context: &Context, text: &str) -> Vec<Date> {
    use crate::inbound::dates::grammar::{Day, When};
    use crate::inbound::dates::named;
    use crate::inbound::tokens::tokens;
    named(&tokens(&text.replace(['@', '#'], " ")))
        .into_iter()
        .filter_map(|phrase| match phrase.when {
            When::Day(Day::Date { day, month: Some(month), year, .. }) => coming_date(context, day, month, year),
            When::Day(Day::Date { day, month: None, .. }) => coming_day(context, day),
            When::Day(Day::Figures { first, second, .. }) => coming_date(context, first, second, None),
            _ => None,
        })
        .collect()
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

/// A leave that covers more sessions than this is for a person to arrange.
const SESSIONS_AWAY_MAX: usize = 6;

fn leader_away(context: &Context, sentence: &Sentence, found: &mut Orders) {
    let text = sentence.text.as_str();
    if IN_PART.is_match(text) && AWAY.is_match(text) {
        found.consumed = true;
        found.doubt = Some("a co-leader is away for a part");
        return;
    }
    for words in AWAY.captures_iter(text).chain(AWAY_BARE.captures_iter(text)).chain(ALONE.captures_iter(text)) {
        let subject = words.name("who").map_or("", |m| m.as_str());
        let before = text.get(..words.get(0).map_or(0, |m| m.start())).unwrap_or_default();
        let of_colleague = matches!(subject.to_lowercase().as_str(), "he" | "she");
        if of_colleague && (context.colleagues_in(before).is_empty() || !context.names_in(text).is_empty()) {
            continue;
        }
        let subject = if of_colleague { before } else { subject };
        let Some(who) = who_is_away(context, subject, words.name("alone").is_some()) else {
            continue;
        };
        if matches!(subject.to_lowercase().as_str(), "we" | "both of us" | "neither of us") {
            found.consumed = true;
            found.doubt = Some("both co-leaders are away");
            continue;
        }
        let from = words.get(0).map_or(0, |m| m.start());
        let clause = text.get(from..).unwrap_or_default();
        let mut sessions = context.sessions_in(clause, Tense::Coming);
        if sessions.exact.is_empty() {
            sessions = context.sessions_in(text, Tense::Coming);
        }
        sessions.exact.retain(|number| !context.has_begun(*number));
        let is_before = context.kind() == Some(AboutKind::Brief)
            || context.kind() == Some(AboutKind::Reminder) && THAT_DAY.is_match(text);
        let of_this_group = words.name("firm").is_some() || words.name("alone").is_some() || is_before;
        if sessions.exact.is_empty() && of_this_group && !sessions.other_days && !sessions.doubtful {
            let coming = |number: &u8| !context.has_begun(*number);
            let named = context.named_elsewhere(&sentence.text, Tense::Coming).filter(coming);
            sessions.exact.extend(named.or(context.about_session().filter(coming)));
        }
        if sessions.doubtful && sessions.exact.is_empty() || sessions.exact.len() > SESSIONS_AWAY_MAX {
            found.consumed = true;
            found.doubt = Some("which session a co-leader cannot lead");
            continue;
        }
        if sessions.exact.len() == 1 && SEVERAL.is_match(text) {
            found.doubt = Some("several days are named");
        }
        for session in sessions.exact {
            let order = Order::LeaderAway { session, who };
            if !found.orders.iter().any(|(_, known)| *known == order) {
                found.orders.push(("leader away", order));
                found.consumed = true;
            }
        }
    }
}

/// Who is away, given the words' subject: `None` within for the writer; nothing where it is somebody of another group.
///
/// "Peter will be on his own" says that the writer is away; "I'll be on my own" that the other is.
fn who_is_away(context: &Context, subject: &str, is_alone: bool) -> Option<Option<PersonId>> {
    let colleague = context.colleagues_in(subject);
    let speaks_of = match colleague[..] {
        [] => None,
        [one] if context.is_other_leader(one) => Some(one),
        [one] if one == context.leader => None,
        _ => return None,
    };
    match (is_alone, speaks_of) {
        (false, who) => Some(who),
        (true, Some(_)) => Some(None),
        (true, None) => {
            let pair = context.scene.roster.co_leaders(context.group, context.scope.today);
            pair.into_iter().find(|one| *one != context.leader).map(Some)
        }
    }
}

fn names_a_student_doing_it(text: &str) -> bool {
    static DOING: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)@\d+ (?:has |had |also )?(?:cancelled|called off|couldn't meet|didn't meet)"));
    DOING.is_match(text)
}

static OF_SESSION: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:session|group|meeting|balint|we)\b"));
/// "I won't be there for the start but will come at quarter past."
static IN_PART: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:for|at) the (?:very )?(?:start|beginning|end|first (?:half|part|bit|\w+ minutes))|on time)\b|\bbut (?:i |s?he |they )?(?:will|'ll|should|can) (?:come|join|be there|arrive)\b",
    )
});
/// More days than one are meant.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:either|both|each) (?:day|date|time|session|week|tuesday|friday)|\b\d{1,2}(?:st|nd|rd|th)? (?:and|&|or) (?:on )?(?:the )?\d{1,2}\b",
    )
});
/// The session of the letter answered.
static THAT_DAY: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:that (?:week|day|afternoon|one)|then|for (?:it|this one)|this (?:time|one))\b"));
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bplease\b|\bpls\b|\bplz\b|\b(?:could|can|would|will) (?:you|we ask you to)(?: (?:please|pls|possibly|kindly))? (?:cancel|move|tell|let|change|inform|note|take|shift|put|call|make|announce)\b|\bplease (?:cancel|move|tell|let|change|inform|note|take|shift|put)\b",
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
    rule(r"(?i)\b(?:didn't|did not|never|was|were|had to be|wasn't|last|yesterday|ran|happened|took place|had)\b")
});
static CANCEL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:cancel(?:l?ed|ling|s)?|call(?:ed|ing)? (?:it |the (?:group|session) )?off|(?:won't|will not|isn't|is not|wasn't|was not|not|can't|cannot|never|didn't|did not|hasn't|doesn't|didnt|wont)(?: (?:actually|now|be|be able to|in the end|get to|even))* (?:run(?:ning)?|ran|happen(?:ing|ed)?|go(?:ing)? ahead|went ahead|take place|taking place|took place|meet(?:ing)?|met|be held|held|holding)|(?:there(?:'s| is| was| will be|'ll be| can be| shall be)|we have|we had|so) no (?:session|group|balint|meeting)|no (?:session|group|balint|meeting) (?:on|this|next|today|tomorrow|for|that)|(?:scrap|drop|skip|skipping|abandon(?:ed)?|call off) (?:the |this |that |next )?(?:session|group|meeting|one|week)|(?:had to be |was |is |be )(?:abandoned|scrapped|called off)|we (?:aren't|are not|weren't|were not|won't be) meeting|(?:be |been |is |was )?given up\b|(?:give|giving) up (?:the|this|that|our|tuesday's|friday's)|(?:not|n't) (?:be )?(?:holding|having) (?:the |a |our |any )?(?:group|session|meeting|balint)|(?:is|'s|are) off (?:today|tomorrow|this|that|then|next|on|for|because|as)|(?:calling|called|call) off|stood down|shelved)\b",
    )
});
static OTHER_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:train|trains|bus|buses|flight|tube|plane|clinic|appointment|lecture|surgery|operation|ward round|theatre list|lift|taxi|leave|holiday)\b.{0,20}\bcancel",
    )
});
static SESSION_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:session|group|meeting|balint|it|we|that|week's|tuesday's|friday's|one|\d{1,2}(?:st|nd|rd|th)?|month)\b.{0,30}\b(?:cancel\w*|called off|run|ran|happen\w*|take place|took place|go ahead|went ahead|meet|met)|^\W*(?:didn't|did not|never|had to be|was|cancelled|called off)\b|\bskip\w* (?:the |this |that |next )?(?:session|group|meeting|one|week)|\bno (?:session|group|meeting|balint)|\bcancel\w* (?:the |our |this |next |tuesday's |friday's )*(?:session|group|meeting|balint)",
    )
});
static NOT_CANCELLED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|n't|no need to|isn't|hasn't been|wasn't|rather than|instead of) (?:be |been )?(?:cancel\w*|called off)\b|\bnot cancel",
    )
});
static MOVE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:mov(?:e|ed|es|ing)|shift(?:ed|ing)?|re-?schedul\w+|re-?arrang\w+|swap(?:ped|ping)?|relocat\w+|instead|chang(?:e|ed|es|ing)|new (?:room|venue|time|place|date)|begin(?:s|ning)?|start(?:s|ing)?|(?:bring|brought|bringing) .{0,40}forward|brought forward|(?:push(?:ed|ing)?|put(?:ting)?) .{0,25}back|postpon\w+|(?:will|'ll|to) be (?:in|at|held|from|on)|(?:we|it|session|group)(?:'re| are|'s| is| will) (?:now |instead |meeting |being held |to (?:sit|meet|gather|be) )*(?:in|at|on|from)|(?:kicked|turfed|thrown|turned|pushed) out of|evicted|(?:now|meeting|held|meet|booked) (?:in|at|on|from|for|into)|come to|(?:\d+(?:st|nd|rd|th)?|day|jan\w*|feb\w*|march|april|may|june|sept?\w*|oct\w*|nov\w*|dec\w*)(?:'s| is| are| were| will be|,? we're) (?:now )?(?:in|at|on|held)|hour (?:later|earlier)|minutes (?:later|earlier)|different room|another room|room:|venue:|given us|(?:use|using|used|switch(?:ed|ing)?|swapped)\b|we(?:'ve| have)(?: now)? (?:got|been given|booked)|decamp\w*|reconvene|hosted in|find us in|(?:shall|will|'ll) (?:all )?(?:be|meet|sit|gather))\b",
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
        r"(?i)(?:,? ?\b(?:not|instead of|rather than|as opposed to)(?: (?:at|in|the usual|the|from|on))* (?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?(?: o'clock)?|noon|midday|half past \w+|(?:[A-Z][\w']* ){0,3}\w+ ?\w?)|\b(?:the )?(?:[A-Z][\w']* )*[Rr]oom \w+ (?:is|has been|was|will be) (?:taken|booked|being|unavailable|double|out|occupied|flooded|closed|gone|not)[^.,;]*|\bfrom (?:the usual )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? (?:to )|\bout of [A-Z][\w ]*)",
    )
});
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?P<place>\b(?:[A-Z][\w']*|[Ss]eminar|[Mm]eeting|[Tt]utorial|[Tt]eaching|[Cc]ommittee|[Ll]ecture|[Tt]raining|[Cc]ommon|[Ss]taff|[Cc]onference|[Ii]nterview|[Gg]roup)(?: (?:[A-Z][\w']*|[Ss]eminar|[Mm]eeting|[Tt]utorial|[Tt]eaching|[Cc]ommittee|[Ll]ecture|[Tt]raining|[Cc]ommon|[Ss]taff|[Cc]onference|[Ii]nterview|[Gg]roup)){0,2} (?:[Rr]oom|[Tt]heatre|[Cc]lassroom|[Ss]uite|[Hh]all|[Ll]ab|[Oo]ffice|[Hh]ouse|[Cc]entre|[Bb]uilding)(?: (?:[A-Z]?\d+[A-Za-z]?|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)\b)?|\b(?:[Rr]oom|[Tt]heatre|[Cc]lassroom|[Ss]uite|[Hh]all|[Ll]ab|[Oo]ffice|[Hh]ouse|[Cc]entre|[Bb]uilding)(?: (?:[A-Z]?\d+[A-Za-z]?|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)\b)|\b(?:(?:[A-Z][\w']*|[Ss]eminar|[Mm]eeting|[Tt]utorial|[Tt]eaching|[Cc]ommittee|[Ll]ecture|[Tt]raining|[Cc]ommon|[Ss]taff|[Cc]onference|[Ii]nterview|[Gg]roup|[Oo]ld|[Mm]ain|[Hh]ospital|[Mm]edical) ){0,2}(?:[Ll]ibrary|[Cc]hapel|[Bb]oardroom|[Cc]anteen|[Aa]nnexe|[Cc]af[e\u{e9}]|[Cc]onservatory|[Bb]asement|[Ff]oyer|[Aa]uditorium|[Mm]ess|[Cc]ourtyard|[Gg]arden)\b(?: (?:[A-Z]?\d+[A-Za-z]?|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)\b)?|\b[Ss]eminar [A-Z0-9]\w*|\b[A-Z]\d{1,3}\b|\b(?:MS )?(?:Teams|Zoom)\b|\bonline\b)",
    )
});
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d) ?(?P<ampm>[ap]\.?m)?|\b(?P<bare>\d{1,2}) ?(?:(?P<half_of_day>[ap]\.?m)\b|o'clock)|\bhalf (?:past )?(?P<half>\w+)|\bquarter (?P<quarter>past|to) (?P<of>\w+)|\b(?:at|to|for|from|start|until) (?P<noon>noon|midday)\b|\b(?:at|to|from) (?P<word>one|two|three|four|five|nine|ten|eleven|twelve)\b)",
    )
});
static SHIFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?P<half>half an|½ an) hour|(?:an|one) hour|(?P<minutes>\d{2}) ?min(?:ute)?s) (?:(?P<earlier>earlier|early|before|forward)|later|late|back|after)\b",
    )
});
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?ix)(?:^|[^\w\#@])(?P<who>i|\#\d+|we|he|she|neither\ of\ us|both\ of\ us)\b
        (?:\s(?:also|too|really|myself|unfortunately|sadly|just|still|now|both|probably|\(.{1,20}\)))*(?:(?:'\w+)?\s[^.;,\#@]{1,60}?\s(?:and|so)(?:\s(?:he|she|i|therefore))*)?
        (?:
          (?P<firm>\s?\b(?:can't|cannot|cant|can\ not|won't|wont|will\ not|am\ not\ able\ to|'m\ not\ able\ to|am\ unable\ to|am\ prevented\ from|am\ unfortunately\ prevented\ from|attending|'m\ unable\ to|is\ unable\ to|isn't\ able\ to|not\ able\ to|unable\ to|will\ be\ unable\ to|shan't|shall\ not|not\ going\ to\ be\ able\ to|not\ going\ to|'m\ not\ going\ to|am\ not\ going\ to|therefore\ unable\ to|have\ to\ miss|has\ to\ miss|will\ miss|'ll\ miss|need\ to\ miss|will\ have\ to\ miss|'ll\ have\ to\ miss|(?:'s\ |has\ |'ve\ |have\ )?(?:rung|called|phoned|rang|texted)\ in\ (?:sick|ill|poorly))
            (?:\s(?:be\ able\ to|actually|therefore|accordingly|now|do|make|lead|be|attend|come|run|join|take|cover|get|the|to|in|there|here|around|leading|with\ you|it|this|next|one|on|for|session|group))*)
          |(?:'m|\sam|'s|\sis|\swill\ be|'ll\ be|\sshall\ be|'re|\sare|'ve\ got|\shave|\shave\ got|\shas|'s\ got|\sgot|\smust\ be)\s(?:now\ |also\ |myself\ |(?:obliged|required|due|expected|wanted)\ |going\ to\ be\ |all\ |both\ |out\ |away\ |booked\ |down\ for\ |working\ |unfortunately\ |actually\ |then\ |a\ |an\ |my\ |his\ |her\ |to\ be\ |in\ |at\ |on\ |off\ |the\ |\w+'s\ )*
            (?:away|absent|on\ leave|leave|annual\ leave|a/l|study\ leave|paternity|maternity|parental|off|out|strike|tribunal|tribunals|court|inquest|conference|holiday|hols|call|on[-\ ]call|nights|abroad|not\ around|not\ here|not\ in|not\ available|unavailable|exam|exams|interview|interviews|arcp|appraisal|surgery|operation|training|teaching|course|mandatory|jury|sick|ill|unwell|poorly|isolating|elsewhere|prevented|snowed\ in|bereavement|compassionate\ leave|(?:flu|covid|norovirus|migraine)(?:[,.;]|$|\sand|\sso|\s-)|funeral|wedding|hospital\ appointment|appointment)\b
          |(?:'m|\sam|'s|\sis|\swill\ be|'ll\ be|\sshall\ be|\smust\ be)\s(?:(?:obliged|required|due|expected|wanted|to\ be)\ )*in\ (?-i:[A-Z])[\w'-]+(?:$|[,.;]|\s(?:on|that|then|so|and|for|all|until)\b)
          |\s(?:sit|speak|lecture|teach|examine|fly|chair|preside)\s(?:on|at|in|to|for|a|an|over)\b
        )",
    )
});
/// Telegraphic: "got court on 24 Nov".
static AWAY_BARE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:sorry,? |fyi,? |nb:? |ps:? |just to say |also )*(?:(?P<firm>(?:not going to be (?:around|there|in|able)|not around|(?:can't|cannot|cant|won't be able to|unable to|not able to) (?:do|make|lead|be there|be in|come|attend|run))|won't be (?:there|in|around|leading))|(?:(?:got|have|have got|away|off|out|on|at|in|am|doing)(?: (?:a|an|the|my|on|at|in|to be in))* )?(?:(?:annual |study |sick |paternity |maternity |parental |compassionate |unpaid )?leave|a/l|court|tribunal|conference|holiday|nights|on[- ]call|jury service|strike|arcp|away|off))\b",
    )
});
/// One of the two leads alone.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[^\w#@])(?P<who>i|#\d+)(?:'ll| will| must| can| could| should| would| shall| may| has to| is to|'s| is|'m| am)? (?:be |have to |going to |to |then |therefore |kindly )*(?:lead(?:s|ing)? |run(?:s|ning)? |do(?:es|ing)? |tak(?:e|es|ing) |got |fly(?:ing)? |manage |cover(?:s|ing)? |hold(?:ing)? the fort |cope |in charge |it |them |the (?:\w+ )?(?:group|session|one) |that )*(?P<alone>without (?:me|us)|on (?:his|her|their|my) own|alone|solo|single-handed(?:ly)?|by (?:himself|herself|myself))\b",
    )
});
