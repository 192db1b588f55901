//! The reading of letters: bytes, what is known and the time in, a [`Reading`] out. Pure; never fails, never panics.

pub mod dates;
pub mod reading;
pub mod tokens;

pub use reading::{About, AboutKind, Aside, Class, Evidence, Reading, Said, Scene, Sender, Words};
