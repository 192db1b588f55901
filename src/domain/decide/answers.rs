//! Answers of a group: each message and each order gets what it calls for, once; what students wrote reaches both
//! co-leaders, at once where it needs a person, else with the day's post.

use jiff::Timestamp;

use super::{Pass, When};
use crate::domain::event::{Attention, Fact};
use crate::domain::id::{EventId, GroupId, LetterId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::domain::rules::SchemeRules;
use crate::domain::said::Stance;
use crate::domain::state::{Matter, Subject, Told};

pub(super) fn pass(pass: &mut Pass, group: GroupId, scheme: &SchemeRules) {
    let state = pass.state;
    let leaders = state.roster.co_leaders(group, pass.today);
    for (event, matter) in state.matters(Subject::Group(group)) {
        answer(pass, group, &leaders, event, matter);
    }
    post(pass, group, &leaders, scheme);
}

fn answer(pass: &mut Pass, group: GroupId, leaders: &[PersonId], event: EventId, matter: &Matter) {
    let state = pass.state;
    let now = pass.noted(matter.at);
    let because = [event];
    let leaders = leaders.to_vec();
    match &matter.fact {
        Fact::StudentWrote { student, attention, .. } => {
            let Some(letter) = matter.source else { return };
            student_wrote(pass, group, *student, letter, event, *attention);
        }
        Fact::RegisterTaken { session, .. } | Fact::MarksCorrected { session, .. } => {
            pass.write(Letter::RegisterConfirmation { session: *session, after: event }, leaders, now, &because);
        }
        Fact::MarksContested { session, marks, .. } => {
            for student in marks.keys() {
                let letter = Letter::Dispute { student: *student, session: *session, after: event };
                pass.write(letter, leaders.clone(), now, &because);
            }
        }
        Fact::MarkDisputed { student, session } => {
            let letter = Letter::Dispute { student: *student, session: *session, after: event };
            pass.write(letter, leaders, now, &because);
        }
        Fact::SessionCancelled { session, .. } => {
            let letter = Letter::SessionCancelled { session: *session, after: event };
            pass.write(letter, concerned(pass, *session, matter.at), now, &because);
        }
        Fact::SessionMoved { session, .. } => {
            let letter = Letter::SessionMoved { session: *session, after: event };
            pass.write(letter, concerned(pass, *session, matter.at), now, &because);
        }
        Fact::LeaderAway { session, leader, .. } | Fact::LeaderBack { session, leader, .. } => {
            let letter = Letter::LeaderAway { session: *session, leader: *leader, after: event };
            pass.write(letter, concerned(pass, *session, matter.at), now, &because);
        }
        Fact::MemberLeft { student, .. } => {
            let letter = Letter::MemberLeft { student: *student, group, after: event };
            let scheme = state.roster.groups.get(&group).map(|group| group.scheme);
            let team = scheme.map(|s| state.roster.holders(s, Role::UndergraduateTeam, pass.today)).unwrap_or_default();
            pass.write(letter, team, now, &because);
        }
        Fact::TeachingAnswered { student, session, .. } => {
            let Some(session) = session.or_else(|| last_missed(pass, *student)) else {
                return;
            };
            let letter = Letter::TeachingAnswer { student: *student, session, after: event };
            pass.write(letter, leaders, now, &because);
        }
        Fact::Discussed { student, .. } if !is_heard_otherwise(pass, *student, event, matter.at) => {
            pass.write(Letter::FirmHeadSpoke { student: *student, after: event }, leaders, now, &because);
        }
        Fact::RecordAsked { student } => {
            let Some(answers) = matter.source else { return };
            pass.write(Letter::RecordAnswer { student: *student, answers }, vec![*student], now, &because);
        }
        Fact::ConcernRaised { student, .. } => {
            pass.write(Letter::ConcernPassed { student: *student, after: event }, leaders, now, &because);
        }
        _ => {}
    }
}

/// A firm head who answers two letters about a student has spoken with them once to the co-leaders' ears: they hear of the
/// last answer, and on one day of one.
fn is_heard_otherwise(pass: &Pass, student: PersonId, event: EventId, at: Timestamp) -> bool {
    let state = pass.state;
    let is_last = state.student(student).discussed.is_some_and(|(last, _)| last == event);
    let since = state.day(at);
    let is_told = |told: &Told| {
        matches!(told.letter, Letter::FirmHeadSpoke { student: of, after } if of == student && after != event)
            && state.day(told.at) >= since
    };
    !is_last || state.all_told().any(|(_, told)| is_told(told))
}

/// A student's message: what was understood is acknowledged, what was not is asked about, what needs a person goes to
/// both co-leaders. Distress comes first and gets no cheerful answer.
fn student_wrote(
    pass: &mut Pass,
    group: GroupId,
    student: PersonId,
    letter: LetterId,
    event: EventId,
    attention: Attention,
) {
    let state = pass.state;
    let leaders = state.roster.co_leaders(group, pass.today);
    let now = When::at(pass.now);
    let because = [event];
    if attention == Attention::Welfare {
        pass.write(Letter::Welfare { student, wrote: letter }, leaders, now, &because);
        // The co-leaders hear of each message; the same plain line twice a day helps nobody.
        let assured = state.student(student).assured;
        if assured.is_none_or(|at| state.day(at) != pass.today) {
            pass.write(Letter::WelfareReply { student, answers: letter }, vec![student], now, &because);
        }
        return;
    }
    let stances: Vec<(SessionId, Stance)> = state
        .brought_by(letter)
        .iter()
        .filter_map(|(_, fact)| match fact {
            Fact::StanceGiven { session, stance, .. } => Some((*session, *stance)),
            _ => None,
        })
        .collect();
    let disputes = state.brought_by(letter).iter().any(|(_, fact)| matches!(fact, Fact::MarkDisputed { .. }));
    // The dispute's own letter says what a co-leader has to do; the words follow with the post.
    let to_leaders = match attention {
        Attention::Now => !disputes,
        Attention::Ask => true,
        _ => stances.iter().any(|(session, _)| came_after_brief(pass, *session)),
    };
    if to_leaders {
        pass.write(Letter::StudentWrote { group, student, wrote: letter }, leaders, now, &because);
    }
    if attention == Attention::Ask {
        // Once a day is enough: the co-leaders have the words, and whoever answers twice alike may be a machine.
        let asked = state.student(student).asked;
        if asked.is_some_and(|at| state.day(at) == pass.today) {
            return;
        }
        pass.write(Letter::ClarifyingQuestion { person: student, answers: letter }, vec![student], now, &because);
    } else if !stances.is_empty() && stances.iter().all(|(_, stance)| *stance == Stance::Late) {
        pass.write(Letter::LateNote { student, answers: letter }, vec![student], now, &because);
    } else if !stances.is_empty() || disputes {
        pass.write(Letter::Acknowledgement { student, answers: letter }, vec![student], now, &because);
    }
}

/// The co-leaders have had the brief and the session has not begun: they hear at once.
fn came_after_brief(pass: &Pass, session: SessionId) -> bool {
    let to_come = pass.state.calendar.get(session).is_some_and(|meeting| meeting.starts_at > pass.now);
    to_come && pass.state.has_told(&Letter::Brief { session })
}

fn post(pass: &mut Pass, group: GroupId, leaders: &[PersonId], scheme: &SchemeRules) {
    let state = pass.state;
    let Some(first) = state.post(group).first() else { return };
    let letter = |day| Letter::StudentsWrote { group, day };
    let (letter, when) = pass.of_the_day(first.at, scheme.rhythm.post_at, letter);
    pass.write(letter, leaders.to_vec(), when, &[first.event]);
}

/// Everyone whom a change of a session concerns: its members and, where it is still to come or the change says that it
/// was not held, the pair. Members are not written to about a session that is past.
fn concerned(pass: &Pass, session: SessionId, told_at: Timestamp) -> Vec<PersonId> {
    let state = pass.state;
    let Some(meeting) = state.calendar.get(session) else {
        return Vec::new();
    };
    let to_come = meeting.starts_at > told_at;
    let members = state.members(session.group, meeting.date).map(|m| m.student).filter(|_| to_come);
    members.chain(state.roster.co_leaders(session.group, pass.today)).collect()
}

fn last_missed(pass: &Pass, student: PersonId) -> Option<SessionId> {
    let group = pass.state.group_now(student)?;
    pass.state.calendar.last(group, pass.now).map(|meeting| meeting.id)
}
