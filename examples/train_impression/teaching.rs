//! Teaches networks: the slope of the logistic loss of all signs, carried back through the network by hand, and steps by
//! Adam (Kingma and Ba 2015) with weights that decay by themselves (Loshchilov and Hutter 2019). Now and then a word, a
//! hint or a number is left out, so that nothing is relied on alone (Srivastava et al. 2014). No chance in it: what is
//! left out and the order of the lessons are fixed by the seed.

use std::collections::BTreeMap;
use std::ops::Range;

use balintd::inbound::impression::chance;
use balintd::inbound::impression::network::{
    Committee, HIDDEN, Head, Layer, Network, Plan, State, WIDTH, add, beside, strongest,
};
use balintd::inbound::impression::told::Told;

use super::classroom::Lesson;
use super::dice::Dice;

/// How often all lessons are gone through.
const ROUNDS: usize = 14;

/// How many lessons make a step.
const BATCH: usize = 24;

/// So many of them are heard side by side.
const THREADS: usize = 2;

/// The first steps are shorter, and all of them grow shorter towards the end.
const STEP: f32 = 0.002;
const STEPS_WARM: f32 = 200.0;
const STEP_LAST: f32 = 0.02;

/// How much of the slopes before is kept, and of their squares.
const MOMENTUM: f32 = 0.9;
const SCALE_KEPT: f32 = 0.98;
const DECAY: f32 = 0.01;

/// How often the first that is known of a word is left out, so that its ending and its sense must do; a number; a hint; all hints.
const WORD_LEFT_OUT: f32 = 0.1;
const NUMBER_LEFT_OUT: f32 = 0.2;
const HINT_LEFT_OUT: f32 = 0.1;
const HINTS_LEFT_OUT: f32 = 0.2;

/// What was seen less often than this says nothing of the next message.
const SEEN_MIN: usize = 3;

/// Teaches so many networks all lessons, each from other first numbers.
pub fn teach(lessons: &[&Lesson], members: u64, fingerprint: u64) -> Committee {
    let tolds = || lessons.iter().map(|lesson| &lesson.told);
    let words = often(tolds().flat_map(|told| told.words.iter().flatten()));
    let hints =
        often(tolds().flat_map(|told| told.hints.iter().chain(told.students.iter().flat_map(|one| &one.hints))));
    let signs = lessons.first().map_or([0, 0], |lesson| {
        [lesson.message.len(), lessons.iter().find_map(|one| one.students.first()).map_or(0, Vec::len)]
    });
    let plan = Plan::new(words.len(), hints.len(), signs);
    let mut committee = Committee { fingerprint, words, hints, plan, members: Vec::new() };
    let placed: Vec<(Told<usize>, &Lesson)> =
        lessons.iter().map(|lesson| (committee.rows(&lesson.told), *lesson)).collect();
    for seed in 1..=members {
        let member = member(&committee.plan, &placed, seed);
        committee.members.push(member);
    }
    committee
}

/// The hashes that are seen often enough, in rising order.
fn often<'a>(hashes: impl Iterator<Item = &'a u32>) -> Vec<u32> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    hashes.for_each(|hash| *seen.entry(*hash).or_default() += 1);
    seen.into_iter().filter(|(_, times)| *times >= SEEN_MIN).map(|(hash, _)| hash).collect()
}

/// One network.
fn member(plan: &Plan, lessons: &[(Told<usize>, &Lesson)], seed: u64) -> Vec<f32> {
    let mut dice = Dice::new(seed);
    let mut numbers = first_numbers(plan, &mut dice);
    let mut steps = Steps { slopes: vec![0.0; plan.length], squares: vec![0.0; plan.length], taken: 0.0 };
    let mut carried: Vec<Slopes> = (0..THREADS).map(|_| Slopes::new(plan)).collect();
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let all_steps = to_float(ROUNDS * lessons.len().div_ceil(BATCH));
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let base = dice.throw();
            let network = Network { plan, numbers: &numbers };
            std::thread::scope(|scope| {
                for (thread, slopes) in carried.iter_mut().enumerate() {
                    let mine = batch.iter().skip(thread).step_by(THREADS);
                    scope.spawn(move || {
                        let mut dice = Dice::new(base.wrapping_add(thread as u64));
                        mine.filter_map(|at| lessons.get(*at)).for_each(|(told, lesson)| {
                            hear(network, slopes, &leave_out(told, &mut dice), lesson, &mut dice);
                        });
                    });
                }
            });
            steps.take(plan, &mut numbers, &mut carried, to_float(batch.len()), all_steps);
        }
    }
    numbers
}

/// Small numbers about nought, so that each layer's sum is about as large as what goes into it; every sign is unlikely.
fn first_numbers(plan: &Plan, dice: &mut Dice) -> Vec<f32> {
    let mut numbers = vec![0.0; plan.length];
    let mut fill = |part: &Range<usize>, size: f32| {
        numbers[part.clone()].iter_mut().for_each(|number| *number = size * dice.about_nought());
    };
    fill(&plan.words, 0.15);
    fill(&plan.unnamed, 0.1);
    plan.layers.iter().for_each(|layer| fill(&layer.sides, 0.8 / to_float(3 * WIDTH).sqrt()));
    for head in [&plan.message, &plan.student] {
        [&head.own, &head.whole].into_iter().for_each(|part| fill(part, 0.7 / to_float(WIDTH).sqrt()));
        fill(&head.hints, 0.05);
        fill(&head.out, 0.7 / to_float(HIDDEN).sqrt());
    }
    for head in [&plan.message, &plan.student] {
        numbers[head.out_bias.clone()].fill(-2.0);
    }
    numbers
}

/// The lesson with some of its words and hints left out.
fn leave_out(told: &Told<usize>, dice: &mut Dice) -> Told<usize> {
    let mut left = told.clone();
    for known in &mut left.words {
        if !known.is_empty() && dice.falls(WORD_LEFT_OUT) {
            known.remove(0);
        }
    }
    let without_any = dice.falls(HINTS_LEFT_OUT);
    for hints in std::iter::once(&mut left.hints).chain(left.students.iter_mut().map(|one| &mut one.hints)) {
        hints.retain(|_| !without_any && !dice.falls(HINT_LEFT_OUT));
    }
    left
}

/// How the loss changes with each number, and which rows of the tables any lesson touched.
struct Slopes {
    of: Vec<f32>,
    touched: Vec<Range<usize>>,
}

impl Slopes {
    fn new(plan: &Plan) -> Self {
        Self { of: vec![0.0; plan.length], touched: Vec::new() }
    }

    fn add(&mut self, part: Range<usize>, much: f32, row: &[f32]) {
        add(&mut self.of[part], much, row);
    }

    fn touch(&mut self, part: Range<usize>, row: &[f32]) {
        self.add(part.clone(), 1.0, row);
        self.touched.push(part);
    }
}

/// A row of a table.
fn row(table: &Range<usize>, at: usize, length: usize) -> Range<usize> {
    table.start + at * length..table.start + (at + 1) * length
}

/// For each number whether it counts this time, and then the more.
fn mask<const N: usize>(dice: &mut Dice) -> [f32; N] {
    std::array::from_fn(|_| if dice.falls(NUMBER_LEFT_OUT) { 0.0 } else { 1.0 / (1.0 - NUMBER_LEFT_OUT) })
}

fn times<const N: usize>(numbers: &mut [f32; N], mask: &[f32; N]) {
    numbers.iter_mut().zip(mask).for_each(|(number, mask)| *number *= mask);
}

/// What a head hears.
struct Ear<'a> {
    own: Option<&'a State>,
    whole: &'a State,
    hints: &'a [usize],
}

/// Hears one lesson and carries its errors back.
fn hear(network: Network, slopes: &mut Slopes, told: &Told<usize>, lesson: &Lesson, dice: &mut Dice) {
    let plan = network.plan;
    let mut first = network.embedded(&told.words);
    let masks: Vec<State> = first.iter().map(|_| mask(dice)).collect();
    first.iter_mut().zip(&masks).for_each(|(state, mask)| times(state, mask));
    // The states before each layer and behind the last, and what each layer found.
    let (mut states, mut founds) = (vec![first], Vec::new());
    for layer in &plan.layers {
        let before = &states[states.len() - 1];
        let found = network.found(layer, before);
        let mut behind = before.clone();
        behind.iter_mut().zip(&found).for_each(|(state, found)| add(state, 1.0, found));
        states.push(behind);
        founds.push(found);
    }
    let last = &states[plan.layers.len()];
    let (whole, whole_at) = strongest(last, 0..last.len());
    let mut back = vec![[0.0; WIDTH]; last.len()];
    let mut give_back = |at: &[usize; WIDTH], slope: &State| {
        for (number, (at, slope)) in at.iter().zip(slope).enumerate() {
            if let Some(state) = back.get_mut(*at) {
                state[number] += slope;
            }
        }
    };
    let ear = Ear { own: None, whole: &whole, hints: &told.hints };
    let (_, of_whole) = speak(network, slopes, &plan.message, &ear, &lesson.message, 1.0, dice);
    give_back(&whole_at, &of_whole);
    let share = 1.0 / to_float(told.students.len().max(1)).sqrt();
    for (one, meant) in told.students.iter().zip(&lesson.students) {
        let (own, own_at) = strongest(last, one.places.iter().copied());
        let own = if one.places.is_empty() { network.unnamed() } else { own };
        let hints = [&one.hints[..], &told.hints].concat();
        let ear = Ear { own: Some(&own), whole: &whole, hints: &hints };
        let (of_own, of_whole) = speak(network, slopes, &plan.student, &ear, meant, share, dice);
        give_back(&whole_at, &of_whole);
        if one.places.is_empty() {
            slopes.add(plan.unnamed.clone(), 1.0, &of_own);
        } else {
            give_back(&own_at, &of_own);
        }
    }
    for ((layer, before), found) in plan.layers.iter().zip(&states).zip(&founds).rev() {
        back = through_layer(network, slopes, layer, before, found, back);
    }
    for ((slope, mask), known) in back.iter_mut().zip(&masks).zip(&told.words) {
        times(slope, mask);
        known.iter().for_each(|word| slopes.touch(row(&plan.words, *word, WIDTH), slope));
    }
}

/// Lets a head speak and carries its errors back: to the student's own state, and to that of the whole.
fn speak(
    network: Network,
    slopes: &mut Slopes,
    head: &Head,
    ear: &Ear,
    meant: &[bool],
    share: f32,
    dice: &mut Dice,
) -> (State, State) {
    let mut hidden = network.hidden(head, ear.own, ear.whole, ear.hints);
    let mask: [f32; HIDDEN] = mask(dice);
    times(&mut hidden, &mask);
    let sums = network.sums(head, &hidden, ear.hints);
    let error = |(sum, is_meant): (&f32, &bool)| share * (chance(*sum) - f32::from(u8::from(*is_meant)));
    let errors: Vec<f32> = sums.iter().zip(meant).map(error).collect();
    slopes.add(head.out_bias.clone(), 1.0, &errors);
    let numbers = network.numbers;
    let mut of_hidden = [0.0; HIDDEN];
    for (at, value) in hidden.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let out = row(&head.out, at, head.signs);
        of_hidden[at] = dot(&numbers[out.clone()], &errors) * mask[at];
        slopes.add(out, *value, &errors);
    }
    slopes.add(head.bias.clone(), 1.0, &of_hidden);
    for hint in ear.hints {
        slopes.touch(row(&head.hints, *hint, HIDDEN), &of_hidden);
        slopes.touch(row(&head.hints_out, *hint, head.signs), &errors);
    }
    let mut of_state = |table: &Range<usize>, state: &State| {
        let mut slope = [0.0; WIDTH];
        for (at, value) in state.iter().enumerate() {
            let heard = row(table, at, HIDDEN);
            slope[at] = dot(&numbers[heard.clone()], &of_hidden);
            slopes.add(heard, *value, &of_hidden);
        }
        slope
    };
    let of_own = ear.own.map_or([0.0; WIDTH], |own| of_state(&head.own, own));
    (of_own, of_state(&head.whole, ear.whole))
}

/// Carries slopes back through a layer: to what was before it.
fn through_layer(
    network: Network,
    slopes: &mut Slopes,
    layer: &Layer,
    before: &[State],
    found: &[State],
    behind: Vec<State>,
) -> Vec<State> {
    let mut back = behind.clone();
    for (at, (mut slope, found)) in behind.into_iter().zip(found).enumerate() {
        slope.iter_mut().zip(found).filter(|(_, found)| **found <= 0.0).for_each(|(slope, _)| *slope = 0.0);
        if slope.iter().all(|slope| *slope == 0.0) {
            continue;
        }
        slopes.add(layer.bias.clone(), 1.0, &slope);
        for side in 0..layer.sides.len() / (WIDTH * WIDTH) {
            let Some(place) = beside(at, side, layer.reach).filter(|place| *place < before.len()) else { continue };
            for number in 0..WIDTH {
                let weights = row(&layer.sides, side * WIDTH + number, WIDTH);
                back[place][number] += dot(&network.numbers[weights.clone()], &slope);
                slopes.add(weights, before[place][number], &slope);
            }
        }
    }
    back
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The steps taken so far, with the slopes that are kept in mind.
struct Steps {
    slopes: Vec<f32>,
    squares: Vec<f32>,
    taken: f32,
}

impl Steps {
    /// Moves the numbers against the slopes of a batch, which are nought afterwards.
    fn take(&mut self, plan: &Plan, numbers: &mut [f32], carried: &mut [Slopes], lessons: f32, all: f32) {
        self.taken += 1.0;
        let left = (1.0 - self.taken / all).max(STEP_LAST);
        let step = STEP * left * (self.taken / STEPS_WARM).min(1.0);
        let started = |kept: f32| 1.0 - kept.powf(self.taken);
        let (of_slopes, of_squares) = (started(MOMENTUM), started(SCALE_KEPT));
        let mut parts: Vec<Range<usize>> = carried.iter_mut().flat_map(|slopes| slopes.touched.drain(..)).collect();
        parts.sort_by_key(|part| part.start);
        parts.dedup();
        let heads = [&plan.message, &plan.student];
        let of_heads = heads.iter().flat_map(|head| [&head.own, &head.whole, &head.bias, &head.out, &head.out_bias]);
        let of_layers = plan.layers.iter().flat_map(|layer| [&layer.sides, &layer.bias]);
        parts.extend(of_heads.chain(of_layers).chain([&plan.unnamed]).cloned());
        for at in parts.into_iter().flatten() {
            let slope = carried.iter_mut().map(|slopes| std::mem::take(&mut slopes.of[at])).sum::<f32>() / lessons;
            self.slopes[at] = MOMENTUM * self.slopes[at] + (1.0 - MOMENTUM) * slope;
            self.squares[at] = SCALE_KEPT * self.squares[at] + (1.0 - SCALE_KEPT) * slope * slope;
            let scale = (self.squares[at] / of_squares).sqrt() + 1e-7;
            numbers[at] -= step * (self.slopes[at] / of_slopes / scale + DECAY * numbers[at]);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand at most")]
fn to_float(count: usize) -> f32 {
    count as f32
}
