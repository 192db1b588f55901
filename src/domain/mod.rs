//! The domain: who is who, the calendar, what was said, what is due and why. Pure: no I/O, no clock, no chance.

pub mod calendar;
pub mod decide;
pub mod event;
pub mod hear;
pub mod holidays;
pub mod id;
pub mod letter;
pub mod policy;
pub mod replan;
pub mod roster;
pub mod rules;
pub mod said;
pub mod schedule;
pub mod sending;
pub mod state;
