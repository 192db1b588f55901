//! A year on a virtual clock through the very turn that the daemon runs: people who answer in real bytes, faults of
//! every kind, and a check of each rule after every turn.
//!
//! What is true is kept outside the daemon ([`truth`]); what people do they do on reading a letter's bytes. The same
//! seed gives the same year, byte for byte.

pub mod cast;
pub mod chance;
pub mod checks;
pub mod clothes;
mod contrary;
pub mod faults;
mod firm_head;
mod folder;
pub mod in_hand;
mod leader;
mod look;
mod machines;
pub mod meant;
mod names;
mod opening;
mod outcome;
mod people;
mod plot;
mod post;
mod run;
mod school;
mod student;
mod timeline;
mod trial;
pub mod truth;
pub mod words;
pub mod world;
mod year;

pub use folder::FolderError;
pub use outcome::Outcome;
pub use run::{Options, Progress, SimError, Trial, run};
pub use school::school;
