//! Tables of patterns over plain words, read from text files: what a run of words can mean, in the order of who wins.
//!
//! The patterns are finite automata (no backtracking), tried from the start of each word: the set dies at the first
//! letter that no pattern wants, which keeps it to a few steps a word. Whoever asks hands in runs of at most
//! [`RUN_WORDS_MAX`] words, so the whole is linear in the message.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

/// A run of words of a clause, and the sense that the table gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<S> {
    pub sense: S,
    pub range: Range<usize>,
}

/// A table of patterns, one sense a section.
pub struct Table<S> {
    /// Patterns that may begin at any word, and those that only begin a clause (`^`).
    anywhere: Rows<S>,
    opening: Rows<S>,
}

struct Rows<S> {
    set: RegexSet,
    rows: Vec<Row<S>>,
}

struct Row<S> {
    sense: S,
    /// The earlier line of the table wins.
    rank: usize,
    /// Neither hides other senses nor is hidden by them.
    light: bool,
    source: String,
    /// Made when it is first wanted: most rows of a table never are.
    regex: OnceLock<Option<Regex>>,
}

/// Finds any of these phrases in a text; all are looked for at once.
pub fn any_of<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Regex {
    let phrases: Vec<String> = phrases.into_iter().map(regex::escape).collect();
    Regex::new(&phrases.join("|")).expect("phrases are no patterns, and a few dozen at most")
}

/// No run of words that is looked through is longer: a text without marks or conjunctions is cut here.
pub const RUN_WORDS_MAX: usize = 60;

/// Room for the automaton of a whole table, so that it is built once and not over and over.
const AUTOMATON_SIZE_BYTES: usize = 64 << 20;

impl<S: Copy + PartialEq> Table<S> {
    /// Reads a table: `$name = pattern` defines, `[sense]` or `[sense light]` opens a section, `#` comments, any
    /// other line is a pattern. A table with a pattern that is none says nothing; a test holds that there is no such.
    pub fn new(text: &str, sense_called: fn(&str) -> Option<S>) -> Self {
        let good = lines(text).filter_map(Result::ok);
        let (opening, anywhere): (Vec<_>, Vec<_>) = good.partition(|line| line.opens);
        Self { anywhere: Rows::new(anywhere, sense_called), opening: Rows::new(opening, sense_called) }
    }

    /// What the words of a clause mean: earlier rows hide later ones where they overlap, `masking` hides light ones
    /// too.
    pub fn hits(&self, clause: &str, masking: S) -> Vec<Hit<S>> {
        let mut found: Vec<(&Row<S>, Range<usize>)> = Vec::new();
        self.opening.find(clause, 0, &mut found);
        for at in word_starts(clause) {
            self.anywhere.find(clause, at, &mut found);
        }
        found.sort_by_key(|(row, range)| (row.rank, range.start));
        let mut hits: Vec<Hit<S>> = Vec::new();
        for (row, range) in found.iter().filter(|(row, _)| !row.light) {
            if !hits.iter().any(|other| overlap(&other.range, range)) {
                hits.push(Hit { sense: row.sense, range: range.clone() });
            }
        }
        let masked = |range: &Range<usize>| hits.iter().any(|h| h.sense == masking && overlap(&h.range, range));
        let light: Vec<Hit<S>> = found
            .iter()
            .filter(|(row, range)| row.light && !masked(range))
            .map(|(row, range)| Hit { sense: row.sense, range: range.clone() })
            .collect();
        hits.extend(light);
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

impl<S: Copy> Rows<S> {
    fn new(lines: Vec<Line>, sense_called: fn(&str) -> Option<S>) -> Self {
        let row = |line: Line| {
            let sense = sense_called(&line.section)?;
            Some(Row { sense, rank: line.number, light: line.light, source: line.pattern, regex: OnceLock::new() })
        };
        let rows: Vec<Row<S>> = lines.into_iter().filter_map(row).collect();
        let mut builder = RegexSetBuilder::new(rows.iter().map(|row| &row.source));
        let builder = builder.size_limit(AUTOMATON_SIZE_BYTES).dfa_size_limit(AUTOMATON_SIZE_BYTES);
        Self { set: builder.build().unwrap_or_else(|_| RegexSet::empty()), rows }
    }

    /// The rows that begin at this byte of the clause.
    fn find<'a>(&'a self, clause: &str, at: usize, found: &mut Vec<(&'a Row<S>, Range<usize>)>) {
        // Most places begin no pattern; to ask that first costs no memory.
        let Some(rest) = clause.get(at..).filter(|rest| self.set.is_match(rest)) else {
            return;
        };
        for row in self.set.matches(rest).into_iter().filter_map(|row| self.rows.get(row)) {
            let regex = row.regex.get_or_init(|| Regex::new(&row.source).ok());
            if let Some(hit) = regex.as_ref().and_then(|regex| regex.find(rest)) {
                found.push((row, at..at + hit.end()));
            }
        }
    }
}

fn word_starts(clause: &str) -> impl Iterator<Item = usize> {
    let after_space = clause.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_space).filter(|at| *at < clause.len())
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

struct Line {
    number: usize,
    section: String,
    light: bool,
    /// It only holds at the start of a clause.
    opens: bool,
    pattern: String,
}

/// The patterns of a table with their sections, or the number of the line that is none.
fn lines(text: &str) -> impl Iterator<Item = Result<Line, usize>> {
    let mut names: HashMap<String, String> = HashMap::new();
    let mut section = String::new();
    let mut light = false;
    text.lines().enumerate().filter_map(move |(number, line)| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(definition) = line.strip_prefix('$') {
            let Some((name, pattern)) = definition.split_once(" = ") else {
                return Some(Err(number + 1));
            };
            names.insert(name.to_owned(), expand(pattern, &names));
            return None;
        }
        if let Some(title) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            light = title.ends_with(" light");
            title.trim_end_matches(" light").clone_into(&mut section);
            return None;
        }
        let pattern = expand(line, &names);
        let (opens, body) = pattern.strip_prefix('^').map_or((false, pattern.as_str()), |body| (true, body));
        let source = format!(r"(?-u)^(?:{body})(?:\b|$)");
        let line = Line { number, section: section.clone(), light, opens, pattern: source };
        Some(Ok(line))
    })
}

fn expand(pattern: &str, names: &HashMap<String, String>) -> String {
    names.iter().fold(pattern.to_owned(), |text, (name, meaning)| text.replace(&format!("{{{name}}}"), meaning))
}

/// The numbers of the lines of a table that cannot be read, or whose section is not known.
#[cfg(test)]
pub fn mistakes(text: &str, known: fn(&str) -> bool) -> Vec<String> {
    lines(text)
        .filter_map(|line| match line {
            Ok(line) if Regex::new(&line.pattern).is_err() => Some(format!("line {}", line.number + 1)),
            Ok(line) if known(&line.section) => None,
            Ok(line) => Some(format!("section {}", line.section)),
            Err(number) => Some(format!("line {number}")),
        })
        .collect()
}
