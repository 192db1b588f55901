//! Answers to co-leaders and firm heads: what was understood and done, how things stand, what can be asked.

use serde::Serialize;
use tera::Context;

use super::attendance::AttendanceView;
use super::filled;
use super::register::people;
use crate::domain::event::Fact;
use crate::domain::id::{LetterId, PersonId, SessionId};
use crate::domain::policy::StepKind;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, day};

/// One thing that was done on somebody's word.
#[derive(Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Done {
    Held { student: PersonView, until: Option<String> },
    Released { student: PersonView, step: Option<StepKind> },
    Explained { student: PersonView, session: SessionView },
    Chased { session: SessionView },
    LetBe { session: SessionView },
    Concern { student: PersonView },
    Left { student: PersonView },
    Presented { student: PersonView, session: SessionView },
    Relayed { student: PersonView, session: SessionView },
    WelfareSeen { student: PersonView },
    Taught { student: PersonView, was_there: bool },
    Spoken { student: PersonView },
    Away { leader: PersonView, session: SessionView },
    Back { leader: PersonView, session: SessionView },
    Cancelled { session: SessionView },
    Moved { session: SessionView },
}

/// What one message brought about.
#[derive(Serialize)]
struct OrderDone {
    done: Vec<Done>,
}

/// What was understood and done, so that it can be put right.
pub fn order_done(scene: &Scene<'_>, answers: LetterId) -> Result<Context, ComposeError> {
    let facts = scene.state.brought_by(answers).iter();
    let done: Vec<Done> = facts.filter_map(|(_, fact)| done(scene, fact)).collect();
    if done.is_empty() {
        return Err(ComposeError::MatterGone);
    }
    filled(scene, &OrderDone { done })
}

/// A fact in the writer's eyes; none where they are told of it elsewhere, or it speaks of somebody who is forgotten.
fn done(scene: &Scene<'_>, fact: &Fact) -> Option<Done> {
    let person = |id: &PersonId| scene.person(*id).ok();
    let session = |id: &SessionId| scene.session_view(*id);
    Some(match fact {
        Fact::HoldPlaced { student, until, .. } => Done::Held { student: person(student)?, until: until.map(day) },
        Fact::Released { student, step, .. } => Done::Released { student: person(student)?, step: *step },
        Fact::Explained { student, session: of, .. } => {
            Done::Explained { student: person(student)?, session: session(of)? }
        }
        Fact::CollectiveJudged { session: of, chase: true, .. } => Done::Chased { session: session(of)? },
        Fact::CollectiveJudged { session: of, .. } => Done::LetBe { session: session(of)? },
        Fact::ConcernRaised { student, .. } => Done::Concern { student: person(student)? },
        Fact::MemberLeft { student, .. } => Done::Left { student: person(student)? },
        Fact::Presented { student, session: of, .. } if scene.for_co_leaders().is_some() => {
            Done::Presented { student: person(student)?, session: session(of)? }
        }
        Fact::StanceGiven { student, session: of, .. } => {
            Done::Relayed { student: person(student)?, session: session(of)? }
        }
        Fact::WelfareSeen { student, .. } => Done::WelfareSeen { student: person(student)? },
        Fact::TeachingAnswered { student, yes, .. } => Done::Taught { student: person(student)?, was_there: *yes },
        Fact::Discussed { student, .. } => Done::Spoken { student: person(student)? },
        Fact::LeaderAway { session: of, leader, .. } => Done::Away { leader: person(leader)?, session: session(of)? },
        Fact::LeaderBack { session: of, leader, .. } => Done::Back { leader: person(leader)?, session: session(of)? },
        Fact::SessionCancelled { session: of, .. } => Done::Cancelled { session: session(of)? },
        Fact::SessionMoved { session: of, .. } => Done::Moved { session: session(of)? },
        _ => return None,
    })
}

/// How a group stands.
#[derive(Serialize)]
struct Status {
    next: Option<SessionView>,
    /// Who has sent apologies for it.
    apologies: Vec<PersonView>,
    /// Sessions held that have no register yet.
    no_register: Vec<SessionView>,
    /// Students who were not at every session.
    students: Vec<AttendanceView>,
    not_presented: Option<Vec<PersonView>>,
}

/// To a co-leader who asked: sessions, registers, students, steps.
pub fn status(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let state = scene.state;
    let group = scene.group()?.id;
    let members: Vec<PersonId> = state.members(group, scene.day).map(|m| m.student).collect();
    let attendance = members.iter().filter_map(|student| AttendanceView::new(scene, *student).ok());
    let next = state.calendar.next(group, scene.now);
    let apologised = |student: &PersonId| next.is_some_and(|next| state.has_apologised(next.id, *student));
    let held = state.calendar.of(group).filter(|m| !m.cancelled && m.ends_at <= scene.now);
    let own = Status {
        next: next.map(|meeting| scene.view(meeting)),
        apologies: people(scene, members.iter().copied().filter(apologised)),
        no_register: held
            .filter(|meeting| state.session(meeting.id).register.is_none())
            .map(|meeting| scene.view(meeting))
            .collect(),
        students: attendance
            .filter(|one| one.present + one.late < one.held || one.is_held || one.step.is_some())
            .collect(),
        not_presented: scene
            .for_co_leaders()
            .map(|_| people(scene, members.iter().copied().filter(|student| !state.has_presented(*student)))),
    };
    filled(scene, &own)
}

/// What can be asked.
#[derive(Serialize)]
struct Help {}

/// What the reader can write, by their role.
pub fn help(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    filled(scene, &Help {})
}
