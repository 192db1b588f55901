//! Signs of distress or risk in what a student writes: recall before precision, figures of speech apart.
//!
//! Reads any text, also what is set aside elsewhere. A person reads whatever is flagged; nothing is decided here.

use std::sync::LazyLock;

use regex::RegexSet;

use super::reading::Evidence;
use super::tokens::tokens;

/// The words that may be a sign of distress, where there are any.
pub fn welfare(text: &str) -> Option<Evidence> {
    let mut plain = String::with_capacity(text.len().min(1 << 16));
    for token in tokens(text) {
        plain.push(' ');
        plain.push_str(if token.is_mark() {
            "."
        } else if token.word == "'s" {
            "xs"
        } else {
            &token.word
        });
    }
    plain.push(' ');
    let masked = FIGURES.replace_all(&plain, " ");
    let hit = SIGNS.matches(&masked).into_iter().next()?;
    let rule = SIGN_NAMES.get(hit).copied().unwrap_or("welfare");
    let words = REGEXES
        .get(hit)
        .and_then(|r| r.find(&masked))
        .map(|m| m.as_str().trim().to_owned());
    Some(Evidence {
        rule: format!("welfare: {rule}"),
        words: words.unwrap_or_default(),
    })
}

static FIGURES: LazyLock<regex::Regex> = LazyLock::new(|| {
    let figures = include_str!("welfare_figures.txt")
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect::<Vec<_>>()
        .join("|");
    regex::Regex::new(&format!(r"\b(?:{figures})\b")).unwrap_or_else(|_| never())
});

fn never() -> regex::Regex {
    #[allow(clippy::unwrap_used)]
    regex::Regex::new("$^x").unwrap()
}

static SOURCES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in include_str!("welfare_signs.txt")
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(title) => title.clone_into(&mut section),
            None => found.push((section.clone(), format!(r"\b(?:{line})\b"))),
        }
    }
    found
});
static SIGN_NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| SOURCES.iter().map(|(name, _)| name.as_str()).collect());
static SIGNS: LazyLock<RegexSet> =
    LazyLock::new(|| RegexSet::new(SOURCES.iter().map(|(_, s)| s)).unwrap_or_else(|_| RegexSet::empty()));
static REGEXES: LazyLock<Vec<regex::Regex>> =
    LazyLock::new(|| SOURCES.iter().filter_map(|(_, s)| regex::Regex::new(s).ok()).collect());
