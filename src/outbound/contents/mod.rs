//! What each letter may speak of: a typed context a kind, made of the state. Words are in the templates.
//!
//! Whatever is not in a letter's type cannot get into it: students' words need a proof of who reads them.

mod answers;
mod attendance;
mod closing;
mod digests;
mod fortnight;
mod ladder;
mod machine;
mod post;
mod record;
mod register;
mod start;

use serde::Serialize;
use tera::Context;

use super::ComposeError;
use super::frame::Frame;
use super::scene::Scene;
use super::templates::context_of;
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;

/// The context of a letter's templates. One match, so that a new kind of letter cannot be forgotten here.
///
/// # Errors
/// [`ComposeError`] where the state no longer has what the letter is about, or it is not for this reader.
pub fn of(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    use Letter as L;
    if !scene.is_theirs() {
        return Err(ComposeError::NotTheirs(scene.reader));
    }
    match scene.letter {
        L::StartCoLeaders { .. } => start::co_leaders(scene),
        L::StartFirmHead { firm_head, .. } => start::firm_head(scene, *firm_head),
        L::StartSupervisor { supervisor, .. } => start::supervisor(scene, *supervisor),
        L::Welcome { .. } => start::welcome(scene),
        L::Reminder { .. } | L::ReminderCopy { .. } | L::AfterChristmas { .. } => fortnight::reminder(scene),
        L::Acknowledgement { answers, .. } | L::LateNote { answers, .. } => post::acknowledgement(scene, *answers),
        L::ClarifyingQuestion { person, answers } => post::clarifying(scene, *person, *answers),
        L::StudentWrote { wrote, .. } | L::Welfare { wrote, .. } => post::student_wrote(scene, *wrote),
        L::StudentsWrote { .. } => post::students_wrote(scene),
        L::WelfareReply { .. } => post::welfare_reply(scene),
        L::RecordAnswer { student, .. } => record::held(scene, *student),
        L::Brief { .. } => fortnight::brief(scene),
        L::RegisterRequest { .. } => register::request(scene, 0),
        L::RegisterChaser { nth, .. } => register::request(scene, *nth),
        L::RegisterMissing { .. } => register::missing(scene),
        L::RegisterConfirmation { .. } => register::confirmation(scene),
        L::SessionCancelled { after, .. } | L::SessionMoved { after, .. } | L::LeaderAway { after, .. } => {
            fortnight::change(scene, *after)
        }
        L::OrderDone { answers, .. } => answers::order_done(scene, *answers),
        L::StatusAnswer { .. } => answers::status(scene),
        L::HelpAnswer { .. } => answers::help(scene),
        L::FirmHeadDigest { firm_head, .. } => digests::firm_head(scene, *firm_head, None),
        L::FeedbackSummary { firm_head, placement, .. } => digests::firm_head(scene, *firm_head, Some(*placement)),
        L::SupervisorPatterns { supervisor, day, .. } => digests::patterns(scene, *supervisor, *day),
        L::ProofOfLife { .. } => machine::proof_of_life(scene),
        L::SetAside { .. } => machine::set_aside(scene),
        L::Dropped { .. } => machine::dropped(scene),
        L::Alarm { after } => machine::alarm(scene, *after),
        L::Undeliverable { person, .. } => machine::undeliverable(scene, *person),
        L::MemberLeft { after, .. } => machine::member_left(scene, *after),
        L::CheckIn { .. } | L::TeachingQuestion { .. } => ladder::step(scene, StepKind::CheckIn, 0),
        L::FirmHeadLetter { .. } | L::FirmHeadBrief { .. } | L::FirmHeadReminder { .. } | L::FirmHeadSilent { .. } => {
            ladder::step(scene, StepKind::FirmHead, 0)
        }
        L::UndergraduateTeam { .. } => ladder::step(scene, StepKind::UndergraduateTeam, 0),
        L::StageLead { .. } => ladder::step(scene, StepKind::StageLead, 0),
        L::NoticeStudent { step, .. } | L::NoticeCoLeaders { step, .. } | L::StepInformed { step, .. } => {
            ladder::step(scene, *step, 0)
        }
        L::ReleaseRequest { step, nth, .. } => ladder::step(scene, *step, *nth),
        L::TeachingAnswer { after, .. } => closing::teaching_answer(scene, *after),
        L::FirmHeadSpoke { .. } | L::ConcernPassed { .. } => closing::passed(scene),
        L::HoldReview { nth, .. } => closing::hold_review(scene, *nth),
        L::Withdrawal { takes_back, .. } => closing::withdrawal(scene, takes_back),
        L::Dispute { after, .. } => closing::dispute(scene, *after),
        L::CollectiveAbsence { .. } => closing::collective(scene),
    }
}

/// A letter's own fields beside those that every letter has.
#[derive(Serialize)]
struct Filled<'a, T> {
    #[serde(flatten)]
    frame: &'a Frame,
    #[serde(flatten)]
    own: &'a T,
}

/// Lays a letter's own fields beside the common ones.
fn filled<T: Serialize>(scene: &Scene<'_>, own: &T) -> Result<Context, ComposeError> {
    let frame = Frame::new(scene);
    Ok(context_of(&Filled { frame: &frame, own })?)
}
