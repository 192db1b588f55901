//! The checks that compare rows with each other, with the last import and with the calendar. Each notes what is wrong
//! at the row where it can be mended; none changes anything.

use super::ImportRules;
use super::lines::Lines;
use super::mistake::Mistake;
use super::schemes::Schemes;
use crate::domain::roster::Roster;

mod leading;
mod missing;
mod people;
mod references;
mod sessions;

/// What all checks look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub lines: &'a Lines,
    pub schemes: &'a Schemes,
    pub previous: Option<&'a Roster>,
    pub rules: &'a ImportRules<'a>,
}

/// Runs every check.
pub fn all(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    scene.schemes.check(scene.lines, mistakes);
    references::check(scene, mistakes);
    people::check(scene, mistakes);
    leading::check(scene, mistakes);
    sessions::check(scene, mistakes);
    missing::check(scene, mistakes);
}
