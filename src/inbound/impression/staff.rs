//! What the models of co-leaders' messages tell apart: of each student who is named, and of the message beside that.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Signs;
use super::network::Committee;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Order, Rest};
use crate::inbound::reading::AboutKind;

/// What may be said of one student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfStudent {
    Mark(Mark),
    Order(OrderKind),
}

/// What may be said beside that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfMessage {
    Rest(Rest),
    Order(OrderKind),
    /// A name that fits two students, or none.
    UnclearName,
    /// The register is of another session than the letter answered.
    AnotherSession,
}

/// What an order is, apart from whom and when it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    Question,
    Hold,
    Release,
    Explained,
    Concern,
    Left,
    Presented,
    Relay,
    LeaderAway,
    Cancel,
    Move,
    Status,
    Help,
}

impl OrderKind {
    /// The kind of an order; none of the one that the lessons do not have.
    pub fn of(order: &Order) -> Option<Self> {
        Some(match order {
            Order::Question => Self::Question,
            Order::Hold { .. } => Self::Hold,
            Order::Release { .. } => Self::Release,
            Order::Explained { .. } => Self::Explained,
            Order::Concern { .. } => Self::Concern,
            Order::Left { .. } => Self::Left,
            Order::Presented { .. } => Self::Presented,
            Order::Relay { .. } => Self::Relay,
            Order::LeaderAway { .. } => Self::LeaderAway,
            Order::Cancel { .. } => Self::Cancel,
            Order::Move { .. } => Self::Move,
            Order::Status => Self::Status,
            Order::Help => Self::Help,
            Order::LeaderBack { .. } => return None,
        })
    }
}

/// The student whom an order is about.
pub fn student_of(order: &Order) -> Option<PersonId> {
    match order {
        Order::Hold { student } | Order::Release { student } => *student,
        Order::Explained { student, .. }
        | Order::Concern { student }
        | Order::Left { student }
        | Order::Presented { student, .. }
        | Order::Relay { student, .. } => Some(*student),
        _ => None,
    }
}

/// An absence of the letter's own session that a co-leader explains is a mark and an order in one; how it is heard: as the
/// mark beside a register, or where one is asked for or confirmed (`in_register`), and else as the order.
pub fn heard(mark: Option<Mark>, is_explained: bool, in_register: bool) -> (Option<Mark>, bool) {
    match (is_explained || mark == Some(Mark::Excused), in_register) {
        (true, true) => (Some(Mark::Excused), false),
        (true, false) => (None, true),
        (false, _) => (mark, false),
    }
}

/// Are marks part of a register, and not only absences that are explained?
pub fn in_register<'a>(
    about: Option<AboutKind>,
    marks: impl IntoIterator<Item = &'a Mark>,
    rest: Option<Rest>,
) -> bool {
    matches!(about, Some(AboutKind::RegisterRequest | AboutKind::RegisterConfirmation))
        || rest.is_some()
        || marks.into_iter().any(|mark| *mark != Mark::Excused)
}

/// Every mark, in the order of the weights.
pub const MARKS: [Mark; 5] = [Mark::Present, Mark::Absent, Mark::Excused, Mark::Late, Mark::TurnedAway];

impl OfStudent {
    /// The orders that are about one student.
    pub const ALL_ORDERS: [OrderKind; 7] = [
        OrderKind::Hold,
        OrderKind::Release,
        OrderKind::Explained,
        OrderKind::Concern,
        OrderKind::Left,
        OrderKind::Presented,
        OrderKind::Relay,
    ];
}

impl Signs for OfStudent {
    const ALL: &'static [Self] = &[
        Self::Mark(MARKS[0]),
        Self::Mark(MARKS[1]),
        Self::Mark(MARKS[2]),
        Self::Mark(MARKS[3]),
        Self::Mark(MARKS[4]),
        Self::Order(Self::ALL_ORDERS[0]),
        Self::Order(Self::ALL_ORDERS[1]),
        Self::Order(Self::ALL_ORDERS[2]),
        Self::Order(Self::ALL_ORDERS[3]),
        Self::Order(Self::ALL_ORDERS[4]),
        Self::Order(Self::ALL_ORDERS[5]),
        Self::Order(Self::ALL_ORDERS[6]),
    ];
}

/// Whatever may be said of those who are not named.
pub const RESTS: [Rest; 3] = [Rest::Present, Rest::Absent, Rest::Expected];

impl Signs for OfMessage {
    const ALL: &'static [Self] = &[
        Self::Rest(RESTS[0]),
        Self::Rest(RESTS[1]),
        Self::Rest(RESTS[2]),
        Self::Order(OrderKind::Question),
        Self::Order(OrderKind::Hold),
        Self::Order(OrderKind::Release),
        Self::Order(OrderKind::Explained),
        Self::Order(OrderKind::Concern),
        Self::Order(OrderKind::Left),
        Self::Order(OrderKind::Presented),
        Self::Order(OrderKind::Relay),
        Self::Order(OrderKind::LeaderAway),
        Self::Order(OrderKind::Cancel),
        Self::Order(OrderKind::Move),
        Self::Order(OrderKind::Status),
        Self::Order(OrderKind::Help),
        Self::UnclearName,
        Self::AnotherSession,
    ];
}

/// The networks that heard the lessons of co-leaders.
pub fn committee() -> &'static Committee {
    static COMMITTEE: LazyLock<Committee> =
        LazyLock::new(|| Committee::parse(include_bytes!("staff.bin")).unwrap_or_default());
    &COMMITTEE
}
