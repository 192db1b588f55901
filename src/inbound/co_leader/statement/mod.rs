//! What one sentence says of students and of the group, and nothing of the calendar: words are looked up ([`scan`]),
//! put together with what denies or times them ([`compose`]), and said of whom the sentence speaks ([`reader`]).

mod compose;
mod groups;
mod lexicon;
mod lists;
mod phrases;
mod piece;
mod reader;
mod reasons;
mod scan;
mod shorthand;
mod status;

use compose::pieces;
use piece::Piece;
use reader::Reader;
pub use scan::{Kind, Token, count, scan, tokens};

/// What is said of a student in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    Present,
    /// "not absent": present, where nothing more is said.
    NotAbsent,
    Absent,
    Excused,
    /// A reason or a message: makes an absence an excused one.
    Reason,
    /// Words of no rule where a reason stands: a bracket, "because ...", "she ...". Beside an absence they are one.
    Perhaps,
    /// "no word from her": an absence stays unexplained.
    NoReason,
    Late,
    TurnedAway,
    /// "right": as the list has it.
    AsListed,
}

/// What a phrase of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    Name(usize),
    /// That they were there, unless denied; beside a time, that they were late.
    Came,
    /// Says something only when denied: "not seen".
    Seen,
    /// That they were not there, unless denied.
    Gone,
    /// That they had let somebody know, unless denied.
    Tells,
    /// That the writer had word from them.
    Receives,
    /// "heard from", which is nearly always denied.
    Heard,
    /// Late beside a time: "left at half past".
    Leave,
    OnTime,
    /// "fine": present, of the group.
    Fine,
    AsListed,
    Says(Said),
    Not,
    Yes,
    No,
    /// A cross, which is never "no" before a name.
    Cross,
    Aux,
    Measure,
    Count,
    Everyone,
    Others,
    OtherOnes,
    Nobody,
    NobodyElse,
    NoMore,
    AllThere,
    ListRight,
    Half,
    Except,
    Only,
    He,
    They,
    Who,
    Neither,
    Former,
    Latter,
    Same,
    Recorded,
    Instead,
    Directs,
    Because,
    Prep,
    WeHad,
    Unsure,
    ToCome,
    Elsewhere,
    Chat,
    Me,
    Link,
    /// "the", "of", "dear": before a name.
    Article,
    But,
    Comma,
    Colon,
    Dash,
    Open,
    Close,
    /// A question mark.
    Doubt,
    /// "Nearly everyone".
    Nearly,
    /// "Those two aside".
    Aside,
    Fill,
    Unknown,
}

/// Of whom a sentence speaks beside the students it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Everyone,
    Others,
    Nobody,
}

/// What a sentence says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Names by their mark's number, with everything said of each, in order.
    pub said: Vec<(usize, Said)>,
    /// Names that are an exception to what is said of the group.
    pub excepted: Vec<usize>,
    pub group: Option<(Group, Option<Said>)>,
    /// The group is meant by "they" alone, which says nothing of it by itself.
    pub by_pronoun: bool,
    pub only: bool,
    /// "That was all": nobody beside the named.
    pub no_more: bool,
    /// The names stand under a heading such as "Present:".
    pub headed: Option<Said>,
    /// Names of whom nothing was understood.
    pub unsaid: Vec<usize>,
    /// Names of whom it speaks for a day to come.
    pub to_come: Vec<usize>,
    /// Names of whom it speaks for another day.
    pub elsewhere: Vec<usize>,
    /// Names of whom it says what the record says, and no more.
    pub recorded: Vec<usize>,
    /// Something is said of somebody whom nobody knows.
    pub of_unknown: bool,
    /// A heading that waits for the names of the lines to come.
    pub open_heading: Option<Said>,
    /// Words about a name that no rule knows: they may be the reason of an absence, or its denial.
    pub unknown: Vec<(usize, String)>,
    /// Everyone but somebody who is not named, or not of the group.
    pub unknown_exception: bool,
    /// A denial that was said of nobody who could be told.
    pub denies: bool,
}

/// What the sentences before leave to this one.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The students named last, whom "she" and "both" mean.
    pub names: Vec<usize>,
    /// The last list of several students, whom "the other two" means.
    pub several: Vec<usize>,
    pub heading: Option<Said>,
    /// The group was spoken of, so that "Except Wei." goes on with it.
    pub group: bool,
    /// The sentence ended with exceptions, to which "And Zoe." adds one.
    pub excepts: bool,
    /// "All but two.": the names come next.
    pub except_open: bool,
    /// What was said last, which "did not" denies and "nor" repeats.
    pub last: Option<Said>,
    /// The reason, or the want of one, that was given last.
    pub reason: Option<Said>,
    /// The record is being mended: "down as absent" is its word, not the writer's.
    pub mends: bool,
}

/// Reads one sentence, and leaves in `before` what the next may lean on.
pub fn read(text: &str, before: &mut Before) -> Statement {
    let pieces = pieces(&scan(text));
    // A sentence of its own about who presented is in no list of names.
    let presents = any(&pieces, &|piece| *piece == Piece::Chat);
    let mut reader = Reader::new(before, &pieces, presents);
    reader.run(&pieces);
    reader.finish(before)
}

/// What a phrase says of the one name in it, where it says it plainly and of that name alone.
pub fn status(text: &str) -> Option<Said> {
    let statement = read(text, &mut Before::default());
    let plain = statement.unknown.is_empty() && !statement.denies && statement.group.is_none();
    let has = |one: &[Said]| statement.said.iter().any(|(_, said)| one.contains(said));
    let said = [
        Said::TurnedAway,
        Said::Late,
        Said::NoReason,
        Said::Excused,
        Said::Reason,
        Said::Absent,
        Said::Present,
        Said::NotAbsent,
    ];
    said.into_iter().find(|said| has(&[*said])).filter(|_| plain && !has(&[Said::Perhaps]))
}

/// Does a sentence say of somebody why they were not there, or that they had said so?
pub fn says_away(text: &str) -> bool {
    let away = |said| matches!(said, Said::Absent | Said::Excused | Said::Reason);
    any(&pieces(&scan(text)), &|piece| matches!(piece, Piece::Says(said, _) if away(*said)))
}

/// Does a sentence speak of everyone or of the others, as only a register does?
pub fn speaks_of_group(text: &str) -> bool {
    any(&pieces(&scan(text)), &|piece| matches!(piece, Piece::Group(Group::Everyone | Group::Others) | Piece::AllThere))
}

/// Does a sentence have a word that says who was there or was not?
pub fn speaks_of_status(text: &str) -> bool {
    any(&pieces(&scan(text)), &|piece| matches!(piece, Piece::Says(..)))
}

fn any(pieces: &[Piece], is: &impl Fn(&Piece) -> bool) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Bracket(inner, _) => any(inner, is),
        piece => is(piece),
    })
}

/// Words that turn a statement round.
pub fn denies(word: &str) -> bool {
    matches!(
        word,
        "not" | "never" | "no" | "without" | "wrong" | "wrongly" | "mistake" | "mistaken" | "error" | "incorrect"
    ) || word.ends_with("n't")
}
