//! What looks like chance and is the same every time: a linear congruential generator (Knuth's constants).

/// Begun from a seed.
pub struct Dice(u64);

/// A throw has so many bits.
const BITS: u32 = 31;

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, of 31 bits.
    pub const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> (u64::BITS - BITS)
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share wants no more than a float has")]
    fn share(&mut self) -> f32 {
        self.throw() as f32 / (1_u64 << BITS) as f32
    }

    /// Is it the rarer thing, of a likelihood from 0 to 1?
    pub fn falls(&mut self, likely: f32) -> bool {
        self.share() < likely
    }

    /// A number about nought, seldom beyond one and a half to either side.
    pub fn about_nought(&mut self) -> f32 {
        (0..6).map(|_| self.share()).sum::<f32>() - 3.0
    }

    /// One of so many.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.throw()).unwrap_or_default() % count.max(1)
    }

    /// Puts things into another order (Fisher and Yates).
    pub fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            let other = self.below(last + 1);
            order.swap(last, other);
        }
    }
}
