//! The reading of letters: bytes, what is known and the time in, a [`Reading`] out. Pure; never fails, never panics.

pub mod co_leader;
pub mod dates;
pub mod firm_head;
pub mod names;
pub mod reading;
pub mod tokens;

pub use co_leader::read_co_leader;
pub use firm_head::read_firm_head;
pub use reading::{About, AboutKind, Aside, Class, Evidence, Reading, Said, Scene, Sender, Words};
