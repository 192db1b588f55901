//! The command line: a file a verb.

pub mod export;
pub mod import;
