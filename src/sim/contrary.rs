//! How people are in a year with faults: they say nothing, take back at once what they were about to say, and answer an
//! old letter in place of the last.

use std::rc::Rc;

use super::chance::Chance;
use super::in_hand::InHand;
use super::world::World;
use crate::domain::id::PersonId;

impl World {
    /// One in eight never writes, and everybody sometimes forgets to.
    pub(super) fn says_nothing(&mut self, who: PersonId) -> bool {
        let never = self.cast.chance(&[0x5117, u64::from(who.0)]).percent(12);
        let drawn = self.draw();
        never || self.cast.chance(&[0x5118, drawn]).percent(8)
    }

    /// Keeps a letter that somebody has, for whoever answers the wrong one.
    pub fn keeps(&mut self, who: PersonId, letter: &Rc<InHand>) {
        if self.is_contrary {
            let [_, last] = self.had.remove(&who).unwrap_or_default();
            self.had.insert(who, [last, Some(letter.clone())]);
        }
    }

    /// An older letter than the one in hand, where people answer such.
    pub fn wrong_letter(&self, who: PersonId) -> Option<Rc<InHand>> {
        self.had.get(&who).and_then(|[before, _]| before.clone())
    }

    /// Does somebody take back at once what they were about to say?
    pub fn contradicts(&self, chance: &mut Chance) -> bool {
        self.is_contrary && chance.percent(5)
    }
}
