//! From words to a message: the headers (RFC 5322, 3834), and the letter as text and as HTML (RFC 2046; no line of the
//! text depends on being flowed, RFC 3676). Nothing that a name or a template says can add a header or end the text.

use lettre::message::header::{HeaderName, HeaderValue, Headers, MIME_VERSION_1_0, Subject};
use lettre::message::{Mailbox, Mailboxes, header};

use super::answer::Reply;
use super::invite::invitation;
use super::marked::{Marked, cleaned, plain as plain_text};
use super::parts::Parts;
use super::reader::Reader;
use super::scene::Scene;
use super::templates::{Page, Templates};
use super::thread::{Thread, is_answer};
use super::token::{Token, mark, token};
use super::view::{plain_name, unmarked};
use super::{ComposeError, Finished};
use crate::domain::id::{Address, PersonId};
use crate::domain::letter::{Concern, Letter};
use crate::domain::roster::Person;

/// Longer subjects are cut on a telephone.
pub const SUBJECT_LENGTH_MAX: usize = 50;

/// Puts a rendered letter into an envelope. The first line of `subject` is the subject; the page is headed by the second
/// where there is one, as an answer has the subject of what it answers.
///
/// # Errors
/// [`ComposeError::Address`] where an address of the roster cannot stand in a header, and a mistake in the layout.
pub fn finish(scene: &Scene<'_>, templates: &Templates, subject: &str, body: &str) -> Result<Finished, ComposeError> {
    let token = token(&scene.house.token_key, &scene.letter.key(), scene.recipient.id);
    let addressed = Addressed::new(scene);
    let mut lines = subject.lines().map(one_line).filter(|line| !line.is_empty());
    let subject = lines.next().unwrap_or_default();
    let heading = lines.next().unwrap_or_else(|| subject.clone());
    let subject = cut(&subject);
    let answers_to = answers_to(scene, &token)?;
    let body = cleaned(&format!("{}{body}", addressed.line_on_top(scene)));
    let marked = Marked::new(&body, &Reply { to: &answers_to, subject: &subject }, &scene.house.links());
    let html = templates.page(&Page { heading: &heading, marked: &marked })?;
    let parts = Parts { text: plain_text(&body), html, calendar: invitation(scene) };
    let subject = if scene.extra.shadow { format!("[shadow] {subject}") } else { subject };
    let thread = Thread::new(scene, &token);
    let mut bytes = headers(scene, &addressed, &thread, &subject, &answers_to)?.to_string().into_bytes();
    bytes.extend(parts.into_bytes(&mark(&scene.house.token_key, "boundary", &thread.message_id)));
    Ok(Finished { bytes, message_id: thread.message_id, subject, envelope_to: addressed.envelope_to, token })
}

/// All headers of the message but those of its parts.
fn headers(
    scene: &Scene<'_>,
    addressed: &Addressed,
    thread: &Thread,
    subject: &str,
    answers_to: &Address,
) -> Result<Headers, ComposeError> {
    let mut headers = Headers::new();
    headers.set(header::From::from(Mailboxes::from(mailbox(&from_name(scene), &scene.house.address)?)));
    headers.set(header::To::from(mailboxes(&addressed.to)?));
    if !addressed.cc.is_empty() {
        headers.set(header::Cc::from(mailboxes(&addressed.cc)?));
    }
    if scene.house.plus_addresses {
        headers.set(header::ReplyTo::from(Mailboxes::from(mailbox(&from_name(scene), answers_to)?)));
    }
    headers.set(Subject::from(subject.to_owned()));
    headers.insert_raw(plain(
        "Date",
        scene.now.to_zoned(scene.rules.zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
    ));
    headers.insert_raw(plain("Message-ID", thread.message_id.clone()));
    if let Some(parent) = thread.parent() {
        headers.insert_raw(plain("In-Reply-To", parent.clone()));
        headers.insert_raw(plain("References", thread.references.join("\r\n ")));
    }
    let automatic = if is_answer(scene.letter) { "auto-replied" } else { "auto-generated" };
    headers.insert_raw(plain("Auto-Submitted", automatic.to_owned()));
    headers.insert_raw(plain("X-Auto-Response-Suppress", "OOF, AutoReply".to_owned()));
    headers.insert_raw(plain("X-Balintd", scene.letter.kind().to_owned()));
    headers.insert_raw(plain("Content-Language", "en-GB".to_owned()));
    headers.set(MIME_VERSION_1_0);
    Ok(headers)
}

/// Who stands in To and Cc, and to whom the envelope goes.
struct Addressed {
    to: Vec<(String, Address)>,
    cc: Vec<(String, Address)>,
    envelope_to: Address,
}

impl Addressed {
    /// One envelope a person. Only the pair of co-leaders, and the firm head in copy of the letter to a student, are
    /// shown to each other.
    fn new(scene: &Scene<'_>) -> Self {
        let shown = |person: &Person| (unmarked(person.name.as_str()), person.address.clone());
        let people = |reader: Reader| -> Vec<(String, Address)> {
            let known = |id: &&PersonId| scene.reader_of(**id) == reader;
            let person = |id: &PersonId| scene.state.roster.people.get(id).map(shown);
            scene.to.iter().filter(known).filter_map(person).collect()
        };
        let own = || vec![shown(&scene.recipient)];
        let (to, cc) = match (scene.letter, scene.reader) {
            (Letter::FirmHeadLetter { .. }, _) => (people(Reader::Student), people(Reader::FirmHead)),
            (_, Reader::CoLeader) if is_for_the_pair(scene) => (people(Reader::CoLeader), Vec::new()),
            _ => (own(), Vec::new()),
        };
        if scene.extra.shadow {
            let administrator = (unmarked(scene.house.public_name.as_str()), scene.house.administrator.clone());
            return Self { to: vec![administrator], cc: Vec::new(), envelope_to: scene.house.administrator.clone() };
        }
        Self { to: if to.is_empty() { own() } else { to }, cc, envelope_to: scene.recipient.address.clone() }
    }

    /// In shadow, who would have had it.
    fn line_on_top(&self, scene: &Scene<'_>) -> String {
        if !scene.extra.shadow {
            return String::new();
        }
        let copy = match (scene.letter, scene.reader) {
            (Letter::FirmHeadLetter { .. }, Reader::Student) => ", the firm head in copy",
            (Letter::FirmHeadLetter { .. }, _) => ", in copy of the letter to the student",
            _ => "",
        };
        let (name, address) = (scene.recipient.name.as_str(), scene.recipient.address.as_str());
        format!("[Shadow] This letter was not sent. {name} <{address}> would have had it{copy}.\n\n")
    }
}

/// Is the letter about a group that the reader leads, so that both of the pair may see that the other has it?
fn is_for_the_pair(scene: &Scene<'_>) -> bool {
    scene.group.is_some()
        && !matches!(scene.letter, Letter::OrderDone { .. } | Letter::StatusAnswer { .. } | Letter::HelpAnswer { .. })
}

/// Both co-leaders write to their students; everyone else hears from the house.
fn from_name(scene: &Scene<'_>) -> String {
    let to_student = scene.reader == Reader::Student || matches!(scene.letter, Letter::FirmHeadLetter { .. });
    let names: Vec<&str> = scene.pair().iter().map(|person| plain_name(person.name.as_str())).collect();
    if !to_student || names.is_empty() || scene.letter.concern() == Concern::Machine {
        return unmarked(scene.house.public_name.as_str());
    }
    unmarked(&names.join(" and "))
}

/// Where an answer goes: with the letter's token, where the server takes it.
fn answers_to(scene: &Scene<'_>, token: &Token) -> Result<Address, ComposeError> {
    let address = &scene.house.address;
    if !scene.house.plus_addresses {
        return Ok(address.clone());
    }
    let tagged = format!("{}+{token}@{}", address.local(), address.domain());
    Address::new(&tagged).map_err(|_| ComposeError::Address)
}

fn mailboxes(people: &[(String, Address)]) -> Result<Mailboxes, ComposeError> {
    people.iter().map(|(name, address)| mailbox(name, address)).collect()
}

fn mailbox(name: &str, address: &Address) -> Result<Mailbox, ComposeError> {
    let address = lettre::Address::new(address.local(), address.domain()).map_err(|_| ComposeError::Address)?;
    Ok(Mailbox::new(Some(name.to_owned()), address))
}

/// A header of printable ASCII that needs no encoding and is folded already.
fn plain(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// A subject in one line, without control characters.
fn one_line(subject: &str) -> String {
    let folded = unmarked(subject).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().filter(|c| !c.is_control()).collect()
}

/// Not longer than a subject may be.
fn cut(subject: &str) -> String {
    if subject.chars().count() <= SUBJECT_LENGTH_MAX {
        return subject.to_owned();
    }
    let kept: String = subject.chars().take(SUBJECT_LENGTH_MAX - 1).collect();
    format!("{}…", kept.trim_end())
}
