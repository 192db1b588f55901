//! `balintd` looks after a medical school's Balint groups by e-mail alone.
//!
//! The map, from the inside out; a room may use only what stands above it:
//!
//! - [`domain`]: who is who, the calendar, what was said, what is due and why. Pure; imports nothing of ours.
//! - [`inbound`]: the bytes of a letter and the state in, a reading out. Pure; imports `domain`.
//! - [`outbound`]: a decision and the state in, a finished letter out. Pure; imports `domain`.
//! - [`import`]: the roster's files in, a proposed roster or every mistake in them out. Imports `domain`.
//! - [`config`]: defaults, file and environment in, settings or every mistake out. Imports `domain`.
//! - [`store`]: all SQL. Imports `domain`.
//! - [`net`]: SMTP, IMAP and folders. Imports nothing of ours.
//! - [`clock`]: the only file that may read the time or wait.
//! - [`turn`]: listen, think, write, speak; imports all of the above.
//! - [`explain`]: why was this sent, why was nothing sent.
//! - [`page`]: the year as one page to look at. Pure; imports `domain` and `explain`.
//! - [`daemon`] and [`sim`]: the same turn under the real clock and under a made-up one.
//! - [`cli`]: a file a verb.

#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod config;
pub mod daemon;
pub mod domain;
pub mod explain;
pub mod import;
pub mod inbound;
pub mod net;
pub mod outbound;
pub mod page;
pub mod sim;
pub mod store;
pub mod turn;
