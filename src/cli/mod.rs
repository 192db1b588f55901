//! (to be written)

pub mod read;
