//! The letters of a scheme: what everyone gets before the year begins, the firm heads' digest, the summary before the
//! feedback meetings, and the patterns before supervision (handbook, "Firm heads", "Supervision").

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::fortnight::brief_due;
use super::{Pass, When};
use crate::domain::calendar::Meeting;
use crate::domain::id::{PersonId, SchemeId};
use crate::domain::letter::{Letter, Placement};
use crate::domain::roster::Role;
use crate::domain::rules::SchemeRules;

pub(super) fn pass(pass: &mut Pass, scheme: SchemeId, rules: &SchemeRules) {
    let state = pass.state;
    let of_scheme = |m: &&Meeting| state.roster.groups.get(&m.id.group).is_some_and(|g| g.scheme == scheme);
    let meetings: Vec<&Meeting> = state.calendar.all().filter(|m| !m.cancelled).filter(of_scheme).collect();
    start_of_year(pass, scheme, rules, &meetings);
    firm_head_digest(pass, scheme, rules);
    feedback(pass, scheme, rules);
    patterns(pass, scheme, rules, &meetings);
}

fn start_of_year(pass: &mut Pass, scheme: SchemeId, rules: &SchemeRules, meetings: &[&Meeting]) {
    let state = pass.state;
    let Some(first) = meetings.iter().min_by_key(|m| m.starts_at) else {
        return;
    };
    if first.starts_at <= pass.began() {
        return;
    }
    let due = pass.days_from(first.date, -i32::from(rules.rhythm.start_lead_days), rules);
    let when = When::at(due).until(first.starts_at);
    for group in state.roster.groups.values().filter(|group| group.scheme == scheme) {
        let leaders = state.roster.co_leaders(group.id, first.date);
        pass.write(Letter::StartCoLeaders { group: group.id }, leaders, when, &[]);
    }
    for firm_head in firm_heads(pass, scheme, first.date) {
        pass.write(Letter::StartFirmHead { scheme, firm_head }, vec![firm_head], when, &[]);
    }
    for supervisor in supervisors(pass, scheme, first.date) {
        pass.write(Letter::StartSupervisor { scheme, supervisor }, vec![supervisor], when, &[]);
    }
}

/// A digest goes only where there is something to say: a register of one of the firm's students since the tick before.
fn firm_head_digest(pass: &mut Pass, scheme: SchemeId, rules: &SchemeRules) {
    let state = pass.state;
    let zone = &pass.rules.zone;
    let schedule = &rules.rhythm.digest;
    let since = pass.now.saturating_sub(SignedDuration::from_hours(24 * 70)).unwrap_or(Timestamp::MIN);
    let ticks: Vec<Timestamp> = std::iter::successors(schedule.next(since, zone), |tick| schedule.next(*tick, zone))
        .take_while(|tick| *tick <= pass.now)
        .collect();
    if let Some(next) = schedule.next(pass.now, zone) {
        pass.look_again(next);
    }
    let [.., before, tick] = ticks[..] else { return };
    let of_scheme = |group| state.roster.groups.get(&group).is_some_and(|g| g.scheme == scheme);
    let mut news: BTreeSet<PersonId> = BTreeSet::new();
    for meeting in state.calendar.all().filter(|m| of_scheme(m.id.group)) {
        let Some(register) = &state.session(meeting.id).register else {
            continue;
        };
        if register.at <= before || register.at > tick {
            continue;
        }
        news.extend(state.members(meeting.id.group, pass.today).map(|member| member.firm_head));
    }
    let when = When::at(tick).until(tick.saturating_add(DIGEST_OF_USE).unwrap_or(tick));
    for firm_head in news {
        pass.write(Letter::FirmHeadDigest { firm_head, day: state.day(tick) }, vec![firm_head], when, &[]);
    }
}

/// A digest that could not go for so long is overtaken by the next one.
const DIGEST_OF_USE: SignedDuration = SignedDuration::from_hours(24 * 5);

fn feedback(pass: &mut Pass, scheme: SchemeId, rules: &SchemeRules) {
    let Some(dates) = pass.state.roster.schemes.get(&scheme) else {
        return;
    };
    for (placement, day) in [(Placement::Mid, dates.feedback_mid), (Placement::End, dates.feedback_end)] {
        let Some(day) = day else { continue };
        let due = pass.days_from(day, -i32::from(rules.rhythm.feedback_lead_days), rules);
        let when = When::at(due).until(pass.days_from(day, 1, rules));
        for firm_head in firm_heads(pass, scheme, day) {
            if !has_register_of(pass, firm_head) {
                continue;
            }
            pass.write(Letter::FeedbackSummary { firm_head, scheme, placement }, vec![firm_head], when, &[]);
        }
    }
}

/// Is there a register of any of the firm's students to look back on?
fn has_register_of(pass: &Pass, firm_head: PersonId) -> bool {
    let state = pass.state;
    state.roster.firm(firm_head, pass.today).any(|member| !state.attendance(member.student).is_empty())
}

/// Before each day on which their groups meet, when there is a register to look back on.
fn patterns(pass: &mut Pass, scheme: SchemeId, rules: &SchemeRules, meetings: &[&Meeting]) {
    let state = pass.state;
    for supervisor in supervisors(pass, scheme, pass.today) {
        let is_theirs = |m: &&&Meeting| state.roster.supervisors(m.id.group, m.date).contains(&supervisor);
        let mut days: Vec<(Date, Timestamp)> = meetings
            .iter()
            .filter(is_theirs)
            .filter(|m| m.starts_at > pass.now)
            .map(|m| (m.date, m.starts_at))
            .collect();
        days.sort();
        days.dedup_by_key(|(day, _)| *day);
        for (day, starts_at) in days.into_iter().take(PATTERN_DAYS_AHEAD) {
            let Some(due) = brief_due(pass, starts_at, &rules.rhythm) else {
                continue;
            };
            let has_register =
                meetings.iter().filter(is_theirs).any(|m| m.date < day && state.session(m.id).register.is_some());
            if has_register {
                let letter = Letter::SupervisorPatterns { supervisor, scheme, day };
                pass.write(letter, vec![supervisor], When::at(due).until(starts_at), &[]);
            }
        }
    }
}

/// Supervision days looked at in one pass; later ones come into view as these pass by.
const PATTERN_DAYS_AHEAD: usize = 3;

/// Those who have a firm in the scheme's groups on a day.
fn firm_heads(pass: &Pass, scheme: SchemeId, day: Date) -> BTreeSet<PersonId> {
    let state = pass.state;
    let groups = state.roster.groups.values().filter(|group| group.scheme == scheme);
    groups.flat_map(|group| state.members(group.id, day).map(|member| member.firm_head)).collect()
}

fn supervisors(pass: &Pass, scheme: SchemeId, day: Date) -> BTreeSet<PersonId> {
    let state = pass.state;
    let by_group =
        state.roster.supervisions.iter().filter(|s| s.scheme == scheme && s.period.has(day)).map(|s| s.supervisor);
    by_group.chain(state.roster.holders(scheme, Role::Supervisor, day)).collect()
}
