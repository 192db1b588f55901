//! The absence policy and the fortnight, rule by rule: a history in, the letters that are decided out.
//!
//! Each test is named after the rule that it holds. Time is an argument; nothing here waits, and no letter is written.

mod fortnight;
mod hearing;
mod ladder;
mod late_post;
mod sending;
mod story;
mod takes_back;
