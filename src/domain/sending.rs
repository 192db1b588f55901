//! At the moment of sending: is it still so, is the recipient still who they were for this student, and may it go now?
//!
//! A letter may have waited in the outbox while a server was away; what was right when it was written is asked again.

use jiff::{SignedDuration, Timestamp};

use super::decide::{Why, ladder};
use super::event::DropReason;
use super::id::{GroupId, PersonId};
use super::letter::{Concern, Letter};
use super::policy::StepKind;
use super::roster::Role;
use super::rules::Rules;
use super::state::{Fate, Standing, State, StepTaken};

/// What is to be done with a letter that is about to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Go,
    /// Not before this instant.
    Later(Timestamp, Why),
    Drop(DropReason),
}

/// Judges one envelope. `address` is where it would go.
pub fn judge(letter: &Letter, to: PersonId, address: &str, state: &State, rules: &Rules, now: Timestamp) -> Verdict {
    if to == PersonId::ADMINISTRATOR {
        return Verdict::Go;
    }
    match state.roster.people.get(&to) {
        Some(person) if person.address.as_str() == address => {}
        _ => return Verdict::Drop(DropReason::NotOnRoster),
    }
    let is_due = is_still_so(letter, state, now) && !is_taken_back(letter, state);
    if !is_due || is_put_off(letter, to, state, rules, now) || is_said_anew(letter, to, state) {
        return Verdict::Drop(DropReason::NoLongerDue);
    }
    if !has_role(letter, to, state, now) {
        return Verdict::Drop(DropReason::RoleChanged);
    }
    let about = letter.student();
    let later = |why| Verdict::Later(now.saturating_add(ASK_AGAIN).unwrap_or(now), why);
    if may_have_been_said_today(letter, to, state, now) {
        return later(Why::NotYet);
    }
    if letter.is_of_ladder()
        && let Some(student) = about
    {
        if state.membership(student, state.day(now)).is_none() {
            return Verdict::Drop(DropReason::NoLongerDue);
        }
        if let Some(why) = ladder::keeps_waiting(state, student, state.day(now)) {
            return later(why);
        }
    }
    let is_for_a_person = matches!(letter.concern(), Concern::Ordinary | Concern::Person);
    if is_for_a_person && state.student(to).welfare.is_some() {
        return later(Why::Welfare);
    }
    if is_for_a_person && about == Some(to) && state.student(to).unreachable.is_some() {
        return Verdict::Drop(DropReason::Unreachable);
    }
    if letter.concern() == Concern::Person
        && let Some(scheme) = scheme_of(letter, to, state)
    {
        let at = rules.working_time(scheme, now);
        if at > now {
            return Verdict::Later(at, Why::NotYet);
        }
    }
    Verdict::Go
}

/// How long a letter waits at a time for the word that lets it go: for a co-leader to answer a student who may be in
/// distress, or to end a hold.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Its step was taken back while it waited, and those who had heard of it were told so: a second copy that was put off
/// goes to nobody.
fn is_taken_back(letter: &Letter, state: &State) -> bool {
    let Some((kind, student)) = letter.step().zip(letter.student()) else { return false };
    let is_its_own = |step: &&StepTaken| step.kind == kind && Some(step.session) == letter.session();
    state.student(student).steps.iter().filter(is_its_own).any(|step| step.withdrawn)
}

/// A weekly question, on a hold or for a release, has waited so long that the next one is nearer: both would come on one
/// day.
fn is_put_off(letter: &Letter, to: PersonId, state: &State, rules: &Rules, now: Timestamp) -> bool {
    let Some(scheme) = scheme_of(letter, to, state).and_then(|scheme| rules.schemes.get(&scheme)) else { return false };
    let (since, days, nth) = match letter {
        Letter::HoldReview { student, nth, .. } => {
            (state.student(*student).hold.map(|hold| hold.at), scheme.policy.hold_review_days, *nth)
        }
        Letter::ReleaseRequest { student, step, session, nth } if *nth > 0 => {
            let first = Letter::ReleaseRequest { student: *student, step: *step, session: *session, nth: 0 };
            (state.told(&first.key()).map(|told| told.at), scheme.policy.release_reminder_days, *nth)
        }
        _ => return false,
    };
    since.is_some_and(|since| ladder::nth_due(since, days, nth, now).is_none())
}

/// That somebody cannot be reached has waited so long that it was found out again and is said anew to this person.
fn is_said_anew(letter: &Letter, to: PersonId, state: &State) -> bool {
    let Letter::Undeliverable { person, after } = letter else { return false };
    state.told_unreachable(*person).any(|(later, told)| later > *after && told.to.contains(&to))
}

/// That the same person cannot be reached was said to them today, or may have been: the fate of that letter is open. They
/// hear it once a day, so this one waits for tomorrow, or until the earlier one has come to nothing.
fn may_have_been_said_today(letter: &Letter, to: PersonId, state: &State, now: Timestamp) -> bool {
    let Letter::Undeliverable { person, after } = letter else { return false };
    let today = state.day(now);
    let is_new = state.told(&letter.key()).is_none_or(|told| state.day(told.at) == today);
    let mut earlier = state.told_unreachable(*person).filter(|(earlier, _)| earlier < after);
    earlier.any(|(_, told)| match told.fates.get(&to) {
        Some(Fate::Sent(at)) => state.day(*at) == today,
        Some(Fate::Refused | Fate::Dropped) => false,
        None => is_new && told.to.contains(&to),
    })
}

/// Nothing newer was said that takes its ground away.
fn is_still_so(letter: &Letter, state: &State, now: Timestamp) -> bool {
    let unexplained = |session, student| state.standing(session, student) == Standing::Unexplained;
    match letter {
        Letter::Reminder { session, .. }
        | Letter::ReminderCopy { session }
        | Letter::AfterChristmas { session, .. } => {
            state.calendar.get(*session).is_some_and(|meeting| !meeting.cancelled && meeting.starts_at > now)
        }
        Letter::Brief { session } => {
            state.calendar.get(*session).is_some_and(|meeting| !meeting.cancelled && meeting.starts_at > now)
        }
        Letter::RegisterRequest { session }
        | Letter::RegisterChaser { session, .. }
        | Letter::RegisterMissing { session } => {
            // It may have been moved since, to a day that is still to come.
            let held = state.calendar.get(*session).is_some_and(|meeting| !meeting.cancelled && meeting.ends_at <= now);
            held && !state.is_register_whole(*session)
        }
        Letter::StageLead { student, session } => {
            state.student(*student).concern.is_some() || unexplained(*session, *student)
        }
        Letter::CheckIn { student, session }
        | Letter::TeachingQuestion { student, session }
        | Letter::NoticeStudent { student, session, .. }
        | Letter::NoticeCoLeaders { student, session, .. }
        | Letter::FirmHeadLetter { student, session }
        | Letter::FirmHeadBrief { student, session }
        | Letter::FirmHeadReminder { student, session }
        | Letter::FirmHeadSilent { student, session }
        | Letter::UndergraduateTeam { student, session } => {
            unexplained(*session, *student) && state.dispute_of(*student).is_none()
        }
        Letter::StepInformed { student, step, session } => {
            *step == StepKind::StageLead || unexplained(*session, *student)
        }
        // Where the next week's question has come meanwhile, it is the one that is asked.
        Letter::ReleaseRequest { student, step, session, nth } => {
            let next = Letter::ReleaseRequest { student: *student, step: *step, session: *session, nth: nth + 1 };
            (*step == StepKind::StageLead || unexplained(*session, *student)) && !state.has_told(&next)
        }
        Letter::HoldReview { student, hold, nth } => {
            !state.has_told(&Letter::HoldReview { student: *student, hold: *hold, nth: nth + 1 })
        }
        Letter::CollectiveAbsence { session } => state.session(*session).judged.is_none(),
        _ => true,
    }
}

/// Does the recipient have, today, the role in which the letter was written to them?
fn has_role(letter: &Letter, to: PersonId, state: &State, now: Timestamp) -> bool {
    use Letter as L;
    let today = state.day(now);
    let student = letter.student();
    let group = group_of(letter, state);
    let leads = || group.is_some_and(|group| state.roster.co_leaders(group, today).contains(&to));
    let heads_firm = || {
        let member = student.and_then(|student| state.membership(student, today));
        member.is_some_and(|member| member.firm_head == to) && !leads()
    };
    let holds = |role| {
        let scheme = scheme_of(letter, to, state);
        scheme.is_some_and(|scheme| state.roster.holders(scheme, role, today).contains(&to))
    };
    let belongs = || {
        let on = letter.session().and_then(|session| state.calendar.get(session)).map_or(today, |m| m.date.max(today));
        state.membership(to, on).is_some() || state.membership(to, today).is_some()
    };
    match letter {
        L::TeachingQuestion { .. } | L::FirmHeadBrief { .. } | L::FirmHeadReminder { .. } => heads_firm(),
        L::FirmHeadLetter { .. } if student != Some(to) => heads_firm(),
        L::UndergraduateTeam { .. } | L::RegisterMissing { .. } | L::MemberLeft { .. } => {
            holds(Role::UndergraduateTeam)
        }
        L::StageLead { .. } => holds(Role::StageLead),
        L::StepInformed { .. } | L::CollectiveAbsence { .. } => {
            leads() || heads_firm() || holds(Role::UndergraduateTeam) || (student == Some(to) && belongs())
        }
        L::Withdrawal { .. } | L::Undeliverable { .. } => true,
        L::FirmHeadDigest { .. } | L::FeedbackSummary { .. } => state.roster.firm(to, today).next().is_some(),
        L::Welcome { group, .. } => state.roster.memberships.iter().any(|m| m.student == to && m.group == *group),
        L::SessionCancelled { .. } | L::SessionMoved { .. } | L::LeaderAway { .. } => leads() || belongs(),
        L::WelfareReply { .. } | L::Acknowledgement { .. } | L::LateNote { .. } => belongs(),
        _ if student == Some(to) => belongs(),
        L::StartCoLeaders { .. } => true,
        _ if group.is_some() => leads(),
        _ => true,
    }
}

/// The group whose people a letter is for.
pub fn group_of(letter: &Letter, state: &State) -> Option<GroupId> {
    match letter {
        Letter::StartCoLeaders { group }
        | Letter::Welcome { group, .. }
        | Letter::StudentWrote { group, .. }
        | Letter::StudentsWrote { group, .. }
        | Letter::StatusAnswer { group, .. }
        | Letter::MemberLeft { group, .. } => Some(*group),
        Letter::Undeliverable { person, .. } => state.group_now(*person),
        _ => {
            letter.session().map(|session| session.group).or_else(|| letter.student().and_then(|s| state.group_now(s)))
        }
    }
}

fn scheme_of(letter: &Letter, to: PersonId, state: &State) -> Option<super::id::SchemeId> {
    match letter {
        Letter::FeedbackSummary { scheme, .. } => Some(*scheme),
        Letter::FirmHeadDigest { .. } => {
            let firm = state.roster.memberships.iter().find(|member| member.firm_head == to)?;
            Some(state.roster.groups.get(&firm.group)?.scheme)
        }
        _ => Some(state.roster.groups.get(&group_of(letter, state)?)?.scheme),
    }
}
