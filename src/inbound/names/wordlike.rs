//! Tells a name from the English word that it also is: the student Will from "they will", May from the month, "MH" the
//! student from "MH" the ward. Only the words around it can tell.

use super::mark::Token;
use super::roll::Roll;
use super::tables::is_common;

/// Words after which a name stands, in a register.
const BEFORE_A_NAME: [&str; 38] = [
    "no",
    "not",
    "seen",
    "saw",
    "met",
    "done",
    "apols",
    "abs",
    "bar",
    "but",
    "except",
    "save",
    "minus",
    "without",
    "only",
    "just",
    "absent",
    "missing",
    "present",
    "late",
    "excused",
    "and",
    "from",
    "for",
    "than",
    "of",
    "dna",
    "about",
    "on",
    "with",
    "both",
    "neither",
    "nor",
    "hold",
    "plus",
    "away",
    "apologies",
    "mark",
];

/// Words that follow a name, and never the verbs "will" and "may".
const AFTER_A_NAME: [&str; 97] = [
    "without",
    "with",
    "both",
    "says",
    "said",
    "at",
    "shouldve",
    "couldve",
    "mustve",
    "gave",
    "brought",
    "told",
    "sent",
    "rang",
    "wrote",
    "left",
    "sat",
    "took",
    "could",
    "couldnt",
    "cant",
    "cannot",
    "might",
    "would",
    "wouldnt",
    "should",
    "must",
    "went",
    "ran",
    "got",
    "forgot",
    "overslept",
    "wrote",
    "cant",
    "spoke",
    "was",
    "were",
    "is",
    "isnt",
    "wasnt",
    "werent",
    "has",
    "hasnt",
    "had",
    "hadnt",
    "did",
    "didnt",
    "came",
    "left",
    "arrived",
    "missed",
    "never",
    "there",
    "absent",
    "missing",
    "late",
    "present",
    "excused",
    "off",
    "away",
    "sick",
    "ill",
    "poorly",
    "unwell",
    "made",
    "showed",
    "here",
    "in",
    "turned",
    "sent",
    "emailed",
    "texted",
    "told",
    "presented",
    "joined",
    "attended",
    "who",
    "on",
    "stuck",
    "out",
    "also",
    "yes",
    "no",
    "y",
    "n",
    "messaged",
    "rang",
    "called",
    "dna",
    "only",
    "again",
    "today",
    "said",
    "wrote",
    "apologised",
    "too",
    "explained",
];

/// Verbs after "will" and "may": their subject is before them.
const AFTER_A_VERB: [&str; 34] = [
    "be", "have", "do", "get", "come", "not", "try", "let", "send", "ask", "check", "chase", "you", "i", "we", "they",
    "he", "she", "need", "follow", "speak", "see", "find", "make", "take", "also", "still", "just", "go", "tell",
    "well", "keep", "want", "it",
];

/// What stands before "late May" where it is the end of a month.
const BEFORE_A_MONTH: [&str; 9] = ["in", "until", "till", "by", "since", "from", "of", "to", "during"];

/// A word of a text and what stands around it.
struct Around<'a> {
    word: &'a Token,
    before: Option<&'a Token>,
    next: Option<&'a Token>,
    /// The words before and after, empty at the ends.
    prior: &'a str,
    after: &'a str,
    gap_before: &'a str,
    gap_after: &'a str,
    beyond: Option<&'a Token>,
    roll: &'a Roll,
}

/// Is the word at this place a name, though it is also an English word or, of `letters`, could be an acronym?
pub(super) fn wants_a_name(text: &str, tokens: &[Token], at: usize, roll: &Roll, letters: bool) -> bool {
    let Some(word) = tokens.get(at) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let next = tokens.get(at + 1);
    let around = Around {
        word,
        before,
        next,
        prior: before.map_or("", |b| b.key.as_str()),
        after: next.map_or("", |n| n.key.as_str()),
        gap_before: before.map_or("\n", |b| text.get(b.end..word.start).unwrap_or_default()),
        gap_after: next.map_or("\n", |n| text.get(word.end..n.start).unwrap_or_default()),
        beyond: tokens.get(at + 2),
        roll,
    };
    if before.is_some_and(|number| is_numbered(text, number, word)) {
        return true;
    }
    // "In late May" is a month; "late May, absent Ayesha" is a list.
    let earlier = at.checked_sub(2).and_then(|i| tokens.get(i)).map_or("", |t| t.key.as_str());
    let of_list = around.prior == "late" && word.capital && !BEFORE_A_MONTH.contains(&earlier);
    let date_prior = if of_list { "" } else { around.close_prior() };
    // "May 5 mins late" is no date.
    let is_measured = around.beyond.is_some_and(|t| matches!(&*t.key, "min" | "mins" | "minutes"));
    let date_after = if is_measured { "" } else { around.close_after() };
    if is_date(&word.key, date_prior, date_after) || (word.key == "grace" && matches!(around.after, "period" | "of")) {
        return false;
    }
    if letters { around.are_initials() } else { around.is_name() }
}

impl Around<'_> {
    /// Letters are a name beside other names, or where only a name can stand.
    fn are_initials(&self) -> bool {
        let after_number = self.before.is_some_and(|b| b.key.chars().all(|c| c.is_ascii_digit()));
        if self.word.key.len() < 2 || after_number {
            return false;
        }
        // "Can't make it on Friday", "as I'm away": words are nobody's letters.
        let is_word = |t: &Token| is_common(&t.key) && !t.capitals;
        let are_words = |t: &Token, gap: &str| match (is_word(self.word), is_word(t)) {
            (true, true) => true,
            (one, other) => gap == " " && (one || other),
        };
        let is_letters =
            |t: &Token| t.key.len() <= 3 && self.roll.named(&t.key).is_some_and(|(fit, _)| fit.is_letters());
        let beside = |token: Option<&Token>, gap: &str| {
            matches!(gap, " " | ", " | " & " | " + " | "/")
                && token.is_some_and(|t| is_letters(t) && !are_words(t, gap))
        };
        if beside(self.before, self.gap_before) || beside(self.next, self.gap_after) {
            return true;
        }
        // "Hello, No, Lucy did not come": an answer is nobody who has these letters, and other words have to be in capitals.
        let as_letters = match (&*self.word.key, is_common(&self.word.key)) {
            ("no" | "ok" | "im", _) => false,
            ("ps", _) => self.word.capitals,
            (_, true) => self.word.capitals,
            (_, false) => {
                let begins = self.is_listed() || self.begins_a_sentence();
                let timed = self.after.starts_with(|c: char| c.is_ascii_digit());
                self.word.capitals || begins && (self.stands_alone() || timed || AFTER_A_NAME.contains(&self.after))
            }
        };
        as_letters && self.is_wanted(true)
    }

    /// The word before, where no mark parts it from this one: "Grace late, May late" names no month.
    fn close_prior(&self) -> &str {
        if self.gap_before.contains([',', ';', ':', ')', '\n']) { "" } else { self.prior }
    }

    fn close_after(&self) -> &str {
        if self.gap_after.contains([';', '(', ':', '\n']) { "" } else { self.after }
    }

    fn is_name(&self) -> bool {
        if self.gap_after.starts_with("'s") || self.gap_after.starts_with("'S") || self.heads_a_line() {
            return true;
        }
        let initial = |n: &Token| n.key.len() == 1 && n.capital && !matches!(n.key.as_str(), "i" | "a");
        if self.word.capital && self.gap_after == " " && self.next.is_some_and(initial) {
            return true;
        }
        if !self.word.opens && self.word.capital {
            let shouted = self.word.capitals && self.before.is_some_and(|b| b.capitals && b.key.len() > 1);
            return !shouted || AFTER_A_NAME.contains(&self.after);
        }
        self.is_wanted(false)
    }

    /// Do the words before and after want a name here, and no verb?
    fn is_wanted(&self, letters: bool) -> bool {
        // "Grace not here": only the verbs "will" and "may" are denied.
        if (self.word.capital || !is_common(&self.word.key))
            && self.after == "not"
            && !matches!(self.word.key.as_str(), "will" | "may" | "mark")
        {
            return true;
        }
        // "May not there", and no "may not be there".
        let is_denied =
            self.after == "not" && self.beyond.is_some_and(|t| matches!(&*t.key, "there" | "here" | "present"));
        let has_subject = matches!(self.prior, "i" | "we" | "they" | "he" | "she" | "it" | "you");
        if is_denied && !has_subject {
            return true;
        }
        let runs_on = matches!(self.gap_after.trim(), "" | ",") && !self.gap_after.contains('\n');
        if runs_on && AFTER_A_VERB.contains(&self.after) && !AFTER_A_NAME.contains(&self.after) {
            return false;
        }
        let past = self.after.len() > 3 && self.after.ends_with("ed") && self.after != "need";
        // "Will 4 mins late".
        let number_follows = self.after.starts_with(|c: char| c.is_ascii_digit())
            && (self.word.capital
                || self.beyond.is_some_and(|t| matches!(&*t.key, "late" | "min" | "mins" | "minutes")));
        let verb_follows = AFTER_A_NAME.contains(&self.after) || past && self.word.capital || number_follows;
        if self.gap_after == " " && verb_follows && !has_subject {
            return true;
        }
        // "Mo I have talked to."
        let with_writer =
            matches!(self.after, "i" | "ive" | "we" | "weve") && !matches!(&*self.word.key, "will" | "may");
        if self.word.capital && self.gap_after == " " && with_writer {
            return true;
        }
        let joined_by_word = matches!(self.after, "and" | "or" | "nor");
        let joined = joined_by_word || self.stands_alone();
        let has_subject_before = has_subject || matches!(self.prior, "that" | "which" | "who" | "this");
        if self.runs_into_list() && !has_subject_before {
            return true;
        }
        let heads = self.gap_after.starts_with(':');
        if joined && self.begins_a_sentence() && (self.word.capital || letters || heads) {
            let beyond = if joined_by_word { self.beyond } else { self.next };
            // "Will and I have met."
            let with_writer = joined_by_word && beyond.is_some_and(|t| t.key == "i");
            return with_writer
                || self.names_someone(beyond)
                || self.gap_after.contains(['\n', ':', '-', '('])
                || self.next.is_none();
        }
        let beside_name = self.gap_before == " " && self.before.is_some_and(|b| self.roll.named(&b.key).is_some());
        let name_next = self.names_someone(self.next);
        let follows_name =
            beside_name && (name_next && self.gap_after == " " || self.stands_alone() || self.next.is_none());
        let in_list = self.is_listed() && !self.gap_before.contains('.');
        let wanted = follows_name || BEFORE_A_NAME.contains(&self.prior) || in_list;
        let are_all = self.word.capital && self.after == "all";
        wanted && (joined || are_all || self.next.is_none() || AFTER_A_NAME.contains(&self.after) || name_next)
    }

    /// "We had may, kofi, grace"; "grace mo and minh": a name that is no word follows behind the mark of a list, or what
    /// may be one and a third behind it.
    fn runs_into_list(&self) -> bool {
        let is_name = |token: &Token| !is_common(&token.key) && self.roll.named(&token.key).is_some();
        let joins = |token: &Token| matches!(&*token.key, "and" | "or" | "nor" | "n");
        let listed = matches!(self.gap_after, ", " | " & " | " + " | "/") && self.next.is_some_and(is_name);
        let joined = self.next.is_some_and(joins) && self.beyond.is_some_and(is_name);
        let maybe = self.next.is_some_and(|next| self.roll.named(&next.key).is_some());
        listed || joined || maybe && self.gap_after == " " && self.beyond.is_some_and(joins)
    }

    /// Behind a heading or a comma a list goes on: "Absent: May.", "Aisha (driving test!), Will."
    fn begins_a_sentence(&self) -> bool {
        let goes_on = self.gap_before.trim_end().ends_with([',', ':']);
        self.before.is_none() || self.word.opens && !goes_on
    }

    /// "Will, with a message", "may [x]", "Grace" and no more: no verb and no month fills a line, or begins one and is cut off.
    fn heads_a_line(&self) -> bool {
        let follows_sign = self.gap_before.trim_end().ends_with(|c: char| !c.is_ascii());
        let begins = self.before.is_none() || follows_sign || self.gap_before.contains(['\n', '|']);
        let is_cut_off = |c: char| matches!(c, ',' | '[' | '|' | '\n' | '.') || c == '-' || !c.is_ascii();
        let gap = self.gap_after.trim_start_matches([' ', '\t']);
        if gap.starts_with('[') {
            return true;
        }
        begins
            && (gap.starts_with(is_cut_off) && !gap.starts_with(". ") || self.next.is_none() && self.before.is_some())
    }

    fn names_someone(&self, token: Option<&Token>) -> bool {
        token.is_some_and(|t| self.roll.named(&t.key).is_some() && (t.capital || !is_common(&t.key)))
    }

    /// A mark that ends a part of a sentence or a list follows.
    fn stands_alone(&self) -> bool {
        self.gap_after.trim_start_matches(' ').starts_with([':', '-', '(', ',', '\n', '.', ';', '&', '+', '/'])
    }

    /// A mark that joins a list, or the beginning of a line, stands before it.
    fn is_listed(&self) -> bool {
        self.gap_before.contains([',', '&', '+', '/', '\n', ':']) || self.prior == "and" || self.before.is_none()
    }
}

/// "2 May" between "1 Will" and "3 Grace": a place in a list, and no date.
fn is_numbered(text: &str, number: &Token, word: &Token) -> bool {
    let Ok(place) = number.key.parse::<u32>() else { return false };
    let above = text.get(..number.start).unwrap_or_default().trim_end_matches([' ', '\t']);
    let below = text.get(word.end..).unwrap_or_default();
    let begins =
        |line: Option<&str>, place: u32| line.is_some_and(|line| line.trim_start().starts_with(&format!("{place} ")));
    (above.is_empty() || above.ends_with('\n'))
        && (place > 1 && begins(above.lines().last(), place - 1) || begins(below.lines().nth(1), place + 1))
}

/// "in May", "the 4th of May", "May 2027": a month.
fn is_date(word: &str, prior: &str, after: &str) -> bool {
    let numeric = |w: &str| w.chars().next().is_some_and(|c| c.is_ascii_digit());
    matches!(word, "may" | "april" | "june" | "august" | "march" | "july")
        && (numeric(prior)
            || numeric(after)
            || matches!(
                prior,
                "in" | "of"
                    | "since"
                    | "until"
                    | "till"
                    | "early"
                    | "mid"
                    | "late"
                    | "by"
                    | "next"
                    | "last"
                    | "this"
                    | "during"
            ))
}
