//! The truth of the year, kept apart from the daemon: what people have really told it, and what it has told whom.
//!
//! A message that the daemon asked about has told it nothing yet; one that it acted on has told it what the writer meant.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::Cast;
use super::meant::MeantClass;
use super::world::Delivered;
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::policy::StepKind;
use crate::domain::said::{CoLeaderSays, FirmAnswer, Mark, Order, Rest, Said, Stance, StudentSays};

/// What is so.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// When each session began that really took place, and on which day.
    pub held: BTreeMap<SessionId, (Timestamp, Date)>,
    stances: BTreeMap<(SessionId, PersonId), Stance>,
    marks: BTreeMap<(SessionId, PersonId), Mark>,
    registers: BTreeMap<SessionId, PersonId>,
    explained: BTreeSet<(SessionId, PersonId)>,
    disputed: BTreeSet<(SessionId, PersonId)>,
    pub cancelled: BTreeSet<SessionId>,
    /// Sessions that are on another day.
    pub moved: BTreeMap<SessionId, Date>,
    /// What a person said becomes of a session that many missed: chase, or let be.
    judged: BTreeMap<SessionId, bool>,
    pub left: BTreeMap<PersonId, Timestamp>,
    pub dead: BTreeSet<PersonId>,
    /// Students whose distress no co-leader has answered.
    pub distressed: BTreeMap<PersonId, Timestamp>,
    pub held_back: BTreeSet<PersonId>,
    /// When a co-leader last let a student's step go.
    pub released: BTreeMap<PersonId, Timestamp>,
    pub concern: BTreeSet<PersonId>,
    /// Words that only a student's co-leaders may see, by the student.
    pub planted: BTreeMap<String, BTreeSet<PersonId>>,
    /// Message-IDs of machines' letters.
    pub automatic: BTreeSet<String>,
    /// The letters of the ladder that were sent, by student.
    pub steps: BTreeMap<PersonId, Vec<Step>>,
}

/// A letter of the ladder that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub part: Part,
    pub session: SessionId,
    pub at: Timestamp,
}

/// Which letter of its step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Notice,
    ReleaseRequest,
    Letter,
}

impl Truth {
    /// A message reached the daemon, whatever it makes of it.
    pub fn arrived(&mut self, message: &Delivered) {
        if let (Some(word), Some(by)) = (&message.planted, message.by) {
            self.planted.entry(word.clone()).or_default().insert(by);
        }
        match message.meant.class {
            MeantClass::AutoReply => {
                self.automatic.insert(message.message_id.clone());
            }
            MeantClass::Bounce { of, permanent } => {
                self.automatic.insert(message.message_id.clone());
                if permanent {
                    self.dead.insert(of);
                }
            }
            MeantClass::Human | MeantClass::CalendarReply => {
                if let Some(by) = message.by {
                    self.dead.remove(&by);
                }
                self.reassured(message);
            }
        }
        if message.meant.is_welfare()
            && let Some(by) = message.by
        {
            self.distressed.entry(by).or_insert(message.at);
        }
    }

    /// Whatever a co-leader answers to a letter about distress, a person has read it.
    fn reassured(&mut self, message: &Delivered) {
        if message.answers_kind.as_deref() == Some("welfare")
            && message.vouched
            && let Some(student) = message.thread.student
        {
            self.distressed.remove(&student);
        }
    }

    /// The daemon acted on a message as it was meant.
    pub fn told(&mut self, message: &Delivered, cast: &Cast, day: Date) {
        let Some(by) = message.by else { return };
        match &message.meant.said {
            Said::Student(says) => {
                if let Some(student) = cast.student(by) {
                    self.student(by, student.group, says);
                }
            }
            Said::CoLeader(says) => {
                if let Some(group) = cast.roster.groups_led(by, day).first() {
                    self.co_leader(message, by, *group, says, cast);
                }
            }
            Said::FirmHead(answers) => {
                for answer in answers {
                    if let FirmAnswer::Hold { student } = answer {
                        self.held_back.insert(*student);
                    }
                }
            }
            Said::Nothing => {}
        }
    }

    fn student(&mut self, by: PersonId, group: GroupId, says: &StudentSays) {
        for (number, stance) in &says.stances {
            let session = SessionId { group, number: *number };
            self.stances.insert((session, by), *stance);
            let is_against = self.marks.get(&(session, by)).is_some_and(|mark| !mark.took_part());
            if *stance == Stance::WasPresent && is_against {
                self.disputed.insert((session, by));
            }
        }
    }

    fn co_leader(&mut self, message: &Delivered, by: PersonId, group: GroupId, says: &CoLeaderSays, cast: &Cast) {
        let session = |number: Option<u8>| number.or(message.thread.session).map(|number| SessionId { group, number });
        if says.has_register()
            && let Some(session) = session(says.session)
        {
            self.register(message, by, session, says, cast);
        }
        for order in &says.orders {
            self.order(message, group, order, session(None));
        }
    }

    fn order(&mut self, message: &Delivered, group: GroupId, order: &Order, thread: Option<SessionId>) {
        let about_day = message.answers_kind.as_deref() == Some("collective-absence");
        match order {
            Order::Hold { .. } if about_day => self.judged.extend(thread.map(|session| (session, false))),
            Order::Release { .. } if about_day => self.judged.extend(thread.map(|session| (session, true))),
            Order::Hold { student: Some(student) } => {
                self.held_back.insert(*student);
            }
            Order::Release { student: Some(student) } => {
                self.held_back.remove(student);
                self.released.insert(*student, message.at);
            }
            Order::Explained { student, session: Some(number) } => {
                self.explained.insert((SessionId { group, number: *number }, *student));
            }
            Order::Relay { student, session } => {
                self.stances.insert((SessionId { group, number: *session }, *student), Stance::Absent);
            }
            Order::Cancel { session } => {
                self.cancelled.insert(SessionId { group, number: *session });
            }
            Order::Move { session, date: Some(date), .. } => {
                self.moved.insert(SessionId { group, number: *session }, *date);
            }
            Order::Left { student } => {
                self.left.entry(*student).or_insert(message.at);
            }
            Order::Concern { student } => {
                self.concern.insert(*student);
            }
            _ => {}
        }
    }

    fn register(&mut self, message: &Delivered, by: PersonId, session: SessionId, says: &CoLeaderSays, cast: &Cast) {
        let answers_request = matches!(message.answers_kind.as_deref(), Some("register-request" | "register-chaser"));
        let contests =
            self.registers.get(&session).is_some_and(|first| *first != by) && answers_request && says.rest.is_some();
        for student in cast.members(session.group) {
            let at = (session, student);
            let mark = says.marks.get(&student).copied().or(match says.rest {
                Some(Rest::Present) => Some(Mark::Present),
                Some(Rest::Absent) => Some(Mark::Absent),
                Some(Rest::Expected) if self.stances.get(&at) == Some(&Stance::Absent) => Some(Mark::Excused),
                Some(Rest::Expected) => Some(Mark::Present),
                None => None,
            });
            let Some(mark) = mark.filter(|_| !self.left.contains_key(&student)) else {
                continue;
            };
            if contests {
                if self.marks.get(&at) != Some(&mark) {
                    self.disputed.insert(at);
                }
                continue;
            }
            if says.marks.contains_key(&student) {
                self.disputed.remove(&at);
            }
            self.marks.insert(at, mark);
        }
        self.registers.entry(session).or_insert(by);
    }
}

/// What follows from it.
impl Truth {
    /// The mark of a student, as the co-leaders said it.
    pub fn mark(&self, session: SessionId, student: PersonId) -> Option<Mark> {
        self.marks.get(&(session, student)).copied()
    }

    /// Has a co-leader said who was there?
    pub fn has_register(&self, session: SessionId) -> bool {
        self.registers.contains_key(&session)
    }

    /// The student's last word was that they cannot come.
    pub fn has_apologised(&self, session: SessionId, student: PersonId) -> bool {
        self.stances.get(&(session, student)) == Some(&Stance::Absent)
    }

    /// Missed, and nobody knows why (handbook, Appendix 5).
    pub fn is_unexplained(&self, session: SessionId, student: PersonId) -> bool {
        let stance = self.stances.get(&(session, student));
        let let_know = matches!(stance, Some(Stance::Absent | Stance::Late | Stance::Unsure))
            || self.explained.contains(&(session, student));
        let missed = matches!(self.mark(session, student), Some(Mark::Absent | Mark::TurnedAway));
        missed && !let_know && !self.cancelled.contains(&session)
    }

    /// The sessions that a student missed without a word.
    pub fn unexplained(&self, student: PersonId) -> Vec<SessionId> {
        let of_student = self.marks.keys().filter(|(_, of)| *of == student).map(|(session, _)| *session);
        of_student.filter(|session| self.is_unexplained(*session, student)).collect()
    }

    /// Is a mark of this student disputed?
    pub fn is_disputed(&self, student: PersonId) -> bool {
        self.disputed.iter().any(|(_, of)| *of == student)
    }

    /// Do so many miss a session that a person has to say first what becomes of it, and nobody has?
    pub fn waits_for_word(&self, session: SessionId, share_percent: u8, groups_min: u8) -> bool {
        if let Some(chase) = self.judged.get(&session) {
            return !chase;
        }
        let many = |session: SessionId| {
            let marks: Vec<Mark> =
                self.marks.iter().filter(|((of, _), _)| *of == session).map(|(_, mark)| *mark).collect();
            let missing = marks.iter().filter(|mark| !mark.took_part()).count();
            missing > 1 && missing * 100 >= usize::from(share_percent) * marks.len()
        };
        let day = self.held.get(&session).map(|(_, day)| *day);
        let same_day = self.held.iter().filter(|(_, (_, of))| Some(*of) == day).map(|(session, _)| *session);
        many(session) || same_day.filter(|other| many(*other)).count() >= usize::from(groups_min)
    }
}
