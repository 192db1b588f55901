//! The machine that goes over a sentence's cues from left to right and keeps what is being spoken of.

use super::words::{denies, is_harmless, is_heading_gap};
use super::{Before, Said, Statement};
use crate::inbound::co_leader::cues::{Cue, Found};

/// Where the names now collected stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Subject,
    Heading(Said),
    Excepted,
}

#[derive(Default, Clone)]
pub(super) struct Machine<'a> {
    pub(super) text: &'a str,
    pub(super) before: Before,
    pub(super) statement: Statement,
    /// The list of names that is being spoken of, and where its last part after a comma begins.
    pub(super) list: Vec<usize>,
    pub(super) chunk: usize,
    pub(super) place: Place,
    pub(super) heading: Option<Said>,
    /// The words speak of the group now, not of the list.
    pub(super) of_group: bool,
    /// The words speak of somebody who is no student.
    pub(super) noise: bool,
    pub(super) except_open: bool,
    /// The heading is that of a line before.
    pub(super) carried: bool,
    /// What follows is in doubt.
    pub(super) unsure: bool,
    /// The cue before was a status.
    pub(super) after_status: bool,
    /// "We had Amara, Priya …": they were there, unless more is said.
    pub(super) had: bool,
    /// The names that a clause with "who" or "whom" is about.
    pub(super) relative: Option<Vec<usize>>,
    /// The list that a "who …" interrupts.
    pub(super) resumes: Option<Place>,
    pub(super) list_open: bool,
    pub(super) comma: bool,
    /// "Neither" stands before the list.
    pub(super) neither: bool,
    pub(super) said_of_list: bool,
    pub(super) elsewhere: bool,
    pub(super) to_come: bool,
    pub(super) last_end: usize,
    /// What stands outside the bracket that is open.
    pub(super) outside: Option<Box<Outside>>,
}

#[derive(Clone)]
pub(super) struct Outside {
    pub(super) list: Vec<usize>,
    pub(super) chunk: usize,
    pub(super) place: Place,
    pub(super) heading: Option<Said>,
    pub(super) of_group: bool,
    pub(super) noise: bool,
    pub(super) said_of_list: bool,
}

impl Machine<'_> {
    pub(super) fn take(&mut self, found: Found, next: Option<Found>) {
        match found.cue {
            Cue::Name(name) => self.name(name, found),
            Cue::Says(said) => self.says(said, found, next),
            Cue::PronounSays(said) => {
                let several = self.words(found).starts_with("they");
                self.pronoun(found, None, several);
                self.says(said, found, next);
            }
            Cue::Yes => self.answers(Said::Present, found),
            Cue::No => self.answers(Said::Absent, found),
            Cue::Pronoun => self.pronoun(found, next, self.is_of_several(found)),
            Cue::Pronouns => self.pronoun(found, next, true),
            Cue::WeHad if self.names_come(found, next) => {
                self.turn_aside();
                self.had = true;
                self.noise = false;
            }
            Cue::Outsider if self.list_open && self.is_relative_that(found) => self.pronoun(found, next, true),
            Cue::Outsider | Cue::Chat | Cue::WeHad => self.turn_aside(),
            Cue::Unsure => {
                self.turn_aside();
                self.unsure = true;
            }
            Cue::Neither => {
                self.flush();
                self.neither = true;
                self.list_open = false;
            }
            Cue::Elsewhere => self.another_day(found, false),
            Cue::ToCome => self.another_day(found, true),
            Cue::Recorded => self.recorded(found),
            Cue::Comma => self.comma(),
            Cue::Colon => {
                self.comma();
                self.comma = false;
            }
            Cue::Open => self.open(),
            Cue::Close => self.close(),
            Cue::Nothing => self.list_open = false,
            _ => self.take_of_group(found, next),
        }
    }

    /// "Wei and Priya, who were late": the verb says that they all are meant.
    fn is_of_several(&self, found: Found) -> bool {
        let rest = self.text.get(found.end..).unwrap_or_default().trim_start();
        let verb = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        self.words(found).starts_with("who") && matches!(verb, "were" | "are" | "have" | "both" | "all")
    }

    /// "Yes" and "no" say something only beside a name or the group.
    fn answers(&mut self, said: Said, found: Found) {
        let speaks_of_some = !self.list.is_empty() && !self.said_of_list || self.of_group;
        if speaks_of_some && !self.noise {
            self.says(said, found, None);
        }
        self.comma();
    }

    /// The words of a cue, lower case.
    pub(super) fn words(&self, found: Found) -> String {
        self.text.get(found.start..found.end).unwrap_or_default().to_lowercase()
    }

    /// Notes the words up to here that are no cue, and whom they are about.
    pub(super) fn pass_over(&mut self, until: usize, next: Option<Cue>) {
        let gap = self.text.get(self.last_end..until).unwrap_or_default();
        for word in gap.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()) {
            let word = word.trim_matches('\'').to_lowercase();
            if is_harmless(&word) {
                continue;
            }
            self.statement.denies |=
                matches!(next, Some(Cue::Name(_))) && denies(&word) && !matches!(word.as_str(), "no" | "without");
            let denied_next = matches!(word.as_str(), "no" | "without") && matches!(next, Some(Cue::Name(_)));
            for name in self.list.iter().filter(|_| !denied_next) {
                self.statement.unknown.push((*name, word.clone()));
            }
        }
    }

    /// The words between the last cue and this one.
    pub(super) fn gap(&self, found: Found) -> &str {
        self.text.get(self.last_end..found.start).unwrap_or_default()
    }

    pub(super) fn says(&mut self, said: Said, found: Found, next: Option<Found>) {
        self.list_open = false;
        if self.elsewhere || self.to_come {
            let kept = if self.elsewhere { &mut self.statement.elsewhere } else { &mut self.statement.to_come };
            kept.extend(&self.list);
            self.said_of_list = true;
            return;
        }
        let names_follow = next.is_some_and(|next| {
            matches!(next.cue, Cue::Name(_) | Cue::Colon)
                && is_heading_gap(self.text.get(found.end..next.start).unwrap_or_default())
        });
        if matches!(said, Said::TurnedAway | Said::NoReason) && self.list.is_empty() && !self.of_group && !names_follow
        {
            // "We did not let her in", "I have heard nothing": whoever it is said by, it is said of those named last.
            let latest = self.before.names.clone();
            self.statement.said.extend(latest.into_iter().map(|name| (name, said)));
            if self.noise {
                return;
            }
        }
        if self.noise && !names_follow {
            return;
        }
        if self.carried && matches!(self.place, Place::Heading(_)) {
            // The heading of the line before ended with it: this line says something of its own names.
            self.place = Place::Subject;
            self.heading = None;
            self.carried = false;
        }
        let said = match said {
            Said::Present if self.neither => Said::Absent,
            Said::Absent if self.neither => Said::Present,
            other => other,
        };
        if said == Said::AsListed && !(self.of_group && self.list.is_empty()) && self.place != Place::Excepted {
            return;
        }
        if self.of_group && self.list.is_empty() {
            match self.statement.group {
                Some((group, None)) => self.statement.group = Some((group, Some(said))),
                _ if names_follow => self.heading = Some(said),
                _ => {}
            }
        } else if self.list.is_empty() {
            self.head(said, names_follow);
        } else {
            self.says_of_list(said, names_follow);
        }
    }

    /// A status that is said of names: those before it, or, as the heading of a new list, those after it.
    fn says_of_list(&mut self, said: Said, names_follow: bool) {
        let is_plain = matches!(said, Said::Present | Said::Absent | Said::NotAbsent | Said::AsListed);
        match (self.place, self.statement.group) {
            (Place::Excepted, Some((group, None))) if is_plain => self.statement.group = Some((group, Some(said))),
            (Place::Excepted, _) => self.assign(0, said),
            (Place::Heading(_), _) if !names_follow => self.assign(self.chunk, said),
            (Place::Subject, _) if !(names_follow && self.said_of_list && self.comma) => {
                self.assign(0, said);
                self.said_of_list = true;
            }
            _ => {
                self.flush();
                self.heading = Some(said);
            }
        }
    }

    /// A status before any name heads the list to come; two that contradict each other are a doubt.
    fn head(&mut self, said: Said, names_follow: bool) {
        let attends = |said: Said| matches!(said, Said::Present | Said::NotAbsent | Said::Late);
        let differs = self.heading.is_some_and(|before| attends(before) != attends(said) && !self.carried);
        self.statement.denies |= differs && names_follow;
        self.heading = Some(said);
        self.carried = false;
        self.noise = false;
    }

    pub(super) fn assign(&mut self, from: usize, said: Said) {
        let names: Vec<usize> = self.list.iter().skip(from).copied().collect();
        self.statement.said.extend(names.into_iter().map(|name| (name, said)));
    }

    pub(super) fn turn_aside(&mut self) {
        self.flush();
        self.noise = true;
        self.of_group = false;
        self.list_open = false;
    }

    pub(super) fn another_day(&mut self, found: Found, to_come: bool) {
        let close = self.gap(found).trim().len() <= 3;
        let is_status = |said: Said| !matches!(said, Said::Reason | Said::Excused | Said::NoReason);
        let last_is_status = self.statement.said.last().is_some_and(|(_, said)| is_status(*said));
        let just_said = close && self.after_status && self.said_of_list && !self.list.is_empty() && last_is_status;
        if just_said {
            let list = self.list.clone();
            self.statement.said.retain(|(name, _)| !list.contains(name));
            let kept = if to_come { &mut self.statement.to_come } else { &mut self.statement.elsewhere };
            kept.extend(list);
        } else if to_come {
            self.to_come = true;
        } else {
            self.elsewhere = true;
        }
        self.list_open = false;
    }

    pub(super) fn comma(&mut self) {
        if let Some(names) = self.relative.take().filter(|_| self.noise) {
            // "Will, whom you list, did not come": the clause about somebody else is over.
            self.list = names;
            self.place = Place::Subject;
            self.said_of_list = true;
            self.noise = false;
        }
        if self.noise
            && self.list.is_empty()
            && let Some(outside) = &self.outside
        {
            // "Seun (bleeped before we started, told me)": in the bracket it is Seun again.
            self.list.extend(outside.list.last());
            self.place = Place::Subject;
            self.said_of_list = true;
            self.noise = false;
        }
        self.comma = true;
        self.unsure = false;
        self.elsewhere = false;
        self.to_come = false;
    }

    /// A heading without names waits for the next line; one whose list went on may go on.
    pub(super) fn carried_heading(&mut self) -> Option<Said> {
        let said_nothing =
            self.statement.said.is_empty() && self.statement.excepted.is_empty() && self.statement.group.is_none();
        if said_nothing && self.statement.unsaid.is_empty() {
            self.statement.open_heading = self.heading;
            return self.heading;
        }
        let only_headed = self.statement.headed.is_some() && self.statement.group.is_none();
        self.before.heading.or(self.statement.headed).filter(|_| only_headed)
    }
}
