//! From a letter to its reading: what kind it is, who wrote it, what is new in it, what it says, and whether that may
//! be applied. Never fails; what cannot be read is set aside with its reason.

use std::collections::BTreeSet;

use crate::domain::id::{Address, GroupId, PersonId};
use crate::domain::said::{Bounce, Flag, StudentSays};

use super::auth::{Vouching, vouched};
use super::gate::{self, Kind};
use super::letter::Letter;
use super::reading::{About, AboutKind, Aside, Class, Line, Read, Reading, Said, Scene, Sender, Words};
use super::welfare::welfare;
use super::{bounce, calendar_reply, locate, reply_text};

/// More of the writer's own words than this is no reply; a person looks at it.
const WORDS_BYTES_MAX: usize = 32 * 1024;

/// Who we are, for telling our own letters from others'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OurSelves {
    /// The daemon's own mailbox.
    pub address: Address,
    pub administrator: Option<Address>,
    pub vouching: Vouching,
}

/// Reads a letter as a careful person would.
pub fn read(letter: &Letter, scene: &Scene<'_>, ours: &OurSelves) -> Reading {
    let (kind, evidence) = gate::kind(letter, &ours.address);
    let reading = Reading {
        class: Class::Human,
        sender: locate::sender(letter, scene, ours.administrator.as_ref()),
        said: Said::Nothing,
        acts: true,
        vouched: vouched(letter, &ours.vouching),
        aside: BTreeSet::new(),
        words: String::new(),
        evidence: vec![evidence],
        likely: Vec::new(),
    };
    match kind {
        Kind::Ours => Reading { class: Class::Ours, ..reading },
        Kind::AutoReply => Reading { class: Class::AutoReply, ..reading },
        Kind::Bounce(report) => Reading { class: Class::Bounce(bounce_of(&report, scene)), ..reading },
        Kind::CalendarReply(reply) => calendar_reply::read(letter, &reply, scene, ours, reading),
        Kind::Human => human(letter, scene, ours, reading),
    }
}

/// Whose address a delivery report is about, where it is one of the roster's.
fn bounce_of(report: &bounce::Report, scene: &Scene<'_>) -> Bounce {
    let known = report.recipients.iter().find_map(|address| scene.roster.person_at(address));
    Bounce {
        recipient: known.map(|person| person.id),
        permanent: report.permanent,
        status: report.status.clone(),
        action: report.action,
    }
}

fn human(letter: &Letter, scene: &Scene<'_>, ours: &OurSelves, reading: Reading) -> Reading {
    let mut words = own_words(letter, scene, ours);
    let mut aside = letter.aside.clone();
    if is_beyond_measure(&mut words) {
        aside.insert(Aside::TooLarge);
    }
    if says_nothing_readable(letter, &words) {
        aside.insert(Aside::NoText);
    }
    let text = words.text();
    let mut reading = say(&words, scene, reading);
    if reading.sender == Sender::Stranger && !aside.contains(&Aside::SenderUnclear) {
        aside.insert(Aside::Stranger);
    }
    if !reading.vouched && is_someone(&reading.sender) {
        aside.insert(Aside::NotVouched);
    }
    // Whatever is set aside is still read, for signs of distress; it changes nothing.
    reading.acts &= aside.is_empty();
    reading.aside = aside;
    reading.words = text;
    reading
}

fn is_someone(sender: &Sender) -> bool {
    *sender != Sender::Stranger
}

/// The writer's own words, judged by their names.
pub(super) fn own_words(letter: &Letter, scene: &Scene<'_>, ours: &OurSelves) -> Words {
    let person = letter.from.as_ref().and_then(|from| scene.roster.person_at(from));
    let local = letter.from.as_ref().map_or("", Address::local);
    let mut names = vec![letter.from_name.as_str(), local];
    if let Some(person) = person {
        names.push(person.name.as_str());
        names.extend(person.preferred_name.as_ref().map(|name| name.as_str()));
    }
    let bearings = reply_text::Bearings { ours: &ours.address, names: &names, zone: &scene.calendar.zone };
    reply_text::words(letter, &bearings)
}

/// Keeps as many of the words as are read, and says whether there were more.
pub(super) fn is_beyond_measure(words: &mut Words) -> bool {
    let mut left = WORDS_BYTES_MAX;
    let mut fits = |text: &mut String| {
        let mut end = text.len().min(left);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let is_whole = end == text.len();
        text.truncate(end);
        left -= end;
        is_whole
    };
    let mut is_whole = fits(&mut words.subject);
    for Line { text, answers } in &mut words.lines {
        is_whole &= fits(text);
        is_whole &= answers.as_mut().is_none_or(&mut fits);
    }
    for letter in &mut words.forwarded {
        is_whole &= fits(&mut letter.text);
    }
    words.lines.retain(|line| !line.text.is_empty());
    !is_whole
}

/// No words at all, and a subject that is only ours come back, or a text that is hidden in another form.
fn says_nothing_readable(letter: &Letter, words: &Words) -> bool {
    let has_words = !words.lines.is_empty() || !words.forwarded.is_empty();
    let subject = letter.subject.trim().to_lowercase();
    let is_answer = ["re:", "aw:", "sv:", "antw:", "fw:", "fwd:"].iter().any(|prefix| subject.starts_with(prefix));
    let has_own_subject = !subject.is_empty() && !is_answer;
    !has_words && (!has_own_subject || !letter.carries.is_empty())
}

/// Hands the words to the reader of whoever wrote them.
pub(super) fn say(words: &Words, scene: &Scene<'_>, reading: Reading) -> Reading {
    match reading.sender {
        Sender::Student { student, group } => {
            let about = about_group(scene, group);
            taken(super::read_student(words, &with(scene, about.as_ref()), student, group), Said::Student, reading)
        }
        Sender::CoLeader { leader, group } => {
            let about = about_group(scene, group);
            taken(super::read_co_leader(words, &with(scene, about.as_ref()), leader, group), Said::CoLeader, reading)
        }
        Sender::FirmHead { firm_head } => {
            taken(super::read_firm_head(words, scene, firm_head), Said::FirmHead, reading)
        }
        Sender::Staff { person } => staff(words, scene, person, reading),
        Sender::Administrator => Reading { acts: false, ..reading },
        Sender::Stranger => stranger(words, reading),
    }
}

/// The undergraduate team may say what becomes of a day on which many were missing; what else the staff write changes
/// nothing.
fn staff(words: &Words, scene: &Scene<'_>, person: PersonId, reading: Reading) -> Reading {
    match scene.about {
        Some(About { kind: AboutKind::EscalationNotice, group: Some(group), student: None, .. }) => {
            taken(super::read_co_leader(words, scene, person, *group), Said::CoLeader, reading)
        }
        _ => Reading { acts: false, ..reading },
    }
}

/// Nothing a stranger writes changes the register; a student may well write from an address that we do not know.
fn stranger(words: &Words, reading: Reading) -> Reading {
    let mut says = StudentSays::default();
    says.flags.insert(Flag::Question);
    let mut evidence = reading.evidence;
    if let Some(sign) = welfare(&format!("{}\n{}", words.subject, words.text())) {
        says.flags.insert(Flag::Welfare);
        evidence.push(sign.evidence);
    }
    Reading { said: Said::Student(says), acts: false, evidence, ..reading }
}

/// The letter answered, unless it was about another group: its session number would mean another day here.
fn about_group(scene: &Scene<'_>, group: GroupId) -> Option<About> {
    let about = scene.about?;
    about.group.is_none_or(|of| of == group).then(|| about.clone())
}

pub(super) fn with<'a>(scene: &'a Scene<'a>, about: Option<&'a About>) -> Scene<'a> {
    Scene { roster: scene.roster, calendar: scene.calendar, now: scene.now, about }
}

fn taken<T>(read: Read<T>, said: impl FnOnce(T) -> Said, reading: Reading) -> Reading {
    let mut evidence = reading.evidence;
    evidence.extend(read.evidence);
    Reading { said: said(read.says), acts: read.acts, evidence, likely: read.likely, ..reading }
}
