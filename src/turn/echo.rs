//! Letters that come round: our own text without the head that would show it, and the same words again from a mailbox
//! that answers by itself and does not say so (RFC 3834 asks it to). Neither says anything new, and answering either
//! would begin a storm.

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};

use super::listen::{answered, sender_of};
use super::{App, TurnError};
use crate::inbound::{About, Class, Letter, Reading};
use crate::outbound::is_answer;
use crate::store::Ours;

/// A machine that repeats itself does so within this; a person who writes the same words a day later means them anew.
const WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Shorter texts than this are nobody's letter of ours, and may be anybody's answer.
const TEXT_LENGTH_MIN: usize = 80;

/// What shows a letter to be an echo, where it is one.
pub(super) async fn echo(
    app: &mut App,
    letter: &Letter,
    reading: &Reading,
    answers: Option<&Ours>,
    now: Timestamp,
) -> Result<Option<&'static str>, TurnError> {
    if reading.class != Class::Human {
        return Ok(None);
    }
    if let Some(hash) = text_hash(letter)
        && app.store.is_our_text(&hash).await?
    {
        return Ok(Some("a text of ours that came back"));
    }
    let is_repeated = repeats(app, reading, answers, now).await?;
    Ok(is_repeated.then_some("the same words again within a day"))
}

/// Does somebody say word for word what they said within a day, about the same matter or to an answer that we gave them?
/// What was not believed or not understood then, and is now, says something new.
async fn repeats(app: &mut App, reading: &Reading, answers: Option<&Ours>, now: Timestamp) -> Result<bool, TurnError> {
    let Some(person) = sender_of(&reading.sender) else { return Ok(false) };
    let words = plain_words(&reading.words);
    if words.is_empty() {
        return Ok(false);
    }
    let about = |answers: Option<&Ours>, app: &App| answers.map(|ours| About::of(&ours.letter, ours.to, &app.state));
    let since = now.saturating_sub(WITHIN).unwrap_or(now);
    for earlier in app.store.letters_of(person, since).await? {
        let said = earlier.reading.as_deref().and_then(|json| serde_json::from_str::<Reading>(json).ok());
        let Some(said) = said.filter(|said| plain_words(&said.words) == words) else { continue };
        if (said.vouched, said.acts) != (reading.vouched, reading.acts) {
            continue;
        }
        if answers.is_some_and(|ours| is_answer(&ours.letter)) {
            return Ok(true);
        }
        let letter = Letter::parse(earlier.raw.as_deref().unwrap_or_default());
        let App { store, outbound, ours, .. } = &mut *app;
        let then = answered(store, &letter, &ours.address, |ours, to, token| outbound.is_token_of(ours, to, token));
        let then = then.await?;
        if about(then.as_ref(), app) == about(answers, app) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The hash of a letter's text without its layout; none where the text is too short to be told from another.
pub(super) fn text_hash(letter: &Letter) -> Option<String> {
    let text: String = letter.plain.iter().map(|part| plain_words(&part.text)).collect();
    let is_long = text.len() >= TEXT_LENGTH_MIN;
    is_long.then(|| HEXLOWER.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref()))
}

/// Letters and digits only: mail programs break lines, quote and add spaces as they like.
fn plain_words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
