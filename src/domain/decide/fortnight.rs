//! The fortnight of a group: welcome, the reminder of the week before, the brief, the register and its chasers, and the
//! letter after a long gap (handbook, "Balint co-leaders" and "Structure of the year").

use jiff::{SignedDuration, Timestamp};

use super::{Pass, When, Why};
use crate::domain::calendar::Meeting;
use crate::domain::id::GroupId;
use crate::domain::letter::Letter;
use crate::domain::policy::Rhythm;
use crate::domain::roster::Role;
use crate::domain::rules::SchemeRules;

/// What lapsed longer ago than this is not even said to have been dropped: the outage that it would tell of is known.
const LOOK_BACK_DAYS: i64 = 30;

pub(super) fn pass(pass: &mut Pass, group: GroupId, scheme: &SchemeRules) {
    let state = pass.state;
    let meetings: Vec<&Meeting> = state.calendar.of(group).filter(|meeting| !meeting.cancelled).collect();
    let look_back = SignedDuration::from_hours(24 * LOOK_BACK_DAYS);
    let oldest = pass.now.saturating_sub(look_back).unwrap_or(Timestamp::MIN);
    welcome(pass, group, &meetings, scheme);
    for (index, meeting) in meetings.iter().enumerate() {
        if meeting.starts_at > oldest {
            reminder(pass, meeting, scheme);
            let before = index.checked_sub(1).and_then(|i| meetings.get(i));
            if let Some(before) = before {
                after_gap(pass, before, meeting, scheme);
            }
            brief(pass, meeting, &scheme.rhythm);
        }
        register(pass, meeting, &scheme.rhythm);
    }
}

fn welcome(pass: &mut Pass, group: GroupId, meetings: &[&Meeting], scheme: &SchemeRules) {
    let state = pass.state;
    for membership in state.roster.memberships.iter().filter(|m| m.group == group) {
        let joins = membership.period.from;
        let Some(first) = meetings.iter().find(|meeting| membership.period.has(meeting.date)) else {
            continue;
        };
        if first.starts_at <= pass.began() || state.membership(membership.student, first.date).is_none() {
            continue;
        }
        let lead = pass.days_from(first.date, -i32::from(scheme.rhythm.welcome_lead_days), scheme);
        let due = joins.map_or(lead, |joins| lead.max(pass.days_from(joins, 0, scheme)));
        let letter = Letter::Welcome { student: membership.student, group };
        pass.write(letter, vec![membership.student], When::at(due).until(first.starts_at), &[]);
    }
}

fn reminder(pass: &mut Pass, meeting: &Meeting, scheme: &SchemeRules) {
    let state = pass.state;
    let session = meeting.id;
    let due = pass.days_from(meeting.date, -i32::from(scheme.rhythm.reminder_lead_days), scheme);
    let stale = SignedDuration::from_hours(scheme.rhythm.stale_hours.into());
    let when = When::at(due).until(meeting.starts_at.saturating_sub(stale).unwrap_or(meeting.starts_at));
    let mut anybody = false;
    for membership in state.members(session.group, meeting.date) {
        let student = membership.student;
        if state.has_apologised(session, student) {
            pass.wait(Some(student), Some(session), "reminder", Why::Apologised, None);
            continue;
        }
        anybody = true;
        pass.write(Letter::Reminder { student, session }, vec![student], when, &[]);
    }
    if anybody {
        let leaders = state.roster.co_leaders(session.group, meeting.date);
        pass.write(Letter::ReminderCopy { session }, leaders, when, &[]);
    }
}

/// After a gap of four weeks or more, whatever the feast that made it.
fn after_gap(pass: &mut Pass, before: &Meeting, meeting: &Meeting, scheme: &SchemeRules) {
    let rhythm = &scheme.rhythm;
    let gap_days = (meeting.date - before.date).get_days();
    if gap_days < i32::from(rhythm.gap_weeks_min) * 7 {
        return;
    }
    let due = pass.days_from(meeting.date, -i32::from(rhythm.after_gap_lead_days), scheme).max(before.ends_at);
    let stale = SignedDuration::from_hours(rhythm.stale_hours.into());
    let when = When::at(due).until(meeting.starts_at.saturating_sub(stale).unwrap_or(meeting.starts_at));
    for membership in pass.state.members(meeting.id.group, meeting.date) {
        let student = membership.student;
        pass.write(Letter::AfterChristmas { student, session: meeting.id }, vec![student], when, &[]);
    }
}

fn brief(pass: &mut Pass, meeting: &Meeting, rhythm: &Rhythm) {
    let Some(due) = brief_due(pass, meeting.starts_at, rhythm) else {
        return;
    };
    let leaders = pass.state.roster.co_leaders(meeting.id.group, meeting.date);
    pass.write(Letter::Brief { session: meeting.id }, leaders, When::at(due).until(meeting.starts_at), &[]);
}

/// The last tick of the brief's schedule before a session; a week is looked back for one.
pub(super) fn brief_due(pass: &mut Pass, starts_at: Timestamp, rhythm: &Rhythm) -> Option<Timestamp> {
    let zone = &pass.rules.zone;
    let far = starts_at.saturating_sub(SignedDuration::from_hours(24 * 8)).ok()?;
    if far > pass.now {
        pass.look_again(far);
        return None;
    }
    let near = starts_at.saturating_sub(SignedDuration::from_hours(50)).ok()?;
    [near, far].into_iter().find_map(|from| {
        let ticks = std::iter::successors(rhythm.brief.next(from, zone), |tick| rhythm.brief.next(*tick, zone));
        ticks.take_while(|tick| *tick < starts_at).last()
    })
}

/// Silence is not absence: what is not answered is asked for again, and then the undergraduate team is told.
fn register(pass: &mut Pass, meeting: &Meeting, rhythm: &Rhythm) {
    let state = pass.state;
    let session = meeting.id;
    if meeting.ends_at <= pass.began() || state.is_register_whole(session) {
        return;
    }
    let due = meeting.ends_at.saturating_add(SignedDuration::from_mins(rhythm.register_after_minutes.into()));
    let due = due.unwrap_or(meeting.ends_at);
    let present = state.leading(session, meeting.date);
    let leaders = if present.is_empty() { state.roster.co_leaders(session.group, meeting.date) } else { present };
    let request = Letter::RegisterRequest { session };
    let Some(asked) = state.told(&request.key()) else {
        pass.write(request, leaders, When::at(due), &[]);
        return;
    };
    let asked_at = asked.sent_at().unwrap_or(asked.at);
    let because = [asked.event];
    let after = |days: u8| pass.rules.days_from(state.day(asked_at), days.into(), rhythm.letters_at);
    // After an outage several are due at once: the last one says it all.
    let chasers: Vec<_> = (1..).zip(rhythm.register_chaser_days.iter().map(|days| after(*days))).collect();
    let missing = after(rhythm.register_missing_days);
    for (nth, due) in &chasers {
        let overtaken = chasers.iter().any(|(other, at)| other > nth && *at <= pass.now) || missing <= pass.now;
        if !overtaken {
            pass.write(Letter::RegisterChaser { session, nth: *nth }, leaders.clone(), When::at(*due), &because);
        }
    }
    let scheme = state.roster.groups.get(&session.group).map(|group| group.scheme);
    let team =
        scheme.map(|scheme| state.roster.holders(scheme, Role::UndergraduateTeam, pass.today)).unwrap_or_default();
    pass.write(Letter::RegisterMissing { session }, team, When::at(missing), &because);
}
