//! Phrases put together: what denies a word, what times it, which "is" stands for a whole predicate, which names are a
//! list and what is in brackets behind them.

use super::piece::{Base, Piece, base, plain};
use super::scan::Found;
use super::{Group, Said, Sense};

/// Brackets in brackets beyond this depth are read as one.
const DEPTH_MAX: usize = 3;
/// So many small words may stand between a denial and what it denies.
const GAP_MAX: usize = 5;

/// Puts the phrases of a sentence together.
pub fn pieces(found: &[Found]) -> Vec<Piece> {
    let mut composer =
        Composer { found, at: 0, depth: 0, after_status: false, pieces: Vec::with_capacity(found.len()) };
    composer.run(0);
    composer.pieces
}

struct Composer<'a> {
    found: &'a [Found<'a>],
    at: usize,
    depth: usize,
    /// The bracket stands behind a status.
    after_status: bool,
    pieces: Vec<Piece>,
}

impl Composer<'_> {
    fn sense(&self, at: usize) -> Option<Sense> {
        self.found.get(at).map(|found| found.sense)
    }

    fn text(&self, at: usize) -> &str {
        self.found.get(at).map_or("", |found| &found.text)
    }

    /// Takes pieces up to the bracket that closes this depth.
    fn run(&mut self, depth: usize) {
        while let Some(found) = self.found.get(self.at) {
            let at = self.at;
            self.at += 1;
            match found.sense {
                Sense::Close => {
                    if depth > 0 {
                        return;
                    }
                    self.pieces.push(Piece::Comma);
                }
                Sense::Open if depth < DEPTH_MAX => self.bracket(depth, Vec::new()),
                Sense::Open => self.pieces.push(Piece::Comma),
                Sense::Name(name) => self.names(name, depth),
                _ => self.take(found, at),
            }
        }
    }

    fn bracket(&mut self, depth: usize, of: Vec<usize>) {
        let outside = std::mem::take(&mut self.pieces);
        self.depth = depth + 1;
        self.after_status = matches!(outside.last(), Some(Piece::Says(..)));
        self.run(depth + 1);
        self.depth = depth;
        self.after_status = false;
        let inside = std::mem::replace(&mut self.pieces, outside);
        self.pieces.push(Piece::Bracket(inside, of));
    }

    /// A list of names with what stands in brackets behind each.
    fn names(&mut self, first: usize, depth: usize) {
        let mut names = vec![first];
        let mut chunk = 0;
        let mut brackets: Vec<Piece> = Vec::new();
        loop {
            if self.sense(self.at) == Some(Sense::Open) && depth < DEPTH_MAX {
                let outside = std::mem::take(&mut self.pieces);
                self.at += 1;
                self.bracket(depth, names.clone());
                brackets.append(&mut self.pieces);
                self.pieces = outside;
            }
            let mut ahead = self.at;
            let mut by_comma = false;
            while let Some(Sense::Link | Sense::Comma | Sense::Article) = self.sense(ahead) {
                by_comma |= self.sense(ahead) == Some(Sense::Comma);
                ahead += 1;
            }
            // "Zoe, the two Khans and both Toms": what counts them is no break.
            let mut over = ahead;
            while let Some(Sense::Count | Sense::They | Sense::Link | Sense::Article) = self.sense(over) {
                over += 1;
            }
            match self.sense(over) {
                Some(Sense::Name(next)) if !names.contains(&next) && (over == ahead || ahead > self.at) => {
                    if by_comma {
                        chunk = names.len();
                    }
                    names.push(next);
                    self.at = over + 1;
                }
                _ => break,
            }
        }
        let possessive = self.sense(self.at) == Some(Sense::Aux)
            && matches!(self.text(self.at), "'s")
            && matches!(self.sense(self.at + 1), Some(Sense::Unknown));
        self.pieces.push(Piece::Names(names, chunk));
        if possessive {
            self.at += 1;
            self.pieces.push(Piece::Possessive);
        }
        self.pieces.append(&mut brackets);
    }

    fn take(&mut self, found: &Found, at: usize) {
        let says = |said| Piece::Says(said, base(found));
        let piece = match found.sense {
            Sense::Not => return self.denied(at),
            Sense::Came => says(if self.timed(GAP_MAX) { Said::Late } else { Said::Present }),
            Sense::Leave if self.timed(GAP_MAX) => says(Said::Late),
            Sense::Gone => says(Said::Absent),
            Sense::Tells => says(Said::Reason),
            Sense::Receives => Piece::Says(Said::Reason, Base::Told),
            Sense::OnTime => says(Said::NotAbsent),
            Sense::AsListed => says(Said::AsListed),
            Sense::Says(said) => self.changed(says(said)),
            Sense::Prep if &*found.text == "in" && self.ends_predicate() => says(Said::Present),
            Sense::Unknown if &*found.text == "out" && self.ends_predicate() || self.heads(&found.text) => {
                says(Said::Absent)
            }
            Sense::Aux if self.stands_for_predicate(at) => Piece::Ellipsis(true),
            Sense::They => Piece::They(matches!(&*found.text, "they" | "them")),
            Sense::Same if found.object.is_some() => {
                self.pieces.push(Piece::Same);
                return self.names(found.object.unwrap_or_default(), self.depth);
            }
            Sense::Seen if self.pieces.contains(&Piece::Group(Group::Nobody)) => Piece::NoName,
            Sense::Instead if &*found.text == "from" && !self.status_follows() => Piece::Article,
            Sense::Yes => Piece::Answer(true),
            Sense::No if self.next_is_name() && matches!(&*found.text, "no" | "without") => Piece::NoName,
            // "No: Priya, Wei".
            Sense::No if self.sense(self.at) == Some(Sense::Colon) && self.sense_after_colon_is_name() => {
                says(Said::Absent)
            }
            Sense::No if self.sense(self.at) == Some(Sense::Unknown) => Piece::Unknown("no".to_owned()),
            Sense::No | Sense::Cross => Piece::Answer(false),
            Sense::Doubt if self.pieces.iter().all(|piece| matches!(piece, Piece::Fill)) => says(Said::NoReason),
            Sense::Everyone => Piece::Group(Group::Everyone),
            Sense::Others => Piece::Group(Group::Others),
            Sense::Nobody => Piece::Group(Group::Nobody),
            Sense::OtherOnes => Piece::OtherOnes(found.count),
            Sense::Who => Piece::Who(self.is_of_several()),
            Sense::Directs => Piece::Directs(found.object, found.of_pronoun),
            Sense::Recorded => Piece::Recorded(found.object, matches!(&*found.text, "i" | "we")),
            // "As listed but not there: Wei".
            Sense::Except if &*found.text == "but" && self.status_follows() => return self.denied(at),
            Sense::Except => Piece::Except(&*found.text == "but"),
            Sense::But if self.next_is_name() || self.counts_exceptions() => Piece::Except(true),
            Sense::Count => Piece::Count(found.count),
            Sense::Prep if matches!(self.pieces.last(), Some(Piece::Says(Said::Absent | Said::Excused, _))) => {
                Piece::Because
            }
            Sense::Unknown | Sense::Leave => Piece::Unknown(found.text.to_string()),
            other => plain(other),
        };
        self.pieces.push(piece);
    }

    /// "Didn't come", "wasn't absent", "had not written"; or "the others were not."
    fn denied(&mut self, at: usize) {
        let mut ahead = self.at;
        while ahead < at + GAP_MAX
            && (matches!(self.sense(ahead), Some(Sense::Aux | Sense::Fill | Sense::Measure))
                || self.text(ahead) == "to")
        {
            ahead += 1;
        }
        let said = match self.sense(ahead) {
            Some(Sense::Came | Sense::Seen) => Some(Said::Absent),
            Some(Sense::WeHad) if self.text(ahead) == "there" => Some(Said::Absent),
            Some(Sense::Colon) => Some(Said::Absent),
            Some(Sense::Gone) | Some(Sense::Says(Said::Late)) => Some(Said::NotAbsent),
            Some(Sense::Tells | Sense::Receives | Sense::Heard) | Some(Sense::Says(Said::Excused)) => {
                Some(Said::NoReason)
            }
            Some(Sense::Prep) if self.text(ahead) == "in" => Some(Said::Absent),
            Some(Sense::OnTime) => Some(Said::Late),
            _ => None,
        };
        let just_said =
            self.pieces.iter().rev().find(|piece| !matches!(piece, Piece::Fill | Piece::Comma | Piece::Measure));
        let stands_apart = self.after_status && self.pieces.is_empty()
            || matches!(just_said, Some(Piece::Says(Said::Late | Said::Present | Said::TurnedAway | Said::Excused, _)));
        if ahead == self.at && stands_apart && matches!(said, Some(Said::Absent | Said::NotAbsent)) {
            // "She was late, not absent."
            self.at = ahead + 1;
            self.pieces.push(Piece::Fill);
            return;
        }
        if let Some(said) = said {
            self.at = ahead + 1;
            let base = self.found.get(ahead).map_or(Base::Plain, base);
            self.pieces.push(Piece::Says(said, base));
            return;
        }
        match self.sense(ahead) {
            Some(Sense::Says(Said::TurnedAway)) => {
                self.at = ahead + 1;
                self.pieces.push(Piece::Fill);
            }
            None | Some(Sense::Comma | Sense::Close | Sense::But | Sense::Link | Sense::Dash)
                if self.has_subject() || matches!(self.text(at.saturating_sub(1)), "did" | "had" | "has") =>
            {
                self.pieces.push(Piece::Ellipsis(false));
            }
            Some(Sense::Name(_)) => self.pieces.push(Piece::Unsure),
            // "Present: Wei and Tom. Not the others."
            Some(Sense::Others) if ahead == self.at && matches!(self.sense(ahead + 1), None | Some(Sense::Dash)) => {
                self.at = ahead + 1;
                self.pieces.extend([Piece::Group(Group::Others), Piece::Says(Said::Absent, Base::Plain)]);
            }
            // "Not a full house", "not everyone".
            Some(Sense::AllThere | Sense::Everyone) => self.pieces.push(Piece::Nearly),
            _ => self.pieces.push(Piece::Unknown("not".to_owned())),
        }
    }

    /// Does a time follow, so that coming is coming late? Takes it.
    fn timed(&mut self, gap_max: usize) -> bool {
        let mut ahead = self.at;
        while ahead < self.at + gap_max {
            match self.sense(ahead) {
                Some(Sense::Measure | Sense::Says(Said::Late)) => {
                    self.at = ahead + 1;
                    return true;
                }
                Some(Sense::OnTime) if self.text(ahead) == "early" => {
                    self.at = ahead + 1;
                    return true;
                }
                Some(Sense::Fill | Sense::Prep | Sense::Aux | Sense::Only) => ahead += 1,
                Some(Sense::Because) if matches!(self.text(ahead), "after" | "with") => ahead += 1,
                Some(Sense::Article) => ahead += 1,
                Some(Sense::Me) if matches!(self.text(ahead), "us") => ahead += 1,
                // "She joined us from about ten past", "he went away at half past".
                Some(Sense::Instead) if self.text(ahead) == "from" => ahead += 1,
                Some(Sense::Gone) if self.text(ahead) == "away" => ahead += 1,
                // "He did come, about quarter past."
                Some(Sense::Comma) if matches!(self.text(ahead + 1), "about" | "at") => ahead += 2,
                // "He came, but at a quarter past two."
                Some(Sense::Comma) if matches!(self.text(ahead + 1), "but" | "though" | "if" | "albeit") => ahead += 2,
                // "She came in breathless at five past."
                Some(Sense::Unknown) if matches!(self.text(ahead + 1), "at" | "about") => ahead += 2,
                _ => return false,
            }
        }
        false
    }

    /// "Absent to excused": what it was is not what is said.
    fn changed(&self, piece: Piece) -> Piece {
        let turns = matches!(self.text(self.at), "to" | "by" | "into" | "with");
        let again = matches!(self.sense(self.at + 1), Some(Sense::Says(_) | Sense::Came | Sense::Gone));
        if turns && again { Piece::Fill } else { piece }
    }

    /// Nothing follows that the word could belong to.
    fn ends_predicate(&self) -> bool {
        let ends = matches!(
            self.sense(self.at),
            None | Some(
                Sense::Comma
                    | Sense::Open
                    | Sense::Close
                    | Sense::But
                    | Sense::Dash
                    | Sense::Except
                    | Sense::Link
                    | Sense::Doubt
                    | Sense::Same
            )
        ) && !matches!(self.text(self.at), "a" | "an" | "the" | "our" | "my" | "both");
        ends || matches!(self.text(self.at), "today" | "too" | "again" | "as" | "this" | "on")
    }

    /// "Out: May, Kofi".
    fn heads(&self, word: &str) -> bool {
        word == "out" && self.at == 1 && self.sense(self.at) == Some(Sense::Colon)
    }

    /// "The Nguyen one was.": the verb stands for what was said before.
    fn stands_for_predicate(&self, at: usize) -> bool {
        let is_verb = matches!(self.text(at), "was" | "were" | "did" | "had" | "has" | "is" | "are");
        let mut ahead = self.at;
        while matches!(self.text(ahead), "today" | "indeed" | "though" | "certainly" | "too" | "all") {
            ahead += 1;
        }
        let ends = matches!(self.sense(ahead), None | Some(Sense::Comma | Sense::Close | Sense::But | Sense::Dash))
            || matches!(self.text(ahead), "and");
        is_verb && ends && self.has_subject()
    }

    fn has_subject(&self) -> bool {
        let last = self
            .pieces
            .iter()
            .rev()
            .find(|piece| !matches!(piece, Piece::Fill | Piece::Possessive | Piece::Bracket(..)));
        last.is_none() && self.depth > 0
            || matches!(
                last,
                Some(
                    Piece::Names(..)
                        | Piece::Group(_)
                        | Piece::He
                        | Piece::They(_)
                        | Piece::OtherOnes(_)
                        | Piece::Former
                        | Piece::Latter
                        | Piece::Who(_)
                        | Piece::Count(_)
                )
            )
    }

    /// "All but two."
    fn counts_exceptions(&self) -> bool {
        matches!(self.sense(self.at), Some(Sense::Count | Sense::OtherOnes))
            && matches!(self.pieces.last(), Some(Piece::Group(_) | Piece::Says(Said::Present, _)))
    }

    /// "Wei and Priya, who were late", "who share a lift": the verb says that they all are meant.
    fn is_of_several(&self) -> bool {
        let next = self.text(self.at);
        let is_plain_verb =
            self.sense(self.at) == Some(Sense::Unknown) && !next.ends_with('s') && !next.ends_with("ed");
        matches!(next, "were" | "are" | "have" | "both" | "all") || is_plain_verb
    }

    fn status_follows(&self) -> bool {
        let first = (self.at..self.found.len())
            .find(|at| !matches!(self.sense(*at), Some(Sense::Fill | Sense::Link | Sense::Article)));
        matches!(first.and_then(|at| self.sense(at)), Some(Sense::Says(_) | Sense::Came | Sense::Gone))
    }

    fn sense_after_colon_is_name(&self) -> bool {
        matches!(self.sense(self.at + 1), Some(Sense::Name(_)))
    }

    fn next_is_name(&self) -> bool {
        matches!(self.sense(self.at), Some(Sense::Name(_)))
            || matches!(self.sense(self.at), Some(Sense::Fill | Sense::Link | Sense::Article))
                && matches!(self.sense(self.at + 1), Some(Sense::Name(_)))
    }
}
