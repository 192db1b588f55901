//! How the reader takes lists of names and words for the whole group: as what they stand there, what interrupts them, and
//! whom a pronoun means.

use super::piece::Piece;
use super::reader::{Reader, Role, Subject, names_follow};
use super::{Group, Said};

impl Reader {
    pub(super) fn name(&mut self, names: &[usize], chunk: usize, rest: &[Piece]) {
        let resumed = self.interrupted.take().filter(|_| self.comma || self.linked).map(|(_, role)| role);
        self.flush();
        // "Amra and Tom": a word that is joined to a name and is none that the roll knows.
        self.out.denies |= self.unsure;
        self.names = names.to_vec();
        self.chunk = 0;
        self.subject = Subject::Names;
        self.is_said = false;
        self.reasoning = false;
        self.possessive = false;
        self.role = if self.except_open {
            Role::Excepted
        } else if let Some(heading) = self.heading.filter(|_| !(self.comma && has_own_status(rest))) {
            Role::Heading(heading)
        } else {
            resumed.unwrap_or_default()
        };
        self.except_open = false;
        self.comma = false;
        // "Present were Wei and Tom; Amara had sent apologies."
        let own = has_own_status(rest) || self.heading == Some(Said::Present) && has_own_reason(rest);
        if self.one_list && own && chunk == 0 {
            // "No, Amara was there."
            self.role = Role::Subject;
        }
        self.void = false;
        let from = if own && chunk > 0 { chunk } else { names.len() };
        match self.role {
            Role::Heading(_) if self.carried && own => {
                // The heading of the line before ended with it: this line says something of its own names.
                self.role = Role::Subject;
                self.heading = None;
                self.carried = false;
            }
            Role::Heading(heading) => {
                let headed: Vec<usize> = names.iter().take(from).copied().collect();
                self.out.headed = Some(heading);
                self.out.said.extend(headed.into_iter().map(|name| (name, heading)));
                self.remember(heading);
                self.chunk = chunk;
                self.is_said = true;
                self.reasoning = false;
                if from < names.len() {
                    self.names = names.get(from..).unwrap_or_default().to_vec();
                    self.chunk = 0;
                    self.role = Role::Subject;
                    self.is_said = false;
                }
            }
            Role::Excepted => {
                // "Everyone apart from Tom, Wei and Siân was there": the verb is everyone's.
                let from = if says_present(rest) { names.len() } else { from };
                self.out.excepted.extend(names.iter().take(from));
                self.is_said = true;
                if from < names.len() {
                    self.names = names.get(from..).unwrap_or_default().to_vec();
                    self.role = Role::Subject;
                    self.is_said = false;
                }
            }
            Role::Subject => {}
        }
        if self.one_list {
            self.heading = None;
            self.one_list = false;
        }
        self.clause = self.out.said.len();
    }

    pub(super) fn bracket(&mut self, inner: &[Piece], of: &[usize]) {
        let of = if of.is_empty() && self.subject == Subject::Names && !matches!(inner.first(), Some(Piece::Names(..)))
        {
            self.names.clone()
        } else {
            of.to_vec()
        };
        let Some(last) = of.last().copied() else {
            self.comma();
            let outer = self.subject;
            self.run(inner);
            if self.subject == Subject::Other {
                self.subject = outer;
            }
            self.comma();
            return;
        };
        let outside = (
            self.subject,
            std::mem::take(&mut self.names),
            self.chunk,
            self.role,
            self.heading,
            self.is_said,
            self.reasoning,
            std::mem::replace(&mut self.bracket_of, of.clone()),
        );
        self.names = vec![last];
        self.chunk = 0;
        self.role = Role::Subject;
        self.subject = Subject::Names;
        self.heading = None;
        self.is_said = true;
        self.reasoning = true;
        self.depth += 1;
        self.before.names = of;
        self.run(inner);
        self.flush();
        self.depth -= 1;
        (
            self.subject,
            self.names,
            self.chunk,
            self.role,
            self.heading,
            self.is_said,
            self.reasoning,
            self.bracket_of,
        ) = outside;
        self.comma = true;
        self.to_come = false;
        self.elsewhere = false;
    }

    pub(super) fn comma(&mut self) {
        if self.subject == Subject::Other
            && let Some((names, _)) = &self.interrupted
        {
            // "Will, whom you list, did not come": the clause about somebody else is over.
            self.names = names.clone();
            self.role = Role::Subject;
            self.subject = Subject::Names;
            self.is_said = true;
        }
        if self.subject == Subject::Other && self.depth > 0 {
            // "Seun (bleeped before we started, told me)": in the bracket it is Seun again.
            self.names = self.bracket_of.last().copied().into_iter().collect();
            self.role = Role::Subject;
            self.subject = Subject::Names;
            self.is_said = true;
        }
        self.comma = true;
        self.void = false;
        self.end_clause();
    }

    /// Settles the list of names: what nothing was said of is left open.
    pub(super) fn flush(&mut self) {
        let names = std::mem::take(&mut self.names);
        if names.is_empty() {
            return;
        }
        let joined = std::mem::take(&mut self.joined);
        self.before.names = [joined, names.clone()].concat();
        if self.before.names.len() > 1 {
            self.before.several.clone_from(&self.before.names);
        }
        if self.role == Role::Subject && !self.is_said {
            let said = if self.neither {
                Some(Said::Absent)
            } else if self.had {
                Some(Said::Present)
            } else if self.measured && self.before.last == Some(Said::Late) {
                Some(Said::Late)
            } else {
                None
            };
            match said {
                Some(said) => self.out.said.extend(names.into_iter().map(|name| (name, said))),
                None if self.to_come => self.out.to_come.extend(names),
                None if self.elsewhere => self.out.elsewhere.extend(names),
                None if self.possessive => {}
                None => self.out.unsaid.extend(names),
            }
        }
        self.neither = false;
        self.measured = false;
        self.role = Role::Subject;
        self.chunk = 0;
        self.subject = Subject::None;
    }

    /// The names spoken of last.
    pub(super) fn latest(&self) -> Vec<usize> {
        if self.names.is_empty() { self.before.names.clone() } else { self.names.clone() }
    }

    pub(super) fn speak_of(&mut self, names: Vec<usize>) {
        self.flush();
        self.reasoning = names.iter().all(|name| self.is_named_here(*name));
        self.names = names;
        self.chunk = 0;
        self.role = Role::Subject;
        self.subject = Subject::Names;
        self.is_said = true;
        self.possessive = false;
    }

    /// Was something said of the name in this sentence already?
    fn is_named_here(&self, name: usize) -> bool {
        self.depth > 0 || self.out.excepted.contains(&name) || self.out.said.iter().any(|(known, _)| *known == name)
    }

    pub(super) fn pronoun(&mut self, count: usize, several: bool) {
        if self.subject == Subject::Talk {
            return;
        }
        let latest = self.latest();
        let names: Vec<usize> = if several { latest } else { latest.iter().rev().take(count).copied().collect() };
        if names.is_empty() {
            self.turn_aside();
            return;
        }
        if self.subject == Subject::Names && self.names == names {
            self.reasoning |= self.is_said;
            return;
        }
        let role = self.role;
        let had_names = !self.names.is_empty();
        self.speak_of(names);
        if had_names && role == Role::Excepted {
            self.interrupted = Some((self.names.clone(), role));
        }
    }

    pub(super) fn they(&mut self, all: bool, rest: &[Piece]) {
        if names_follow(rest) || self.subject == Subject::Talk {
            return;
        }
        if self.subject == Subject::Group && self.names.is_empty() {
            return;
        }
        let latest = if self.depth > 0 && self.bracket_of.len() > 1 { self.bracket_of.clone() } else { self.latest() };
        if latest.is_empty() && !all {
            // "Both Mos": whoever they are, they are not known.
            self.out.denies |= matches!(rest.first(), Some(Piece::Unknown(_)));
            return;
        }
        if latest.is_empty() {
            self.group(Group::Everyone);
            self.out.by_pronoun = true;
            return;
        }
        if self.subject == Subject::Names && self.names == latest {
            self.reasoning |= self.is_said;
            return;
        }
        self.speak_of(latest);
    }

    /// "Kofi, who ...": of the last of the list, or of all of it where the verb says so.
    pub(super) fn who(&mut self, several: bool) {
        let latest = self.names.clone();
        let names: Vec<usize> = if several { latest } else { latest.last().copied().into_iter().collect() };
        if names.is_empty() || self.subject == Subject::Group && self.names.is_empty() {
            return;
        }
        let role = self.role;
        self.flush_quietly();
        self.names.clone_from(&names);
        self.subject = Subject::Names;
        self.role = Role::Subject;
        self.is_said = true;
        self.reasoning = true;
        self.interrupted = Some((names, role));
    }

    /// Leaves the list for a clause about it: what the list itself says may come after it.
    fn flush_quietly(&mut self) {
        let is_open = self.role == Role::Subject && !self.is_said;
        if is_open && !self.names.is_empty() {
            self.out.unsaid.extend(self.names.iter().copied());
        }
        self.before.names = std::mem::take(&mut self.names);
    }

    pub(super) fn neither_of(&mut self, rest: &[Piece]) {
        if names_follow(rest) {
            self.flush();
            self.neither = true;
            return;
        }
        let latest = self.latest();
        if !latest.is_empty() {
            self.speak_of(latest);
        }
        self.neither = true;
    }

    pub(super) fn one_of(&mut self, first: bool) {
        let several = if self.latest().len() > 1 { self.latest() } else { self.before.several.clone() };
        let one = if first { several.first() } else { several.last() };
        if let Some(one) = one.copied() {
            self.speak_of(vec![one]);
            self.before.names = vec![one];
        }
    }

    /// "The other two": those of the last list who were not named again, where they are as many.
    pub(super) fn other_ones(&mut self, count: Option<usize>) {
        let latest = self.latest();
        let others: Vec<usize> = self.before.several.iter().filter(|name| !latest.contains(name)).copied().collect();
        if !others.is_empty() && (count == Some(others.len()) || count.is_none() && others.len() == 1) {
            self.speak_of(others);
        } else {
            self.group(Group::Others);
        }
    }

    pub(super) fn no_name(&mut self) {
        self.flush();
        self.heading = Some(Said::Absent);
        self.one_list = true;
    }

    /// "Nor was Priya": what was said last is said of her too; "and Wei too".
    pub(super) fn same(&mut self, rest: &[Piece]) {
        let last = self.before.last.unwrap_or(Said::Absent);
        if names_follow(rest) {
            let latest = self.latest();
            self.flush();
            self.joined = latest;
            self.heading = Some(last);
            self.one_list = true;
        } else if self.subject == Subject::Names && self.depth > 0 {
            self.assign(0, self.before.reason.unwrap_or(last));
        } else if self.subject == Subject::Names && !self.is_said {
            self.assign(0, last);
            self.is_said = true;
        }
    }
}

/// Is it presence that is said next?
fn says_present(rest: &[Piece]) -> bool {
    let next = rest.iter().find(|piece| matches!(piece, Piece::Says(..)));
    matches!(next, Some(Piece::Says(Said::Present, _)))
}

/// Does it follow that they had let somebody know?
fn has_own_reason(rest: &[Piece]) -> bool {
    let first = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Article | Piece::They(_)));
    matches!(first, Some(Piece::Says(Said::Reason | Said::Excused | Said::NoReason, _)))
}

/// Does a status of their own follow the names?
fn has_own_status(rest: &[Piece]) -> bool {
    let mut pieces = rest.iter().enumerate().filter(|(_, piece)| {
        !matches!(
            piece,
            Piece::Fill
                | Piece::Article
                | Piece::Measure
                | Piece::Bracket(..)
                | Piece::Because
                | Piece::Only
                | Piece::They(_)
        )
    });
    match pieces.next() {
        Some((at, Piece::Says(Said::Present | Said::Absent | Said::Late | Said::TurnedAway | Said::NotAbsent, _))) => {
            !names_follow(rest.get(at + 1..).unwrap_or_default())
        }
        Some((_, Piece::Ellipsis(_) | Piece::Answer(_))) => true,
        _ => false,
    }
}
