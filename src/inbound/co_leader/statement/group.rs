//! How the machine hears of the whole group: everyone, the others, the exceptions, "only", and when a word that could
//! mean everyone sums up the list before it.

use super::machine::Machine;
use super::words::is_heading_gap;
use super::{Group, Said};
use crate::inbound::co_leader::cues::{Cue, Found};
use crate::inbound::dates::calendar_words::count;

impl Machine<'_> {
    /// Takes a cue that speaks of the whole group, or could.
    pub(super) fn take_of_group(&mut self, found: Found, next: Option<Found>) {
        match found.cue {
            Cue::Everyone if self.is_all_of_list(found, next) => {}
            Cue::Everyone if self.adds_to_list(found, next) => self.pronoun(found, next, true),
            Cue::AllOfThem if !self.latest().is_empty() => self.pronoun(found, next, true),
            Cue::Everyone | Cue::AllOfThem => self.group(Group::Everyone),
            Cue::AllThere => self.all_there(found),
            Cue::ListRight => self.list_right(),
            Cue::Others => self.group(Group::Others),
            Cue::Nobody => self.group(Group::Nobody),
            Cue::Except => self.except(found, next),
            Cue::Only => self.only(found, next),
            Cue::NoMore => self.statement.no_more = true,
            _ => {}
        }
    }

    /// "Full house", "nobody else was missing".
    fn all_there(&mut self, found: Found) {
        let others = matches!(self.statement.group, Some((Group::Others, None))) || self.words(found).contains("else");
        let whom = if others { Group::Others } else { Group::Everyone };
        self.heading = None;
        self.group(whom);
        self.statement.group = Some((whom, Some(Said::Present)));
    }

    /// "All good": of the others where somebody was spoken of, else of the list that the letter had.
    fn list_right(&mut self) {
        let of_others = matches!(self.statement.group, Some((Group::Others, None)));
        if of_others || !self.statement.said.is_empty() || !self.list.is_empty() {
            self.flush();
            self.statement.group = Some((Group::Others, Some(Said::Present)));
            self.of_group = true;
        } else {
            self.group(Group::Everyone);
            self.statement.group = Some((Group::Everyone, Some(Said::AsListed)));
        }
    }

    pub(super) fn group(&mut self, group: Group) {
        self.flush();
        let said = self.heading.take().filter(|_| !self.comma);
        match self.statement.group {
            // "Full house, all present": the first word on the group is enough, a later one may add what it says.
            Some((Group::Everyone, said_before)) if group == Group::Everyone => {
                self.statement.group = Some((Group::Everyone, said_before.or(said)));
            }
            Some((Group::Everyone, Some(_))) if group == Group::Others => {}
            // "The rest all there" is of the rest.
            Some((Group::Others, None)) if group == Group::Everyone && self.of_group && self.list.is_empty() => {
                self.statement.group = Some((Group::Others, said));
            }
            _ => self.statement.group = Some((group, said)),
        }
        self.of_group = true;
        self.noise = false;
        self.elsewhere = false;
        self.comma = false;
    }

    pub(super) fn except(&mut self, found: Found, next: Option<Found>) {
        let to_name = next.is_some_and(|next| {
            matches!(next.cue, Cue::Name(_) | Cue::Pronouns | Cue::Pronoun)
                && self.text.get(found.end..next.start).unwrap_or_default().split_whitespace().count() <= 4
        });
        // "All but one, Will": the name comes after the count.
        let rest = self.text.get(found.end..).unwrap_or_default();
        let counted = rest
            .split_whitespace()
            .next()
            .is_some_and(|word| count(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).is_some());
        if counted
            && self.of_group
            && let Some((Group::Everyone, said)) = self.statement.group
        {
            self.statement.group = Some((Group::Everyone, said.or(Some(Said::Present))));
            self.except_open = true;
            self.list_open = false;
            return;
        }
        if to_name && self.statement.group.is_none() && self.list.is_empty() && self.heading == Some(Said::Present) {
            // "Complete, save Mr Moreau."
            self.heading = None;
            self.statement.group = Some((Group::Everyone, Some(Said::Present)));
        }
        let goes_on = self.before.group && self.statement.group.is_none() && found.start == 0;
        let of_group = self.statement.group.is_some() || goes_on;
        if to_name && !of_group && found.start == 0 && self.heading.is_none() {
            // "Minus Wei.": the others are spoken of elsewhere.
            self.except_open = true;
        } else if to_name && of_group {
            self.flush();
            self.except_open = true;
            if goes_on {
                self.of_group = true;
            }
        } else {
            // "All present except Grace", whom nobody knows: an exception that names nobody of the group is a doubt.
            let word = self.words(found);
            let of_writer = next.is_some_and(|next| {
                next.cue == Cue::Outsider && self.text.get(found.end..next.start).unwrap_or_default().trim().is_empty()
            });
            self.statement.unknown_exception |= self.of_group && word != "but" && !of_writer;
            self.comma();
        }
        self.list_open = false;
    }

    pub(super) fn only(&mut self, found: Found, next: Option<Found>) {
        let Some(next) = next else { return };
        let gap = self.text.get(found.end..next.start).unwrap_or_default();
        let near = gap.split_whitespace().count() <= 3;
        if next.cue == Cue::Colon && near && gap.chars().any(char::is_alphanumeric) {
            self.statement.only = true;
        }
        match next.cue {
            Cue::Name(_) if near => self.statement.only = true,
            Cue::Says(Said::Present | Said::Absent) if near && self.list.is_empty() && !self.of_group => {
                self.statement.only = true
            }
            _ => {}
        }
        self.list_open = false;
    }

    /// "Zoe, Minh and May all missing": the word sums up the list before it.
    pub(super) fn is_all_of_list(&self, found: Found, next: Option<Found>) -> bool {
        let is_all = self.text.get(found.start..found.end).is_some_and(|word| word.eq_ignore_ascii_case("all"));
        let says = next.is_some_and(|next| {
            matches!(next.cue, Cue::Says(_))
                && self.text.get(found.end..next.start).is_some_and(|gap| gap.trim().is_empty())
        });
        is_all
            && says
            && self.list_open
            && self.list.len() > 1
            && !self.said_of_list
            && self.gap(found).trim().is_empty()
    }

    /// "Zoe and Mo couldn't come, all on interviews": the word means those named, not everyone.
    pub(super) fn adds_to_list(&self, found: Found, next: Option<Found>) -> bool {
        let is_all = self.text.get(found.start..found.end).is_some_and(|word| word.eq_ignore_ascii_case("all"));
        let adds = next.is_some_and(|next| {
            matches!(next.cue, Cue::Says(Said::Reason | Said::Excused | Said::NoReason | Said::Late | Said::TurnedAway))
                && self.text.get(found.end..next.start).is_some_and(|gap| gap.split_whitespace().count() <= 3)
        });
        is_all && adds && self.latest().len() > 1 && self.statement.group.is_none()
    }

    /// "It was Wei that was away": the word stands for "who".
    pub(super) fn is_relative_that(&self, found: Found) -> bool {
        self.text.get(found.start..found.end).is_some_and(|word| word.eq_ignore_ascii_case("that"))
            && self.gap(found).trim().is_empty()
    }

    /// Do names follow at once?
    pub(super) fn names_come(&self, found: Found, next: Option<Found>) -> bool {
        next.is_some_and(|next| {
            matches!(next.cue, Cue::Name(_) | Cue::Only | Cue::Pronouns)
                && is_heading_gap(self.text.get(found.end..next.start).unwrap_or_default())
        })
    }
}
