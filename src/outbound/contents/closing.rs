//! What closes a matter of the ladder, keeps it open, or takes it back: the firm head's answers, holds, disputes, days on
//! which many were missing, corrections.

use serde::Serialize;
use tera::Context;

use super::filled;
use super::ladder::{Case, case};
use super::register::people;
use crate::domain::event::Fact;
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::said::Mark;
use crate::domain::state::Standing;
use crate::outbound::ComposeError;
use crate::outbound::reader::Reader;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, SessionView, day};

/// What the firm head said of small group teaching.
#[derive(Serialize)]
struct TeachingAnswer {
    student: PersonView,
    firm_head: PersonView,
    session: SessionView,
    was_there: bool,
}

/// To the co-leaders: was the student at small group teaching that day?
pub fn teaching_answer(scene: &Scene<'_>, after: EventId) -> Result<Context, ComposeError> {
    let Some(Fact::TeachingAnswered { yes, .. }) = scene.state.fact(after) else {
        return Err(ComposeError::MatterGone);
    };
    let own = TeachingAnswer {
        student: scene.student()?,
        firm_head: scene.firm_head()?,
        session: scene.session()?,
        was_there: *yes,
    };
    filled(scene, &own)
}

/// A word about a student, with nothing to it but that it was said.
#[derive(Serialize)]
struct Passed {
    student: PersonView,
    firm_head: PersonView,
}

/// To the co-leaders: the firm head has spoken with the student, or is worried. That and nothing else.
pub fn passed(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let own = Passed { student: scene.student()?, firm_head: scene.firm_head()? };
    filled(scene, &own)
}

/// A hold without an end.
#[derive(Serialize)]
struct HoldReview {
    student: PersonView,
    since: String,
    by: Option<String>,
    nth: u16,
}

/// To the co-leaders: does the hold still stand?
pub fn hold_review(scene: &Scene<'_>, nth: u16) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let hold = scene.state.student(student).hold.ok_or(ComposeError::MatterGone)?;
    let own = HoldReview {
        student: scene.student()?,
        since: day(scene.state.day(hold.at)),
        by: scene.person(hold.by).ok().map(|person| person.name),
        nth,
    };
    filled(scene, &own)
}

/// A mark that somebody says is wrong.
#[derive(Serialize)]
struct Dispute {
    student: PersonView,
    session: SessionView,
    recorded: Option<Mark>,
    recorded_by: Option<PersonView>,
    /// The co-leader who says otherwise, and what; none where it is the student.
    says_by: Option<PersonView>,
    says: Option<Mark>,
}

/// To the co-leaders: which of the two is right?
pub fn dispute(scene: &Scene<'_>, after: EventId) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let meeting = scene.meeting()?;
    let marked = scene.state.mark(meeting.id, student);
    let (says_by, says) = match scene.state.fact(after) {
        Some(Fact::MarksContested { by, marks, .. }) => (scene.person(*by).ok(), marks.get(&student).copied()),
        Some(_) => (None, None),
        None => return Err(ComposeError::MatterGone),
    };
    let own = Dispute {
        student: scene.student()?,
        session: scene.view(meeting),
        recorded: marked.map(|marked| marked.mark),
        recorded_by: marked.and_then(|marked| scene.person(marked.by).ok()),
        says_by,
        says,
    };
    filled(scene, &own)
}

/// A day on which many were missing.
#[derive(Serialize)]
struct Collective {
    session: SessionView,
    missing: usize,
    of: usize,
    /// It was so in several groups that day.
    is_wide: bool,
    /// Those without a word, for the co-leaders; nobody else has two students in one letter.
    no_word: Option<Vec<PersonView>>,
}

/// To the co-leaders, and to the undergraduate team where it was several groups: shall anybody be written to?
pub fn collective(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    let meeting = scene.meeting()?;
    let register = scene.state.session(meeting.id).register.as_ref().ok_or(ComposeError::MatterGone)?;
    let (missing, of) = scene.state.missing(meeting.id);
    let unexplained = |student: &PersonId| scene.state.standing(meeting.id, *student) == Standing::Unexplained;
    let own = Collective {
        session: scene.view(meeting),
        missing,
        of,
        is_wide: scene.to.iter().any(|person| scene.reader_of(*person) == Reader::UndergraduateTeam),
        no_word: (scene.reader == Reader::CoLeader)
            .then(|| people(scene, register.marks.keys().copied().filter(unexplained))),
    };
    filled(scene, &own)
}

/// A letter that is taken back.
#[derive(Serialize)]
struct Withdrawal {
    #[serde(flatten)]
    case: Case,
    /// The step's own letter was sent; else only what announced it.
    was_sent: bool,
    sent_on: Option<String>,
    why: Why,
}

/// What became of the absence, as far as anybody beyond the co-leaders may know.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Why {
    /// The register was put right: they were there.
    Present,
    /// There is an explanation; no reason is told.
    Explained,
    /// The co-leaders, or the undergraduate team, let that day be.
    LetBe,
    /// The session did not take place.
    Cancelled,
    /// Another absence that it counted is none any more.
    Fewer,
}

/// To those who had it: please take this back.
pub fn withdrawal(scene: &Scene<'_>, takes_back: &Letter) -> Result<Context, ComposeError> {
    let student = scene.letter.student().ok_or(ComposeError::MatterGone)?;
    let meeting = scene.meeting()?;
    let kind = step_of(takes_back).ok_or(ComposeError::MatterGone)?;
    let why = match scene.state.standing(meeting.id, student) {
        _ if meeting.cancelled => Why::Cancelled,
        _ if scene.state.session(meeting.id).judged == Some(false) => Why::LetBe,
        Standing::Present | Standing::Late => Why::Present,
        Standing::Explained => Why::Explained,
        Standing::Unexplained | Standing::Unknown => Why::Fewer,
    };
    let sent = scene.state.sent_at(takes_back);
    let own = Withdrawal {
        case: case(scene, kind)?,
        was_sent: is_step(takes_back) && sent.is_some(),
        sent_on: sent.map(|at| day(scene.state.day(at))),
        why,
    };
    filled(scene, &own)
}

fn is_step(letter: &Letter) -> bool {
    use Letter as L;
    matches!(letter, L::CheckIn { .. } | L::FirmHeadLetter { .. } | L::UndergraduateTeam { .. } | L::StageLead { .. })
}

/// The step that a letter announces, is, or goes with.
fn step_of(letter: &Letter) -> Option<StepKind> {
    use Letter as L;
    match letter {
        L::NoticeStudent { step, .. }
        | L::NoticeCoLeaders { step, .. }
        | L::ReleaseRequest { step, .. }
        | L::StepInformed { step, .. } => Some(*step),
        L::CheckIn { .. } | L::TeachingQuestion { .. } => Some(StepKind::CheckIn),
        L::FirmHeadLetter { .. } | L::FirmHeadBrief { .. } | L::FirmHeadReminder { .. } => Some(StepKind::FirmHead),
        L::UndergraduateTeam { .. } => Some(StepKind::UndergraduateTeam),
        L::StageLead { .. } => Some(StepKind::StageLead),
        _ => None,
    }
}
