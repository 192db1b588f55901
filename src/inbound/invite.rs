//! Calendar replies (RFC 5546, section 3.2.3): the answer of an attendee to one of our invitations.
//!
//! The session is tied by RECURRENCE-ID, by our UID, by the thread, then by DTSTART; the stance is the PARTSTAT of
//! the sender's own ATTENDEE line. Whoever answers for somebody else changes nothing. A missing ORGANIZER is forgiven.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarParameterName, ICalendarProperty, ICalendarValue,
};
use calcard::{Entry, Parser};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::id::{Address, GroupId, SessionId};
use crate::domain::roster::Roster;
use crate::domain::said::Stance;

use super::letter::Letter;
use super::reading::Scene;

/// Far above a reply with its time zone; more than this is not a reply.
const CALENDAR_BYTES_MAX: usize = 256 * 1024;
/// Events of one reply that are looked at: a year has fewer sessions.
const EVENTS_MAX: usize = 40;

/// What a reply says, before anyone looks up whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub answers: Vec<Answer>,
    /// What the sender typed into the reply.
    pub comment: String,
    /// Proposes another time (METHOD:COUNTER), which a person has to answer.
    pub counter: bool,
    /// The answer as it stood, as evidence.
    pub answer: String,
}

/// The answer about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    uid: String,
    recurrence: Option<PartialDateTime>,
    starts: Option<PartialDateTime>,
    attendees: Vec<(Address, String)>,
}

/// The reply in a letter, where there is one.
pub fn reply(letter: &Letter) -> Option<Reply> {
    let text = letter.calendar.as_deref()?;
    let calendar = parse(text)?;
    let method = calendar
        .iter()
        .find_map(|component| text_of(component, &ICalendarProperty::Method))
        .unwrap_or_default()
        .to_ascii_uppercase();
    if !matches!(method.as_str(), "REPLY" | "COUNTER") {
        return None;
    }
    let events: Vec<&ICalendarComponent> = calendar
        .iter()
        .filter(|component| component.component_type == ICalendarComponentType::VEvent)
        .take(EVENTS_MAX)
        .collect();
    let comments = events.iter().filter_map(|event| text_of(event, &ICalendarProperty::Comment));
    let comment = comments.map(|comment| comment.trim().to_owned()).collect::<Vec<_>>().join("\n");
    let answers: Vec<Answer> = events.iter().map(|event| answer(event)).collect();
    let stated = answers.iter().flat_map(|answer| &answer.attendees);
    let answer = stated.map(|(_, status)| status.as_str()).collect::<Vec<_>>().join(", ");
    Some(Reply { answers, comment, counter: method == "COUNTER", answer })
}

/// What the sender says of each session of their group. An event that is no session of the group says nothing.
pub fn stances(reply: &Reply, sender: &Address, scene: &Scene<'_>, group: GroupId) -> Vec<(u8, Stance)> {
    let today = scene.calendar.day(scene.now);
    reply
        .answers
        .iter()
        .filter_map(|answer| {
            let status = answer.attendees.iter().find(|(address, _)| address == sender)?.1.as_str();
            let stance = match status {
                "ACCEPTED" => Stance::Attending,
                "DECLINED" => Stance::Absent,
                "TENTATIVE" => Stance::Unsure,
                _ => return None,
            };
            let number = session(answer, scene, group)?;
            let day = scene.calendar.of(group).find(|meeting| meeting.id.number == number)?.date;
            // Only why one was not there can still be said of a day that is past.
            (stance == Stance::Absent || day >= today).then_some((number, stance))
        })
        .collect()
}

fn session(answer: &Answer, scene: &Scene<'_>, group: GroupId) -> Option<u8> {
    let on = |when: &Option<PartialDateTime>| {
        let day = day(when.as_ref()?, &scene.calendar.zone)?;
        scene.calendar.of(group).find(|meeting| meeting.date == day).map(|meeting| meeting.id.number)
    };
    if answer.recurrence.is_some() {
        return on(&answer.recurrence);
    }
    if let Some(named) = session_in_uid(&answer.uid, scene.roster) {
        return (named.group == group).then_some(named.number);
    }
    let about = scene.about.filter(|about| about.group == Some(group)).and_then(|about| about.session);
    about.or_else(|| on(&answer.starts))
}

/// The group whose session a reply answers, by our own UID.
pub fn group_named(reply: &Reply, roster: &Roster) -> Option<GroupId> {
    reply.answers.iter().find_map(|answer| session_in_uid(&answer.uid, roster)).map(|session| session.group)
}

/// `G07-6-…@…`: the group and the session of one of our invitations. A code may have hyphens and figures of its own
/// (`G07-6`), so the group is the one with the longest code that fits: what stands behind the session's number is no
/// number, and so cannot pass for the end of a longer code and a session.
fn session_in_uid(uid: &str, roster: &Roster) -> Option<SessionId> {
    let fitting = roster.groups.values().filter_map(|group| {
        let code = group.code.as_str();
        let begins = uid.get(..code.len()).is_some_and(|start| start.eq_ignore_ascii_case(code));
        let (number, _) = uid.get(code.len()..).filter(|_| begins)?.strip_prefix('-')?.split_once(['-', '@'])?;
        Some((code.len(), SessionId { group: group.id, number: number.parse().ok()? }))
    });
    fitting.max_by_key(|(length, _)| *length).map(|(_, session)| session)
}

fn day(when: &PartialDateTime, zone: &TimeZone) -> Option<Date> {
    let civil =
        Date::new(i16::try_from(when.year?).ok()?, i8::try_from(when.month?).ok()?, i8::try_from(when.day?).ok()?)
            .ok()?;
    let (Some(0), Some(hour)) = (when.tz_hour, when.hour) else {
        return Some(civil);
    };
    let minute = i8::try_from(when.minute.unwrap_or_default()).ok()?;
    let time = jiff::civil::Time::new(i8::try_from(hour).ok()?, minute, 0, 0).ok()?;
    let utc = civil.to_datetime(time).to_zoned(TimeZone::UTC).ok()?;
    Some(utc.with_time_zone(zone.clone()).date())
}

fn answer(event: &ICalendarComponent) -> Answer {
    let moment = |property: &ICalendarProperty| {
        let value = event.property(property)?.values.first()?;
        value.as_partial_date_time().cloned()
    };
    let attendees = event
        .properties(&ICalendarProperty::Attendee)
        .filter_map(|line| {
            let address = line.calendar_address()?;
            let bare = address
                .get(..7)
                .filter(|start| start.eq_ignore_ascii_case("mailto:"))
                .map_or(address, |s| address.get(s.len()..).unwrap_or(address));
            let status = line.parameter(&ICalendarParameterName::Partstat)?.as_text()?;
            Some((Address::new(bare).ok()?, status.to_ascii_uppercase()))
        })
        .collect();
    Answer {
        uid: text_of(event, &ICalendarProperty::Uid).unwrap_or_default().to_owned(),
        recurrence: moment(&ICalendarProperty::RecurrenceId),
        starts: moment(&ICalendarProperty::Dtstart),
        attendees,
    }
}

fn text_of<'a>(component: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    component.property(property)?.values.first().and_then(ICalendarValue::as_text)
}

fn parse(text: &str) -> Option<Vec<ICalendarComponent>> {
    let end = text.len().min(CALENDAR_BYTES_MAX);
    let head = text.get(..end).unwrap_or_default();
    let mut parser = Parser::new(head);
    match parser.entry() {
        Entry::ICalendar(calendar) => Some(calendar.components),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::Group;
    use crate::inbound::co_leader::tests::world::World;

    fn letter(event: &str) -> Letter {
        Letter::parse(
            format!(
                "From: tom@st.example\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n\
                 BEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
            )
            .as_bytes(),
        )
    }

    #[test]
    fn the_answer_is_read_from_its_attendee_line() {
        let reply = reply(&letter(
            "UID:G07-6-x@med.example\nCOMMENT:will try\nATTENDEE;CN=\"Tom, N\";PARTSTAT=tentative:MAILTO:Tom@st.example",
        ))
        .unwrap();
        assert_eq!(reply.comment, "will try");
        assert_eq!(reply.answer, "TENTATIVE");
        assert_eq!(reply.answers[0].attendees[0].0.as_str(), "tom@st.example");
        assert_eq!(reply.answers[0].uid, "G07-6-x@med.example");
    }

    #[test]
    fn a_request_is_no_reply_and_half_a_reply_is_one() {
        let request = letter("UID:a").calendar.unwrap().replace("REPLY", "REQUEST");
        let mut other = letter("UID:a");
        other.calendar = Some(request);
        assert_eq!(reply(&other), None);
        other.calendar = Some("begin:vcalendar\nmethod:reply\nbegin:vevent\nuid:G07-6-a@b\n".into());
        assert!(reply(&other).is_some());
    }

    #[test]
    fn a_uid_names_one_session_whatever_hyphens_the_codes_have() {
        let mut world = World::new();
        let like = world.roster.groups.values().next().unwrap().clone();
        let codes = ["G07-6", "North-1", "North", "N.2-x"];
        let ids: Vec<GroupId> = (900..).take(codes.len()).map(GroupId).collect();
        for (id, code) in ids.iter().zip(codes) {
            world.roster.groups.insert(*id, Group { id: *id, code: code.to_owned(), ..like.clone() });
        }
        let g07 = world.roster.group_called("G07").unwrap().id;
        let named = |uid: &str| session_in_uid(uid, &world.roster).map(|session| (session.group, session.number));
        assert_eq!(named("G07-6-mfrggzdfmztwq2lk@med.example"), Some((g07, 6)));
        assert_eq!(named("G07-6-6-mfrggzdfmztwq2lk@med.example"), Some((ids[0], 6)));
        assert_eq!(named("north-1-2-mfrggzdfmztwq2lk@med.example"), Some((ids[1], 2)));
        assert_eq!(named("North-1-mfrggzdfmztwq2lk@med.example"), Some((ids[2], 1)));
        assert_eq!(named("N.2-x-13-mfrggzdfmztwq2lk@med.example"), Some((ids[3], 13)));
        assert_eq!(named("G07-6-jean-luc.moreau@med.example"), Some((g07, 6)), "as others wrote them");
        for foreign in ["", "G07", "G07-6", "é", "6F9619FF-8B86-D011-B42D-00C04FC964FF", "abc@google.example"] {
            assert_eq!(named(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn days_are_those_of_the_scheme() {
        let late = PartialDateTime {
            year: Some(2026),
            month: Some(11),
            day: Some(23),
            hour: Some(23),
            minute: Some(30),
            tz_hour: Some(0),
            ..PartialDateTime::default()
        };
        let zone = TimeZone::get("Europe/Helsinki").unwrap();
        assert_eq!(day(&late, &zone), Some(jiff::civil::date(2026, 11, 24)));
    }
}
