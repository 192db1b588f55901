//! Guests and patients: a name that nobody of the roll has, beside what its bearer is, is no student's.

use std::sync::LazyLock;

use regex::Regex;

use super::mark::Marked;
use super::{Outsider, rule};

/// A message with more names than this is searched for guests no further.
const GUESTS_SEARCHED_MAX: usize = 40;

/// "Our new SHO, Grace Owusu, sat in": a name that nobody of the roll has, beside what its bearer is, is no student's.
pub(super) fn set_guests_apart(marked: &mut Marked) {
    static GUEST: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:sho|registrar|observer|visitor|guest|trainee|consultant|nurse|colleague|supervisor|secretary|psychologist|social worker|student from|f[12]|ct[123]|st[3-6]|gp|patient|client)\b",
        )
    });
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:man|woman|patient|lady|gentleman|boy|girl|child|bloke|client|teenager|baby|husband|wife|son|daughter)(?: \w+)? (?:called|named|whose name (?:was|is)|by the name of) @(\d+)",
        )
    });
    let text = CALLED
        .replace_all(&std::mem::take(&mut marked.text), |found: &regex::Captures| {
            let whole = found.get(0).map_or("", |m| m.as_str());
            let place: Option<usize> = found.get(1).and_then(|n| n.as_str().parse().ok());
            if let Some(mention) = place.and_then(|place| marked.mentions.get_mut(place)) {
                mention.outsider = Some(Outsider::Unknown);
            }
            whole.replace('@', "#")
        })
        .into_owned();
    let mut pieces: Vec<String> = Vec::new();
    for sentence in text.split_inclusive(['.', '!', '?', '\n', ';']) {
        let mut piece = sentence.to_owned();
        if GUEST.is_match(sentence) {
            for (place, mention) in marked.mentions.iter_mut().enumerate().take(GUESTS_SEARCHED_MAX) {
                let mark = format!("@{place}");
                if mention.is_unclear() && mention.fits.is_empty() && piece.contains(&mark) {
                    mention.outsider = Some(Outsider::Unknown);
                    piece = piece.replace(&mark, &format!("#{place}"));
                }
            }
        }
        pieces.push(piece);
    }
    marked.text = pieces.concat();
}
