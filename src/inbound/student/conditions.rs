//! Conditions, doubts and denials around a claim: what a clause says under an "if", and what stands before a verb of
//! coming that no pattern took with it.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::Clause;
use super::clauses::Head;
use super::senses::Sense;
use crate::inbound::patterns::{Hit, any_of};
use crate::inbound::tokens::{WordList, has_listed, listed, phrases, words};

/// "If that's ok", "if only because": no condition of coming.
const BENIGN: &str = "that is ok | that is fine | that is alright | it is ok | that xs ok | only | ok | you do not \
    mind | it helps | you need | any | there is any | you have | you could | you want | i am honest | i am being \
    honest | nothing else | you know | that makes | this is | it is alright | it is a problem | that causes | i \
    may | you would | possible | that works | a bit | a little | slightly | not more | it is not too | there are \
    any | that is a problem | you like | i am not mistaken | i remember | memory | not too | so";

/// "I might be on call": a reason of which the writer is not sure.
static HEDGED: LazyLock<Regex> = LazyLock::new(|| any_of(phrases(HEDGED_PHRASES)));
const HEDGED_PHRASES: &str = "i might | i may | i think i | i could be | might be | may be | may have | might have | possibly \
    | maybe i | probably";

/// Words in a request that make it one to stay away.
const SEEKS_LEAVE: &str = "excuse | i miss | to miss | miss it | miss this | miss xday | skip | leave | late | absen \
    | not come | day off | time off | afternoon off | remote | worth coming | worth it | zoom | teams | dial | online | swap | join | move \
    | switch | change | group | xday";

/// Denials and doubts that change what a verb after them says.
const DENIALS: WordList = WordList::new(
    "not never nor neither hardly without unless unable doubt unlikely might may maybe perhaps \
    possibly probably hopefully if barely scarcely except instead nearly almost wish wished worried scared thought \
    assumed pretend pretended imagine dreamt bet says claims insists",
);

/// Does the clause stand under a condition of coming?
pub fn is_condition(clause: &Clause) -> bool {
    matches!(clause.head, Head::If | Head::Unless | Head::Otherwise) && !is_benign(clause)
}

/// Does the clause open a condition that leaves what goes before it undecided?
pub fn leaves_open(clause: &Clause) -> bool {
    clause.head == Head::If
        && !is_benign(clause)
        && !clause.text.starts_with("i do not")
        && clause.text != "not"
        && !clause.text.starts_with("not in")
}

/// A condition that speaks of coming, and no rule knows what follows from it.
pub fn is_unread(clause: &Clause, speaks_of_coming: bool, after_if: bool) -> bool {
    // "If I can't make it I'll let you know" promises and says nothing; "if not" and "if …, otherwise" undo what went
    // before.
    let promise = has_listed(words!("let anything else"), &clause.text);
    let undoes = clause.text.starts_with("not");
    is_condition(clause) && speaks_of_coming && !promise && !undoes && !(clause.head == Head::Otherwise && after_if)
}

fn is_benign(clause: &Clause) -> bool {
    phrases(BENIGN).any(|benign| clause.text.starts_with(benign))
}

/// Is a reason given with a doubt about it?
pub fn is_hedged(text: &str) -> bool {
    HEDGED.is_match(text)
}

/// Does a request ask to be let off, to come late or to go elsewhere?
pub fn seeks_leave(text: &str) -> bool {
    let text = text.replace("what i miss", "");
    phrases(SEEKS_LEAVE).any(|word| text.contains(word))
}

/// Does it name an end that is no phrase of time: "until the summer term"?
pub fn has_open_end(text: &str) -> bool {
    text.split("until ")
        .nth(1)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with("then"))
}

/// Is there a denial or doubt before the first firm word of coming that no pattern took with it?
pub fn has_loose_denial(text: &str, hits: &[Hit<Sense>]) -> bool {
    let firm = |s: Sense| {
        matches!(s, Sense::Attending | Sense::Absent | Sense::WasPresent | Sense::AbsentPast | Sense::SeeYou)
    };
    let Some(cue) = hits.iter().find(|hit| firm(hit.sense)) else {
        return false;
    };
    let mut at = 0;
    for word in text.split(' ') {
        if at >= cue.range.start {
            return false;
        }
        let taken = hits.iter().any(|h| h.range.contains(&at) && !matches!(h.sense, Sense::Regret | Sense::Change));
        if !taken && listed(&DENIALS, word) {
            return true;
        }
        at += word.len() + 1;
    }
    false
}
