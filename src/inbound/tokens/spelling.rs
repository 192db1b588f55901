//! How students spell: contractions with and without apostrophe, the short forms of text messages, dictation, and the
//! slips of the few words on which a reading hangs. A word that is good English stays as it is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{COMMA, STOP, Token, WordList, listed};

/// Words whose slips are mended by likeness: long enough, and without a neighbour that is another word.
const MENDED: &str = "absence apologies appointment attend attendance attending because cancelled christmas \
    definitely february fortnight forgotten hopefully hospital interview january november october december \
    september overslept placement possible possibly present probably question reminder session sessions teaching \
    thursday tomorrow tuesday unable unavailable unfortunately unwell wednesday yesterday";

/// Good words that are one slip away from a mended one.
const LEFT_ALONE: &str = "attends attended presents prevent possibly possible reminders remainder unless teachings \
    reaching interviews hospitals questions appointments placements cancelles tuesdays thursdays wednesdays \
    absent intend unlike attendee probable represent resent mission passion fession pressent enable apologise \
    apologist sessional";

/// A slip in a shorter word than this makes too many other words.
const MENDED_LENGTH_MIN: usize = 6;

/// By the word as written, the words that are meant.
static MEANT: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = rows.filter_map(|line| line.split_once(" = "));
    let spellings =
        pairs.flat_map(|(meant, written)| written.split(' ').map(move |word| (word, meant.split(' ').collect())));
    spellings.collect()
});

/// Puts down a word as written, lower case and plain, as the one to four words that it stands for.
pub fn write_out(word: &str, mut put: impl FnMut(&str)) {
    if let Some(meant) = MEANT.get(word) {
        return meant.iter().for_each(|meant| put(meant));
    }
    if let Some((stem, ending)) = word.rsplit_once('\'')
        && !stem.is_empty()
    {
        return contraction(stem, ending, put);
    }
    let word = without_dots(word);
    let single = without_drawl(&word);
    if single != word
        && let Some(meant) = MEANT.get(&*single)
    {
        return meant.iter().for_each(|meant| put(meant));
    }
    put(mended(&single).unwrap_or(&single));
}

fn contraction(stem: &str, ending: &str, mut put: impl FnMut(&str)) {
    let mut two = |a: &str, b: &str| {
        put(a);
        put(b);
    };
    match ending {
        "t" => match stem {
            "can" => two("can", "not"),
            "won" => two("will", "not"),
            "shan" => two("shall", "not"),
            "ain" => two("am", "not"),
            _ => two(stem.strip_suffix('n').unwrap_or(stem), "not"),
        },
        "ll" => two(stem, "will"),
        "re" => two(stem, "are"),
        "ve" => two(stem, "have"),
        "m" => two(stem, "am"),
        "d" => two(stem, "would"),
        "s" if listed(&IS_AFTER, stem) => two(stem, "is"),
        "s" => two(stem, "'s"),
        // "o'clock", "O'Connor": one word.
        _ => put(&format!("{stem}{ending}")),
    }
}

/// "A.m." is "am"; a figure's point stays.
fn without_dots(word: &str) -> Cow<'_, str> {
    if word.contains('.') && !word.contains(|c: char| c.is_ascii_digit()) {
        return word.replace('.', "").into();
    }
    word.into()
}

/// After these, 's is "is"; after a name it may be "is", "has" or a genitive.
const IS_AFTER: WordList = WordList::new("it that there what where who he she here how this when");

/// "soooo" is "so": a letter three times or more is meant once.
fn without_drawl(word: &str) -> Cow<'_, str> {
    let drawls = word.as_bytes().windows(3).any(|w| matches!(w, [a, b, c] if a == b && b == c));
    if !drawls {
        return word.into();
    }
    let chars: Vec<char> = word.chars().collect();
    let drawn = |i: usize| {
        let c = chars.get(i);
        let back = chars.get(..i).unwrap_or_default().iter().rev().take_while(|b| Some(*b) == c).count();
        let on = chars.get(i..).unwrap_or_default().iter().take(3).take_while(|b| Some(*b) == c).count();
        back > 0 && c.is_some_and(|c| c.is_alphabetic()) && (back.min(3) + on >= 3)
    };
    (0..chars.len()).filter(|i| !drawn(*i)).filter_map(|i| chars.get(i)).collect::<String>().into()
}

fn mended(word: &str) -> Option<&'static str> {
    static BY_FIRST: LazyLock<HashMap<u8, Vec<&str>>> = LazyLock::new(|| {
        let mut by_first: HashMap<u8, Vec<&str>> = HashMap::new();
        for (word, first) in MENDED.split(' ').filter_map(|word| Some((word, word.as_bytes().first()?))) {
            by_first.entry(*first).or_default().push(word);
        }
        by_first
    });
    static GOOD: LazyLock<HashSet<&str>> = LazyLock::new(|| LEFT_ALONE.split(' ').chain(MENDED.split(' ')).collect());
    if word.len() < MENDED_LENGTH_MIN || !word.is_ascii() {
        return None;
    }
    let near = |meant: &&&str| is_one_slip(meant.as_bytes(), word.as_bytes());
    let mended = BY_FIRST.get(word.as_bytes().first()?)?.iter().find(near)?;
    (!GOOD.contains(word)).then_some(mended)
}

/// Is one letter left out, too many or another, or are two that stand side by side exchanged?
pub fn is_one_slip(meant: &[u8], written: &[u8]) -> bool {
    let same = meant.iter().zip(written).take_while(|(a, b)| a == b).count();
    let (meant, written) = (meant.split_at(same).1, written.split_at(same).1);
    let same = meant.iter().rev().zip(written.iter().rev()).take_while(|(a, b)| a == b).count();
    match (meant.split_at(meant.len() - same).0, written.split_at(written.len() - same).0) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Settles the words that only their neighbours tell apart.
pub fn settle(tokens: &mut Vec<Token>) {
    if !tokens.iter().any(|token| is_unsettled(&token.word)) {
        return;
    }
    let dictated = tokens.windows(2).any(|w| matches!(w, [a, b] if a.word == "full" && b.word == "stop"))
        || tokens.iter().filter(|t| t.word == "comma").count() > 0;
    let mut settled: Vec<Token> = Vec::with_capacity(tokens.len() + 8);
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let next = tokens.get(i + 1).map_or("", |t| t.word.as_str());
        let at = token.at.clone();
        let mut put = |word: &str| settled.push(Token { word: word.to_owned(), at: at.clone() });
        match token.word.as_str() {
            "ill" if listed(&WILL_DO, next) => {
                put("i");
                put("will");
            }
            "id" if listed(&WOULD_DO, next) => {
                put("i");
                put("would");
            }
            "c" if next == "you" => put("see"),
            "see" if next == "yous" => put("see"),
            "full" if dictated && next == "stop" => {
                put(STOP);
                i += 1;
            }
            "comma" if dictated => put(COMMA),
            "balance" | "ballet" | "violent" | "bali" if listed(&GATHERINGS, next) => put("balint"),
            word => put(word),
        }
        i += 1;
    }
    *tokens = settled;
}

/// Is it a word that may be settled? A message without any stays as it is, as most do.
fn is_unsettled(word: &str) -> bool {
    matches!(word, "ill" | "id" | "c" | "see" | "full" | "comma" | "balance" | "ballet" | "violent" | "bali")
}

/// What follows "ill" where it is "I'll".
const WILL_DO: WordList = WordList::new(
    "be come try have see let miss need get make probably definitely not still also just do text \
    find send catch attend never leave join arrive bring pop head go email message confirm aim hopefully most \
    likely prob take give stay wait give know check update actually deffo always only run rush possibly \
    certainly ask explain call keep write say turn tell swing sit slip struggle nip dial maybe dash sneak duck \
    hop race start end then return unfortunately",
);

const WOULD_DO: WordList = WordList::new("rather love like be have hate appreciate prefer say come need");

/// What a dictated "balance group" was.
const GATHERINGS: WordList = WordList::new("group groups session sessions");
