//! Whose year is told letter by letter: those who went furthest up the ladder, with some for whom a step was taken back
//! and some who wrote of distress. The others are in their files.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::letter::Opened;
use super::moments::{Moment, Opener, moments};
use super::numbers::furthest;
use super::{Lived, letter};
use crate::domain::id::PersonId;
use crate::explain::words;

/// A student's year.
#[derive(Debug, Serialize)]
pub(super) struct Story {
    #[serde(skip)]
    pub student: PersonId,
    /// Its place on the page, from 1.
    pub number: usize,
    pub name: String,
    pub called: String,
    pub group: String,
    pub leaders: String,
    pub firm_head: String,
    /// The last step of the policy that was taken, 0 for none.
    pub step: u8,
    /// How far it went, in a few words.
    pub furthest: String,
    pub moments: Vec<Moment>,
    pub letters: usize,
}

/// The stories that a page has room for.
const STORIES_MAX: usize = 12;
/// Of them, those in which a letter was taken back, and those of distress, where there are any.
const TAKEN_BACK_MAX: usize = 2;
const DISTRESS_MAX: usize = 2;
/// Whoever went further than this is told of anyhow.
const CORRECTED_STEP_MAX: u8 = 2;
/// The HTML of all letters of a page, so that it opens fast: once it is reached, letters show their text alone.
const HTML_BYTES_MAX: usize = 3_500_000;

/// The stories, and the HTML of their letters by the numbers under which the stories name them.
pub(super) fn stories(
    lived: &Lived<'_>,
    open: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> (Vec<Story>, BTreeMap<usize, String>) {
    let mut opener = Shelf { open, html: BTreeMap::new(), bytes: 0, opened: 0 };
    let stories =
        (1..).zip(chosen(lived)).map(|(number, student)| story(lived, number, student, &mut opener)).collect();
    (stories, opener.html)
}

fn story(lived: &Lived<'_>, number: usize, student: PersonId, opener: &mut Shelf<'_>) -> Story {
    let state = lived.state;
    let place = state.roster.memberships.iter().rfind(|place| place.student == student);
    let step = furthest(lived, student);
    let moments = moments(lived, student, opener);
    Story {
        student,
        number,
        name: words::name(state, student),
        called: state.roster.people.get(&student).map_or_else(String::new, |person| person.called().to_owned()),
        group: place.map_or_else(String::new, |place| words::group(state, place.group)),
        leaders: place
            .map(|place| words::names(state, &state.roster.co_leaders(place.group, lived.last_day)))
            .unwrap_or_default(),
        firm_head: place.map_or_else(String::new, |place| words::name(state, place.firm_head)),
        step,
        furthest: furthest_words(lived, student, step),
        letters: moments.iter().filter(|moment| moment.letter.is_some()).count(),
        moments,
    }
}

/// How far it went, in a few words.
fn furthest_words(lived: &Lived<'_>, student: PersonId, step: u8) -> String {
    let step = match step {
        0 => "no step",
        1 => "a friendly note",
        2 => "as far as the firm head",
        3 => "as far as the undergraduate team",
        _ => "as far as the stage lead",
    };
    let corrected = if taken_back(lived).contains(&student) { ", with a correction" } else { "" };
    let distress = if in_distress(lived).contains(&student) { "; wrote what may mean distress" } else { "" };
    format!("{step}{corrected}{distress}")
}

fn chosen(lived: &Lived<'_>) -> Vec<PersonId> {
    let mut ranked: Vec<(u8, usize, PersonId)> = lived
        .state
        .roster
        .memberships
        .iter()
        .map(|place| {
            let about = lived.state.told_about(place.student).len();
            (furthest(lived, place.student), about, place.student)
        })
        .filter(|(step, _, _)| *step > 0)
        .collect();
    ranked.sort_by_key(|(step, about, student)| (std::cmp::Reverse((*step, *about)), *student));
    let low = |student: &PersonId| furthest(lived, *student) <= CORRECTED_STEP_MAX;
    let mut taken_back: Vec<PersonId> = taken_back(lived).into_iter().filter(low).collect();
    taken_back.sort_by_key(|student| std::cmp::Reverse(furthest(lived, *student)));
    taken_back.truncate(TAKEN_BACK_MAX);
    let in_distress: Vec<PersonId> = in_distress(lived).into_iter().take(DISTRESS_MAX).collect();
    let others: BTreeSet<PersonId> = taken_back.into_iter().chain(in_distress).collect();
    let up_the_ladder = ranked.into_iter().map(|(_, _, student)| student).filter(|student| !others.contains(student));
    let mut chosen: Vec<PersonId> = up_the_ladder.take(STORIES_MAX - others.len()).collect();
    chosen.extend(others);
    chosen
}

/// Those about whom a step was taken back.
fn taken_back(lived: &Lived<'_>) -> BTreeSet<PersonId> {
    let sent = lived.record.sent.iter().filter(|sent| sent.letter.kind() == "withdrawal");
    sent.filter_map(|sent| sent.letter.student()).collect()
}

fn in_distress(lived: &Lived<'_>) -> BTreeSet<PersonId> {
    let messages = lived.record.received.iter().filter(|message| message.is_welfare);
    let students: BTreeSet<PersonId> = lived.state.roster.memberships.iter().map(|place| place.student).collect();
    messages.filter_map(|message| message.by).filter(|by| students.contains(by)).collect()
}

/// Opens letters and keeps their HTML, as much as a page may hold.
struct Shelf<'a> {
    open: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    html: BTreeMap<usize, String>,
    bytes: usize,
    opened: usize,
}

impl Opener for Shelf<'_> {
    fn open(&mut self, file: &str) -> Option<(usize, Opened)> {
        let opened = letter::open(&(self.open)(file)?)?;
        let number = self.opened;
        self.opened += 1;
        if let Some(html) = opened.html.clone()
            && self.bytes + html.len() <= HTML_BYTES_MAX
        {
            self.bytes += html.len();
            self.html.insert(number, html);
        }
        Some((number, opened))
    }
}
