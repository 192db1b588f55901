//! How the machine keeps lists of names: where a list begins, goes on, is interrupted by "who …" or a bracket, and ends.

use super::machine::{Machine, Outside, Place};
use super::words::{has_unknown_beside, is_connector};
use super::{Group, Said};
use crate::inbound::co_leader::cues::{Cue, Found};

impl Machine<'_> {
    pub(super) fn name(&mut self, name: usize, found: Found) {
        self.statement.denies |= self.unsure || has_unknown_beside(self.gap(found));
        let goes_on = self.list_open && is_connector(self.gap(found)) && !self.list.contains(&name);
        if goes_on {
            if self.comma {
                self.chunk = self.list.len();
            }
        } else {
            self.flush();
            let negated = self.text.get(self.last_end..found.start).unwrap_or_default().trim_end().to_lowercase();
            let negated = negated == "no" || negated.ends_with(" no") || negated.ends_with("without");
            let resumed = self
                .resumes
                .take()
                .filter(|_| self.comma && is_connector(self.text.get(self.last_end..found.start).unwrap_or_default()));
            self.place = match (self.heading, resumed) {
                _ if self.except_open => Place::Excepted,
                _ if negated => Place::Heading(Said::Absent),
                (_, Some(place)) => place,
                (Some(heading), None) => Place::Heading(heading),
                (None, None) => Place::Subject,
            };
            self.chunk = 0;
            self.said_of_list = false;
        }
        self.list.push(name);
        self.except_open = false;
        self.list_open = true;
        self.noise = false;
        self.comma = false;
        if self.place != Place::Excepted {
            self.of_group = false;
        }
    }

    pub(super) fn pronoun(&mut self, found: Found, next: Option<Found>, several: bool) {
        if several && next.is_some_and(|next| matches!(next.cue, Cue::Name(_))) {
            return;
        }
        let word = self.text.get(found.start..found.end).unwrap_or_default().to_lowercase();
        let adjacent = self
            .gap(found)
            .split(|c: char| c.is_whitespace() || c == '-')
            .all(|word| matches!(word, "" | "of" | "about" | "from" | "for" | "to" | "both" | "one"));
        if word.starts_with("who") && !adjacent {
            self.turn_aside();
            return;
        }
        if several && self.of_group && self.list.is_empty() {
            return;
        }
        let latest = match &self.outside {
            Some(outside) if several && self.list.len() == 1 => outside.list.clone(),
            _ => self.latest(),
        };
        let place = (!self.list.is_empty()).then_some(self.place);
        self.flush();
        let names = if several { latest } else { latest.last().copied().into_iter().collect() };
        if names.is_empty() && several {
            self.group(Group::Everyone);
            self.statement.by_pronoun = true;
            return;
        }
        if names.is_empty() {
            self.noise = true;
            return;
        }
        if matches!(word.as_str(), "who" | "whom") {
            self.relative = Some(names.clone());
            self.resumes = place.filter(|place| *place != Place::Subject);
        }
        self.list = names;
        self.chunk = 0;
        self.place = Place::Subject;
        self.said_of_list = true;
        self.of_group = false;
        self.noise = false;
        self.list_open = false;
    }

    /// Names inside the record's word are spoken of, though nothing is said of them yet.
    pub(super) fn recorded(&mut self, found: Found) {
        let words = self.text.get(found.start..found.end).unwrap_or_default();
        let name = words.split('@').nth(1).and_then(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
        if let Some(name) = name {
            self.flush();
            self.list = vec![name];
            self.place = Place::Subject;
            self.said_of_list = true;
        }
        self.noise = false;
        self.list_open = false;
    }

    pub(super) fn open(&mut self) {
        let latest = self.list.last().copied();
        let Some(name) = latest else {
            self.comma();
            return;
        };
        self.outside = Some(Box::new(Outside {
            list: self.list.clone(),
            chunk: self.chunk,
            place: self.place,
            heading: self.heading,
            of_group: self.of_group,
            noise: self.noise,
            said_of_list: self.said_of_list,
        }));
        self.before.names = self.list.clone();
        self.list = vec![name];
        self.chunk = 0;
        self.place = Place::Subject;
        self.heading = None;
        self.said_of_list = true;
        self.list_open = false;
    }

    pub(super) fn close(&mut self) {
        if let Some(outside) = self.outside.take() {
            self.flush();
            self.list = outside.list;
            self.chunk = outside.chunk;
            self.place = outside.place;
            self.heading = outside.heading;
            self.of_group = outside.of_group;
            self.noise = outside.noise;
            self.said_of_list = outside.said_of_list;
            // What was said of them before the bracket closes their list.
            self.list_open = !outside.said_of_list;
            self.comma = true;
        }
    }

    /// Settles the list of names: each gets what its place says, unless more was said of it.
    pub(super) fn flush(&mut self) {
        let list = std::mem::take(&mut self.list);
        if list.is_empty() {
            return;
        }
        self.before.names.clone_from(&list);
        for name in list {
            let is_said = self.statement.said.iter().any(|(said_of, _)| *said_of == name);
            match self.place {
                Place::Excepted => self.statement.excepted.push(name),
                Place::Heading(said) => {
                    self.statement.headed = Some(said);
                    if !is_said {
                        self.statement.said.push((name, said));
                    }
                }
                Place::Subject if !is_said && !self.said_of_list && self.had => {
                    self.statement.said.push((name, Said::Present));
                }
                Place::Subject if !is_said && !self.said_of_list => {
                    let kept = if self.to_come {
                        &mut self.statement.to_come
                    } else if self.elsewhere {
                        &mut self.statement.elsewhere
                    } else {
                        &mut self.statement.unsaid
                    };
                    kept.push(name);
                }
                Place::Subject => {}
            }
        }
        self.place = Place::Subject;
        self.chunk = 0;
        self.neither = false;
    }

    /// The names spoken of last.
    pub(super) fn latest(&self) -> Vec<usize> {
        if self.list.is_empty() { self.before.names.clone() } else { self.list.clone() }
    }
}
