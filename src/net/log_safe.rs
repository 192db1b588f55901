//! What a server said, cut down to what may stand in a log: one short line without an address in it.
//!
//! Servers like to repeat the address they are talking about. A word with an `@` in it is left out, so is everything
//! that is no printable character. What a server says about a *recipient* is cut down to its codes, because it may
//! name them without an `@` as well.

/// Longer server texts end here; the reason stands in the first words, the rest is advice and addresses of web pages.
const TEXT_MAX_CHARS: usize = 160;

/// One line of `text` that is fit for a log.
pub(super) fn log_safe(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .map(|word| word.chars().filter(|c| !c.is_control()).collect())
        .collect();
    words.join(" ").chars().take(TEXT_MAX_CHARS).collect()
}

/// Only the enhanced status code (RFC 3463, such as `5.1.1`) at the head of a reply, or nothing.
pub(super) fn enhanced_code(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = first.split('.').collect();
    let numeric = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() == 3 && parts.iter().all(numeric) { first.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{enhanced_code, log_safe};

    #[test]
    fn addresses_and_control_characters_are_left_out() {
        let said = "5.7.1 <ann.other@med.example.ac.uk>: sender\r\n rejected\u{1b} ";
        assert_eq!(log_safe(said), "5.7.1 sender rejected");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(log_safe(&"é".repeat(1000)).chars().count(), super::TEXT_MAX_CHARS);
    }

    #[test]
    fn only_a_status_code_is_a_status_code() {
        assert_eq!(enhanced_code("5.1.1 no ann here"), "5.1.1");
        assert_eq!(enhanced_code("ann is not known here"), "");
        assert_eq!(enhanced_code("5.1 ann"), "");
        assert_eq!(enhanced_code(""), "");
    }
}
