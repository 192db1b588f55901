//! Lays what a roster says today over what was known: who was what on a day that is past stays as it was, unless a
//! row gives the day itself.

use jiff::civil::Date;

use super::lines::Days;
use crate::domain::roster::Period;

/// Something that held for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell<V> {
    pub value: V,
    pub period: Period,
}

/// A row's word about a spell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<V> {
    pub value: V,
    pub days: Days,
}

/// The spells of one student, one place, one role after an import on `today`, in the order of time.
///
/// `known` are those of the last import, `None` where there was none: then what has no `from` was always so.
/// What the rows do not cover ends the day before today, or the day before the first of them begins.
pub fn lay<V: Clone + PartialEq>(known: Option<&[Spell<V>]>, said: &[Said<V>], today: Date) -> Vec<Spell<V>> {
    let since = known.map(|_| today);
    let mut left: Vec<Spell<V>> = known.unwrap_or_default().to_vec();
    let mut laid: Vec<Spell<V>> = Vec::new();
    let mut said: Vec<&Said<V>> = said.iter().collect();
    said.sort_by_key(|said| said.days.from);
    for Said { value, days } in said {
        let same = left.iter().rposition(|spell| goes_on(spell, value, *days, today));
        let same = same.map(|at| left.remove(at).period);
        let until = match (days.until, same) {
            (Some(told), _) => told,
            (None, same) => same.and_then(|period| period.until),
        };
        let from = days.from.or_else(|| match same {
            Some(period) => period.from,
            None if until.is_some_and(|until| until < today) => None,
            None => since,
        });
        laid.push(Spell { value: value.clone(), period: Period { from, until } });
    }
    // What was known goes on until the first row begins, where that is a day to come.
    let begins = laid.iter().map(|spell| spell.period.from).min().flatten();
    let ends = begins.map_or(today, |begins| begins.max(today));
    let past = Period { from: None, until: ends.yesterday().ok() };
    for spell in left {
        let mut periods: Vec<Period> = common(spell.period, past).into_iter().collect();
        for taken in &laid {
            periods = periods.into_iter().flat_map(|period| without(period, taken.period)).collect();
        }
        laid.extend(periods.into_iter().map(|period| Spell { value: spell.value.clone(), period }));
    }
    laid.sort_by_key(|spell| spell.period.from);
    laid
}

/// Have two periods a day in common?
pub fn overlap(a: Period, b: Period) -> bool {
    common(a, b).is_some()
}

/// Is a known spell the one that a row speaks of?
fn goes_on<V: PartialEq>(spell: &Spell<V>, value: &V, days: Days, today: Date) -> bool {
    // A row without dates speaks of now: it does not reopen what ended, it begins anew.
    let is_of_now =
        days.from.is_some() || days.until != Some(None) || spell.period.until.is_none_or(|until| today <= until);
    spell.value == *value && overlap(spell.period, days.period()) && is_of_now
}

/// The days that two periods have in common.
fn common(a: Period, b: Period) -> Option<Period> {
    // No beginning sorts before every date; no end has to be told apart.
    let from = a.from.max(b.from);
    let until = match (a.until, b.until) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let is_empty = matches!((from, until), (Some(from), Some(until)) if until < from);
    (!is_empty).then_some(Period { from, until })
}

/// The days of a period that are not in another: none, one run or two.
fn without(period: Period, taken: Period) -> Vec<Period> {
    if !overlap(period, taken) {
        return vec![period];
    }
    let before = taken
        .from
        .and_then(|from| from.yesterday().ok())
        .and_then(|until| common(period, Period { from: None, until: Some(until) }));
    let after = taken
        .until
        .and_then(|until| until.tomorrow().ok())
        .and_then(|from| common(period, Period { from: Some(from), until: None }));
    before.into_iter().chain(after).collect()
}
