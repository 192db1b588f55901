//! How the reader takes words for the whole group: everyone, the others, the exceptions, "only", and a word that could
//! mean everyone where it sums up the list before it.

use super::piece::Piece;
use super::reader::{Reader, Role, Subject, names_follow};
use super::{Group, Said};

impl Reader {
    pub(super) fn we_had(&mut self, rest: &[Piece]) {
        let first = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Only | Piece::Article));
        if names_follow(rest) {
            self.flush();
            self.subject = Subject::None;
            self.had = true;
        } else if matches!(
            first,
            Some(Piece::Group(Group::Everyone | Group::Others) | Piece::AllThere | Piece::Except(_))
        ) {
            self.flush();
            self.subject = Subject::None;
            self.heading = Some(Said::Present);
        } else if matches!(first, Some(Piece::NoName | Piece::Says(..) | Piece::Names(..) | Piece::Count(_))) {
            self.flush();
            self.subject = Subject::None;
        } else {
            self.turn_aside();
        }
    }

    /// "All" may sum up the list before it: "Zoe, Minh and May all missing".
    pub(super) fn group_or_list(&mut self, group: Group, rest: &[Piece]) {
        let next = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Article));
        let sums_up = matches!(next, Some(Piece::Says(..) | Piece::Because | Piece::Unknown(_)));
        let in_bracket = self.depth > 0 && self.bracket_of.len() > 1;
        if group == Group::Everyone && in_bracket {
            let all = self.bracket_of.clone();
            self.speak_of(all);
        } else if group == Group::Everyone
            && self.subject == Subject::Names
            && self.names.len() > 1
            && self.role != Role::Excepted
            && sums_up
            && !self.comma
        {
            // The list goes on with what it all did.
        } else if group == Group::Everyone
            && self.latest().len() > 1
            && self.is_said
            && adds_to_list(rest)
            && self.subject == Subject::Names
        {
            let latest = self.latest();
            self.speak_of(latest);
        } else {
            self.group(group);
        }
    }

    pub(super) fn group(&mut self, group: Group) {
        if std::mem::take(&mut self.nearly) {
            self.flush();
            self.heading = None;
            self.subject = Subject::Other;
            return;
        }
        let of_group = self.subject == Subject::Group;
        let excepts = self.except_open;
        self.flush();
        let said = self.heading.take().filter(|_| !self.comma || self.had);
        match self.out.group {
            _ if excepts && self.out.group.is_some() => {}
            // "Full house, all present": the first word on the group is enough, a later one may add what it says.
            Some((Group::Everyone, said_before)) if group == Group::Everyone => {
                self.out.group = Some((Group::Everyone, said_before.or(said)));
            }
            Some((Group::Everyone, Some(said))) if group == Group::Others && self.out.excepted.is_empty() => {
                // "Full otherwise."
                self.out.group = Some((Group::Others, Some(said)));
            }
            Some((Group::Everyone, Some(_))) if group == Group::Others => {}
            // "The rest all there" is of the rest.
            Some((Group::Others, None)) if group == Group::Everyone && of_group => {
                self.out.group = Some((Group::Others, said));
            }
            Some((before, Some(_))) if before == group && said.is_none() => {}
            _ => self.out.group = Some((group, said)),
        }
        self.subject = Subject::Group;
        self.neither = false;
        self.reasoning = false;
        self.comma = false;
        self.end_clause();
    }

    /// "Full house", "nobody else was missing".
    pub(super) fn all_there(&mut self) {
        if self.nearly {
            self.group(Group::Everyone);
            return;
        }
        let others = matches!(self.out.group, Some((Group::Others, None)));
        let whom = if others { Group::Others } else { Group::Everyone };
        self.heading = None;
        self.group(whom);
        self.out.group = Some((whom, Some(Said::Present)));
    }

    /// "All good": of the others where somebody was spoken of, else of the list that the letter had.
    pub(super) fn list_right(&mut self) {
        let of_others = matches!(self.out.group, Some((Group::Others, None)));
        if of_others || !self.out.said.is_empty() || !self.names.is_empty() {
            self.flush();
            self.out.group = Some((Group::Others, Some(Said::Present)));
            self.subject = Subject::Group;
        } else {
            self.group(Group::Everyone);
            self.out.group = Some((Group::Everyone, Some(Said::AsListed)));
        }
    }

    pub(super) fn except(&mut self, is_but: bool, rest: &[Piece]) {
        let goes_on =
            self.before.group && self.out.group.is_none() && self.out.said.is_empty() && self.names.is_empty();
        let of_group = self.out.group.is_some() || goes_on;
        let first = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Link | Piece::Article));
        if let (Some(Piece::Count(_) | Piece::OtherOnes(_)), Some((Group::Everyone, said))) = (first, self.out.group) {
            // "All but one, Will": the name comes after the count.
            self.out.group = Some((Group::Everyone, said.or(Some(Said::Present))));
            self.except_open = true;
            return;
        }
        if self.out.group == Some((Group::Nobody, None))
            && matches!(first, None | Some(Piece::Says(..) | Piece::Comma | Piece::Colon))
        {
            // "Nobody besides."
            self.out.group = None;
            if matches!(first, Some(Piece::Colon)) {
                self.out.no_more = true;
                return;
            }
            self.group(Group::Others);
            self.neither = true;
            return;
        }
        if of_group && !is_but && matches!(first, None | Some(Piece::Dash)) {
            // "All, with two exceptions.": they come next.
            self.out.group = self.out.group.map(|(group, said)| (group, said.or(Some(Said::Present))));
            self.except_open = true;
            return;
        }
        if names_follow(rest) || matches!(first, Some(Piece::Names(..) | Piece::He | Piece::Neither)) {
            if of_group || self.out.said.is_empty() && !is_but {
                self.flush();
                self.except_open = true;
                self.subject = Subject::Group;
                if self.heading == Some(Said::Present) && self.out.group.is_none() {
                    // "Complete, save Mr Moreau."
                    self.heading = None;
                    self.out.group = Some((Group::Everyone, Some(Said::Present)));
                }
                return;
            }
        } else if of_group && !is_but && !matches!(first, Some(Piece::Me)) {
            // "All present except Gerald", whom nobody knows: an exception that names nobody of the group is a doubt.
            self.out.unknown_exception = true;
        }
        self.end_clause();
        self.comma = true;
        if self.subject == Subject::Other {
            self.subject = Subject::None;
        }
    }

    pub(super) fn only(&mut self, rest: &[Piece]) {
        let mut pieces = rest.iter().filter(|piece| {
            !matches!(piece, Piece::Fill | Piece::Count(_) | Piece::Link | Piece::Article | Piece::Dash | Piece::Colon)
        });
        match pieces.next() {
            Some(Piece::Names(..)) => self.out.only = true,
            Some(Piece::Says(Said::Present | Said::Absent, _))
                if self.names.is_empty() && self.subject != Subject::Group =>
            {
                self.out.only = true;
            }
            Some(Piece::They(_)) if names_follow(rest) => self.out.only = true,
            _ => {}
        }
    }
}

/// "All on interviews": the word means those named, not everyone.
fn adds_to_list(rest: &[Piece]) -> bool {
    let next = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Article));
    matches!(
        next,
        Some(
            Piece::Says(Said::Reason | Said::Excused | Said::NoReason | Said::Late | Said::TurnedAway, _)
                | Piece::Because
        )
    )
}
