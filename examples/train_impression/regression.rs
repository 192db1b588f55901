//! Logistic regression of each sign on the features, by stochastic gradient descent with a step of its own for each
//! weight (AdaGrad, Duchi et al. 2011) and a pull towards nought. No chance in it: the order is fixed by the seed.

use std::collections::BTreeMap;

use balintd::inbound::impression::chance;

use super::dice::Dice;

/// A lesson as the model sees it.
pub struct Example {
    /// With how much of each there is.
    pub features: Vec<(u32, f32)>,
    /// For each sign.
    pub meant: Vec<bool>,
}

/// What each feature says of each sign.
pub struct Model {
    pub biases: Vec<f32>,
    pub rows: BTreeMap<u32, Vec<f32>>,
}

impl Model {
    /// How likely each sign is meant by it.
    pub fn chances(&self, example: &Example) -> Vec<f32> {
        let mut sums = self.biases.clone();
        for (row, value) in example.features.iter().filter_map(|(hash, value)| Some((self.rows.get(hash)?, value))) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
        sums.into_iter().map(chance).collect()
    }
}

/// How often all examples are gone through.
const ROUNDS: usize = 20;

/// A feature that was seen less often than this says nothing of the next message.
const SEEN_MIN: usize = 4;

/// The first step's length.
const STEP: f32 = 0.5;

/// How strongly weights are drawn towards nought.
const PULL: f32 = 0.000_2;

/// Makes a model of the examples.
pub fn train(examples: &[&Example]) -> Model {
    let signs = examples.first().map_or(0, |example| example.meant.len());
    let index = index(examples);
    let place = |(hash, value): &(u32, f32)| Some((*index.get(hash)?, *value));
    let lessons: Vec<(Vec<(usize, f32)>, &Example)> =
        examples.iter().map(|example| (example.features.iter().filter_map(place).collect(), *example)).collect();
    let mut weights = vec![0.0_f32; signs * index.len()];
    let mut steepness = vec![0.01_f32; signs * index.len()];
    let (mut biases, mut bias_steepness) = (vec![-2.0_f32; signs], vec![0.01_f32; signs]);
    let row = |at: usize| at * signs..(at + 1) * signs;
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice::new(1);
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for (features, example) in order.iter().filter_map(|at| lessons.get(*at)) {
            let mut sums = biases.clone();
            for (at, value) in features {
                for (sum, weight) in sums.iter_mut().zip(&weights[row(*at)]) {
                    *sum += weight * value;
                }
            }
            let errors: Vec<f32> = sums
                .into_iter()
                .zip(&example.meant)
                .map(|(sum, is_meant)| chance(sum) - f32::from(u8::from(*is_meant)))
                .collect();
            step(&mut biases, &mut bias_steepness, &errors, 1.0, 0.0);
            for (at, value) in features {
                step(&mut weights[row(*at)], &mut steepness[row(*at)], &errors, *value, PULL);
            }
        }
    }
    Model { biases, rows: index.into_iter().map(|(hash, at)| (hash, weights[row(at)].to_vec())).collect() }
}

/// Moves the weights of one feature against the errors.
fn step(weights: &mut [f32], steepness: &mut [f32], errors: &[f32], scale: f32, pull: f32) {
    for ((weight, steepness), error) in weights.iter_mut().zip(steepness).zip(errors) {
        let slope = error * scale + pull * *weight;
        *steepness += slope * slope;
        *weight -= STEP * slope / steepness.sqrt();
    }
}

/// A place for each feature that was seen often enough.
fn index(examples: &[&Example]) -> BTreeMap<u32, usize> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for (hash, _) in examples.iter().flat_map(|example| &example.features) {
        *seen.entry(*hash).or_default() += 1;
    }
    seen.into_iter().filter(|(_, times)| *times >= SEEN_MIN).enumerate().map(|(at, (hash, _))| (hash, at)).collect()
}
