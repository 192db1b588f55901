//! The words of a message, one by one: lower case, without accents, contractions written out, the commonest slips of
//! spelling mended, sentence ends marked. What stands where in the original is kept, so that evidence can quote it.
//!
//! Linear in the text and bounded by [`TOKENS_MAX`]; knows no grammar and no calendar.

mod lists;
pub mod spelling;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(in crate::inbound) use lists::words;
pub use lists::{WordList, has_listed, listed};

/// Far more than anyone writes to say that they will be late; what lies beyond is not read, and the reader asks.
pub const TOKENS_MAX: usize = 4_000;

/// A word longer than this is no word; it is cut so that no table look-up grows with the input.
const WORD_LENGTH_MAX: usize = 40;

/// How far a chunk without white space is looked through for "://" and "@"; bounded, lest one endless line cost its
/// square.
const CHUNK_LENGTH_MAX: usize = 200;

/// A line shorter than this was ended by the writer; a longer one may have been wrapped by the mail program.
const WRAPPED_LINE_LENGTH_MIN: usize = 48;

/// Ends a sentence: full stop, exclamation mark, blank line, a picture.
pub const STOP: &str = ".";
/// Ends a question.
pub const ASKS: &str = "?";
/// Parts two thoughts: dash, colon, semicolon, bracket.
pub const PAUSE: &str = ";";
/// A comma.
pub const COMMA: &str = ",";
/// A dash or hyphen between two figures or directly between words: "15-26".
pub const DASH: &str = "-";
/// A picture that says yes: a thumb up, an OK hand, a tick.
pub const PICTURE_YES: &str = "picture_yes";
/// A picture that says sorry or sad.
pub const PICTURE_SAD: &str = "picture_sad";
/// A picture that laughs or is glad.
pub const PICTURE_GLAD: &str = "picture_glad";

/// A word, or one of the marks above, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub word: String,
    /// The bytes of the original that it came from; the parts of a contraction share them.
    pub at: Range<usize>,
}

impl Token {
    /// Is it a mark between words rather than a word?
    pub fn is_mark(&self) -> bool {
        matches!(self.word.as_str(), STOP | ASKS | PAUSE | COMMA | DASH)
    }

    /// Does it end a sentence?
    pub fn ends_sentence(&self) -> bool {
        matches!(self.word.as_str(), STOP | ASKS)
    }
}

/// The phrases of a list that is written with strokes between.
pub fn phrases(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').map(str::trim)
}

/// Cuts a text into tokens, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, found: Vec::new(), line_begins: 0 };
    lexer.run();
    spelling::settle(&mut lexer.found);
    lexer.found
}

struct Lexer<'a> {
    text: &'a str,
    found: Vec<Token>,
    line_begins: usize,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while self.found.len() < TOKENS_MAX
            && let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next())
        {
            let after = at + c.len_utf8();
            at = match c {
                '\n' => {
                    self.line_break(at);
                    after
                }
                c if is_of_word(c) => self.word(at),
                _ => self.symbol(c, at),
            };
        }
    }

    /// Takes the word that begins here and gives where it ends.
    fn word(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let ends = |(at, c): &(usize, char)| c.is_whitespace() || *at > CHUNK_LENGTH_MAX;
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        let chunk = rest.get(..end).unwrap_or(rest);
        let may_be_address = chunk.bytes().any(|byte| matches!(byte, b':' | b'@'));
        if may_be_address && (chunk.contains("://") || chunk.contains('@')) {
            return start + chunk.len();
        }
        let length = word_length(chunk);
        let raw = chunk.get(..length).unwrap_or(chunk);
        let end = start + length;
        let plain = plain(raw);
        let at = start..end;
        if !plain.is_empty() {
            spelling::write_out(&plain, |part| self.push(part, at.clone()));
        }
        end
    }

    /// Takes the one mark, picture or face that stands here and gives where it ends.
    fn symbol(&mut self, c: char, at: usize) -> usize {
        let after = at + c.len_utf8();
        if let Some((face, end)) = self.face(c, at) {
            self.push(STOP, at..end);
            self.push(face, at..end);
            return end;
        }
        let mark = match c {
            '!' | '…' | '.' => STOP,
            '?' | '¿' => ASKS,
            ',' | '،' => COMMA,
            ';' | ':' | '(' | ')' | '[' | ']' | '/' | '|' | '•' | '*' | '—' => PAUSE,
            '-' | '–' | '‐' | '‑' if self.spaced(at, after) => PAUSE,
            // "Twenty-fourth" and "half-term" are two words with nothing between them.
            '-' | '–' | '‐' | '‑' if self.joins_letters(at, after) => return after,
            '-' | '–' | '‐' | '‑' => DASH,
            '%' => "percent",
            '&' | '+' => "and",
            _ => match picture(c) {
                Some(picture) => picture,
                None => return after,
            },
        };
        if mark.starts_with("picture") {
            self.push(STOP, at..after);
        }
        self.push(mark, at..after);
        after
    }

    /// A face such as `:)` or `;-(`, and where it ends.
    fn face(&self, eyes: char, at: usize) -> Option<(&'static str, usize)> {
        if !matches!(eyes, ':' | ';' | '=') {
            return None;
        }
        let tail = self.text.get(at + 1..)?;
        let nose = usize::from(tail.starts_with(['-', '\'']));
        let mut rest = tail.chars().skip(nose);
        let face = match rest.next()? {
            '(' | '/' | '[' => PICTURE_SAD,
            ')' | ']' | 'D' | 'P' | 'p' | '3' => PICTURE_GLAD,
            _ => return None,
        };
        let ends = rest.next().is_none_or(|c| !c.is_alphanumeric());
        ends.then_some((face, at + 2 + nose))
    }

    /// A dash with white space on either side parts two thoughts; one without joins.
    fn spaced(&self, at: usize, after: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.chars().next_back());
        let after = self.text.get(after..).and_then(|t| t.chars().next());
        let open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '-');
        open(before) || open(after)
    }

    fn joins_letters(&self, at: usize, after: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.chars().next_back());
        let after = self.text.get(after..).and_then(|t| t.chars().next());
        before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
    }

    fn line_break(&mut self, at: usize) {
        let line = self.text.get(self.line_begins..at).unwrap_or_default();
        let blank_follows =
            self.text.get(at + 1..).is_none_or(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'));
        self.line_begins = at + 1;
        if blank_follows || line.chars().count() < WRAPPED_LINE_LENGTH_MIN {
            self.push(STOP, at..at + 1);
        }
    }

    fn push(&mut self, word: &str, at: Range<usize>) {
        let ends = |word: &str| matches!(word, STOP | ASKS);
        if let Some(last) = self.found.last_mut() {
            // A row of marks is one mark: "?!" asks, ", -" pauses, "..." stops.
            if last.is_mark() && matches!(word, STOP | ASKS | PAUSE | COMMA) {
                let stronger =
                    word == ASKS || (word == STOP && !ends(&last.word)) || (word == PAUSE && last.word == COMMA);
                if stronger {
                    word.clone_into(&mut last.word);
                }
                return;
            }
        } else if matches!(word, STOP | PAUSE | COMMA | DASH) {
            return;
        }
        self.found.push(Token { word: word.to_owned(), at });
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// How many bytes of this chunk, which begins with a letter or figure, are one word.
fn word_length(chunk: &str) -> usize {
    if let Some(date) = iso_date(chunk) {
        return date;
    }
    let mut length = 0;
    let mut chars = chunk.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let joins = match c {
            '\'' | '’' | '‘' | '´' | '`' | 'ʼ' => last.is_alphanumeric() && next.is_alphabetic(),
            '.' | ':' | '/' => last.is_ascii_digit() && next.is_ascii_digit() || abbreviates(chunk, at, c),
            '&' => last.is_alphabetic() && next.is_alphabetic() && chunk.len() <= 4,
            c => c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c),
        };
        if !joins || at > WORD_LENGTH_MAX {
            break;
        }
        length = at + c.len_utf8();
        last = c;
    }
    length.max(chunk.chars().next().map_or(1, char::len_utf8))
}

/// "2026-11-24" stays whole.
fn iso_date(chunk: &str) -> Option<usize> {
    let date = chunk.get(..10)?;
    let shape = date.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    shape.then_some(10)
}

/// The full stops of "a.m." and the stroke of "w/c" are no marks.
fn abbreviates(chunk: &str, at: usize, mark: char) -> bool {
    let bytes = chunk.as_bytes();
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let alone_before = at >= 1 && letter(at - 1) && (at < 2 || !letter(at - 2));
    let alone_after = letter(at + 1) && !letter(at + 2);
    match mark {
        '.' => alone_before && alone_after || at >= 3 && alone_before && bytes.get(at - 2) == Some(&b'.'),
        '/' => alone_before && alone_after,
        _ => false,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
}

/// Lower case, straight apostrophes, no accents, nothing invisible.
pub fn plain(raw: &str) -> String {
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return raw.to_ascii_lowercase();
    }
    raw.nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘' | '´' | '`' | 'ʼ') { '\'' } else { c })
        .collect()
}

fn picture(c: char) -> Option<&'static str> {
    Some(match c {
        '👍' | '👌' | '✅' | '✔' | '🫡' | '🆗' => PICTURE_YES,
        '😔' | '😞' | '😢' | '😭' | '🥲' | '☹' | '🙁' | '😩' | '😫' | '🤒' | '🤧' | '🤕' | '🤢' | '🤮' | '😷'
        | '💔' | '😿' | '😖' | '😓' | '😥' | '🥺' | '😕' => PICTURE_SAD,
        '\u{1f3fb}'..='\u{1f3ff}' => return None,
        '😀'..='😆' | '😊' | '🤣' | '🥳' | '🎉' | '😍' | '❤' | '🙂' | '🎄' | '🎆' | '😎' | '🤗' | '😇' => {
            PICTURE_GLAD
        }
        c if ('\u{1f300}'..='\u{1faff}').contains(&c) => STOP,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        tokens(text).iter().map(|t| t.word.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn contractions_are_written_out_with_or_without_apostrophe() {
        assert_eq!(words("I can’t, I won't, dont & il be"), "i can not , i will not , do not and i will be");
        assert_eq!(words("im ill, ill be late"), "i am ill , i will be late");
        assert_eq!(words("Will's not in"), "will 's not in");
    }

    #[test]
    fn slips_are_mended() {
        assert_eq!(words("soooo sorryyy tommorow apolgies"), "so sorry tomorrow apologies");
        assert_eq!(words("cu tmrw u 2"), "see you tomorrow you 2");
    }

    #[test]
    fn marks_part_sentences_and_figures_stay_whole() {
        assert_eq!(words("hi\nso\nbad news"), "hi . so . bad news");
        assert_eq!(words("a.m. on 24/11, 15-26 March at 2.25."), "am on 24/11 , 15 - 26 march at 2.25 .");
        assert_eq!(words("by 2026-11-24?! ok - fine"), "by 2026-11-24 ? ok ; fine");
        assert_eq!(words("flu :("), "flu . picture_sad");
        assert_eq!(words("👍🏾"), "picture_yes");
    }

    #[test]
    fn any_text_is_cut_in_bounds() {
        for text in ["", "\n\n\n", "'''", "é\u{301}\u{301}", "a’", "\u{202e}abc", "::::((((", "/.,-"] {
            for token in tokens(text) {
                assert!(text.get(token.at.clone()).is_some(), "{text:?}: {token:?}");
            }
        }
        assert!(tokens(&"word ".repeat(100_000)).len() <= TOKENS_MAX + 4);
    }
}
