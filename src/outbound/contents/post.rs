//! What students wrote, on its way to their co-leaders, and the first answers to it. The words need a proof that only a
//! co-leader of the group reads them ([`crate::outbound::words`]).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tera::Context;

use super::filled;
use crate::domain::calendar::Meeting;
use crate::domain::event::{Attention, Fact};
use crate::domain::hear::QUESTIONS_MAX;
use crate::domain::id::{LetterId, PersonId};
use crate::domain::said::{Flag, Stance};
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, clock, day, shown};
use crate::outbound::words::Quoted;

/// What was noted of one session.
#[derive(Serialize)]
struct StanceNoted {
    session: SessionView,
    stance: Stance,
    /// Until when latecomers are let in: "13:10".
    closes: String,
}

/// The answer to what a student wrote.
#[derive(Serialize)]
struct Acknowledgement {
    noted: Vec<StanceNoted>,
    /// Something in it goes to the co-leaders, who answer it themselves.
    passed_on: bool,
    /// After an apology or an explanation, the first session to come for which there is none.
    next: Option<SessionView>,
}

/// What was noted of a student's message, and that it will be late.
pub fn acknowledgement(scene: &Scene<'_>, answers: LetterId) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let comes = |meeting: &&Meeting| {
        !meeting.cancelled && meeting.starts_at > scene.now && !scene.state.has_apologised(meeting.id, student)
    };
    let noted = noted(scene, answers, student);
    let is_apology = noted.iter().any(|one| one.stance == Stance::Absent);
    let next = scene.state.calendar.of(scene.group()?.id).find(comes);
    let own = Acknowledgement {
        noted,
        passed_on: wrote(scene, answers).is_some_and(|(_, attention)| attention == Attention::Now),
        next: next.filter(|_| is_apology).map(|meeting| scene.view(meeting)),
    };
    filled(scene, &own)
}

/// What a message said of sessions.
fn noted(scene: &Scene<'_>, letter: LetterId, student: PersonId) -> Vec<StanceNoted> {
    let late_max = scene.scheme().map_or(0, |scheme| scheme.policy.late_max_minutes);
    let stance = |fact: &Fact| match fact {
        Fact::StanceGiven { student: by, session, stance, .. } if *by == student => {
            let meeting = scene.state.calendar.get(*session)?;
            Some(StanceNoted {
                session: scene.view(meeting),
                stance: *stance,
                closes: clock(meeting.starts.wrapping_add(SignedDuration::from_mins(late_max.into()))),
            })
        }
        _ => None,
    };
    let brought = scene.state.brought_by(letter).iter();
    brought.filter_map(|(_, fact)| stance(fact)).collect()
}

/// What kind of attention a message asks for, and why.
fn wrote(scene: &Scene<'_>, letter: LetterId) -> Option<(Vec<Flag>, Attention)> {
    scene.state.brought_by(letter).iter().find_map(|(_, fact)| match fact {
        Fact::StudentWrote { flags, attention, .. } => Some((flags.iter().copied().collect(), *attention)),
        _ => None,
    })
}

/// A message that could not be read with confidence.
#[derive(Serialize)]
struct Clarifying {
    likely: Vec<String>,
    /// The session that a message of the staff was about.
    session: Option<SessionView>,
    /// Nobody is asked once more; a person sees to it.
    is_last: bool,
}

/// The likely readings, to choose from.
pub fn clarifying(scene: &Scene<'_>, person: PersonId, answers: LetterId) -> Result<Context, ComposeError> {
    let (session, about) = scene.state.asked_about(answers).unwrap_or_default();
    let own = Clarifying {
        likely: likely(scene),
        session: session.and_then(|session| scene.session_view(session)),
        is_last: about.is_some_and(|about| scene.state.times_asked(person, about) >= QUESTIONS_MAX),
    };
    filled(scene, &own)
}

fn likely(scene: &Scene<'_>) -> Vec<String> {
    scene.extra.likely.iter().map(|reading| shown(reading)).collect()
}

/// One student's message.
#[derive(Serialize)]
struct Message {
    student: PersonView,
    noted: Vec<StanceNoted>,
    flags: Vec<Flag>,
    /// It could not be read with confidence, and the student was asked.
    is_asked: bool,
    /// What it may mean.
    likely: Vec<String>,
    /// None where it has aged out, or where another than a co-leader reads this.
    words: Option<Quoted>,
}

fn message(scene: &Scene<'_>, letter: LetterId, student: PersonId) -> Result<Message, ComposeError> {
    let (flags, attention) = wrote(scene, letter).unwrap_or((Vec::new(), Attention::Now));
    Ok(Message {
        student: scene.person(student)?,
        noted: noted(scene, letter, student),
        flags,
        is_asked: attention == Attention::Ask,
        likely: likely(scene),
        words: scene.quoted(letter),
    })
}

/// A message that needs a person, or that may mean distress.
#[derive(Serialize)]
struct StudentWrote {
    #[serde(flatten)]
    message: Message,
    /// Where to answer the student, for the co-leaders.
    address: Option<String>,
}

/// To the co-leaders, in the student's words.
pub fn student_wrote(scene: &Scene<'_>, letter: LetterId) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let person = scene.state.roster.people.get(&student);
    let own = StudentWrote {
        message: message(scene, letter, student)?,
        address: scene.for_co_leaders().and(person).map(|person| person.address.as_str().to_owned()),
    };
    filled(scene, &own)
}

/// The day's post.
#[derive(Serialize)]
struct StudentsWrote {
    messages: Vec<Message>,
}

/// To the co-leaders: what else students wrote, each in their words; those who are forgotten left out.
pub fn students_wrote(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let group = scene.group()?.id;
    let posted = scene.state.post(group).iter().map(|posted| (posted.letter, posted.student));
    let messages = posted.filter_map(|(letter, student)| message(scene, letter, student).ok()).collect::<Vec<_>>();
    if messages.is_empty() {
        return Err(ComposeError::MatterGone);
    }
    filled(scene, &StudentsWrote { messages })
}

/// The plain line to a student in distress.
#[derive(Serialize)]
struct WelfareReply {
    /// By when a person will have read it: "Tuesday 24 November".
    read_by: String,
}

/// A person will read it, and when; where to turn in an emergency.
pub fn welfare_reply(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let read_by = day(next_working_day(scene, scene.now));
    filled(scene, &WelfareReply { read_by })
}

/// Nobody is promised an answer later than this many days: a closure that long is a mistake in the roster.
const CLOSED_DAYS_MAX: usize = 30;

/// The first working day after today.
fn next_working_day(scene: &Scene<'_>, at: Timestamp) -> Date {
    let days = |n: usize| scene.state.day(at).saturating_add(jiff::Span::new().days(i64::try_from(n).unwrap_or(1)));
    let is_working = |day: &Date| scene.scheme_id().is_none_or(|scheme| scene.rules.is_working_day(scheme, *day));
    (1..=CLOSED_DAYS_MAX).map(days).find(is_working).unwrap_or_else(|| days(1))
}
