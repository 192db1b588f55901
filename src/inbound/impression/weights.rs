//! The weights of a model, as the trainer wrote them: for each feature that counts, a small number for each sign.
//!
//! The file, all numbers little-endian: the fingerprint of the lessons (u64), how many signs and how many features (u32),
//! a bias and a unit for each sign (f32), the features' hashes in rising order (u32), their rows (i8 for each sign, in
//! units).

/// What each feature says of each sign.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// Of the lessons that they were made from.
    pub fingerprint: u64,
    pub biases: Vec<f32>,
    /// What one step of a weight comes to, for each sign.
    pub units: Vec<f32>,
    /// In rising order.
    pub hashes: Vec<u32>,
    /// A number for each sign, for one hash after the other.
    pub steps: Vec<i8>,
    /// Where the hashes of each shelf begin, and where the last one ends; made when they are read from a file.
    pub shelves: Vec<u32>,
}

/// Hashes with the same leading bits stand on one shelf, so that one is found among a handful and not by halving the
/// whole row, which is a walk through all of the memory.
const SHELF_BITS: u32 = 16;

impl Weights {
    /// The weights of each feature that has any, with the feature's place among these hashes.
    ///
    /// All are looked for before any is asked whether it was there: what is not waited for is fetched from memory side by
    /// side.
    pub fn rows(&self, hashes: impl ExactSizeIterator<Item = u32> + Clone) -> impl Iterator<Item = (usize, &[i8])> {
        let found: Vec<usize> = hashes.clone().map(|hash| self.place(hash)).collect();
        let signs = self.biases.len();
        hashes
            .zip(found)
            .enumerate()
            .filter(|(_, (hash, at))| self.hashes.get(*at) == Some(hash))
            .filter_map(move |(feature, (_, at))| Some((feature, self.steps.get(at * signs..(at + 1) * signs)?)))
    }

    /// Where a hash stands, if it is there.
    fn place(&self, hash: u32) -> usize {
        let edge = |shelf: usize| self.shelves.get(shelf).map_or(0, |at| usize::try_from(*at).unwrap_or_default());
        let (from, until) = (edge(shelf(hash)), edge(shelf(hash) + 1));
        from + self.hashes.get(from..until).unwrap_or_default().iter().filter(|one| **one < hash).count()
    }

    /// Reads the file's bytes; none where they are not such a file.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let fingerprint = u64::from_le_bytes(take(&mut rest)?);
        let signs = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let count = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let mut weights = Self { fingerprint, ..Self::default() };
        for numbers in [&mut weights.biases, &mut weights.units] {
            for _ in 0..signs {
                numbers.push(f32::from_le_bytes(take(&mut rest)?));
            }
        }
        for _ in 0..count {
            weights.hashes.push(u32::from_le_bytes(take(&mut rest)?));
        }
        weights.shelves = shelves(&weights.hashes);
        weights.steps = rest.iter().map(|byte| byte.cast_signed()).collect();
        (Some(weights.steps.len()) == count.checked_mul(signs)).then_some(weights)
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.fingerprint.to_le_bytes().to_vec();
        for length in [self.biases.len(), self.hashes.len()] {
            bytes.extend(u32::try_from(length).unwrap_or_default().to_le_bytes());
        }
        bytes.extend(self.biases.iter().chain(&self.units).flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.steps.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }
}

fn shelf(hash: u32) -> usize {
    usize::try_from(hash >> (u32::BITS - SHELF_BITS)).unwrap_or_default()
}

/// Where each shelf of these hashes begins, with the end of the last.
fn shelves(hashes: &[u32]) -> Vec<u32> {
    let mut begins = vec![0; (1 << SHELF_BITS) + 1];
    for hash in hashes {
        if let Some(count) = begins.get_mut(shelf(*hash) + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut begins {
        before += *count;
        *count = before;
    }
    begins
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}

/// Tells lessons from others (FNV-1a, 64 bits).
pub fn fingerprint(lessons: &[u8]) -> u64 {
    lessons.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
