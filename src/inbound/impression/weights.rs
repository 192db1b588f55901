//! The weights of the model, as the trainer wrote them: for each feature that counts, a small number for each sign.
//!
//! The file, all numbers little-endian: the fingerprint of the lessons (u64), how many features (u32), a bias and a unit
//! for each sign (f32), the features' hashes in rising order (u32), their rows (i8 for each sign, in units).

use std::sync::LazyLock;

use super::SIGN_COUNT;

const FILE: &[u8] = include_bytes!("weights.bin");

/// The weights that ship with the program.
pub static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::parse(FILE).unwrap_or_default());

/// What each feature says of each sign.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// Of the lessons that they were made from.
    pub fingerprint: u64,
    pub biases: [f32; SIGN_COUNT],
    /// What one step of a weight comes to, for each sign.
    pub units: [f32; SIGN_COUNT],
    /// In rising order.
    pub hashes: Vec<u32>,
    /// One for each hash.
    pub rows: Vec<[i8; SIGN_COUNT]>,
}

impl Weights {
    /// The weights of a feature, where it has any.
    pub fn row(&self, hash: u32) -> Option<&[i8; SIGN_COUNT]> {
        self.hashes.binary_search(&hash).ok().and_then(|at| self.rows.get(at))
    }

    /// Reads the file's bytes; none where they are not such a file.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let fingerprint = u64::from_le_bytes(take(&mut rest)?);
        let count = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let mut weights = Self { fingerprint, ..Self::default() };
        for number in weights.biases.iter_mut().chain(&mut weights.units) {
            *number = f32::from_le_bytes(take(&mut rest)?);
        }
        for _ in 0..count {
            weights.hashes.push(u32::from_le_bytes(take(&mut rest)?));
        }
        for _ in 0..count {
            weights.rows.push(take::<SIGN_COUNT>(&mut rest)?.map(u8::cast_signed));
        }
        rest.is_empty().then_some(weights)
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.fingerprint.to_le_bytes().to_vec();
        bytes.extend(u32::try_from(self.hashes.len()).unwrap_or_default().to_le_bytes());
        bytes.extend(self.biases.iter().chain(&self.units).flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.rows.iter().flatten().map(|weight| weight.cast_unsigned()));
        bytes
    }
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
