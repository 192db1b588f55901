//! "Kofi Y, Grace N": answers of one letter, which are not the initials of family names; "Kofi (present)".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::inbound::names::{Roll, fold, rule};
use crate::inbound::reading::Words;

/// The words with such letters written out, where no student has the name and the initial.
pub(super) fn written_out(words: &Words, roll: &Roll) -> Words {
    static ANSWERED: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?P<name>\b\p{Lu}[\p{L}'-]*)[ \t]*[-:=]?[ \t]+(?P<letter>[YN])(?P<end>$|[\s,;.])"));
    static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?P<name>\b\p{Lu}[\p{L}'-]*) \((?P<word>(?i:present|absent|there|here|yes|no|attended|missing|not there|did not attend))\)",
        )
    });
    let mut words = words.clone();
    for line in &mut words.lines {
        let answer = |found: &Captures| {
            let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
            let name = fold(part("name")).to_lowercase();
            let with_initial = format!("{name} {}", part("letter").to_lowercase());
            if roll.named(&name).is_none() || roll.named(&with_initial).is_some() {
                return found.get(0).map_or(String::new(), |whole| whole.as_str().to_owned());
            }
            let word = if part("letter") == "Y" { "yes" } else { "no" };
            format!("{}: {word}{}", part("name"), part("end"))
        };
        line.text = ANSWERED.replace_all(&line.text, answer).into_owned();
        line.text = IN_BRACKETS.replace_all(&line.text, "$name: $word").into_owned();
    }
    words
}
