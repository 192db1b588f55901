//! The year as a story, a line an event, out of the ledger and the letters that went.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::Date;

use super::checks::Sent;
use super::in_hand::plain;
use super::words::listed;
use crate::domain::event::{Attention, Event, Fact, Via};
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::said::{Mark, Stance};
use crate::domain::sending::group_of;
use crate::domain::state::State;

/// The story so far.
#[derive(Debug, Default)]
pub struct Timeline {
    text: String,
}

impl Timeline {
    /// All lines.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line of its own.
    pub fn say(&mut self, state: &State, at: Timestamp, group: Option<GroupId>, what: &str) {
        let time = at.to_zoned(state.calendar.zone.clone()).strftime("%a %-d %b %H:%M").to_string();
        let code = group.and_then(|group| state.roster.groups.get(&group)).map_or("", |group| group.code.as_str());
        let _ = writeln!(self.text, "{time:<16}  {code:<4}  {what}");
    }

    /// What was written into the ledger.
    pub fn event(&mut self, state: &State, event: &Event) {
        let teller = Teller { state };
        if let Some((group, what)) = teller.event(event) {
            self.say(state, event.at, group, &what);
        }
    }

    /// The letters of a turn; those of one matter in one line.
    pub fn sent(&mut self, state: &State, now: Timestamp, letters: &[Sent]) {
        let teller = Teller { state };
        let mut together: BTreeMap<(Option<GroupId>, String), usize> = BTreeMap::new();
        let mut told: BTreeSet<String> = BTreeSet::new();
        for sent in letters {
            if let Some(matter) = teller.many(&sent.letter) {
                *together.entry((group_of(&sent.letter, state), matter)).or_insert(0) += 1;
            } else if told.insert(sent.letter.key().0)
                && let Some(what) = teller.letter(&sent.letter)
            {
                self.say(state, now, group_of(&sent.letter, state), &what);
            }
        }
        for ((group, matter), count) in together {
            let what = if count == 1 {
                format!("1 {matter}")
            } else {
                format!("{count} {}", matter.replacen("letter", "letters", 1))
            };
            self.say(state, now, group, &what);
        }
    }
}

/// Finds the words.
struct Teller<'a> {
    state: &'a State,
}

impl Teller<'_> {
    /// "Wei Zhang", "Dr Marsh".
    fn name(&self, id: PersonId) -> String {
        let Some(person) = self.state.roster.people.get(&id) else {
            return "the administrator".to_owned();
        };
        let name = person.name.as_str();
        let short = plain(name);
        match (name == short, short.rsplit_once(' '), name.split_once(' ')) {
            (false, Some((_, last)), Some((title, _))) => format!("{title} {last}"),
            _ => short.to_owned(),
        }
    }

    fn day(&self, session: SessionId) -> String {
        let date = self.state.calendar.get(session).map_or(Date::ZERO, |meeting| meeting.date);
        date.strftime("%a %-d %b").to_string()
    }

    fn marks(&self, marks: &BTreeMap<PersonId, Mark>) -> String {
        let names = |wanted: &dyn Fn(Mark) -> bool| -> Vec<String> {
            marks.iter().filter(|(_, mark)| wanted(**mark)).map(|(id, _)| self.name(*id)).collect()
        };
        let missing = names(&|mark| matches!(mark, Mark::Absent | Mark::TurnedAway));
        let excused = names(&|mark| mark == Mark::Excused);
        let mut parts = Vec::new();
        if missing.is_empty() && excused.is_empty() {
            return "all present".to_owned();
        }
        if !missing.is_empty() {
            parts.push(format!("all present but {}", listed(&missing)));
        }
        if !excused.is_empty() {
            parts.push(format!("{} excused", listed(&excused)));
        }
        parts.join("; ")
    }

    fn changed(&self, marks: &BTreeMap<PersonId, Mark>) -> String {
        let each: Vec<String> = marks
            .iter()
            .map(|(id, mark)| {
                format!("{} {}", self.name(*id), if mark.took_part() { "was there" } else { "was not there" })
            })
            .collect();
        listed(&each)
    }

    fn event(&self, event: &Event) -> Option<(Option<GroupId>, String)> {
        let name = |id: &PersonId| self.name(*id);
        Some(match &event.fact {
            Fact::StanceGiven { student, session, stance, via } => {
                (Some(session.group), self.stance(event.at, *student, *session, *stance, *via))
            }
            Fact::StudentWrote { student, group, attention, .. } => (Some(*group), self.wrote(*student, *attention)?),
            Fact::MarkDisputed { student, session } => (
                Some(session.group),
                format!("{} says that the register of {} is wrong.", name(student), self.day(*session)),
            ),
            Fact::RegisterTaken { session, by, marks } => (
                Some(session.group),
                format!("{} answers the register of {}: {}.", name(by), self.day(*session), self.marks(marks)),
            ),
            Fact::MarksCorrected { session, by, marks } => (
                Some(session.group),
                format!("{} puts the register of {} right: {}.", name(by), self.day(*session), self.changed(marks)),
            ),
            Fact::MarksContested { session, by, marks } => (
                Some(session.group),
                format!(
                    "{} remembers {} otherwise: {}. Both are asked.",
                    name(by),
                    self.day(*session),
                    self.changed(marks)
                ),
            ),
            Fact::CollectiveJudged { session, by, chase } => {
                let what = if *chase { "those who were missing are written to" } else { "nobody is written to" };
                (
                    Some(session.group),
                    format!("{} has seen how many were missing on {}: {what}.", name(by), self.day(*session)),
                )
            }
            Fact::LeaderAway { session, leader, .. } => {
                (Some(session.group), format!("{} will be away on {}.", name(leader), self.day(*session)))
            }
            Fact::LeaderBack { session, leader, .. } => {
                (Some(session.group), format!("{} can be there on {} after all.", name(leader), self.day(*session)))
            }
            Fact::SessionCancelled { session, by, .. } => (
                Some(session.group),
                format!("{}: the session of {} does not take place.", name(by), self.day(*session)),
            ),
            Fact::SessionMoved { session, by, .. } => (
                Some(session.group),
                format!("{} moves session {}; it is on {} now.", name(by), session.number, self.day(*session)),
            ),
            Fact::MemberLeft { student, by, group } => {
                (Some(*group), format!("{} says that {} has left the group.", name(by), name(student)))
            }
            Fact::SetAside { reasons } => (
                None,
                format!(
                    "A message is set aside for the administrator: {}.",
                    listed(&reasons.iter().cloned().collect::<Vec<_>>())
                ),
            ),
            Fact::StaffUnclear { by, .. } => (None, format!("{} writes what is not clear, and is asked.", name(by))),
            Fact::Paused => (None, "Everything is paused.".to_owned()),
            Fact::Resumed => (None, "Everything goes on.".to_owned()),
            _ => return self.about_a_person(event),
        })
    }

    /// What is said and done about one person.
    fn about_a_person(&self, event: &Event) -> Option<(Option<GroupId>, String)> {
        let of_student = |student: &PersonId| self.state.group_now(*student);
        let name = |id: &PersonId| self.name(*id);
        Some(match &event.fact {
            Fact::Explained { student, session, by } => (
                of_student(student),
                format!("{} knows why {} was not there on {}.", name(by), name(student), self.day(*session)),
            ),
            Fact::HoldPlaced { student, by, .. } => {
                (of_student(student), format!("{} holds what would go about {}.", name(by), name(student)))
            }
            Fact::Released { student, by, .. } => {
                (of_student(student), format!("{} lets go what was held about {}.", name(by), name(student)))
            }
            Fact::ConcernRaised { student, by } => {
                (of_student(student), format!("{} is worried about {}.", name(by), name(student)))
            }
            Fact::WelfareSeen { student, by } => {
                (of_student(student), format!("{} has read what {} wrote.", name(by), name(student)))
            }
            Fact::TeachingAnswered { student, by, yes, .. } => {
                let was = if *yes { "was" } else { "was not" };
                (of_student(student), format!("{} says that {} {was} at teaching that day.", name(by), name(student)))
            }
            Fact::Discussed { student, by } => {
                (of_student(student), format!("{} has spoken with {}.", name(by), name(student)))
            }
            Fact::Bounced { person, permanent: true, .. } => {
                (of_student(person), format!("A letter to {} comes back: the address is dead.", name(person)))
            }
            _ => return None,
        })
    }

    fn wrote(&self, student: PersonId, attention: Attention) -> Option<String> {
        let name = self.name(student);
        match attention {
            Attention::Welfare => Some(format!(
                "{name} writes what may mean distress: both co-leaders have it at once, nothing else goes to {name}."
            )),
            Attention::Ask => Some(format!("{name} writes what is not clear, and is asked.")),
            Attention::Now => Some(format!("{name} writes what a co-leader should see.")),
            Attention::Post => None,
        }
    }

    fn stance(&self, at: Timestamp, student: PersonId, session: SessionId, stance: Stance, via: Via) -> String {
        let (name, day) = (self.name(student), self.day(session));
        let is_past = self.state.calendar.get(session).is_some_and(|meeting| meeting.starts_at <= at);
        if let Via::Relay(by) = via {
            return format!("{} passes on that {name} can't come on {day}.", self.name(by));
        }
        match stance {
            Stance::Absent if is_past => format!("{name} says why they were not there on {day}."),
            Stance::Absent => format!("{name} can't come on {day}."),
            Stance::Attending => format!("{name} will come on {day}."),
            Stance::Late => format!("{name} will be late on {day}."),
            Stance::Unsure => format!("{name} may not be able to come on {day}."),
            Stance::WasPresent => format!("{name} says that they were there on {day}."),
        }
    }

    /// Letters of which many go at once, in the singular.
    fn many(&self, letter: &Letter) -> Option<String> {
        Some(match letter {
            Letter::StartCoLeaders { .. } => "letter for the start of the year to co-leaders.".to_owned(),
            Letter::StartFirmHead { .. } => "letter for the start of the year to firm heads.".to_owned(),
            Letter::StartSupervisor { .. } => "letter for the start of the year to supervisors.".to_owned(),
            Letter::Welcome { .. } => "letter of welcome.".to_owned(),
            Letter::Reminder { session, .. } => format!("reminder letter for {}.", self.day(*session)),
            Letter::AfterChristmas { session, .. } => {
                format!("letter after the long break, for {}.", self.day(*session))
            }
            Letter::SessionCancelled { session, .. } => format!("letter to say that {} is off.", self.day(*session)),
            Letter::SessionMoved { session, .. } => {
                format!("letter to say where and when session {} is.", session.number)
            }
            Letter::FeedbackSummary { .. } => "letter to firm heads before the feedback meetings.".to_owned(),
            Letter::FirmHeadDigest { .. } => "letter with the news to firm heads.".to_owned(),
            Letter::SupervisorPatterns { .. } => "letter with the patterns to supervisors.".to_owned(),
            _ => return None,
        })
    }

    fn letter(&self, letter: &Letter) -> Option<String> {
        let name = |id: &PersonId| self.name(*id);
        Some(match letter {
            Letter::CheckIn { student, session } => {
                format!("{} was missed on {}: a note asks whether all is well.", name(student), self.day(*session))
            }
            Letter::NoticeStudent { student, .. } => {
                format!("{} hears what will be said to the firm head, and when.", name(student))
            }
            Letter::FirmHeadLetter { student, .. } => {
                format!("{} is written to with the firm head in copy.", name(student))
            }
            Letter::FirmHeadReminder { student, .. } => format!("The firm head is reminded of {}.", name(student)),
            Letter::FirmHeadSilent { student, .. } => {
                format!("The co-leaders hear that no firm head has answered about {}.", name(student))
            }
            Letter::ReleaseRequest { student, step, nth, .. } => {
                let again = if *nth > 0 { " again" } else { "" };
                format!("The co-leaders are asked{again} whether {} may hear of {}.", told(*step), name(student))
            }
            Letter::HoldReview { student, .. } => {
                format!("The co-leaders are asked how long to hold what is about {}.", name(student))
            }
            Letter::UndergraduateTeam { student, .. } => format!("The undergraduate team hears of {}.", name(student)),
            Letter::StageLead { student, .. } => format!("The stage lead hears of {}.", name(student)),
            Letter::Withdrawal { student, .. } => format!("What was said about {} is taken back.", name(student)),
            Letter::RegisterChaser { session, .. } => {
                format!("The register of {} is asked for again.", self.day(*session))
            }
            Letter::RegisterMissing { session } => {
                format!("The undergraduate team hears that there is no register of {}.", self.day(*session))
            }
            Letter::CollectiveAbsence { session } => {
                format!("Many were missing on {}: a person is asked before anybody is written to.", self.day(*session))
            }
            Letter::Undeliverable { person, .. } => {
                format!("Those who can mend it hear that {} cannot be reached.", name(person))
            }
            Letter::ProofOfLife { .. } => return None,
            _ => return None,
        })
    }
}

fn told(step: StepKind) -> &'static str {
    match step {
        StepKind::CheckIn => "a check-in",
        StepKind::FirmHead => "the firm head",
        StepKind::UndergraduateTeam => "the undergraduate team",
        StepKind::StageLead => "the stage lead",
    }
}
