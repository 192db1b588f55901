//! Made-up chance: the same seed gives the same year, byte for byte.
//!
//! SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), whose reference code
//! is in the public domain. It keeps no secret and must not be used for any.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

const GOLDEN_GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream of one matter: it depends on the seed and the matter alone, not on what else was drawn before.
    pub fn of(seed: u64, matter: &[u64]) -> Self {
        let mut stream = Self(seed);
        for word in matter {
            stream.0 = stream.draw() ^ word.wrapping_mul(GOLDEN_GAMMA);
        }
        stream
    }

    /// The next number of the stream.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN_GAMMA);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to just below `end`; 0 where there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw().checked_rem(end).unwrap_or(0)
    }

    /// A number within both bounds.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// True so often in a hundred.
    pub fn percent(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }

    /// One of a fixed stock.
    pub fn pick<T: Copy, const N: usize>(&mut self, stock: &[T; N]) -> T {
        const { assert!(N > 0, "a stock has at least one entry") };
        stock[usize::try_from(self.below(N as u64)).unwrap_or(0)]
    }

    /// One of whatever there is.
    pub fn one_of<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(usize::try_from(self.below(from.len() as u64)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_stream_of_seed_0() {
        let mut chance = Chance(0);
        let first: Vec<u64> = (0..3).map(|_| chance.draw()).collect();
        assert_eq!(first, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f]);
    }

    #[test]
    fn matters_do_not_depend_on_each_other() {
        let mut one = Chance::of(7, &[1, 2]);
        let mut other = Chance::of(7, &[1, 2]);
        assert_eq!(one.draw(), other.draw());
        assert_ne!(Chance::of(7, &[1, 2]).draw(), Chance::of(7, &[2, 1]).draw());
        assert_ne!(Chance::of(7, &[1]).draw(), Chance::of(8, &[1]).draw());
    }

    #[test]
    fn bounds_are_kept() {
        let mut chance = Chance::of(1, &[]);
        assert!((0..1000).all(|_| (3..=5).contains(&chance.between(3, 5))));
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.one_of::<u8>(&[]), None);
        assert!(!chance.percent(0) && chance.percent(100));
    }
}
