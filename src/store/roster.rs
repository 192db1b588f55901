//! The roster tables.
