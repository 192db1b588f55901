//! How the reader takes a status: of the names before it, of the list behind it, of the group, or of those named last.

use super::piece::{Base, Piece};
use super::reader::{Reader, Role, Subject, names_follow};
use super::{Group, Said};

impl Reader {
    /// A status, said of whoever the phrase itself names, else of those spoken of.
    pub(super) fn says_to(&mut self, said: Said, base: Base, rest: &[Piece]) {
        let object = match base {
            Base::Object(name) => vec![name],
            Base::ObjectPronoun if self.subject != Subject::Names => self.before.names.clone(),
            Base::Told if self.subject == Subject::Other => return self.says_of_latest(said, rest),
            _ => return self.says(said, rest),
        };
        if object.is_empty() || said == Said::Reason {
            return self.says(said, rest);
        }
        if self.subject == Subject::Names && self.names == object {
            return self.says(said, rest);
        }
        self.flush();
        self.names = object;
        self.role = Role::Subject;
        self.subject = Subject::Names;
        self.is_said = true;
        self.assign(0, said);
    }

    pub(super) fn says(&mut self, said: Said, rest: &[Piece]) {
        if std::mem::take(&mut self.void) {
            self.before.last = Some(said);
            self.is_said = true;
            return;
        }
        if self.elsewhere || self.to_come {
            let kept = if self.elsewhere { &mut self.out.elsewhere } else { &mut self.out.to_come };
            kept.extend(&self.names);
            self.is_said = true;
            return;
        }
        if self.possessive && !matches!(said, Said::Reason | Said::Absent) {
            return;
        }
        let follow = names_follow(rest);
        match self.subject {
            Subject::Names => self.says_of_names(said, follow),
            Subject::Group => self.says_of_group(said, follow),
            Subject::Other | Subject::Talk if follow && said != Said::Reason => {
                self.flush();
                self.head(said);
            }
            Subject::Other if said != Said::Reason => self.says_of_latest(said, rest),
            Subject::Other | Subject::Talk => {}
            Subject::None => self.says_of_nobody_yet(said, follow, rest),
        }
    }

    /// Was nothing said yet of those just named?
    pub(super) fn latest_is_open(&self) -> bool {
        let latest = &self.before.names;
        !latest.is_empty() && latest.iter().all(|name| self.out.unsaid.contains(name))
    }

    /// A status with nobody before it: a heading, or said of those just named, or named in the sentence before.
    fn says_of_nobody_yet(&mut self, said: Said, follow: bool, rest: &[Piece]) {
        if !follow && self.latest_is_open() {
            // "Of Will there was no trace."
            let names = self.before.names.clone();
            self.out.said.extend(names.into_iter().map(|name| (name, said)));
        } else if !follow && self.goes_on_late(said, rest) {
            let latest = self.before.names.clone();
            self.out.said.extend(latest.into_iter().map(|name| (name, said)));
        } else if matches!(said, Said::Reason | Said::NoReason | Said::TurnedAway) && !follow && self.heading.is_none()
        {
            self.reason_first = said == Said::Reason && self.before.names.is_empty();
            self.says_of_latest(said, rest);
        } else if self.is_counted && said == Said::Present && !follow && !rest.contains(&Piece::Colon) {
            // "Eleven of twelve here today, Will rang in sick."
        } else {
            let is_main = matches!(said, Said::Absent | Said::Late | Said::TurnedAway);
            self.out.of_unknown |= is_main && !follow && self.after_unknown;
            self.head(said);
        }
    }

    /// "Kofi was there. Came in late and I didn't see him.": still of the one named last.
    fn goes_on_late(&self, said: Said, rest: &[Piece]) -> bool {
        let of_one = self.before.names.len() == 1 && self.heading.is_none();
        said == Said::Late && self.begins_late && of_one && self.before.mends && !rest.contains(&Piece::Colon)
    }

    /// "We did not let her in", "I have heard nothing": whoever it is said by, it is said of those named last.
    pub(super) fn says_of_latest(&mut self, said: Said, rest: &[Piece]) {
        if names_follow(rest) {
            self.flush();
            self.head(said);
        } else if self.latest_is_open() && said == Said::Absent {
            // "Wei I simply didn't see."
            let latest = self.before.names.clone();
            self.out.said.extend(latest.into_iter().map(|name| (name, said)));
        } else if matches!(said, Said::Reason | Said::NoReason | Said::TurnedAway) {
            let latest = self.before.names.clone();
            self.out.said.extend(latest.into_iter().map(|name| (name, said)));
        }
    }

    fn says_of_names(&mut self, said: Said, follow: bool) {
        let said = match said {
            Said::Present if self.neither => Said::Absent,
            Said::Absent if self.neither => Said::Present,
            Said::Reason | Said::Excused if self.neither => Said::NoReason,
            other => other,
        };
        let is_plain = matches!(said, Said::Present | Said::Absent | Said::NotAbsent | Said::AsListed);
        match (self.role, self.out.group) {
            (Role::Excepted, Some((group, None))) if is_plain && self.interrupted.is_none() => {
                self.out.group = Some((group, Some(said)));
            }
            (Role::Excepted, _) if said != Said::AsListed => self.assign(0, said),
            (Role::Heading(_), _) if !follow => self.assign(self.chunk, said),
            (Role::Subject, _) if said == Said::AsListed => {}
            (Role::Subject, _) if !(follow && self.is_said && self.comma) => {
                self.assign(0, said);
                self.is_said = true;
            }
            _ => {
                self.flush();
                self.head(said);
            }
        }
    }

    fn says_of_group(&mut self, said: Said, follow: bool) {
        let said = match said {
            Said::Present if self.neither => Said::Absent,
            Said::Absent if self.neither => Said::Present,
            other => other,
        };
        match self.out.group {
            Some((Group::Nobody, None)) if said == Said::Reason && !self.before.names.is_empty() => {
                // "None of them sent word."
                self.out.group = None;
                let latest = self.before.names.clone();
                self.out.said.extend(latest.into_iter().map(|name| (name, Said::NoReason)));
            }
            Some((group, None)) if !(follow && self.comma) => {
                self.out.group = Some((group, Some(said)));
                self.neither = false;
            }
            _ if follow => {
                self.subject = Subject::None;
                self.heading = Some(said);
            }
            _ => {}
        }
    }

    /// A status before any name heads the list to come; two that contradict each other are a doubt.
    pub(super) fn head(&mut self, said: Said) {
        if said == Said::AsListed {
            return;
        }
        let attends = |said: Said| matches!(said, Said::Present | Said::NotAbsent | Said::Late);
        let qualifies = matches!(said, Said::Reason | Said::NoReason | Said::Excused | Said::Perhaps);
        if let Some(before) = self.heading.filter(|_| !self.carried) {
            if qualifies {
                // "Absent without word: Zoe": an absence, and what is said of it.
                self.heading =
                    Some(if before == Said::Absent && said != Said::NoReason { Said::Excused } else { before });
                return;
            }
            if before == Said::Late && matches!(said, Said::Present | Said::NotAbsent) {
                return;
            }
            if before == Said::Late && (said == Said::TurnedAway || said == Said::Absent && !self.comma) {
                // "Came late and wasn't let in: Seun."
                self.heading = Some(Said::TurnedAway);
                return;
            }
            self.out.denies |= attends(before) != attends(said) && self.before.heading.is_none() && !self.comma;
        }
        self.heading = Some(said);
        self.one_list = false;
        self.carried = false;
        self.subject = Subject::None;
    }

    pub(super) fn assign(&mut self, from: usize, said: Said) {
        let names: Vec<usize> = self.names.iter().skip(from).copied().collect();
        if said == Said::Absent && std::mem::take(&mut self.reason_first) {
            // "Because she was in clinic, Hannah couldn't come."
            self.out.said.extend(names.iter().map(|name| (*name, Said::Reason)));
        }
        self.out.said.extend(names.into_iter().map(|name| (name, said)));
        self.remember(said);
    }

    pub(super) fn remember(&mut self, said: Said) {
        if said != Said::Perhaps {
            self.before.last = Some(said);
        }
        if matches!(said, Said::Reason | Said::Excused | Said::NoReason) {
            self.before.reason = Some(said);
            self.reasoning = true;
        }
        if matches!(said, Said::Absent) {
            self.reasoning |= self.depth > 0;
        }
    }

    pub(super) fn ellipsis(&mut self, is_so: bool, rest: &[Piece]) {
        let said = match (self.before.last, is_so) {
            (Some(Said::Absent), false) if self.subject == Subject::Group => Said::Present,
            _ if self.subject == Subject::Group => {
                if is_so {
                    Said::Present
                } else {
                    Said::Absent
                }
            }
            (Some(Said::Reason | Said::Excused), true) => Said::Reason,
            (Some(Said::Reason | Said::Excused | Said::NoReason), false) => Said::NoReason,
            (Some(Said::Absent), false) if self.by_record => Said::NotAbsent,
            (Some(Said::Absent), false) if self.is_said && self.subject == Subject::Names => Said::NoReason,
            (Some(Said::Late), false) if self.is_said => Said::NotAbsent,
            // "Thomas absent, Tom Nguyen not."
            (Some(Said::Absent), false) if self.subject == Subject::Names => Said::NotAbsent,
            (_, true) => Said::Present,
            (_, false) => Said::Absent,
        };
        self.says(said, rest);
    }

    /// "Yes" and "no" say something only beside a name or the group.
    pub(super) fn answer(&mut self, yes: bool, rest: &[Piece]) {
        let said = if yes { Said::Present } else { Said::Absent };
        match self.subject {
            Subject::Names if !self.is_said => self.says(said, rest),
            Subject::Group if self.out.group.is_some_and(|(_, said)| said.is_none()) => self.says(said, rest),
            Subject::None if yes && names_follow(rest) => self.head(said),
            _ => {}
        }
    }

    /// "Fine", "ok": present, of the group, or of a name with nothing else behind it.
    pub(super) fn fine(&mut self, rest: &[Piece]) {
        let ends = rest.iter().find(|piece| !matches!(piece, Piece::Fill)).is_none_or(|piece| {
            matches!(
                piece,
                Piece::Comma | Piece::But | Piece::Link | Piece::Except(_) | Piece::Dash | Piece::Bracket(..)
            )
        });
        let open_group = self.subject == Subject::Group && self.out.group.is_some_and(|(_, said)| said.is_none());
        let open_names =
            self.subject == Subject::Names && !self.is_said && self.role == Role::Subject && self.names.len() == 1;
        if ends && (open_group || open_names) && !self.possessive {
            let as_listed = self.before.mends && open_group;
            self.says(if as_listed { Said::AsListed } else { Said::Present }, rest);
        }
    }
}
