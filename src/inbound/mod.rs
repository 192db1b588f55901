//! The reading of letters: bytes, what is known and the time in, a [`Reading`] out. Pure; never fails, never panics.

mod about;
mod auth;
mod automatic;
mod bounce;
pub mod dates;
mod decode;
mod gate;
mod invite;
pub mod label;
pub mod letter;
mod locate;
mod mime;
pub mod names;
mod read;
pub mod reading;
mod reply_text;
pub mod student;
pub mod tokens;
pub mod welfare;

pub use auth::Vouching;
pub use gate::OUR_FIELD;
pub use letter::Letter;
pub use read::{OurSelves, read};
pub use reading::{About, AboutKind, Aside, Class, Evidence, Reading, Said, Scene, Sender, Words};

use student::read_student;

fn read_co_leader(
    _: &Words,
    _: &Scene<'_>,
    _: crate::domain::id::PersonId,
    _: crate::domain::id::GroupId,
) -> reading::Read<crate::domain::said::CoLeaderSays> {
    let says = crate::domain::said::CoLeaderSays {
        orders: vec![crate::domain::said::Order::Question],
        ..Default::default()
    };
    reading::Read {
        says,
        acts: false,
        evidence: vec![],
        likely: vec![],
    }
}

fn read_firm_head(
    _: &Words,
    _: &Scene<'_>,
    _: crate::domain::id::PersonId,
) -> reading::Read<Vec<crate::domain::said::FirmAnswer>> {
    reading::Read {
        says: vec![crate::domain::said::FirmAnswer::Question],
        acts: false,
        evidence: vec![],
        likely: vec![],
    }
}
