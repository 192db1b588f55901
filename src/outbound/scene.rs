//! One letter to one reader: who reads it, as what, and all that its words may be made of.

use jiff::Timestamp;
use jiff::civil::Date;

use super::house::House;
use super::reader::{Reader, group_of};
use super::view::{PersonView, SessionView};
use super::words::{ForCoLeaders, Quoted, StudentWords};
use super::{ComposeError, Extra};
use crate::domain::calendar::Meeting;
use crate::domain::id::{GroupId, LetterId, Name, PersonId, SchemeId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::roster::{Group, Membership, Person};
use crate::domain::rules::{Rules, SchemeRules};
use crate::domain::state::State;

/// Gives the words of an incoming letter, or nothing where they have aged out.
pub type WordsOf<'a> = &'a dyn Fn(LetterId) -> Option<StudentWords>;

/// Everything that a letter is made of.
pub struct Scene<'a> {
    pub letter: &'a Letter,
    /// All who have it.
    pub to: &'a [PersonId],
    pub recipient: Person,
    pub reader: Reader,
    pub state: &'a State,
    pub rules: &'a Rules,
    pub house: &'a House,
    pub extra: &'a Extra,
    pub words: WordsOf<'a>,
    pub now: Timestamp,
    /// The day of `now`, where the scheme lives.
    pub day: Date,
    /// The day whose pair of co-leaders writes: that of a session to come, else today.
    pub pair_day: Date,
    /// The group that it is about, where it is about one.
    pub group: Option<&'a Group>,
}

/// Who a letter is about and for, before anything else is known of it.
pub struct Request<'a> {
    pub letter: &'a Letter,
    pub to: &'a [PersonId],
    pub recipient: PersonId,
    pub extra: &'a Extra,
    pub words: WordsOf<'a>,
    pub now: Timestamp,
}

impl<'a> Scene<'a> {
    /// Looks up who reads the letter and what it is about.
    ///
    /// # Errors
    /// [`ComposeError::PersonGone`] where the recipient is no longer known.
    pub fn new(
        request: Request<'a>,
        state: &'a State,
        rules: &'a Rules,
        house: &'a House,
    ) -> Result<Self, ComposeError> {
        let day = state.day(request.now);
        let led_by = |person| state.roster.groups_led(person, day).first().copied();
        let group = group_of(request.letter, state, led_by).and_then(|id| state.roster.groups.get(&id));
        let recipient = match state.roster.people.get(&request.recipient) {
            Some(person) => person.clone(),
            None if request.recipient == PersonId::ADMINISTRATOR => administrator(house),
            None => return Err(ComposeError::PersonGone(request.recipient)),
        };
        let mut scene = Self {
            letter: request.letter,
            to: request.to,
            recipient,
            reader: Reader::Other,
            state,
            rules,
            house,
            extra: request.extra,
            words: request.words,
            now: request.now,
            day,
            pair_day: pair_day(request.letter, group, state, day),
            group,
        };
        scene.reader = scene.reader_of(request.recipient);
        Ok(scene)
    }

    /// Proof that only a co-leader of the letter's group reads it; none in shadow, where the administrator does.
    pub fn for_co_leaders(&self) -> Option<ForCoLeaders> {
        ForCoLeaders::when(self.reader == Reader::CoLeader && self.group.is_some() && !self.extra.shadow)
    }

    /// The words of an incoming letter, for a co-leader's eyes; nothing where they have aged out or another reads them.
    pub fn quoted(&self, wrote: LetterId) -> Option<Quoted> {
        let proof = self.for_co_leaders()?;
        (self.words)(wrote).map(|words| Quoted::new(&words, proof))
    }

    /// The scheme that the letter belongs to.
    pub fn scheme_id(&self) -> Option<SchemeId> {
        match self.letter {
            Letter::StartFirmHead { scheme, .. }
            | Letter::StartSupervisor { scheme, .. }
            | Letter::FeedbackSummary { scheme, .. }
            | Letter::SupervisorPatterns { scheme, .. } => Some(*scheme),
            _ => self.group.map(|group| group.scheme).or_else(|| self.scheme_of_recipient()),
        }
    }

    fn scheme_of_recipient(&self) -> Option<SchemeId> {
        let roster = &self.state.roster;
        let person = self.recipient.id;
        let of_group = |group: GroupId| roster.groups.get(&group).map(|group| group.scheme);
        let held = roster.roles.iter().find(|r| r.person == person && r.period.has(self.day));
        held.map(|role| role.scheme)
            .or_else(|| roster.groups_led(person, self.day).into_iter().find_map(of_group))
            .or_else(|| roster.firm(person, self.day).find_map(|m| of_group(m.group)))
            .or_else(|| self.state.group_now(person).and_then(of_group))
    }

    /// The rules of that scheme.
    ///
    /// # Errors
    /// [`ComposeError::GroupGone`] where there is no such scheme any more.
    pub fn scheme(&self) -> Result<&'a SchemeRules, ComposeError> {
        self.scheme_id().and_then(|scheme| self.rules.scheme(scheme)).ok_or(ComposeError::GroupGone)
    }

    /// The group that the letter is about.
    ///
    /// # Errors
    /// [`ComposeError::GroupGone`] where it is not known any more.
    pub fn group(&self) -> Result<&'a Group, ComposeError> {
        self.group.ok_or(ComposeError::GroupGone)
    }

    /// The session that the letter is about.
    ///
    /// # Errors
    /// [`ComposeError::SessionGone`] where the letter has none, or the calendar has it no more.
    pub fn meeting(&self) -> Result<&'a Meeting, ComposeError> {
        self.letter.session().and_then(|id| self.state.calendar.get(id)).ok_or(ComposeError::SessionGone)
    }

    /// The session that the letter is about, for a template.
    ///
    /// # Errors
    /// As [`Scene::meeting`].
    pub fn session(&self) -> Result<SessionView, ComposeError> {
        self.meeting().map(|meeting| self.view(meeting))
    }

    /// A session for a template.
    pub fn view(&self, meeting: &Meeting) -> SessionView {
        SessionView::new(meeting, &self.state.calendar, self.now)
    }

    /// A session by its id, where the calendar has it.
    pub fn session_view(&self, id: SessionId) -> Option<SessionView> {
        self.state.calendar.get(id).map(|meeting| self.view(meeting))
    }

    /// The student that the letter is about.
    ///
    /// # Errors
    /// [`ComposeError::PersonGone`] where they are forgotten.
    pub fn student(&self) -> Result<PersonView, ComposeError> {
        self.person(self.letter.student().ok_or(ComposeError::MatterGone)?)
    }

    /// A person for a template.
    ///
    /// # Errors
    /// [`ComposeError::PersonGone`] where they are forgotten.
    pub fn person(&self, id: PersonId) -> Result<PersonView, ComposeError> {
        let person = self.state.roster.people.get(&id);
        person.map(PersonView::new).ok_or(ComposeError::PersonGone(id))
    }

    /// The student's place in the group, now or the last that they had.
    pub fn membership_of(&self, student: PersonId) -> Option<&'a Membership> {
        let roster = &self.state.roster;
        roster.membership(student, self.day).or_else(|| roster.memberships.iter().find(|m| m.student == student))
    }

    /// The firm head of the student that the letter is about.
    ///
    /// # Errors
    /// [`ComposeError::PersonGone`] where either is not known any more.
    pub fn firm_head(&self) -> Result<PersonView, ComposeError> {
        let student = self.letter.student().ok_or(ComposeError::MatterGone)?;
        let membership = self.membership_of(student).ok_or(ComposeError::PersonGone(student))?;
        self.person(membership.firm_head)
    }

    /// The pair of co-leaders of the letter's group, the names in turn: as rostered for odd sessions, swapped for even.
    pub fn pair(&self) -> Vec<&'a Person> {
        let Some(group) = self.group else { return Vec::new() };
        let roster = &self.state.roster;
        let mut pair: Vec<_> = roster
            .co_leaders(group.id, self.pair_day)
            .into_iter()
            .filter_map(|leader| roster.people.get(&leader))
            .collect();
        if self.number().is_multiple_of(2) {
            pair.reverse();
        }
        pair
    }

    /// The number of the session by which names and wordings alternate: the letter's own, else the group's next one.
    pub fn number(&self) -> u8 {
        let calendar = &self.state.calendar;
        let of_group = |group: &Group| calendar.next(group.id, self.now).or_else(|| calendar.last(group.id, self.now));
        let session = self.letter.session();
        session
            .map(|session| session.number)
            .or_else(|| self.group.and_then(of_group).map(|meeting| meeting.id.number))
            .unwrap_or(1)
    }
}

/// The day of the session that a letter is about, or of the first one for letters before it, where it is to come.
fn pair_day(letter: &Letter, group: Option<&Group>, state: &State, today: Date) -> Date {
    let session = letter.session().and_then(|session| state.calendar.get(session));
    let first = || match letter {
        Letter::StartCoLeaders { .. } | Letter::Welcome { .. } => {
            let mut meetings = group.into_iter().flat_map(|group| state.calendar.of(group.id));
            meetings.find(|meeting| !meeting.cancelled)
        }
        _ => None,
    };
    session.or_else(first).map_or(today, |meeting| meeting.date.max(today))
}

/// The administrator of the configuration as a reader.
fn administrator(house: &House) -> Person {
    Person {
        id: PersonId::ADMINISTRATOR,
        address: house.administrator.clone(),
        name: Name::new("Administrator").unwrap_or_else(|_| house.public_name.clone()),
        preferred_name: None,
    }
}
