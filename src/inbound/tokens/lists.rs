//! Lists of words, written with spaces between, that are asked for every word of a message. Nearly every answer is no, so
//! a list knows of each first letter which lengths and which last letters its words have, and is seldom looked through.

use memchr::memmem;

/// A list of words.
#[derive(Debug, Clone, Copy)]
pub struct WordList {
    words: &'static str,
    /// By first letter, a bit for each length and for each last letter that such words have.
    lengths: [u32; FIRSTS],
    lasts: [u32; FIRSTS],
}

/// The letters from a to z, and all other bytes together.
const FIRSTS: usize = 27;

/// A list of words where it is asked.
macro_rules! words {
    ($words:expr) => {
        &const { $crate::inbound::tokens::WordList::new($words) }
    };
}
pub(in crate::inbound) use words;

impl WordList {
    /// The list of the words between the spaces.
    pub const fn new(words: &'static str) -> Self {
        let mut list = Self { words, lengths: [0; FIRSTS], lasts: [0; FIRSTS] };
        let bytes = words.as_bytes();
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                if at > start {
                    let first = first(bytes[start]);
                    list.lengths[first] |= length(at - start);
                    list.lasts[first] |= last(bytes[at - 1]);
                }
                start = at + 1;
            }
            at += 1;
        }
        list
    }

    fn may_have(&self, word: &[u8]) -> bool {
        let (Some(begins), Some(ends)) = (word.first(), word.last()) else { return true };
        let has = |bits: &[u32; FIRSTS], bit| bits.get(first(*begins)).is_some_and(|bits| bits & bit != 0);
        has(&self.lengths, length(word.len())) && has(&self.lasts, last(*ends))
    }
}

/// Is the word one of a list?
pub fn listed(list: &WordList, word: &str) -> bool {
    let (words, word) = (list.words.as_bytes(), word.as_bytes());
    let is_space = |at: usize| words.get(at).is_none_or(|byte| *byte == b' ');
    let stands_alone = |at: usize| at.checked_sub(1).is_none_or(is_space) && is_space(at + word.len());
    list.may_have(word) && memmem::find_iter(words, word).any(stands_alone)
}

/// Is any word of the text one of the list?
pub fn has_listed(list: &WordList, text: &str) -> bool {
    text.split(' ').any(|word| listed(list, word))
}

const fn first(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { (byte - b'a') as usize } else { FIRSTS - 1 }
}

const fn length(bytes: usize) -> u32 {
    1 << if bytes < 31 { bytes } else { 31 }
}

const fn last(byte: u8) -> u32 {
    1 << (byte & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        const LIST: WordList = WordList::new("come coming café 1st a");
        for word in ["come", "coming", "café", "1st", "a"] {
            assert!(listed(&LIST, word), "{word}");
        }
        for word in ["comes", "com", "comin", "cafe", "c", "me", "ming", "1", "", "ame"] {
            assert!(!listed(&LIST, word), "{word}");
        }
        assert!(listed(words!("two  spaces"), ""), "nothing stands between two spaces");
        assert!(has_listed(&LIST, "i am coming") && !has_listed(&LIST, "i go"));
    }
}
