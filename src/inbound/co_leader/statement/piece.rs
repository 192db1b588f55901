//! The parts of which a sentence is put together, as the reader takes them.

use super::scan::Found;
use super::{Group, Said, Sense};

/// A part of a sentence as the reader takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A list of names, and where its last part after a comma begins.
    Names(Vec<usize>, usize),
    /// What is said, and whether a message or a reason is meant that somebody gave.
    Says(Said, Base),
    /// "Kofi was.", "the others did not": the last predicate, or its denial.
    Ellipsis(bool),
    /// "yes", "no" beside a name.
    Answer(bool),
    /// "no Zoe".
    NoName,
    Same,
    He,
    /// Several of those named; "they" may mean everyone.
    They(bool),
    Who(bool),
    Neither,
    Former,
    Latter,
    OtherOnes(Option<usize>),
    Group(Group),
    NobodyElse,
    NoMore,
    AllThere,
    ListRight,
    Fine,
    Half,
    Nearly,
    Aside,
    Except(bool),
    Only,
    WeHad,
    Me,
    Possessive,
    /// Somebody is put down as something: who, where it is said.
    Directs(Option<usize>, bool),
    /// What the record says; of whom, and whether it is the writer's own.
    Recorded(Option<usize>, bool),
    Instead,
    Because,
    Unsure,
    ToCome,
    Elsewhere,
    Chat,
    Measure,
    Count(Option<usize>),
    Link,
    Article,
    But,
    Comma,
    Colon,
    Dash,
    /// What stands in brackets, and the names of the list up to it.
    Bracket(Vec<Piece>, Vec<usize>),
    Unknown(String),
    Fill,
}

/// What a status is made of, which an ellipsis repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Base {
    #[default]
    Plain,
    /// They let somebody know.
    Told,
    Object(usize),
    ObjectPronoun,
}

/// Of whom a phrase itself says that something was done to them.
pub(super) fn base(found: &Found) -> Base {
    match found.object {
        Some(name) => Base::Object(name),
        None if found.of_pronoun => Base::ObjectPronoun,
        None => Base::Plain,
    }
}

/// What a phrase is by itself, whatever stands around it.
pub(super) fn plain(sense: Sense) -> Piece {
    match sense {
        Sense::He => Piece::He,
        Sense::Neither => Piece::Neither,
        Sense::Former => Piece::Former,
        Sense::Latter => Piece::Latter,
        Sense::Same => Piece::Same,
        Sense::NobodyElse => Piece::NobodyElse,
        Sense::NoMore => Piece::NoMore,
        Sense::AllThere => Piece::AllThere,
        Sense::ListRight => Piece::ListRight,
        Sense::Fine => Piece::Fine,
        Sense::Half => Piece::Half,
        Sense::Nearly => Piece::Nearly,
        Sense::Aside => Piece::Aside,
        Sense::Only => Piece::Only,
        Sense::WeHad => Piece::WeHad,
        Sense::Me => Piece::Me,
        Sense::Instead => Piece::Instead,
        Sense::Because => Piece::Because,
        Sense::Unsure => Piece::Unsure,
        Sense::ToCome => Piece::ToCome,
        Sense::Elsewhere => Piece::Elsewhere,
        Sense::Chat => Piece::Chat,
        Sense::Measure => Piece::Measure,
        Sense::Link => Piece::Link,
        Sense::Article => Piece::Article,
        Sense::But => Piece::But,
        Sense::Comma => Piece::Comma,
        Sense::Colon => Piece::Colon,
        Sense::Dash => Piece::Dash,
        _ => Piece::Fill,
    }
}
