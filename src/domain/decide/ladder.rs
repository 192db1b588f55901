//! The ladder (handbook, Appendix 5): one step at a time, each announced or released as the policy says, each only for
//! an absence held after the letter before it.
//!
//! An absence that is explained, disputed, or of a day on which many were missing does not count here.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{Pass, When, Why, waits_for_word, withdraw};
use crate::domain::id::{EventId, GroupId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::{Goes, Policy, Step, StepKind, Told};
use crate::domain::roster::{Membership, Role};
use crate::domain::rules::SchemeRules;
use crate::domain::state::{Absence, State, StepTaken};

pub(super) fn pass(pass: &mut Pass, group: GroupId, scheme: &SchemeRules) {
    let members: Vec<&Membership> = pass.state.members(group, pass.today).collect();
    for member in members {
        let case = Case::of(pass, member, scheme);
        withdraw::pass(pass, &case);
        climb(pass, &case);
        close_the_loop(pass, &case);
    }
}

/// What the ladder knows of one student.
pub(super) struct Case<'a> {
    pub member: &'a Membership,
    pub policy: &'a Policy,
    pub scheme: &'a SchemeRules,
    /// Unexplained absences that count, in the order in which they were held.
    pub absences: Vec<Absence>,
}

impl<'a> Case<'a> {
    fn of(pass: &Pass<'a>, member: &'a Membership, scheme: &'a SchemeRules) -> Self {
        let state = pass.state;
        let mut absences = state.unexplained(member.student);
        absences.retain(|absence| {
            let judged = state.session(absence.session).judged;
            judged != Some(false) && !waits_for_word(state, pass.rules, absence.session)
        });
        let policy = policy_of(pass, member, scheme);
        Self { member, policy, scheme, absences }
    }

    pub fn student(&self) -> PersonId {
        self.member.student
    }

    /// Does a step still rest on what its letter says: the absence that brought it about, and enough before it?
    pub fn supports(&self, state: &State, taken: &StepTaken) -> bool {
        let Some(step) = self.policy.step(taken.kind) else {
            return false;
        };
        if taken.kind == StepKind::StageLead && state.student(self.student()).concern.is_some() {
            return true;
        }
        let Some(index) = self.absences.iter().position(|absence| absence.session == taken.session) else {
            return false;
        };
        index + 1 >= usize::from(step.missed_min)
    }

    fn events(&self) -> Vec<EventId> {
        self.absences.iter().map(|absence| absence.event).collect()
    }
}

/// A case keeps the version of the policy that held when its first step that still stands was begun.
fn policy_of<'a>(pass: &Pass<'a>, member: &Membership, scheme: &'a SchemeRules) -> &'a Policy {
    let state = pass.state;
    let began =
        state.student(member.student).steps.iter().filter(|step| !step.withdrawn).map(|step| step.decided_at).min();
    let id = state.roster.groups.get(&member.group).map(|group| group.scheme);
    let version = began.zip(id).and_then(|(at, id)| state.policy_version(id, at));
    let older = scheme.older_policies.iter().find(|policy| Some(policy.version) == version);
    older.unwrap_or(&scheme.policy)
}

/// Takes the open step on, or opens the next one.
fn climb(pass: &mut Pass, case: &Case) {
    let state = pass.state;
    let student = case.student();
    if let Some(why) = pauses(state, student) {
        if !case.absences.is_empty() {
            pass.wait(Some(student), None, "ladder", why, None);
        }
        return;
    }
    let steps = &state.student(student).steps;
    let open = steps.iter().find(|step| !step.withdrawn && step.letter.is_none() && case.supports(state, step));
    match open.and_then(|taken| Some((taken, case.policy.step(taken.kind)?))) {
        Some((taken, step)) => progress(pass, case, step, taken.session),
        None => open_next(pass, case),
    }
}

/// What keeps every letter of the ladder about a student waiting, also one that was written before it was said.
pub fn keeps_waiting(state: &State, student: PersonId, today: Date) -> Option<Why> {
    let held = || state.student(student).hold.filter(|hold| hold.holds(today));
    pauses(state, student).or_else(|| held().map(|_| Why::Held))
}

/// What keeps the whole ladder of a student waiting, until it is cleared up.
fn pauses(state: &State, student: PersonId) -> Option<Why> {
    let known = state.student(student);
    if known.welfare.is_some() {
        Some(Why::Welfare)
    } else if known.unreachable.is_some() {
        Some(Why::Unreachable)
    } else if state.dispute_of(student).is_some() {
        Some(Why::Disputed)
    } else {
        None
    }
}

fn open_next(pass: &mut Pass, case: &Case) {
    let state = pass.state;
    let student = case.student();
    if let Some((step, session)) = concern_step(state, case) {
        progress(pass, case, step, session);
        return;
    }
    let standing = state
        .student(student)
        .steps
        .iter()
        .filter(|taken| !taken.withdrawn && case.supports(state, taken))
        .filter_map(|taken| Some((taken, case.policy.steps.iter().position(|step| step.kind == taken.kind)?)))
        .max_by_key(|(_, rank)| *rank);
    let next = standing.map_or(0, |(_, rank)| rank + 1);
    let Some(latest) = case.absences.last() else { return };
    let Some(step) = case.policy.steps.get(next) else {
        pass.wait(Some(student), Some(latest.session), "ladder", Why::TopOfLadder, None);
        return;
    };
    // One step at a time: it takes an absence held after the letter before it went out.
    let after = standing.map(|(taken, _)| sent_at(state, taken));
    let is_new = match after {
        None => true,
        Some(None) => false,
        Some(Some(sent)) => latest.held_at > sent,
    };
    if !is_new || case.absences.len() < usize::from(step.missed_min) {
        pass.wait(Some(student), Some(latest.session), "ladder", Why::NoNewAbsence, None);
        return;
    }
    progress(pass, case, step, latest.session);
}

/// A co-leader's concern goes to the stage lead, on release, whatever the count.
fn concern_step<'a>(state: &State, case: &Case<'a>) -> Option<(&'a Step, SessionId)> {
    let known = state.student(case.student());
    let (_, raised_at) = known.concern?;
    let step = case.policy.step(StepKind::StageLead)?;
    if known
        .steps
        .iter()
        .any(|taken| taken.kind == StepKind::StageLead && taken.letter.is_some() && taken.decided_at >= raised_at)
    {
        return None;
    }
    let session = state.calendar.last(case.member.group, raised_at)?.id;
    Some((step, session))
}

fn sent_at(state: &State, taken: &StepTaken) -> Option<Timestamp> {
    state.told(taken.letter.as_ref()?)?.sent_at()
}

/// Takes one step as far as it may go today.
fn progress(pass: &mut Pass, case: &Case, step: &Step, session: SessionId) {
    let state = pass.state;
    let student = case.student();
    let known_at = state.mark(session, student).map_or(pass.now, |marked| marked.at);
    let wait = SignedDuration::from_hours(step.wait_hours.into());
    let earliest = pass.working_time(known_at.saturating_add(wait).unwrap_or(known_at));
    if earliest > pass.now {
        pass.wait(Some(student), Some(session), kind_name(step.kind), Why::NotYet, Some(earliest));
        return;
    }
    if let Some(hold) = state.student(student).hold.filter(|hold| hold.holds(pass.today)) {
        let until = hold.until.map(|until| pass.rules.days_from(until, 1, case.scheme.rhythm.work_from));
        pass.wait(Some(student), Some(session), kind_name(step.kind), Why::Held, until);
        review_hold(pass, case);
        return;
    }
    let goes = if case.member.adjusted { Goes::OnRelease } else { step.goes };
    match goes {
        Goes::AtOnce => take(pass, case, step, session, earliest),
        Goes::UnlessHeld => announce(pass, case, step, session, earliest),
        Goes::OnRelease => ask(pass, case, step, session, earliest),
    }
}

/// A hold without an end is asked about every week.
fn review_hold(pass: &mut Pass, case: &Case) {
    let state = pass.state;
    let student = case.student();
    let Some(hold) = state.student(student).hold.filter(|hold| hold.until.is_none()) else {
        return;
    };
    for (nth, due) in repeats(hold.at, case.policy.hold_review_days, pass.now) {
        let letter = Letter::HoldReview { student, hold: hold.event, nth };
        pass.write(letter, co_leaders(pass, case), When::at(due), &[hold.event]);
    }
}

/// The question that is due again and again, every so many days: the one of now and the next, with their numbers from 1.
/// One that a holiday has put off until near the next is left out, so that nobody is asked twice in a day.
fn repeats(since: Timestamp, days: u8, now: Timestamp) -> impl Iterator<Item = (u16, Timestamp)> {
    let of_now = since.duration_until(now).as_hours() / period(days).as_hours();
    [of_now, of_now + 1].into_iter().filter_map(move |nth| {
        let nth = u16::try_from(nth).ok().filter(|nth| *nth > 0)?;
        Some((nth, nth_due(since, days, nth, now)?))
    })
}

/// When the question is due for the nth time, unless the next one is nearer by now.
pub fn nth_due(since: Timestamp, days: u8, nth: u16, now: Timestamp) -> Option<Timestamp> {
    let every = period(days);
    let due = since.checked_add(every * i32::from(nth)).ok()?;
    (due.duration_until(now) * 2 < every).then_some(due)
}

fn period(days: u8) -> SignedDuration {
    SignedDuration::from_hours(i64::from(days.max(1)) * 24)
}

/// Before it goes, co-leaders and the student are told what will be said, to whom and when.
fn announce(pass: &mut Pass, case: &Case, step: &Step, session: SessionId, earliest: Timestamp) {
    let state = pass.state;
    let student = case.student();
    let notice = Letter::NoticeCoLeaders { student, step: step.kind, session };
    let because = case.events();
    let to_student = Letter::NoticeStudent { student, step: step.kind, session };
    let Some(told) = state.told(&notice.key()) else {
        pass.write(to_student, vec![student], When::at(earliest), &because);
        pass.write(notice, co_leaders(pass, case), When::at(earliest), &because);
        return;
    };
    let Some(announced_at) = announced_at(state, &[&to_student, &notice]) else {
        pass.wait(Some(student), Some(session), kind_name(step.kind), Why::Notice, None);
        return;
    };
    let goes_at = notice_ends(pass, case, step, announced_at);
    let released = state.student(student).released.get(&step.kind).filter(|(_, at)| *at >= told.at);
    let due = released.map_or(goes_at, |(_, at)| pass.working_time(announced_at.max(*at)).min(goes_at));
    if due > pass.now {
        pass.wait(Some(student), Some(session), kind_name(step.kind), Why::Notice, Some(due));
    }
    take(pass, case, step, session, due);
}

/// When the last of those who are told beforehand had their notice; none while one of them is on its way, or where none
/// of them arrived.
fn announced_at(state: &State, notices: &[&Letter]) -> Option<Timestamp> {
    let told: Vec<_> = notices.iter().filter_map(|notice| state.told(&notice.key())).collect();
    let is_on_its_way = told.iter().any(|told| told.fates.len() < told.to.len());
    told.iter().filter_map(|told| told.last_sent_at()).max().filter(|_| !is_on_its_way)
}

fn notice_ends(pass: &Pass, case: &Case, step: &Step, announced_at: Timestamp) -> Timestamp {
    let scheme = pass.state.roster.groups.get(&case.member.group).map(|group| group.scheme);
    scheme.map_or(announced_at, |s| pass.rules.after_working_days(s, announced_at, step.notice_working_days))
}

/// It goes only on a co-leader's word, asked for with a weekly reminder.
fn ask(pass: &mut Pass, case: &Case, step: &Step, session: SessionId, earliest: Timestamp) {
    let state = pass.state;
    let student = case.student();
    let asked = |nth| Letter::ReleaseRequest { student, step: step.kind, session, nth };
    let because = case.events();
    let Some(first) = state.told(&asked(0).key()) else {
        pass.write(asked(0), co_leaders(pass, case), When::at(earliest), &because);
        return;
    };
    if let Some((event, at)) = state.student(student).released.get(&step.kind).filter(|(_, at)| *at >= first.at) {
        let (event, due) = (*event, pass.working_time(*at));
        let mut because = because;
        because.push(event);
        take_because(pass, case, step, session, due, &because);
        return;
    }
    pass.wait(Some(student), Some(session), kind_name(step.kind), Why::Release, None);
    for (nth, due) in repeats(first.at, case.policy.release_reminder_days, pass.now) {
        pass.write(asked(nth), co_leaders(pass, case), When::at(due), &because);
    }
}

fn take(pass: &mut Pass, case: &Case, step: &Step, session: SessionId, due: Timestamp) {
    let because = case.events();
    take_because(pass, case, step, session, due, &because);
}

/// The letters of a step.
fn take_because(pass: &mut Pass, case: &Case, step: &Step, session: SessionId, due: Timestamp, because: &[EventId]) {
    let state = pass.state;
    let student = case.student();
    let due = When::at(due);
    let firm_head = vec![case.member.firm_head];
    let scheme = state.roster.groups.get(&case.member.group).map(|group| group.scheme);
    let today = pass.today;
    let holders = |role| scheme.map(|scheme| state.roster.holders(scheme, role, today)).unwrap_or_default();
    match step.kind {
        StepKind::CheckIn => {
            pass.write(Letter::CheckIn { student, session }, vec![student], due, because);
            pass.write(Letter::TeachingQuestion { student, session }, firm_head, due, because);
        }
        StepKind::FirmHead => {
            pass.write(Letter::FirmHeadLetter { student, session }, vec![student, case.member.firm_head], due, because);
            pass.write(Letter::FirmHeadBrief { student, session }, firm_head, due, because);
        }
        StepKind::UndergraduateTeam => {
            let team = holders(Role::UndergraduateTeam);
            pass.write(Letter::UndergraduateTeam { student, session }, team, due, because);
        }
        StepKind::StageLead => {
            let lead = holders(Role::StageLead);
            pass.write(Letter::StageLead { student, session }, lead, due, because);
        }
    }
    let mut informed = Vec::new();
    for told in &step.informed {
        match told {
            Told::Student => informed.push(student),
            Told::CoLeaders => informed.extend(co_leaders(pass, case)),
            Told::FirmHead => informed.push(case.member.firm_head),
            Told::UndergraduateTeam => informed.extend(holders(Role::UndergraduateTeam)),
        }
    }
    if !informed.is_empty() {
        pass.write(Letter::StepInformed { student, step: step.kind, session }, informed, due, because);
    }
}

/// The firm head closes the loop by answering; no answer in a week brings one reminder, then the co-leaders are told
/// before anyone senior.
fn close_the_loop(pass: &mut Pass, case: &Case) {
    let state = pass.state;
    let student = case.student();
    let known = state.student(student);
    if keeps_waiting(state, student, pass.today).is_some() {
        return;
    }
    let Some(taken) = known
        .steps
        .iter()
        .rfind(|taken| taken.kind == StepKind::FirmHead && !taken.withdrawn && case.supports(state, taken))
    else {
        return;
    };
    let session = taken.session;
    let Some(brief) = state.told(&Letter::FirmHeadBrief { student, session }.key()) else {
        return;
    };
    let Some(asked_at) = brief.sent_at() else { return };
    if known.discussed.is_some_and(|(_, at)| at >= asked_at) {
        return;
    }
    let because = [brief.event];
    let days = i64::from(case.policy.firm_head_reminder_days);
    let after = |n: i64| {
        let due = asked_at.saturating_add(SignedDuration::from_hours(24 * days * n)).unwrap_or(asked_at);
        When::at(due)
    };
    let (reminder, silent) = (after(1), after(2));
    pass.write(Letter::FirmHeadReminder { student, session }, vec![case.member.firm_head], reminder, &because);
    pass.write(Letter::FirmHeadSilent { student, session }, co_leaders(pass, case), silent, &because);
}

fn co_leaders(pass: &Pass, case: &Case) -> Vec<PersonId> {
    pass.state.roster.co_leaders(case.member.group, pass.today)
}

fn kind_name(kind: StepKind) -> &'static str {
    match kind {
        StepKind::CheckIn => "check-in",
        StepKind::FirmHead => "firm-head-letter",
        StepKind::UndergraduateTeam => "undergraduate-team",
        StepKind::StageLead => "stage-lead",
    }
}
