//! What one sentence says of students and of the group: a small machine over the cues, that knows what a status is said
//! of (the names before it, the list after it, everyone, the exceptions) and nothing of the calendar.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::dates::calendar_words::count;
use crate::inbound::names::rule;

use super::cues::{Cue, Found, Said, cues};

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
    /// A heading that waits for the names of the lines to come.
    pub open_heading: Option<Said>,
    /// Words about a name that no rule knows: they may be the reason of an absence, or its denial.
    pub unknown: Vec<(usize, String)>,
    /// A denial that was said of nobody who could be told.
    pub denies: bool,
}

/// What the sentences before leave to this one.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The students named last, whom "she" and "both" mean.
    pub names: Vec<usize>,
    pub heading: Option<Said>,
    /// The group was spoken of, so that "Except Wei." goes on with it.
    pub group: bool,
}

/// Reads one sentence, and leaves in `before` what the next may lean on.
pub fn read(text: &str, before: &mut Before) -> Statement {
    let found = cues(text);
    let mut machine = Machine {
        text,
        heading: before.heading.filter(|_| begins_with_name(text, &found) && !PRESENTS.is_match(text)),
        before: std::mem::take(before),
        ..Machine::default()
    };
    machine.carried = machine.heading.is_some();
    for (place, cue) in found.iter().enumerate() {
        machine.pass_over(cue.start, Some(cue.cue));
        machine.take(*cue, found.get(place + 1).copied());
        machine.last_end = cue.end;
        machine.after_status = matches!(cue.cue, Cue::Says(_));
    }
    machine.pass_over(text.len(), None);
    machine.flush();
    before.names = machine.latest();
    before.heading = machine.carried_heading();
    before.group = machine.statement.group.is_some() || machine.before.group && machine.statement.said.is_empty();
    machine.statement
}

/// Does a sentence speak of everyone or of the others, as only a register does?
pub fn speaks_of_group(text: &str) -> bool {
    cues(text)
        .iter()
        .any(|found| matches!(found.cue, Cue::Everyone | Cue::Others))
}

/// Where the names now collected stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    Subject,
    Heading(Said),
    Excepted,
}

#[derive(Default, Clone)]
struct Machine<'a> {
    text: &'a str,
    before: Before,
    statement: Statement,
    /// The list of names that is being spoken of, and where its last part after a comma begins.
    list: Vec<usize>,
    chunk: usize,
    place: Place,
    heading: Option<Said>,
    /// The words speak of the group now, not of the list.
    of_group: bool,
    /// The words speak of somebody who is no student.
    noise: bool,
    except_open: bool,
    /// The heading is that of a line before.
    carried: bool,
    /// The cue before was a status.
    after_status: bool,
    /// "We had Amara, Priya …": they were there, unless more is said.
    had: bool,
    /// The names that a clause with "who" or "whom" is about.
    relative: Option<Vec<usize>>,
    /// The list that a "who …" interrupts.
    resumes: Option<Place>,
    list_open: bool,
    comma: bool,
    /// "Neither" stands before the list.
    neither: bool,
    said_of_list: bool,
    elsewhere: bool,
    to_come: bool,
    last_end: usize,
    /// What stands outside the bracket that is open.
    outside: Option<Box<Outside>>,
}

#[derive(Clone)]
struct Outside {
    list: Vec<usize>,
    chunk: usize,
    place: Place,
    heading: Option<Said>,
    of_group: bool,
    noise: bool,
    said_of_list: bool,
}

impl Machine<'_> {
    fn take(&mut self, found: Found, next: Option<Found>) {
        match found.cue {
            Cue::Name(name) => self.name(name, found),
            Cue::Says(said) => self.says(said, found, next),
            Cue::PronounSays(said) => {
                let first = self.text.get(found.start..found.end).unwrap_or_default().to_lowercase();
                self.pronoun(found, None, first.starts_with("they"));
                self.says(said, found, next);
            }
            Cue::Outsider if self.list_open && self.is_relative_that(found) => self.pronoun(found, next, true),
            Cue::Everyone if self.is_all_of_list(found, next) => {}
            Cue::Everyone => self.group(Group::Everyone),
            Cue::AllThere => {
                self.heading = None;
                self.group(Group::Everyone);
                self.statement.group = Some((Group::Everyone, Some(Said::Present)));
            }
            Cue::AllOfThem if self.latest().is_empty() => self.group(Group::Everyone),
            Cue::AllOfThem => self.pronoun(found, next, true),
            Cue::Others => self.group(Group::Others),
            Cue::Nobody => self.group(Group::Nobody),
            Cue::Except => self.except(found, next),
            Cue::WeHad if !self.names_come(found, next) => self.turn_aside(),
            Cue::WeHad => {
                self.flush();
                self.had = true;
                self.noise = false;
                self.list_open = false;
            }
            Cue::Yes | Cue::No => {
                let speaks_of_some = !self.list.is_empty() && !self.said_of_list || self.of_group;
                if speaks_of_some && !self.noise {
                    let said = if found.cue == Cue::Yes {
                        Said::Present
                    } else {
                        Said::Absent
                    };
                    self.says(said, found, None);
                }
                self.comma();
            }
            Cue::ListRight
                if matches!(self.statement.group, Some((Group::Others, None)))
                    || !self.statement.said.is_empty()
                    || !self.list.is_empty() =>
            {
                self.flush();
                self.statement.group = Some((Group::Others, Some(Said::Present)));
                self.of_group = true;
            }
            Cue::ListRight => {
                self.group(Group::Everyone);
                self.statement.group = Some((Group::Everyone, Some(Said::AsListed)));
            }
            Cue::Neither => {
                self.flush();
                self.neither = true;
                self.list_open = false;
            }
            Cue::Only => self.only(found, next),
            Cue::NoMore => self.statement.no_more = true,
            Cue::Pronoun => self.pronoun(found, next, false),
            Cue::Pronouns => self.pronoun(found, next, true),
            Cue::Outsider | Cue::Chat => self.turn_aside(),
            Cue::Elsewhere => self.another_day(found, false),
            Cue::ToCome => self.another_day(found, true),
            Cue::Recorded => self.recorded(found),
            Cue::Comma => self.comma(),
            Cue::Colon => self.comma = false,
            Cue::Open => self.open(),
            Cue::Close => self.close(),
            Cue::Nothing => self.list_open = false,
        }
    }

    /// Notes the words up to here that are no cue, and whom they are about.
    fn pass_over(&mut self, until: usize, next: Option<Cue>) {
        let gap = self.text.get(self.last_end..until).unwrap_or_default();
        for word in gap
            .split(|c: char| !(c.is_alphanumeric() || c == '\''))
            .filter(|word| !word.is_empty())
        {
            let word = word.to_lowercase();
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
    fn gap(&self, found: Found) -> &str {
        self.text.get(self.last_end..found.start).unwrap_or_default()
    }

    fn name(&mut self, name: usize, found: Found) {
        self.statement.denies |= has_unknown_beside(self.gap(found));
        let goes_on = self.list_open && is_connector(self.gap(found)) && !self.list.contains(&name);
        if goes_on {
            if self.comma {
                self.chunk = self.list.len();
            }
        } else {
            self.flush();
            let negated = self
                .text
                .get(self.last_end..found.start)
                .unwrap_or_default()
                .trim_end()
                .to_lowercase();
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

    /// Do names follow at once?
    fn names_come(&self, found: Found, next: Option<Found>) -> bool {
        next.is_some_and(|next| {
            matches!(next.cue, Cue::Name(_) | Cue::Only | Cue::Pronouns)
                && is_heading_gap(self.text.get(found.end..next.start).unwrap_or_default())
        })
    }

    /// "It was Wei that was away": the word stands for "who".
    fn is_relative_that(&self, found: Found) -> bool {
        self.text.get(found.start..found.end).is_some_and(|word| word.eq_ignore_ascii_case("that")) && self.gap(found).trim().is_empty()
    }

    /// "Zoe, Minh and May all missing": the word sums up the list before it.
    fn is_all_of_list(&self, found: Found, next: Option<Found>) -> bool {
        let is_all = self.text.get(found.start..found.end).is_some_and(|word| word.eq_ignore_ascii_case("all"));
        let says = next.is_some_and(|next| matches!(next.cue, Cue::Says(_)) && self.text.get(found.end..next.start).is_some_and(|gap| gap.trim().is_empty()));
        is_all && says && self.list_open && self.list.len() > 1 && !self.said_of_list && self.gap(found).trim().is_empty()
    }

    fn says(&mut self, said: Said, found: Found, next: Option<Found>) {
        self.list_open = false;
        if self.elsewhere || self.to_come {
            let kept = if self.elsewhere {
                &mut self.statement.elsewhere
            } else {
                &mut self.statement.to_come
            };
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
        let is_plain = matches!(said, Said::Present | Said::Absent | Said::NotAbsent | Said::AsListed);
        if self.of_group && self.list.is_empty() {
            match self.statement.group {
                Some((group, None)) => self.statement.group = Some((group, Some(said))),
                _ if names_follow => self.heading = Some(said),
                _ => {}
            }
        } else if self.place == Place::Excepted && !self.list.is_empty() {
            match self.statement.group {
                Some((group, None)) if is_plain => self.statement.group = Some((group, Some(said))),
                _ => self.assign(0, said),
            }
        } else if let (Place::Heading(_), false) = (self.place, self.list.is_empty()) {
            if names_follow {
                self.flush();
                self.heading = Some(said);
            } else {
                self.assign(self.chunk, said);
            }
        } else if !self.list.is_empty() {
            if names_follow && self.said_of_list && self.comma {
                self.flush();
                self.heading = Some(said);
            } else {
                self.assign(0, said);
                self.said_of_list = true;
            }
        } else {
            let attends = |said: Said| matches!(said, Said::Present | Said::NotAbsent | Said::Late);
            let differs = self
                .heading
                .is_some_and(|before| attends(before) != attends(said) && !self.carried);
            self.statement.denies |= differs && names_follow;
            self.heading = Some(said);
            self.carried = false;
            self.noise = false;
        }
    }

    fn assign(&mut self, from: usize, said: Said) {
        let names: Vec<usize> = self.list.iter().skip(from).copied().collect();
        self.statement.said.extend(names.into_iter().map(|name| (name, said)));
    }

    fn group(&mut self, group: Group) {
        self.flush();
        let said = self.heading.take().filter(|_| !self.comma);
        match self.statement.group {
            // "Full house, all present": the first word on the group is enough, a later one may add what it says.
            Some((Group::Everyone, said_before)) if group == Group::Everyone => {
                self.statement.group = Some((Group::Everyone, said_before.or(said)));
            }
            Some((Group::Everyone, Some(_))) if group == Group::Others => {}
            _ => self.statement.group = Some((group, said)),
        }
        self.of_group = true;
        self.noise = false;
        self.elsewhere = false;
        self.comma = false;
    }

    fn except(&mut self, found: Found, next: Option<Found>) {
        let to_name = next.is_some_and(|next| {
            matches!(next.cue, Cue::Name(_) | Cue::Pronouns | Cue::Pronoun)
                && self
                    .text
                    .get(found.end..next.start)
                    .unwrap_or_default()
                    .split_whitespace()
                    .count()
                    <= 4
        });
        // "All but one, Will": the name comes after the count.
        let rest = self.text.get(found.end..).unwrap_or_default();
        let counted = rest
            .split_whitespace()
            .next()
            .is_some_and(|word| count(&word.trim_matches(',').to_lowercase()).is_some());
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
            self.heading = Some(Said::Absent);
        } else if to_name && of_group {
            self.flush();
            self.except_open = true;
            if goes_on {
                self.of_group = true;
            }
        } else {
            self.comma();
        }
        self.list_open = false;
    }

    fn only(&mut self, found: Found, next: Option<Found>) {
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

    fn pronoun(&mut self, found: Found, next: Option<Found>, several: bool) {
        if several && next.is_some_and(|next| matches!(next.cue, Cue::Name(_))) {
            return;
        }
        let word = self.text.get(found.start..found.end).unwrap_or_default().to_lowercase();
        let adjacent = self
            .gap(found)
            .trim_matches(|c: char| c.is_whitespace() || c == '-')
            .is_empty();
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
        let names = if several {
            latest
        } else {
            latest.last().copied().into_iter().collect()
        };
        if names.is_empty() && several {
            self.group(Group::Everyone);
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

    fn turn_aside(&mut self) {
        self.flush();
        self.noise = true;
        self.of_group = false;
        self.list_open = false;
    }

    fn another_day(&mut self, found: Found, to_come: bool) {
        let close = self.gap(found).trim().len() <= 3;
        let is_status = |said: Said| !matches!(said, Said::Reason | Said::Excused | Said::NoReason);
        let last_is_status = self.statement.said.last().is_some_and(|(_, said)| is_status(*said));
        let just_said = close && self.after_status && self.said_of_list && !self.list.is_empty() && last_is_status;
        if just_said {
            let list = self.list.clone();
            self.statement.said.retain(|(name, _)| !list.contains(name));
            let kept = if to_come {
                &mut self.statement.to_come
            } else {
                &mut self.statement.elsewhere
            };
            kept.extend(list);
        } else if to_come {
            self.to_come = true;
        } else {
            self.elsewhere = true;
        }
        self.list_open = false;
    }

    /// Names inside the record's word are spoken of, though nothing is said of them yet.
    fn recorded(&mut self, found: Found) {
        let words = self.text.get(found.start..found.end).unwrap_or_default();
        let name = words.split('@').nth(1).and_then(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
        if let Some(name) = name {
            self.flush();
            self.list = vec![name];
            self.place = Place::Subject;
        }
        self.noise = false;
        self.list_open = false;
    }

    fn comma(&mut self) {
        if let Some(names) = self.relative.take().filter(|_| self.noise) {
            // "Will, whom you list, did not come": the clause about somebody else is over.
            self.list = names;
            self.place = Place::Subject;
            self.said_of_list = true;
            self.noise = false;
        }
        self.comma = true;
        self.elsewhere = false;
        self.to_come = false;
    }

    fn open(&mut self) {
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

    fn close(&mut self) {
        if let Some(outside) = self.outside.take() {
            self.flush();
            self.list = outside.list;
            self.chunk = outside.chunk;
            self.place = outside.place;
            self.heading = outside.heading;
            self.of_group = outside.of_group;
            self.noise = outside.noise;
            self.said_of_list = outside.said_of_list;
            self.list_open = true;
            self.comma = true;
        }
    }

    /// Settles the list of names: each gets what its place says, unless more was said of it.
    fn flush(&mut self) {
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
    fn latest(&self) -> Vec<usize> {
        if self.list.is_empty() {
            self.before.names.clone()
        } else {
            self.list.clone()
        }
    }

    /// A heading without names waits for the next line; one whose list went on may go on.
    fn carried_heading(&mut self) -> Option<Said> {
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

/// Only what joins the names of a list.
fn is_connector(gap: &str) -> bool {
    gap.split(|c: char| c.is_whitespace() || matches!(c, '&' | '+' | '/' | ','))
        .all(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "" | "and"
                    | "then"
                    | "plus"
                    | "also"
                    | "or"
                    | "nor"
                    | "n"
                    | "the"
                    | "from"
                    | "as"
                    | "well"
                    | "finally"
                    | "not"
                    | "forgetting"
                    | "too"
            )
        })
}

/// "Amra and Tom": a word that is joined to a name and is none that the roll knows.
fn has_unknown_beside(gap: &str) -> bool {
    let words: Vec<String> = gap.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '&' | '+' | ','))).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    match &words[..] {
        [.., word, joint] if matches!(joint.as_str(), "and" | "&" | "+") => {
            let word = word.trim_matches(',');
            !word.is_empty() && !is_harmless(word) && word.len() > 2 && !word.ends_with("ed") && !word.ends_with("ly") && word.chars().all(|c| c.is_alphabetic())
        }
        _ => false,
    }
}

/// Only what may stand between a heading and its first name.
fn is_heading_gap(gap: &str) -> bool {
    gap.split(|c: char| c.is_whitespace() || matches!(c, '-' | '=' | '>'))
        .all(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "" | "were"
                    | "was"
                    | "are"
                    | "is"
                    | "today"
                    | "from"
                    | "by"
                    | "only"
                    | "the"
                    | "both"
                    | "this"
                    | "week"
                    | "for"
                    | "of"
                    | "with"
                    | "from:"
                    | "just"
                    | "and"
            ) || word.chars().all(|c| c.is_ascii_digit())
                || count(&word.to_lowercase()).is_some()
        })
}

/// A sentence of its own about who presented, which is in no list of names.
static PRESENTS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:presented|presenting|(?:gave|brought|did) (?:a|the|her|his|their) case)\b"));

fn begins_with_name(text: &str, found: &[Found]) -> bool {
    found.first().is_some_and(|first| {
        let before = text.get(..first.start).unwrap_or_default();
        matches!(first.cue, Cue::Name(_))
            && before.split(|c: char| !c.is_alphabetic()).all(|word| {
                matches!(
                    word.to_lowercase().as_str(),
                    "" | "mr" | "ms" | "messrs" | "misses" | "and" | "also" | "plus"
                )
            })
    })
}

/// Words that add nothing to what is said of a student.
fn is_harmless(word: &str) -> bool {
    static HARMLESS: LazyLock<HashSet<&str>> = LazyLock::new(|| HARMLESS_WORDS.split_ascii_whitespace().collect());
    HARMLESS.contains(word) || word.chars().all(|c| c.is_ascii_digit()) || count(word).is_some()
}

/// Words that turn a statement round.
pub fn denies(word: &str) -> bool {
    matches!(
        word,
        "not" | "never" | "no" | "without" | "wrong" | "wrongly" | "mistake" | "mistaken" | "error" | "incorrect"
    ) || word.ends_with("n't")
}

const HARMLESS_WORDS: &str = " a an the and or of to at in on by for with from as so too also then again still yet today this that \
    these those time week's week session group one ones was were is are be been being has have had do did does it its up \
    sadly unfortunately alas afraid i'm regrettably apparently obviously please pls thanks thank you hi hello ok well oh ah \
    just simply only both all each once more another once usual usually always now already yesterday morning afternoon \
    tuesday friday monday wednesday thursday st nd rd th mins minutes min am pm he she they their his her him them who \
    though although however but if though btw fyi nb ps tbh imo re plus minus total overall altogether together \
    me my we us our i ve ll re s t d m shame pity boo sigh hmm tut grr argh surprise surprisingly oddly strangely \
    definitely certainly actually really very quite rather completely entirely totally absolutely fully clearly \
    student students name names names mr mrs ms miss mx first second third third fourth running row straight \
    january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sept sep oct nov dec g07 g21 o'clock pm noon list register attendance marked mark put down \
    change changed amend correct record recorded make made set should would could can will kindly note noted updated update \
    anyone else someone because what which there here gone no-show sheet tick cross please could whole hour \
    usual suspects suspect culprit culprits offender offenders everyone kept keep count counted counting roll call \
    cheers best regards sorry apologies muddled mixed got mixed-up confused meant mean typo mistyped n st half messrs misses mesdames earlier previous ";
