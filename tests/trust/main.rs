//! Never lost, never twice, never fooled: each fault in a short form, with the control that shows that the test bites.
//! The long forms are those of `examples/torture.rs`.

#![allow(clippy::disallowed_methods, reason = "the servers of these tests live by the real clock")]

mod ambiguity;
mod calls;
mod clocks;
mod copies;
#[path = "../bad_input/desk.rs"]
mod desk;
mod disk;
mod foreign;
mod forgeries;
mod kill;
mod loops;
mod outage;
mod post;
mod power;
mod reader;
mod record;
#[path = "../school/mod.rs"]
mod school;
#[path = "../servers/mod.rs"]
mod servers;
mod sink;
mod spoofing;
mod victim;
