//! Once, in an envelope of its own, at a time at which such a letter may go, and never too many.

use jiff::civil::{Date, Weekday};

use super::{Checks, Fault, Sent, fault};
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;

/// Letters about a person: they go in working hours only (this list is the checker's own).
pub const ABOUT_A_PERSON: [&str; 21] = [
    "check-in",
    "teaching-question",
    "teaching-answer",
    "notice-student",
    "notice-co-leaders",
    "firm-head-letter",
    "firm-head-brief",
    "firm-head-reminder",
    "firm-head-silent",
    "firm-head-spoke",
    "release-request",
    "hold-review",
    "undergraduate-team",
    "stage-lead",
    "step-informed",
    "withdrawal",
    "dispute",
    "collective-absence",
    "concern-passed",
    "feedback-summary",
    "firm-head-digest",
];

/// Letters that a person must find a day in, or they can do nothing with them.
const NAMES_A_DAY: [&str; 8] = [
    "reminder",
    "brief",
    "register-request",
    "register-chaser",
    "register-missing",
    "check-in",
    "session-cancelled",
    "session-moved",
];

pub fn check(checks: &mut Checks, sent: &Sent) -> Result<(), Fault> {
    let letter = &sent.in_hand;
    if letter.kind != sent.letter.kind() {
        return fault("a letter is what it says it is", format!("it says {}", letter.kind));
    }
    addressed(checks, sent)?;
    once(checks, sent)?;
    working_hours(checks, sent)?;
    capped(checks, sent)?;
    let day = checks.day(sent.at);
    if NAMES_A_DAY.contains(&letter.kind.as_str()) && letter.days(day).is_empty() {
        return fault("a letter can be understood", "it names no day");
    }
    if letter.subject.chars().count() > SUBJECT_MAX || says_absent(&letter.subject) {
        return fault("a subject is short and says nothing of absence", letter.subject.clone());
    }
    if letter.body.contains("{{") || letter.body.contains("{%") || letter.body.trim().is_empty() {
        return fault("a letter can be understood", "a template shows through");
    }
    if letter.in_reply_to.as_ref().is_some_and(|id| checks.truth.automatic.contains(id)) {
        return fault("automatic letters are never answered", "it answers one");
    }
    Ok(())
}

/// What every telephone shows.
const SUBJECT_MAX: usize = 50;

fn says_absent(subject: &str) -> bool {
    let subject = subject.to_lowercase();
    ["absent", "absence", " ill ", "unwell", "missed"].iter().any(|word| subject.contains(word))
}

/// One envelope a person. The pair may see each other; a firm head stands in copy of the one letter that says so.
fn addressed(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    const RULE: &str = "one envelope a person";
    let [envelope] = &sent.envelope[..] else {
        return fault(RULE, format!("the envelope has {} addresses", sent.envelope.len()));
    };
    if sent.to == PersonId::ADMINISTRATOR {
        return Ok(());
    }
    let Some(person) = checks.cast.roster.people.get(&sent.to) else {
        return fault(RULE, "the recipient is on no roster");
    };
    if person.address.as_str() != envelope.to_lowercase() {
        return fault(RULE, "the envelope goes to somebody else");
    }
    let shown: Vec<PersonId> =
        sent.in_hand.to.iter().chain(&sent.in_hand.cc).filter_map(|address| checks.cast.at(address)).collect();
    if shown.len() != sent.in_hand.to.len() + sent.in_hand.cc.len() {
        return fault(RULE, "To or Cc has an address that is on no roster");
    }
    let students = shown.iter().filter(|id| checks.cast.student(**id).is_some()).count();
    if students > 1 {
        return fault(RULE, "two students stand in To and Cc");
    }
    let others = shown.iter().filter(|id| **id != sent.to).count();
    let is_pair = sent
        .letter
        .student()
        .and_then(|student| checks.group_of(student))
        .or(sent.letter.session().map(|session| session.group))
        .into_iter()
        .chain(checks.cast.roster.groups_led(sent.to, checks.day(sent.at)))
        .any(|group| {
            let pair = checks.cast.leaders(group, checks.day(sent.at));
            shown.iter().all(|id| pair.contains(id))
        });
    let is_copied = matches!(sent.letter, Letter::FirmHeadLetter { .. });
    if others > 0 && !is_pair && !is_copied {
        return fault(RULE, "To or Cc shows somebody else");
    }
    Ok(())
}

fn once(checks: &mut Checks, sent: &Sent) -> Result<(), Fault> {
    const RULE: &str = "each letter is sent once";
    if !checks.message_ids.insert(sent.in_hand.message_id.clone()) {
        return fault(RULE, "its Message-ID was used before");
    }
    if !checks.keys.insert((sent.letter.key().0, sent.to)) {
        return fault(RULE, "the same matter was told before");
    }
    let letter = &sent.in_hand;
    let answers = letter.in_reply_to.as_deref().unwrap_or_default();
    let text = format!("{}\n{answers}\n{}", letter.subject, letter.body);
    // Two days' lists of the administrator's, and the confirmations of two answers that say the same, are alike where late
    // mail brings them together.
    let is_of_its_own = sent.to == PersonId::ADMINISTRATOR || sent.letter.kind() == "register-confirmation";
    if !is_of_its_own && !checks.texts.insert((sent.to, checks.day(sent.at), text)) {
        return fault(RULE, "the same text went the same day");
    }
    Ok(())
}

fn working_hours(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    if !ABOUT_A_PERSON.contains(&sent.letter.kind()) {
        return Ok(());
    }
    let local = sent.at.to_zoned(checks.rules.zone.clone());
    let (day, hour) = (local.date(), local.hour());
    // A letter that went at the last second of the day's last hour is one that went in it.
    let in_hours = (9..17).contains(&hour);
    if !in_hours || !is_open(checks, day) {
        return fault("letters about a person go in working hours", local.strftime("%A %F %H:%M").to_string());
    }
    let mut next = day.tomorrow().unwrap_or(day);
    while is_weekend(next) && !is_holiday(checks, next) {
        next = next.tomorrow().unwrap_or(next);
    }
    if is_holiday(checks, next) {
        return fault("no letter about a person goes on the eve of a holiday", day.to_string());
    }
    Ok(())
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn is_holiday(checks: &Checks, day: Date) -> bool {
    let closed = |closure: &crate::domain::roster::Closure| closure.from <= day && day <= closure.until;
    let schemes = checks.cast.roster.schemes.values();
    checks.rules.bank_holidays.contains(&day) || schemes.flat_map(|scheme| &scheme.closures).any(closed)
}

fn is_open(checks: &Checks, day: Date) -> bool {
    !is_weekend(day) && !is_holiday(checks, day)
}

/// Working days from a day to another, the first not counted.
pub fn open_days_between(checks: &Checks, from: Date, to: Date) -> usize {
    let mut day = from;
    let mut open = 0;
    while day < to {
        day = day.tomorrow().unwrap_or(to);
        open += usize::from(is_open(checks, day));
    }
    open
}

fn capped(checks: &mut Checks, sent: &Sent) -> Result<(), Fault> {
    if matches!(sent.letter, Letter::Welfare { .. } | Letter::WelfareReply { .. }) || sent.to == PersonId::ADMINISTRATOR
    {
        return Ok(());
    }
    let is_student = checks.cast.student(sent.to).is_some();
    let cap = if is_student { checks.limits.per_student_day } else { checks.limits.per_staff_day };
    let day = checks.day(sent.at);
    let count = checks.per_day.entry((sent.to, day)).or_insert(0);
    *count += 1;
    if *count > cap {
        return fault("nobody gets too many letters a day", format!("number {count} of {day}"));
    }
    Ok(())
}
