//! Cuts a message into clauses: one thought with one verb each, as far as commas, conjunctions and bare run-ons tell.
//!
//! A clause holds its words as plain text for the pattern tables, with each phrase that names a time as [`DAY`].

use super::senses::Sensed;
use crate::inbound::dates::{Named, named};
use crate::inbound::patterns::RUN_WORDS_MAX;
use crate::inbound::tokens::{ASKS, COMMA, DASH, PAUSE, STOP, Token, WordList, listed, tokens};

/// Stands in a clause for a phrase that names a time or a session.
pub const DAY: &str = "xday";
/// Stands for a genitive, or an "is" shortened after a name.
const OWNS: &str = "xs";
/// Stands for a word in letters that English does not have.
pub const FOREIGN: &str = "xforeign";

/// The word that joins a clause to what went before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    Plain,
    And,
    But,
    So,
    Because,
    If,
    Unless,
    Otherwise,
    When,
    Though,
    /// "All of them except the 12th".
    Except,
}

/// One thought of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub text: String,
    pub head: Head,
    /// It ends in a question mark.
    pub asks: bool,
    /// Its sentence, counted from the first.
    pub sentence: usize,
    /// Where in `text` each time phrase stands, and which of the page's phrases it is.
    pub days: Vec<(usize, usize)>,
    /// What its words can mean.
    pub sensed: Sensed,
}

impl Clause {
    /// The words, one by one.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(' ').filter(|w| !w.is_empty())
    }

    /// Is this word in it?
    pub fn has(&self, word: &str) -> bool {
        self.words().any(|w| w == word)
    }
}

/// A text cut up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub tokens: Vec<Token>,
    pub phrases: Vec<Named>,
    pub clauses: Vec<Clause>,
}

impl Page {
    /// Cuts a text into tokens, time phrases and clauses.
    pub fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let phrases = named(&tokens);
        let clauses = Cutter::new(&tokens, &phrases).cut();
        Self { tokens, phrases, clauses }
    }
}

/// A word, mark or whole time phrase.
struct Item<'a> {
    word: &'a str,
    phrase: Option<usize>,
}

struct Cutter<'a> {
    items: Vec<Item<'a>>,
    done: Vec<Clause>,
    /// The first item of the clause that is being read.
    begins: usize,
    head: Head,
    sentence: usize,
}

impl<'a> Cutter<'a> {
    fn new(tokens: &'a [Token], phrases: &[Named]) -> Self {
        let mut items = Vec::with_capacity(tokens.len());
        let mut at = 0;
        let mut phrase = phrases.iter().enumerate().peekable();
        while let Some(token) = tokens.get(at) {
            if let Some((number, named)) = phrase.next_if(|(_, named)| named.tokens.start <= at) {
                items.push(Item { word: DAY, phrase: Some(number) });
                at = named.tokens.end.max(at + 1);
            } else {
                let word = match token.word.as_str() {
                    "'s" => OWNS,
                    word if word.is_ascii() => word,
                    _ => FOREIGN,
                };
                items.push(Item { word, phrase: None });
                at += 1;
            }
        }
        Self { items, done: Vec::new(), begins: 0, head: Head::Plain, sentence: 0 }
    }

    fn cut(mut self) -> Vec<Clause> {
        let mut at = self.open(0, Head::Plain);
        while at < self.items.len() {
            let word = self.word(at);
            let next = match word {
                STOP | ASKS => {
                    self.close(at, word == ASKS);
                    self.sentence += 1;
                    self.open(at + 1, Head::Plain)
                }
                PAUSE => {
                    self.close(at, false);
                    self.open(at + 1, Head::Plain)
                }
                COMMA => match self.aside(at) {
                    Some(end) => end,
                    None => {
                        self.close(at, false);
                        self.open(at + 1, Head::Plain)
                    }
                },
                _ => match self.joint(at) {
                    Some((head, length)) => {
                        self.close(at, false);
                        self.open(at + length, head)
                    }
                    None if at + 1 - self.begins >= RUN_WORDS_MAX => {
                        self.close(at + 1, false);
                        self.open(at + 1, Head::Plain)
                    }
                    None => at + 1,
                },
            };
            at = next;
        }
        self.close(self.items.len(), false);
        self.done
    }

    fn word(&self, at: usize) -> &'a str {
        self.items.get(at).map_or("", |item| item.word)
    }

    fn open(&mut self, at: usize, head: Head) -> usize {
        // "But if" is an if.
        self.head = if self.begins == at && head == Head::Plain { self.head } else { head };
        self.begins = at;
        if let Some((head, length)) = self.opening(at) {
            self.head = head;
            self.begins = at + length;
        }
        self.begins.max(at)
    }

    /// "Apart from" and its like, where a day follows.
    fn exception(&self, at: usize) -> Option<(Head, usize)> {
        let length = match (self.word(at), self.word(at + 1)) {
            ("except" | "save" | "excluding" | "minus", "for" | "on") => 2,
            ("apart" | "aside", "from") | ("other", "than") => 2,
            ("with", "the") if self.word(at + 2) == "exception" => 4,
            ("except" | "bar" | "minus" | "excluding" | "besides", _) => 1,
            _ => return None,
        };
        (self.word(at + length) == DAY).then_some((Head::Except, length))
    }

    /// A conjunction at the very start of a clause, where it always is one.
    fn opening(&self, at: usize) -> Option<(Head, usize)> {
        if let Some(exception) = self.exception(at) {
            return Some(exception);
        }
        let next = self.word(at + 1);
        Some(match self.word(at) {
            "and" | "plus" => self.opening(at + 1).map_or((Head::And, 1), |(head, n)| (head, n + 1)),
            "but" | "however" | "except" | "yet" => {
                self.opening(at + 1).map_or((Head::But, 1), |(head, n)| (head, n + 1))
            }
            "so" if !listed(&AFTER_SO, next) => self.opening(at + 1).map_or((Head::So, 1), |(head, n)| (head, n + 1)),
            "because" | "since" => (Head::Because, 1),
            "as" if listed(&SUBJECTS, next) && !matches!(self.word(at + 2), "said" | "mentioned" | "told" | "say") => {
                (Head::Because, 1)
            }
            "if" | "provided" | "assuming" => (Head::If, 1),
            "unless" => (Head::Unless, 1),
            "otherwise" => (Head::Otherwise, 1),
            "when" | "once" | "while" | "whilst" => (Head::When, 1),
            "though" | "although" => (Head::Though, 1),
            _ => return None,
        })
    }

    /// A conjunction inside a sentence that begins a new clause.
    fn joint(&self, at: usize) -> Option<(Head, usize)> {
        if at == self.begins {
            return None;
        }
        let (word, next, before) = (self.word(at), self.word(at + 1), self.word(at - 1));
        if let Some(exception) = self.exception(at) {
            return Some(exception);
        }
        match word {
            // "Tom and I", "me and Tom": one subject of two.
            "and" if matches!(before, "me" | "myself") && at - self.begins == 1 => None,
            "and" if matches!(next, "i" | "me" | "myself") && at - self.begins <= 2 && !listed(&GREETS, before) => None,
            "and" | "plus" | "or"
                if listed(&CLAUSE_STARTS, next) && !matches!((before, next), ("try", _) | ("come", "see")) =>
            {
                let (head, n) = self.opening(at + 1).unwrap_or((Head::And, 0));
                Some((head, n + 1))
            }
            "so" if before == "if" || before == "hope" || before == "think" || before == "not" => None,
            "so" if listed(&AFTER_SO, next) => None,
            "as" if !listed(&SUBJECTS, next) => None,
            "as" if matches!(
                before,
                "down" | "me" | "in" | "known" | "well" | "soon" | "same" | "such" | "as" | "long" | "far" | "much"
            ) =>
            {
                None
            }
            "since" | "however" if next.is_empty() => None,
            "when" | "once" | "while" if before == "know" || before == "for" || before == "a" => None,
            "yet" | "except" if !listed(&CLAUSE_STARTS, next) => None,
            "if" if matches!(
                before,
                "know"
                    | "sure"
                    | "wondering"
                    | "as"
                    | "even"
                    | "see"
                    | "ask"
                    | "wonder"
                    | "doubt"
                    | "sorry"
                    | "ok"
                    | "on"
                    | "check"
                    | "decide"
                    | "certain"
                    | "clear"
            ) =>
            {
                None
            }
            "due" | "owing" | "thanks" if next == "to" => Some((Head::Because, 2)),
            "otherwise" if next == "engaged" => None,
            "then" if matches!(self.head, Head::If | Head::When) => Some((Head::So, 1)),
            "i" if self.starts_consequence(at) => Some((Head::So, 0)),
            _ => self.opening(at),
        }
    }

    /// In "if they finish fast I come" the "I" begins what follows from it.
    fn starts_consequence(&self, at: usize) -> bool {
        let condition = matches!(self.head, Head::If | Head::Unless | Head::When);
        let room = at > self.begins + 1;
        let before = self.word(at.saturating_sub(1));
        condition && room && !matches!(before, "that" | "if" | "whether" | "and" | "or" | "when" | "than")
    }

    /// Where a comma opens an aside of a word or two ("I won't, unfortunately, be there"), the item after its
    /// second comma.
    fn aside(&self, at: usize) -> Option<usize> {
        let end = (at + 1..at + 5).find(|i| self.word(*i) == COMMA)?;
        let inside = self.items.get(at + 1..end)?;
        let is_aside =
            !inside.is_empty() && inside.iter().all(|item| listed(&ASIDES, item.word)) && at > self.begins + 1;
        is_aside.then_some(end + 1)
    }

    fn close(&mut self, end: usize, asks: bool) {
        let Some(items) = self.items.get(self.begins..end) else {
            return;
        };
        let mut text = String::new();
        let mut days = Vec::new();
        for item in items {
            if matches!(item.word, COMMA | PAUSE) || item.word == DASH && text.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            if let Some(phrase) = item.phrase {
                days.push((text.len(), phrase));
            }
            text.push_str(if item.word == DASH { "to" } else { item.word });
        }
        let asks_before = asks && text.is_empty();
        if asks_before {
            if let Some(last) = self.done.last_mut().filter(|c| c.sentence == self.sentence) {
                last.asks = true;
            }
        } else if !text.is_empty() {
            let sensed = Sensed::new(&text);
            self.done.push(Clause { text, head: self.head, asks, sentence: self.sentence, days, sensed });
        }
        self.begins = end;
        self.head = Head::Plain;
    }
}

/// "So sorry" is no conclusion.
const AFTER_SO: WordList = WordList::new(
    "sorry much many long far soon bad excited embarrassed busy ill sick tired that so very late \
    kind glad happy gutted annoyed annoying stupid good few little lovely grateful  rough ashamed nice keen sad \
    hard well badly often unwell poorly up quickly apologetic early behind on",
);

const SUBJECTS: WordList = WordList::new(
    "i we he she they it my the there you our this that his her their xday placement dr a im me \
    everyone nobody someone trains clinic work both",
);

/// After "and" these begin a clause rather than the second of two things.
const CLAUSE_STARTS: WordList = WordList::new(
    "i we he she they it there will can could would am is are was have had do did shall then \
    so unfortunately hope hopefully see look looking thanks thank not no yes sorry apologies if because but \
    please may might now definitely probably maybe perhaps sadly that this you let also of coming attending back \
    should what which where who how when as its cannot must tell got still won't happy stop take remove unless \
    miss missed went fell slept woke forgot came",
);

/// Before "and I" these are no name.
const GREETS: WordList =
    WordList::new("thanks sorry ok yes hi hello late well there it yet you again noted great lovely");

const ASIDES: WordList = WordList::new(
    "unfortunately sadly however alas sorry though i am afraid of course therefore regrettably in \
    fact too as usual again actually please like basically",
);
