//! Message-IDs and threads (RFC 5322, section 3.6.4): which letters hang together in a mailbox, and which never do.
//!
//! A thread is named by a root that no letter has: mail programs hang what names the same root together. Friendly mail
//! of a group to one person is one thread, with a branch a session; a student's case is another; the two share nothing.

use super::scene::Scene;
use super::token::{Token, mark};
use crate::domain::letter::{Concern, Letter};

/// Where a letter stands among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub message_id: String,
    /// From the root down; empty where it stands alone.
    pub references: Vec<String>,
}

impl Thread {
    /// The place of a letter. An answer hangs on the message that it answers.
    pub fn new(scene: &Scene<'_>, token: &Token) -> Self {
        let key = &scene.house.token_key;
        let reader = scene.recipient.id;
        let own = mark(key, "message", &format!("{}|{reader}", scene.letter.key()));
        let root = |of: String| id(scene, &mark(key, "thread", &of));
        let references = match (answered(scene), scene.letter.concern()) {
            (None, Concern::Machine) => Vec::new(),
            (None, Concern::Person | Concern::Urgent) => vec![root(case(scene))],
            (answered, Concern::Ordinary) => {
                let group = scene.group.map(|group| root(format!("group {}|{reader}", group.id)));
                let session = scene
                    .letter
                    .session()
                    .map(|session| root(format!("session {} {}|{reader}", session.group, session.number)));
                group.into_iter().chain(session).chain(answered).collect()
            }
            // What weighs more hangs on the message that it answers, and on nothing that friendly mail hangs on.
            (Some(answered), _) => vec![answered],
        };
        Self { message_id: id(scene, &format!("{token}.{own}")), references }
    }

    /// The message right above it.
    pub fn parent(&self) -> Option<&String> {
        self.references.last()
    }
}

/// The case that a letter about a person belongs to: one student, one reader.
fn case(scene: &Scene<'_>) -> String {
    let reader = scene.recipient.id;
    match scene.letter.student() {
        Some(student) => format!("case {student}|{reader}"),
        None => format!("{}|{reader}", scene.letter.key()),
    }
}

fn id(scene: &Scene<'_>, left: &str) -> String {
    format!("<{left}@{}>", scene.house.address.domain())
}

/// Does a letter of this kind answer a message?
pub fn is_answer(letter: &Letter) -> bool {
    use Letter as L;
    matches!(
        letter,
        L::Acknowledgement { .. }
            | L::LateNote { .. }
            | L::ClarifyingQuestion { .. }
            | L::WelfareReply { .. }
            | L::OrderDone { .. }
            | L::StatusAnswer { .. }
            | L::RecordAnswer { .. }
            | L::HelpAnswer { .. }
            | L::RegisterConfirmation { .. }
    )
}

/// The longest Message-ID that we repeat: it stands in a line of its own, well below the limit of 998.
const MESSAGE_ID_LENGTH_MAX: usize = 500;

/// The Message-ID that this letter answers, where it is one that can be repeated in a header.
fn answered(scene: &Scene<'_>) -> Option<String> {
    let id = scene.extra.in_reply_to.as_ref().filter(|_| is_answer(scene.letter))?;
    let inner = id.trim().strip_prefix('<')?.strip_suffix('>')?;
    let fits = !inner.is_empty()
        && inner.len() <= MESSAGE_ID_LENGTH_MAX
        && inner.chars().all(|c| c.is_ascii_graphic() && c != '<' && c != '>');
    fits.then(|| format!("<{inner}>"))
}
