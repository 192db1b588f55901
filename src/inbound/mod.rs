//! The reading of letters: bytes, what is known and the time in, a [`Reading`] out. Pure; never fails, never panics.

mod auth;
mod automatic;
mod bounce;
mod decode;
mod gate;
mod invite;
pub mod letter;
mod mime;
pub mod co_leader;
pub mod dates;
pub mod firm_head;
pub mod names;
pub mod reading;
mod reply_text;
pub mod tokens;

pub use auth::Vouching;
pub use gate::OUR_FIELD;
pub use letter::Letter;
pub use co_leader::read_co_leader;
pub use firm_head::read_firm_head;
pub use reading::{About, AboutKind, Aside, Class, Evidence, Reading, Said, Scene, Sender, Words};
