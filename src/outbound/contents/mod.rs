//! What each letter may speak of: a typed context a kind, made of the state. Words are in the templates.
//!
//! Whatever is not in a letter's type cannot get into it: students' words need a proof of who reads them.

mod fortnight;
mod ladder;
mod register;
mod start;

use serde::Serialize;
use tera::Context;

use super::ComposeError;
use super::scene::{Frame, Scene};
use super::templates::context_of;
use crate::domain::letter::Letter;

/// The context of a letter's templates.
///
/// # Errors
/// [`ComposeError`] where the state no longer has what the letter is about.
pub fn of(scene: &Scene<'_>) -> Result<Context, ComposeError> {
    use Letter as L;
    match scene.letter {
        L::Welcome { .. } => start::welcome(scene),
        L::Reminder { .. } => fortnight::reminder(scene),
        L::Acknowledgement { answers, .. } => fortnight::acknowledgement(scene, *answers),
        L::Brief { .. } => fortnight::brief(scene),
        L::RegisterRequest { .. } => register::request(scene, 0),
        L::RegisterChaser { nth, .. } => register::request(scene, *nth),
        L::RegisterMissing { .. } => register::missing(scene),
        L::RegisterConfirmation { .. } => register::confirmation(scene),
        L::CheckIn { .. } => ladder::check_in(scene),
        L::NoticeStudent { step, .. } | L::NoticeCoLeaders { step, .. } => ladder::notice(scene, *step),
        L::FirmHeadLetter { .. } | L::FirmHeadBrief { .. } => ladder::firm_head(scene),
        _ => Err(ComposeError::MatterGone),
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
    let frame = scene.frame();
    Ok(context_of(&Filled { frame: &frame, own })?)
}
