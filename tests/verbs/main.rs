//! The administrator's verbs on a database as a daemon leaves it, through the real program: what they say, in words and
//! for a script, their exit codes, and that none of them carries a student's words.

mod asking;
mod forgetting;
mod health;
mod school;
mod steering;
