//! A year on a virtual clock through the very turn that the daemon runs: people who answer in real bytes, and checks.

pub mod chance;
pub mod clothes;
pub mod in_hand;
pub mod meant;
mod names;
mod school;
pub mod words;
mod year;
