//! The reading of letters: bytes, what is known and the time in, a [`Reading`] out. Pure; never fails, never panics.

mod about;
pub mod answer;
mod auth;
mod automatic;
mod bounce;
mod calendar_reply;
pub mod co_leader;
pub mod dates;
mod decode;
pub mod firm_head;
mod gate;
mod identity;
pub mod impression;
mod invite;
pub mod label;
pub mod letter;
mod locate;
mod mime;
pub mod names;
mod patterns;
mod read;
pub mod reading;
pub mod reply_text;
pub mod student;
pub mod tokens;
pub mod welfare;

pub use auth::{Vouching, vouched};
use co_leader::read_co_leader;
use firm_head::read_firm_head;
pub use gate::OUR_FIELD;
pub use identity::identity;
pub use letter::Letter;
pub use read::{OurSelves, read};
pub use reading::{About, AboutKind, Aside, Class, Evidence, Line, Reading, Said, Scene, Sender, Words};
use student::read_student;
