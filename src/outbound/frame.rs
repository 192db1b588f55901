//! What every letter has: the house, the reader, who signs, who else has it.

use serde::Serialize;

use super::reader::Reader;
use super::scene::Scene;
use super::view::{GroupView, PairView, PersonView, WORDINGS, plain_name, shown};
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;

/// What every template has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Frame {
    pub kind: &'static str,
    pub house: HouseView,
    pub reader: ReaderView,
    /// The names after "Dear".
    pub greeting: Vec<String>,
    pub pair: Option<PairView>,
    pub group: Option<GroupView>,
    /// Who else has it; never another student.
    pub also: Vec<String>,
    /// Everyone in the group has one like it.
    pub to_group: bool,
    pub wording: u8,
}

/// The daemon in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HouseView {
    pub name: String,
    pub emergency_line: String,
}

/// The reader in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReaderView {
    pub kind: Reader,
    #[serde(flatten)]
    pub person: PersonView,
}

impl Frame {
    /// The frame of a letter to its reader.
    pub fn new(scene: &Scene<'_>) -> Self {
        let pair = scene.pair();
        Self {
            kind: scene.letter.kind(),
            house: HouseView {
                name: shown(scene.house.public_name.as_str()),
                emergency_line: shown(&scene.house.emergency_line.replace('\n', " ")),
            },
            reader: ReaderView { kind: scene.reader, person: PersonView::new(&scene.recipient) },
            greeting: greeting(scene),
            pair: (!pair.is_empty()).then(|| PairView {
                names: pair.iter().map(|person| shown(plain_name(person.name.as_str()))).collect(),
                called: pair.iter().map(|person| shown(person.called())).collect(),
            }),
            group: scene.group.map(GroupView::new),
            also: also(scene),
            to_group: scene.to.iter().filter(|person| scene.reader_of(**person) == Reader::Student).count() > 1,
            wording: scene.number() % WORDINGS,
        }
    }
}

fn also(scene: &Scene<'_>) -> Vec<String> {
    // Of several students each has a letter of their own; the one that a letter is about may be named.
    let is_shown = |person: &&PersonId| {
        **person != scene.recipient.id
            && (scene.reader_of(**person) != Reader::Student || scene.letter.student() == Some(**person))
    };
    let others = scene.to.iter().filter(is_shown);
    others.filter_map(|person| scene.person(*person).ok()).map(|person| person.name).collect()
}

/// Both co-leaders where the letter goes to the pair, the student for a letter with a copy, else the reader.
fn greeting(scene: &Scene<'_>) -> Vec<String> {
    match (scene.letter, scene.reader) {
        (Letter::FirmHeadLetter { .. }, _) => scene.student().map(|student| vec![student.called]).unwrap_or_default(),
        (_, Reader::CoLeader) if scene.group.is_some() => {
            let pair = scene.pair().into_iter();
            let addressed = pair.filter(|person| scene.to.contains(&person.id) || person.id == scene.recipient.id);
            addressed.map(|person| shown(person.called())).collect()
        }
        // A team has no first name.
        (_, Reader::UndergraduateTeam) => vec![shown(scene.recipient.name.as_str())],
        _ => vec![shown(scene.recipient.called())],
    }
}
