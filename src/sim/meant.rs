//! What was meant by a message, kept beside its bytes, and the comparison with what the daemon read.
//!
//! Acting on another meaning is a fault; asking never is. It compares as a careful person would label the message:
//! registers as they come out, orders with what their thread makes of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::PersonId;
use crate::domain::said::{Class, CoLeaderSays, FirmAnswer, Flag, Mark, Order, Rest, Said, Stance, StudentSays};
use crate::inbound::Reading;

/// What the writer means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub class: MeantClass,
    pub said: Said,
}

/// As [`Class`], without the particulars of a delivery report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeantClass {
    Human,
    AutoReply,
    Bounce { of: PersonId, permanent: bool },
    CalendarReply,
}

/// What the answered letter makes of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    pub session: Option<u8>,
    pub student: Option<PersonId>,
    /// The members of the group on that day, over whom a register is laid.
    pub members: Vec<PersonId>,
}

/// How the daemon did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It acted, on what was meant.
    Right,
    /// A person is asked first.
    Asked,
    Wrong(String),
}

impl Meant {
    /// A student says something of their own attendance.
    pub fn stances(stances: impl IntoIterator<Item = (u8, Stance)>) -> Self {
        Self::student(stances, [])
    }

    /// The same with flags.
    pub fn student(stances: impl IntoIterator<Item = (u8, Stance)>, flags: impl IntoIterator<Item = Flag>) -> Self {
        Self::human(Said::Student(StudentSays {
            stances: stances.into_iter().collect(),
            flags: flags.into_iter().collect(),
        }))
    }

    /// A co-leader's message.
    pub fn leader(says: CoLeaderSays) -> Self {
        Self::human(Said::CoLeader(says))
    }

    /// A co-leader's one order.
    pub fn order(order: Order) -> Self {
        Self::leader(CoLeaderSays { orders: vec![order], ..CoLeaderSays::default() })
    }

    /// A firm head's answers.
    pub fn firm(answers: Vec<FirmAnswer>) -> Self {
        Self::human(Said::FirmHead(answers))
    }

    /// A machine's message.
    pub fn machine(class: MeantClass) -> Self {
        Self { class, said: Said::Nothing }
    }

    /// A person's message that must change nothing.
    pub fn nothing() -> Self {
        Self::human(Said::Nothing)
    }

    fn human(said: Said) -> Self {
        Self { class: MeantClass::Human, said }
    }

    /// What it comes to where the mail has taken so long that a session has begun: an apology that is passed on is then
    /// why somebody was not there.
    pub fn of_late_mail(mut self, has_begun: impl Fn(u8) -> bool) -> Self {
        if let Said::CoLeader(says) = &mut self.said {
            for order in &mut says.orders {
                if let Order::Relay { student, session } = *order
                    && has_begun(session)
                {
                    *order = Order::Explained { student, session: Some(session) };
                }
            }
        }
        self
    }

    /// Could it be a sign of distress?
    pub fn is_welfare(&self) -> bool {
        matches!(&self.said, Said::Student(says) if says.flags.contains(&Flag::Welfare))
    }

    /// Compares a reading with this meaning.
    pub fn judge(&self, reading: &Reading, thread: &Thread) -> Verdict {
        if self.is_welfare() && !has_welfare(&reading.said) {
            return Verdict::Wrong("a message that may mean distress was not seen as one".to_owned());
        }
        if let Some(fault) = self.machine_fault(&reading.class) {
            return Verdict::Wrong(fault);
        }
        if self.class != MeantClass::Human && self.class != MeantClass::CalendarReply {
            return Verdict::Right;
        }
        if !reading.acts {
            return Verdict::Asked;
        }
        let (meant, read) = (content(&self.said, thread), content(&reading.said, thread));
        if meant == read { Verdict::Right } else { Verdict::Wrong(format!("meant {meant:?}, read {read:?}")) }
    }

    fn machine_fault(&self, class: &Class) -> Option<String> {
        let fits = match (self.class, class) {
            (MeantClass::Human, Class::Human)
            | (MeantClass::AutoReply, Class::AutoReply)
            | (MeantClass::CalendarReply, Class::CalendarReply) => true,
            (MeantClass::Bounce { of, permanent }, Class::Bounce(bounce)) => {
                bounce.permanent == permanent && bounce.recipient == Some(of)
            }
            _ => false,
        };
        (!fits).then(|| format!("it is {:?} and was taken for {class:?}", self.class))
    }
}

fn has_welfare(said: &Said) -> bool {
    matches!(said, Said::Student(says) if says.flags.contains(&Flag::Welfare))
}

/// What a message changes, in the form in which two that mean the same are equal.
#[derive(Debug, PartialEq, Eq, Default)]
struct Content {
    stances: BTreeMap<u8, Stance>,
    session: Option<u8>,
    marks: BTreeMap<PersonId, Mark>,
    rest: Option<&'static str>,
    unclear: usize,
    orders: BTreeSet<String>,
}

fn content(said: &Said, thread: &Thread) -> Content {
    match said {
        Said::Student(says) => Content { stances: says.stances.clone(), ..Content::default() },
        Said::CoLeader(says) => register(says, thread),
        Said::FirmHead(answers) => {
            Content { orders: answers.iter().map(|answer| format!("{answer:?}")).collect(), ..Content::default() }
        }
        Said::Nothing => Content::default(),
    }
}

fn register(says: &CoLeaderSays, thread: &Thread) -> Content {
    let session = says.session.or(thread.session);
    let mut marks = says.marks.clone();
    let mut orders = BTreeSet::new();
    for order in &says.orders {
        match order {
            Order::Left { student } => {
                marks.remove(student);
                orders.insert(format!("{order:?}"));
            }
            Order::Explained { student, session: of } if of.is_none() || *of == session => {
                marks.insert(*student, Mark::Excused);
            }
            other => {
                orders.insert(format!("{:?}", filled(other, thread)));
            }
        }
    }
    if says.rest == Some(Rest::Expected) {
        // Whoever presented was there, as was expected.
        let presented = |student: &PersonId| {
            let by = |order: &Order| matches!(order, Order::Presented { student: who, .. } if who == student);
            says.orders.iter().any(by)
        };
        marks.retain(|student, mark| *mark != Mark::Present || !presented(student));
    }
    let mut rest = says.rest.map(|rest| match rest {
        Rest::Present => "present",
        Rest::Absent => "absent",
        Rest::Expected => "expected",
    });
    let of_group = match says.rest {
        Some(Rest::Present) => Some(Mark::Present),
        Some(Rest::Absent) => Some(Mark::Absent),
        _ => None,
    };
    if let Some(mark) = of_group {
        for member in &thread.members {
            marks.entry(*member).or_insert(mark);
        }
        rest = None;
    }
    let speaks = !marks.is_empty() || rest.is_some() || !says.unclear.is_empty();
    Content {
        session: session.filter(|_| speaks),
        marks,
        rest,
        unclear: says.unclear.len(),
        orders,
        ..Content::default()
    }
}

/// An order with what its thread says.
fn filled(order: &Order, thread: &Thread) -> Order {
    match order.clone() {
        Order::Hold { student } => Order::Hold { student: student.or(thread.student) },
        Order::Release { student } => Order::Release { student: student.or(thread.student) },
        Order::Presented { student, session } => Order::Presented { student, session: session.or(thread.session) },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::Sender;

    const WEI: PersonId = PersonId(1);
    const SAM: PersonId = PersonId(2);

    fn reading(said: Said, acts: bool) -> Reading {
        Reading {
            class: Class::Human,
            sender: Sender::Stranger,
            said,
            acts,
            vouched: true,
            aside: BTreeSet::new(),
            words: String::new(),
            evidence: Vec::new(),
            likely: Vec::new(),
        }
    }

    fn thread() -> Thread {
        Thread { session: Some(3), student: Some(WEI), members: vec![WEI, SAM] }
    }

    #[test]
    fn registers_are_compared_as_they_come_out() {
        let by_absence =
            CoLeaderSays { marks: [(WEI, Mark::Absent)].into(), rest: Some(Rest::Present), ..CoLeaderSays::default() };
        let by_presence = CoLeaderSays {
            session: Some(3),
            marks: [(SAM, Mark::Present)].into(),
            rest: Some(Rest::Absent),
            ..CoLeaderSays::default()
        };
        let meant = Meant::leader(by_absence.clone());
        assert_eq!(meant.judge(&reading(Said::CoLeader(by_presence), true), &thread()), Verdict::Right);
        let all = CoLeaderSays { rest: Some(Rest::Present), ..CoLeaderSays::default() };
        let wrong = meant.judge(&reading(Said::CoLeader(all.clone()), true), &thread());
        assert!(matches!(wrong, Verdict::Wrong(_)));
        assert_eq!(meant.judge(&reading(Said::CoLeader(all), false), &thread()), Verdict::Asked);
    }

    #[test]
    fn an_order_without_a_name_means_the_student_of_the_letter() {
        let meant = Meant::order(Order::Hold { student: Some(WEI) });
        let says = CoLeaderSays { orders: vec![Order::Hold { student: None }], ..CoLeaderSays::default() };
        assert_eq!(meant.judge(&reading(Said::CoLeader(says), true), &thread()), Verdict::Right);
    }

    #[test]
    fn an_apology_that_is_passed_on_explains_what_has_begun_meanwhile() {
        let meant = || Meant::order(Order::Relay { student: WEI, session: 4 });
        let read =
            |order| reading(Said::CoLeader(CoLeaderSays { orders: vec![order], ..CoLeaderSays::default() }), true);
        let explained = read(Order::Explained { student: WEI, session: Some(4) });
        assert!(matches!(meant().of_late_mail(|_| false).judge(&explained, &thread()), Verdict::Wrong(_)));
        let late = meant().of_late_mail(|session| session == 4);
        assert_eq!(late.judge(&explained, &thread()), Verdict::Right);
        let relayed = read(Order::Relay { student: WEI, session: 4 });
        assert!(matches!(late.judge(&relayed, &thread()), Verdict::Wrong(_)));
    }

    #[test]
    fn distress_that_is_not_seen_is_a_fault_even_when_it_is_asked_about() {
        let meant = Meant::student([(3, Stance::Absent)], [Flag::Welfare]);
        let says = Said::Student(StudentSays { stances: [(3, Stance::Absent)].into(), ..StudentSays::default() });
        assert!(matches!(meant.judge(&reading(says, false), &thread()), Verdict::Wrong(_)));
    }

    #[test]
    fn a_machine_taken_for_a_person_is_a_fault() {
        let meant = Meant::machine(MeantClass::AutoReply);
        assert!(matches!(meant.judge(&reading(Said::Nothing, true), &thread()), Verdict::Wrong(_)));
    }
}
