//! The fold: what each fact does to the state.

use std::collections::BTreeMap;

use super::{ClockJump, Hold, Marked, Matter, Noted, Posted, Register, State, StepTaken, Subject, Told};
use crate::domain::calendar::Calendar;
use crate::domain::event::{Attention, DropReason, Event, Fact};
use crate::domain::id::{EventId, GroupId, LetterId, PersonId, SessionId};
use crate::domain::letter::{Letter, LetterKey};
use crate::domain::policy::StepKind;
use crate::domain::said::Mark;

use super::told::Fate;

impl State {
    /// Takes in one event. Events come in the order of their ids.
    pub fn apply(&mut self, event: &Event) {
        self.last = self.last.max(event.id);
        self.note(event);
        if let Some(letter) = event.source {
            self.brought.entry(letter).or_default().push((event.id, event.fact.clone()));
        }
        if let Some(subject) = self.answering(&event.fact, event.source) {
            let matter = Matter { at: event.at, source: event.source, fact: event.fact.clone() };
            self.matters.entry(subject).or_default().insert(event.id, matter);
        }
    }

    fn note(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::StudentWrote { student, group, attention, .. } => {
                self.student_mut(*student).unreachable = None;
                match (attention, event.source) {
                    (Attention::Post, Some(letter)) => {
                        let posted = Posted { event: event.id, at, student: *student, letter };
                        self.post.entry(*group).or_default().push(posted);
                    }
                    (Attention::Welfare, _) => self.student_mut(*student).welfare = Some(event.id),
                    _ => {}
                }
            }
            Fact::StanceGiven { student, session, stance, via } => {
                let noted = Noted { event: event.id, at, stance: *stance, via: *via };
                self.session_mut(*session).stances.entry(*student).or_default().push(noted);
            }
            Fact::MarkDisputed { student, session } => self.dispute(*session, *student, event.id),
            Fact::RegisterTaken { session, by, marks } => self.take_register(event, *session, *by, marks),
            Fact::MarksCorrected { session, by, marks } => self.correct(event, *session, *by, marks),
            Fact::MarksContested { session, marks, .. } => {
                marks.keys().for_each(|student| self.dispute(*session, *student, event.id));
            }
            Fact::Explained { student, session, .. } => {
                self.session_mut(*session).explained.insert(*student, event.id);
            }
            Fact::HoldPlaced { student, by, until } => {
                self.student_mut(*student).hold = Some(Hold { event: event.id, at, by: *by, until: *until });
            }
            Fact::Released { student, step, .. } => {
                let student = self.student_mut(*student);
                student.hold = None;
                if let Some(step) = step {
                    student.released.insert(*step, (event.id, at));
                }
            }
            _ => self.note_of_sessions(event),
        }
    }

    /// What becomes of sessions and of letters, and what the administrator said.
    fn note_of_sessions(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::CollectiveJudged { session, chase, .. } => self.session_mut(*session).judged = Some(*chase),
            Fact::ConcernRaised { student, .. } => self.student_mut(*student).concern = Some((event.id, at)),
            Fact::LeaderAway { session, leader, .. } => {
                self.session_mut(*session).away.insert(*leader);
            }
            Fact::LeaderBack { session, leader, .. } => {
                self.session_mut(*session).away.remove(leader);
            }
            Fact::SessionCancelled { session, was, .. } => {
                let known = self.session_mut(*session);
                known.cancelled = Some(event.id);
                known.changes = known.changes.saturating_add(1);
                let change = self.changes.entry(*session).or_default();
                (change.cancelled, change.was) = (true, was.clone());
                self.redraw_calendar();
            }
            Fact::SessionMoved { session, date, starts, place, .. } => {
                let known = self.session_mut(*session);
                known.changes = known.changes.saturating_add(1);
                known.cancelled = None;
                let change = self.changes.entry(*session).or_default();
                change.cancelled = false;
                change.date = date.or(change.date);
                change.starts = starts.or(change.starts);
                change.place = place.clone().or(change.place.take());
                self.redraw_calendar();
            }
            Fact::MemberLeft { student, group, .. } => {
                let day = self.day(at);
                self.student_mut(*student).left = Some((*group, day, event.id));
            }
            Fact::Presented { student, session, .. } => {
                self.session_mut(*session).presented.insert(*student);
            }
            Fact::ProofSpent { key, by } => {
                self.spent.insert((key.clone(), *by));
            }
            Fact::StaffUnclear { by, letter: Some(letter), .. } => {
                *self.asked.entry((*by, letter.key())).or_default() += 1;
            }
            Fact::WelfareSeen { student, .. } => self.student_mut(*student).welfare = None,
            Fact::Discussed { student, .. } => self.student_mut(*student).discussed = Some((event.id, at)),
            Fact::Bounced { person, permanent, .. } => {
                self.bounces.push(at);
                if *permanent {
                    self.student_mut(*person).unreachable = Some(event.id);
                }
            }
            Fact::AddressChanged { person } => self.student_mut(*person).unreachable = None,
            Fact::Began => self.began = self.began.or(Some(at)),
            Fact::PolicyInForce { scheme, version } => self.policies.entry(*scheme).or_default().push((at, *version)),
            Fact::Decided { letter, to, because } => self.decided(event, letter, to, because),
            Fact::Sent { key, to } => self.settle(key, *to, Fate::Sent(at)),
            Fact::Refused { key, to, .. } => self.settle(key, *to, Fate::Refused),
            Fact::Dropped { key, to, .. } => self.settle(key, *to, Fate::Dropped),
            Fact::Restored => self.restored = Some(at),
            Fact::Paused => self.paused = true,
            Fact::ClockJumped { from, to } => self.clock = Some(ClockJump { from: *from, to: *to }),
            Fact::ClockRight => self.clock = None,
            // The word of a person explains the clock as well.
            Fact::Resumed => (self.paused, self.clock) = (false, None),
            Fact::ShadowOn { group } => self.shadow(*group, true),
            Fact::ShadowOff { group } => self.shadow(*group, false),
            // What only wants an answer changes nothing here; it is a matter.
            _ => {}
        }
    }

    /// Who gives the answer that an event wants, where it wants one.
    fn answering(&self, fact: &Fact, source: Option<LetterId>) -> Option<Subject> {
        let of_student = |student: &PersonId| self.group_now(*student).map(Subject::Group);
        match fact {
            Fact::StudentWrote { group, attention, .. } => {
                let says_nothing = *attention == Attention::Post && !self.gave_stance(source);
                (!says_nothing).then_some(Subject::Group(*group))
            }
            Fact::RegisterTaken { session, .. }
            | Fact::MarksCorrected { session, .. }
            | Fact::MarksContested { session, .. }
            | Fact::MarkDisputed { session, .. }
            | Fact::LeaderAway { session, .. }
            | Fact::LeaderBack { session, .. }
            | Fact::SessionCancelled { session, .. }
            | Fact::SessionMoved { session, .. } => Some(Subject::Group(session.group)),
            Fact::MemberLeft { group, .. } => Some(Subject::Group(*group)),
            Fact::TeachingAnswered { student, .. }
            | Fact::Discussed { student, .. }
            | Fact::RecordAsked { student } => of_student(student),
            // A co-leader's own concern opens the last step, which asks them; a firm head's is passed on.
            Fact::ConcernRaised { student, by } => of_student(student).filter(|subject| {
                !self.roster.co_leaderships.iter().any(|l| l.leader == *by && Subject::Group(l.group) == *subject)
            }),
            // Of the administrator there is nobody to tell but the administrator, whom no letter reaches.
            Fact::Bounced { person: to, permanent: true, .. } | Fact::Refused { to, .. } => {
                (*to != PersonId::ADMINISTRATOR).then_some(Subject::House)
            }
            Fact::StatusAsked { .. }
            | Fact::HelpAsked { .. }
            | Fact::StaffUnclear { .. }
            | Fact::OrdersDone { .. }
            | Fact::InDoubt { .. }
            | Fact::ClockJumped { .. }
            | Fact::StormHeld { .. }
            | Fact::Dropped { why: DropReason::Stale | DropReason::RoleChanged | DropReason::NotOnRoster, .. }
            | Fact::SetAside { .. } => Some(Subject::House),
            _ => None,
        }
    }

    fn gave_stance(&self, source: Option<LetterId>) -> bool {
        source.is_some_and(|letter| {
            self.brought_by(letter).iter().any(|(_, fact)| matches!(fact, Fact::StanceGiven { .. }))
        })
    }

    fn decided(&mut self, event: &Event, letter: &Letter, to: &[PersonId], because: &[EventId]) {
        for matters in self.matters.values_mut() {
            because.iter().for_each(|id| {
                matters.remove(id);
            });
        }
        if let Letter::StudentsWrote { group, .. } = letter {
            self.post.remove(group);
        }
        if let Letter::ClarifyingQuestion { person, .. } = letter {
            self.student_mut(*person).asked = Some(event.at);
        }
        if let Letter::WelfareReply { student, .. } = letter {
            self.student_mut(*student).assured = Some(event.at);
        }
        if let Letter::Reminder { session, .. }
        | Letter::ReminderCopy { session }
        | Letter::AfterChristmas { session, .. }
        | Letter::Brief { session } = letter
        {
            self.session_mut(*session).announced = true;
        }
        self.step_begun(event, letter);
        let told = Told {
            letter: letter.clone(),
            event: event.id,
            at: event.at,
            to: to.to_vec(),
            fates: BTreeMap::new(),
            because: because.to_vec(),
        };
        self.told.insert(letter.key(), told);
    }

    /// Keeps each student's ladder: a notice or a question for release opens a step, its letter takes it, a
    /// withdrawal takes it back.
    fn step_begun(&mut self, event: &Event, letter: &Letter) {
        let (student, kind, session, taken) = match letter {
            Letter::NoticeCoLeaders { student, step, session }
            | Letter::ReleaseRequest { student, step, session, .. } => (*student, *step, *session, None),
            Letter::CheckIn { student, session } => (*student, StepKind::CheckIn, *session, Some(letter.key())),
            Letter::FirmHeadLetter { student, session } => (*student, StepKind::FirmHead, *session, Some(letter.key())),
            Letter::UndergraduateTeam { student, session } => {
                (*student, StepKind::UndergraduateTeam, *session, Some(letter.key()))
            }
            Letter::StageLead { student, session } => (*student, StepKind::StageLead, *session, Some(letter.key())),
            Letter::Withdrawal { student, takes_back, .. } => {
                self.step_withdrawn(*student, takes_back);
                return;
            }
            _ => return,
        };
        let steps = &mut self.student_mut(student).steps;
        match steps.iter_mut().find(|step| step.kind == kind && step.session == session) {
            Some(step) => {
                if taken.is_some() {
                    step.letter = taken;
                    step.decided_at = event.at;
                }
            }
            None => {
                steps.push(StepTaken { kind, session, decided_at: event.at, letter: taken, withdrawn: false });
            }
        }
    }

    fn step_withdrawn(&mut self, student: PersonId, takes_back: &Letter) {
        let (kind, session) = (takes_back.step(), takes_back.session());
        for step in &mut self.student_mut(student).steps {
            if Some(step.kind) == kind && Some(step.session) == session {
                step.withdrawn = true;
            }
        }
    }

    fn settle(&mut self, key: &LetterKey, to: PersonId, fate: Fate) {
        if let Some(told) = self.told.get_mut(key) {
            told.fates.insert(to, fate);
        }
    }

    fn take_register(&mut self, event: &Event, session: SessionId, by: PersonId, marks: &BTreeMap<PersonId, Mark>) {
        let marked = |mark: &Mark| Marked { mark: *mark, event: event.id, at: event.at, by, disputed: None };
        let marks = marks.iter().map(|(student, mark)| (*student, marked(mark))).collect();
        self.session_mut(session).register =
            Some(Register { taken: event.id, at: event.at, by, marks, last: event.id });
    }

    /// A co-leader's later word settles whatever was disputed about the marks that it names.
    fn correct(&mut self, event: &Event, session: SessionId, by: PersonId, marks: &BTreeMap<PersonId, Mark>) {
        let Some(register) = &mut self.session_mut(session).register else {
            return;
        };
        register.last = event.id;
        for (student, mark) in marks {
            let same = register.marks.get(student).filter(|marked| marked.mark == *mark).copied();
            let marked = match same {
                // A mark that is only confirmed keeps the time since when it was known.
                Some(marked) => Marked { disputed: None, ..marked },
                None => Marked { mark: *mark, event: event.id, at: event.at, by, disputed: None },
            };
            register.marks.insert(*student, marked);
        }
    }

    fn dispute(&mut self, session: SessionId, student: PersonId, event: EventId) {
        let register = self.session_mut(session).register.as_mut();
        if let Some(marked) = register.and_then(|register| register.marks.get_mut(&student)) {
            marked.disputed = Some(event);
        }
    }

    fn shadow(&mut self, group: Option<GroupId>, on: bool) {
        match group {
            None => {
                self.shadow = super::Shadow { all: on, ..Default::default() };
            }
            Some(group) if on => {
                self.shadow.groups.insert(group);
                self.shadow.live.remove(&group);
            }
            Some(group) => {
                self.shadow.groups.remove(&group);
                self.shadow.live.insert(group);
            }
        }
    }

    pub(super) fn redraw_calendar(&mut self) {
        self.calendar = Calendar::new(&self.roster, &self.changes, &self.calendar.zone.clone());
    }

    fn session_mut(&mut self, id: SessionId) -> &mut super::SessionState {
        self.sessions.entry(id).or_default()
    }

    fn student_mut(&mut self, id: PersonId) -> &mut super::StudentState {
        self.students.entry(id).or_default()
    }
}
