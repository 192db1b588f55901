//! Tables of patterns over plain words, read from text files: what a run of words can mean, in the order of who wins.
//!
//! The patterns are finite automata (no backtracking), so a clause costs its length whatever it says.

use std::collections::HashMap;
use std::ops::Range;

use regex::{Regex, RegexSet};

/// A run of words of a clause, and the sense that the table gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<S> {
    pub sense: S,
    pub range: Range<usize>,
}

/// A table of patterns, one sense a section.
pub struct Table<S> {
    set: RegexSet,
    rows: Vec<Row<S>>,
}

struct Row<S> {
    sense: S,
    /// Neither hides other senses nor is hidden by them.
    light: bool,
    regex: Regex,
}

impl<S: Copy + PartialEq> Table<S> {
    /// Reads a table: `$name = pattern` defines, `[sense]` or `[sense light]` opens a section, `#` comments, any other
    /// line is a pattern. A line that cannot be read is left out; a test holds that there is none ([`mistakes`]).
    pub fn new(text: &str, sense_called: fn(&str) -> Option<S>) -> Self {
        let mut rows = Vec::new();
        let mut sources = Vec::new();
        for (sense, light, source) in lines(text).filter_map(|line| {
            let line = line.ok()?;
            Some((sense_called(&line.section)?, line.light, line.pattern))
        }) {
            if let Ok(regex) = Regex::new(&source) {
                rows.push(Row { sense, light, regex });
                sources.push(source);
            }
        }
        let set = RegexSet::new(&sources).unwrap_or_else(|_| RegexSet::empty());
        Self { set, rows }
    }

    /// What the words of a clause mean: earlier rows hide later ones where they overlap, `masking` hides light ones too.
    pub fn hits(&self, clause: &str, masking: S) -> Vec<Hit<S>> {
        let mut hits: Vec<Hit<S>> = Vec::new();
        let mut light: Vec<Hit<S>> = Vec::new();
        for row in self
            .set
            .matches(clause)
            .into_iter()
            .filter_map(|row| self.rows.get(row))
        {
            for found in row.regex.find_iter(clause) {
                let hit = Hit {
                    sense: row.sense,
                    range: found.range(),
                };
                if row.light {
                    light.push(hit);
                } else if !hits.iter().any(|other| overlap(&other.range, &hit.range)) {
                    hits.push(hit);
                }
            }
        }
        light.retain(|l| !hits.iter().any(|h| h.sense == masking && overlap(&h.range, &l.range)));
        hits.append(&mut light);
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

struct Line {
    section: String,
    light: bool,
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
        if let Some(definition) = line.strip_prefix("$") {
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
        let begin = if pattern.starts_with('^') { "" } else { r"\b" };
        let source = format!(r"(?-u){begin}(?:{pattern})(?:\b|$)");
        let good = Regex::new(&source).is_ok();
        Some(if good {
            Ok(Line {
                section: section.clone(),
                light,
                pattern: source,
            })
        } else {
            Err(number + 1)
        })
    })
}

fn expand(pattern: &str, names: &HashMap<String, String>) -> String {
    names.iter().fold(pattern.to_owned(), |text, (name, meaning)| {
        text.replace(&format!("{{{name}}}"), meaning)
    })
}

/// The numbers of the lines of a table that cannot be read, or whose section `known` does not know.
#[cfg(test)]
pub fn mistakes(text: &str, known: fn(&str) -> bool) -> Vec<String> {
    lines(text)
        .filter_map(|line| match line {
            Ok(line) if known(&line.section) => None,
            Ok(line) => Some(format!("section {}", line.section)),
            Err(number) => Some(format!("line {number}")),
        })
        .collect()
}
