//! The fortnight before a session: the reminder, the answer to what a student wrote, the brief (handbook,
//! "Responsibilities of Firm Heads and Co-leaders").

use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::calendar::Meeting;
use crate::domain::event::{Attention, Fact};
use crate::domain::id::{LetterId, PersonId};
use crate::domain::said::{Flag, Stance};
use crate::outbound::ComposeError;
use crate::outbound::alike::alike;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView};

/// A letter about a session to come.
#[derive(Serialize)]
struct Reminder {
    session: SessionView,
    /// The session before it did not take place.
    follows_cancelled: bool,
    /// Co-leaders who are away, and who leads instead.
    away: Vec<String>,
    leading: Vec<String>,
    late_max_minutes: u8,
}

/// The reminder of the week before.
pub fn reminder(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let before = scene
        .state
        .calendar
        .of(meeting.id.group)
        .filter(|other| other.starts_at < meeting.starts_at)
        .max_by_key(|other| other.starts_at);
    let leading = scene.state.leading(meeting.id, meeting.date);
    let called = |people: Vec<PersonId>| -> Vec<String> {
        people
            .into_iter()
            .filter_map(|id| scene.person(id).ok())
            .map(|person| person.called)
            .collect()
    };
    let away = scene
        .pair()
        .iter()
        .map(|person| person.id)
        .filter(|id| !leading.contains(id))
        .collect();
    let own = Reminder {
        session: scene.view(meeting),
        follows_cancelled: before.is_some_and(|before| before.cancelled),
        away: called(away),
        leading: called(leading),
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// What was noted of one session.
#[derive(Serialize)]
struct StanceNoted {
    session: SessionView,
    stance: Stance,
}

/// The answer to what a student wrote.
#[derive(Serialize)]
struct Acknowledgement {
    noted: Vec<StanceNoted>,
    /// Something in it goes to the co-leaders, who answer it themselves.
    passed_on: bool,
    /// The first session to come for which the student has not apologised.
    next: Option<SessionView>,
    late_max_minutes: u8,
}

/// What was noted of a student's message, and that it will be late.
pub fn acknowledgement(scene: &Scene<'_>, answers: LetterId) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let mut noted = Vec::new();
    let mut passed_on = false;
    for (_, fact) in scene.state.brought_by(answers) {
        match fact {
            Fact::StanceGiven {
                student: by,
                session,
                stance,
                ..
            } if *by == student => {
                let session = scene.session_view(*session).ok_or(ComposeError::SessionGone)?;
                noted.push(StanceNoted {
                    session,
                    stance: *stance,
                });
            }
            Fact::StudentWrote { flags, attention, .. } => {
                passed_on |= *attention == Attention::Now || flags.contains(&Flag::Question);
            }
            _ => {}
        }
    }
    let comes = |meeting: &&Meeting| {
        !meeting.cancelled && meeting.starts_at > scene.now && !scene.state.has_apologised(meeting.id, student)
    };
    let own = Acknowledgement {
        noted,
        passed_on,
        next: scene
            .state
            .calendar
            .of(scene.group()?.id)
            .find(comes)
            .map(|meeting| scene.view(meeting)),
        late_max_minutes: scene.scheme()?.policy.late_max_minutes,
    };
    filled(scene, &own)
}

/// The brief of the day before.
#[derive(Serialize)]
struct Brief {
    session: SessionView,
    expected: Vec<PersonView>,
    apologies: Vec<PersonView>,
    unsure: Vec<PersonView>,
    late: Vec<PersonView>,
    /// Whose turn it is to keep the time, so that the other can follow the group.
    keeps_time: Option<PersonView>,
    leads_alone: bool,
    /// First names that are easily taken for one another.
    alike: Vec<Vec<String>>,
    /// Who has not presented a case yet: for the co-leaders only.
    not_presented: Option<Vec<PersonView>>,
    expected_min: u8,
    /// Fewer than that are expected.
    few: bool,
}

/// Who is expected, and what is good to know before the session.
pub fn brief(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let members: Vec<PersonId> = scene
        .state
        .members(meeting.id.group, meeting.date)
        .map(|m| m.student)
        .collect();
    let views = |wanted: &[Option<Stance>]| -> Vec<PersonView> {
        members
            .iter()
            .filter(|student| wanted.contains(&scene.state.stance(meeting.id, **student).map(|noted| noted.stance)))
            .filter_map(|student| scene.person(*student).ok())
            .collect()
    };
    let all: Vec<PersonView> = members
        .iter()
        .filter_map(|student| scene.person(*student).ok())
        .collect();
    let expected = views(&[None, Some(Stance::Attending), Some(Stance::WasPresent)]);
    let late = views(&[Some(Stance::Late)]);
    let leading = scene.state.leading(meeting.id, meeting.date);
    let keeper = leading
        .get(usize::from(meeting.id.number.is_multiple_of(2)))
        .or(leading.first());
    let expected_min = scene.scheme()?.rhythm.expected_min;
    let own = Brief {
        session: scene.view(meeting),
        few: expected.len() + late.len() < usize::from(expected_min),
        expected,
        apologies: views(&[Some(Stance::Absent)]),
        unsure: views(&[Some(Stance::Unsure)]),
        late,
        keeps_time: keeper.and_then(|leader| scene.person(*leader).ok()),
        leads_alone: leading.len() == 1,
        alike: alike(&all),
        not_presented: scene.for_co_leaders().map(|_| {
            let waiting = members.iter().filter(|student| !scene.state.has_presented(**student));
            waiting.filter_map(|student| scene.person(*student).ok()).collect()
        }),
        expected_min,
    };
    filled(scene, &own)
}
