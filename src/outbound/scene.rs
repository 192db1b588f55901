//! One letter to one reader: who reads it, as what, and all that its words may be made of.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::house::House;
use super::view::{GroupView, PairView, PersonView, SessionView, WORDINGS, plain_name, shown};
use super::words::{ForCoLeaders, Quoted, StudentWords};
use super::{ComposeError, Extra};
use crate::domain::calendar::Meeting;
use crate::domain::id::{GroupId, LetterId, Name, PersonId, SchemeId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::roster::{Group, Membership, Person, Role};
use crate::domain::rules::{Rules, SchemeRules};
use crate::domain::state::State;

/// As what somebody reads a letter; its greeting, signature and footer follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    Student,
    CoLeader,
    FirmHead,
    UndergraduateTeam,
    StageLead,
    Supervisor,
    Administrator,
    /// On the roster, in none of these roles today.
    Other,
}

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
        let group = group_of(request.letter, state, day).and_then(|id| state.roster.groups.get(&id));
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
            group,
        };
        scene.reader = scene.reader_of(request.recipient);
        Ok(scene)
    }

    /// As what somebody reads this letter: the role that the letter is written for, where they have it today.
    pub fn reader_of(&self, person: PersonId) -> Reader {
        if person == PersonId::ADMINISTRATOR {
            return Reader::Administrator;
        }
        let ranked = [
            Reader::Student,
            Reader::CoLeader,
            Reader::FirmHead,
            Reader::UndergraduateTeam,
            Reader::StageLead,
            Reader::Supervisor,
        ];
        written_for(self.letter)
            .into_iter()
            .chain(ranked)
            .find(|reader| self.reads_as(person, *reader))
            .unwrap_or(Reader::Other)
    }

    fn reads_as(&self, person: PersonId, reader: Reader) -> bool {
        let roster = &self.state.roster;
        let holds = |role| {
            self.scheme_id()
                .is_some_and(|scheme| roster.holders(scheme, role, self.day).contains(&person))
        };
        let group = self.group.map(|group| group.id);
        match reader {
            Reader::Student => match self.letter.student() {
                Some(student) => student == person,
                None => roster
                    .memberships
                    .iter()
                    .any(|m| m.student == person && group.is_none_or(|g| m.group == g)),
            },
            Reader::CoLeader => match group {
                Some(group) => roster.co_leaders(group, self.day).contains(&person),
                None => !roster.groups_led(person, self.day).is_empty(),
            },
            Reader::FirmHead => match self.letter.student() {
                Some(student) => self.membership_of(student).is_some_and(|m| m.firm_head == person),
                None => roster.firm(person, self.day).next().is_some() || holds(Role::FirmHead),
            },
            Reader::UndergraduateTeam => holds(Role::UndergraduateTeam),
            Reader::StageLead => holds(Role::StageLead),
            Reader::Supervisor => holds(Role::Supervisor) || roster.supervisions.iter().any(|s| s.supervisor == person),
            Reader::Administrator | Reader::Other => false,
        }
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
            _ => self
                .group
                .map(|group| group.scheme)
                .or_else(|| self.scheme_of_recipient()),
        }
    }

    fn scheme_of_recipient(&self) -> Option<SchemeId> {
        let roster = &self.state.roster;
        let person = self.recipient.id;
        let of_group = |group: GroupId| roster.groups.get(&group).map(|group| group.scheme);
        let held = roster
            .roles
            .iter()
            .find(|r| r.person == person && r.period.has(self.day));
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
        self.scheme_id()
            .and_then(|scheme| self.rules.scheme(scheme))
            .ok_or(ComposeError::GroupGone)
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
        self.letter
            .session()
            .and_then(|id| self.state.calendar.get(id))
            .ok_or(ComposeError::SessionGone)
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
        roster
            .membership(student, self.day)
            .or_else(|| roster.memberships.iter().find(|m| m.student == student))
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
            .co_leaders(group.id, self.day)
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
        let of_group = |group: &Group| {
            calendar
                .next(group.id, self.now)
                .or_else(|| calendar.last(group.id, self.now))
        };
        let session = self.letter.session();
        session
            .map(|session| session.number)
            .or_else(|| self.group.and_then(of_group).map(|meeting| meeting.id.number))
            .unwrap_or(1)
    }

    /// What every letter has: the house, the reader, who signs, who else has it.
    pub fn frame(&self) -> Frame {
        let pair = self.pair();
        let others = || self.to.iter().filter(|person| **person != self.recipient.id);
        Frame {
            kind: self.letter.kind(),
            house: HouseView {
                name: shown(self.house.public_name.as_str()),
                emergency_line: self
                    .house
                    .emergency_line
                    .lines()
                    .map(shown)
                    .collect::<Vec<_>>()
                    .join("\n"),
            },
            reader: ReaderView {
                kind: self.reader,
                person: PersonView::new(&self.recipient),
            },
            greeting: self.greeting(),
            pair: (!pair.is_empty()).then(|| PairView {
                names: pair
                    .iter()
                    .map(|person| shown(plain_name(person.name.as_str())))
                    .collect(),
                called: pair.iter().map(|person| shown(person.called())).collect(),
            }),
            group: self.group.map(GroupView::new),
            also: others()
                .filter(|person| self.reader_of(**person) != Reader::Student || self.letter.student().is_some())
                .filter_map(|person| self.person(*person).ok())
                .map(|person| person.name)
                .collect(),
            to_group: self
                .to
                .iter()
                .filter(|person| self.reader_of(**person) == Reader::Student)
                .count()
                > 1,
            wording: self.number() % WORDINGS,
        }
    }

    /// The names after "Dear": both co-leaders where the letter goes to the pair, the student for a letter with a copy.
    fn greeting(&self) -> Vec<String> {
        match (self.letter, self.reader) {
            (Letter::FirmHeadLetter { .. }, _) => {
                self.student().map(|student| vec![student.called]).unwrap_or_default()
            }
            (_, Reader::CoLeader) if self.group.is_some() => self
                .pair()
                .into_iter()
                .filter(|person| self.to.contains(&person.id))
                .map(|person| shown(person.called()))
                .collect(),
            // A team has no first name.
            (_, Reader::UndergraduateTeam) => vec![shown(self.recipient.name.as_str())],
            _ => vec![shown(self.recipient.called())],
        }
    }
}

/// What every template has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Frame {
    pub kind: &'static str,
    pub house: HouseView,
    pub reader: ReaderView,
    pub greeting: Vec<String>,
    pub pair: Option<PairView>,
    pub group: Option<GroupView>,
    /// Who else has this very letter; never another student.
    pub also: Vec<String>,
    /// Everyone in the group has one like it.
    pub to_group: bool,
    pub wording: u8,
}

/// The daemon in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HouseView {
    pub name: String,
    pub emergency_line: String,
}

/// The reader in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReaderView {
    pub kind: Reader,
    #[serde(flatten)]
    pub person: PersonView,
}

/// The role that a letter is written for, where somebody may have several.
fn written_for(letter: &Letter) -> Option<Reader> {
    use Letter as L;
    match letter {
        L::StartFirmHead { .. }
        | L::TeachingQuestion { .. }
        | L::FirmHeadBrief { .. }
        | L::FirmHeadReminder { .. }
        | L::FirmHeadDigest { .. }
        | L::FeedbackSummary { .. } => Some(Reader::FirmHead),
        L::StartSupervisor { .. } | L::SupervisorPatterns { .. } => Some(Reader::Supervisor),
        L::RegisterMissing { .. } | L::UndergraduateTeam { .. } | L::MemberLeft { .. } => {
            Some(Reader::UndergraduateTeam)
        }
        L::StageLead { .. } => Some(Reader::StageLead),
        _ => None,
    }
}

/// The group that a letter is about: its own, its session's, or its student's.
fn group_of(letter: &Letter, state: &State, day: Date) -> Option<GroupId> {
    use Letter as L;
    match letter {
        L::StartCoLeaders { group }
        | L::Welcome { group, .. }
        | L::StudentWrote { group, .. }
        | L::StudentsWrote { group, .. }
        | L::MemberLeft { group, .. }
        | L::StatusAnswer { group, .. } => Some(*group),
        L::Withdrawal { takes_back, .. } => group_of(takes_back, state, day),
        _ => letter
            .session()
            .map(|session| session.group)
            .or_else(|| letter.student().and_then(|student| state.group_now(student)))
            .or_else(|| person_answered(letter).and_then(|person| only_group(person, state, day))),
    }
}

/// To whom an answer about no particular group goes.
fn person_answered(letter: &Letter) -> Option<PersonId> {
    use Letter as L;
    match letter {
        L::ClarifyingQuestion { person, .. } | L::OrderDone { person, .. } | L::HelpAnswer { person, .. } => {
            Some(*person)
        }
        L::Undeliverable { person, .. } => Some(*person),
        _ => None,
    }
}

/// The group of a student, or the one that a co-leader leads.
fn only_group(person: PersonId, state: &State, day: Date) -> Option<GroupId> {
    state
        .group_now(person)
        .or_else(|| state.roster.groups_led(person, day).first().copied())
}

/// The administrator of the configuration as a reader.
fn administrator(house: &House) -> Person {
    Person {
        id: PersonId::ADMINISTRATOR,
        address: house.administrator.clone(),
        name: house.public_name.clone(),
        preferred_name: Name::new("administrator").ok(),
    }
}
