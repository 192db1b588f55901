//! The session as a calendar entry: iCalendar (RFC 5545) that invites one person (RFC 5546), beside the words of a letter
//! that they get anyway (RFC 6047). So nobody has a letter more because of it, and a change of a whole series sends none.
//!
//! The reminder, the letter after a long gap and the letter on a move carry the invitation, and so does the one that says
//! that a co-leader leads after all; the letter on a cancellation takes it back from whoever had it. The UID of a session and a person stays the same; SEQUENCE counts the changes of
//! the session. `inbound::invite` reads the answers: the UID begins with the group's code and the session's number.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::reader::Reader;
use super::scene::Scene;
use super::token::mark;
use super::view::{plain_name, unmarked};
use crate::domain::calendar::Meeting;
use crate::domain::letter::Letter;
use crate::domain::roster::weekday_name;

/// An iTIP message for a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub method: Method,
    pub text: String,
}

/// What is asked of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Request,
    Cancel,
}

impl Method {
    /// As RFC 5546 spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// The invitation that goes with a letter, where one does.
pub fn invitation(scene: &Scene<'_>) -> Option<Invitation> {
    let meeting = scene.meeting().ok()?;
    let is_to_come = meeting.starts_at > scene.now;
    let is_invited = matches!(scene.reader, Reader::Student | Reader::CoLeader);
    // In shadow the administrator would have the session of everyone in their calendar.
    if !is_to_come || !is_invited || scene.extra.shadow || is_away(scene, meeting) {
        return None;
    }
    let method = match scene.letter {
        Letter::SessionCancelled { .. } if meeting.cancelled && had_one(scene, meeting) => Method::Cancel,
        Letter::Reminder { .. }
        | Letter::ReminderCopy { .. }
        | Letter::AfterChristmas { .. }
        | Letter::SessionMoved { .. }
            if !meeting.cancelled =>
        {
            Method::Request
        }
        Letter::LeaderAway { leader, .. } if *leader == scene.recipient.id && !meeting.cancelled => Method::Request,
        _ => return None,
    };
    Some(Invitation { method, text: calendar(scene, meeting, method)? })
}

/// A co-leader who cannot come is not invited.
fn is_away(scene: &Scene<'_>, meeting: &Meeting) -> bool {
    scene.state.session(meeting.id).away.contains(&scene.recipient.id)
}

/// Has an invitation to this session gone to the reader before?
fn had_one(scene: &Scene<'_>, meeting: &Meeting) -> bool {
    let (student, session) = (scene.recipient.id, meeting.id);
    let carriers = [
        Letter::Reminder { student, session },
        Letter::AfterChristmas { student, session },
        Letter::ReminderCopy { session },
    ];
    // The cancellation is a change as well.
    scene.state.session(session).changes > 1 || carriers.iter().any(|letter| scene.state.sent_at(letter).is_some())
}

fn calendar(scene: &Scene<'_>, meeting: &Meeting, method: Method) -> Option<String> {
    let house = scene.house;
    let group = scene.group?;
    let zone = &scene.state.calendar.zone;
    let reader = scene.recipient.id;
    let own = mark(&house.token_key, "invitation", &format!("{} {}|{reader}", meeting.id.group, meeting.id.number));
    let pair: Vec<&str> = scene.pair().iter().map(|person| plain_name(person.name.as_str())).collect();
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("PRODID:-//balintd//balintd//EN");
    lines.add("VERSION:2.0");
    lines.add("CALSCALE:GREGORIAN");
    lines.add(&format!("METHOD:{}", method.name()));
    time_zone(&mut lines, zone, meeting.starts_at);
    lines.add("BEGIN:VEVENT");
    lines.add(&format!("UID:{}-{}-{own}@{}", group.code, meeting.id.number, house.address.domain()));
    lines.add(&format!("SEQUENCE:{}", scene.state.session(meeting.id).changes));
    lines.add(&format!("DTSTAMP:{}", scene.now.strftime("%Y%m%dT%H%M%SZ")));
    lines.add(&format!("DTSTART{}", local(zone, meeting.starts_at)));
    lines.add(&format!("DTEND{}", local(zone, meeting.ends_at)));
    // It may stand on a shared screen: no name, and nothing of what the group is for.
    lines.add(&format!("SUMMARY:{}", text(&format!("Balint group {}", group.code))));
    lines.add(&format!("LOCATION:{}", text(meeting.place.as_str())));
    lines.add(&format!("ORGANIZER;CN={}:mailto:{}", quoted(&pair.join(" and ")), house.address.as_str()));
    lines.add(&format!(
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN={}:mailto:{}",
        quoted(scene.recipient.name.as_str()),
        scene.recipient.address.as_str()
    ));
    lines.add(if method == Method::Cancel { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    lines.add("CLASS:PRIVATE");
    lines.add("TRANSP:OPAQUE");
    lines.add("END:VEVENT");
    lines.add("END:VCALENDAR");
    Some(lines.0)
}

/// The zone's change of the clock before the session, and the one after it: all that this entry needs to know of it. The
/// rules are there for calendars that want one; they are those of Europe.
fn time_zone(lines: &mut Lines, zone: &TimeZone, around: Timestamp) {
    let Some(name) = zone.iana_name() else { return };
    let before = zone.preceding(around).next();
    let after = zone.following(around).next();
    let Some(first) = before else { return };
    lines.add("BEGIN:VTIMEZONE");
    lines.add(&format!("TZID:{name}"));
    let mut from =
        zone.to_offset(first.timestamp().saturating_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(around));
    for change in [Some(first), after].into_iter().flatten() {
        let kind = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
        // The wall clock as it stood when it was changed (RFC 5545, section 3.6.5).
        let local = from.to_datetime(change.timestamp());
        lines.add(&format!("BEGIN:{kind}"));
        lines.add(&format!("DTSTART:{}", local.strftime("%Y%m%dT%H%M%S")));
        lines.add(&format!("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={}", local.month(), day_in_month(local.date())));
        lines.add(&format!("TZOFFSETFROM:{}", offset(from.seconds())));
        lines.add(&format!("TZOFFSETTO:{}", offset(change.offset().seconds())));
        lines.add(&format!("TZNAME:{}", change.abbreviation()));
        lines.add(&format!("END:{kind}"));
        from = change.offset();
    }
    lines.add("END:VTIMEZONE");
}

/// "-1SU" for the last Sunday of its month, "2SU" for the second.
fn day_in_month(date: Date) -> String {
    let nth = if date.day() + 7 > date.days_in_month() { -1 } else { (date.day() - 1) / 7 + 1 };
    let day: String = weekday_name(date.weekday()).chars().take(2).collect();
    format!("{nth}{}", day.to_uppercase())
}

/// "+0100".
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// The wall clock in the scheme's zone, with its name; in UTC where the zone has none.
fn local(zone: &TimeZone, at: Timestamp) -> String {
    match zone.iana_name() {
        Some(name) => {
            let at = at.to_zoned(zone.clone());
            format!(";TZID={name}:{}", at.strftime("%Y%m%dT%H%M%S"))
        }
        None => format!(":{}", at.strftime("%Y%m%dT%H%M%SZ")),
    }
}

/// A text value (RFC 5545, section 3.3.11). Names and places have no line ends.
fn text(value: &str) -> String {
    unmarked(value).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A parameter's value in quotation marks, which can stand in it in no way that old calendars read.
fn quoted(value: &str) -> String {
    format!("\"{}\"", unmarked(value).replace('"', "'"))
}

/// Content lines, folded (RFC 5545, section 3.1).
#[derive(Default)]
struct Lines(String);

/// Octets of a line without its end.
const LINE_OCTETS_MAX: usize = 75;

impl Lines {
    fn add(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars().filter(|c| !c.is_control()) {
            if octets + c.len_utf8() > LINE_OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_no_value_can_add_one() {
        let mut lines = Lines::default();
        lines.add(&format!("SUMMARY:{}\r\nX-EVIL:1", "ä".repeat(60)));
        let folded: Vec<&str> = lines.0.split_terminator("\r\n").collect();
        assert!(folded.len() == 2 && folded.iter().all(|line| line.len() <= 75), "{folded:?}");
        assert!(folded[1].starts_with(' ') && folded[1].ends_with("X-EVIL:1"), "{folded:?}");
    }

    #[test]
    fn values_are_escaped_as_their_place_asks() {
        assert_eq!(text("Room 3, Floor 2; \\left"), "Room 3\\, Floor 2\\; \\\\left");
        assert_eq!(quoted("Tom \"T\" Nguyen: x"), "\"Tom 'T' Nguyen: x\"");
        assert_eq!(day_in_month(jiff::civil::date(2026, 10, 25)), "-1SU");
        assert_eq!(day_in_month(jiff::civil::date(2026, 3, 8)), "2SU");
        assert_eq!((offset(3600), offset(-12600)), ("+0100".to_owned(), "-0330".to_owned()));
    }
}
