//! A year on a virtual clock through the very turn that the daemon runs: people who answer in real bytes, and checks.

pub mod cast;
pub mod chance;
pub mod clothes;
mod firm_head;
pub mod in_hand;
mod leader;
pub mod machines;
pub mod meant;
mod names;
mod people;
mod plot;
mod school;
mod student;
pub mod words;
pub mod world;
mod year;
