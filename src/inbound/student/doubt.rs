//! When a person is asked: words of coming or staying away that no rule took, a message that is not plainly small talk
//! and yet says nothing, a language that is not English.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use super::claim::{Claim, Says};
use super::claims::tense;
use super::clauses::{Clause, FOREIGN, Head, Page};
use super::hear::Heard;
use super::senses::Sense;
use super::subject::Subject;
use crate::domain::said::{Flag, Stance};
use crate::inbound::dates::Tense;
use crate::inbound::patterns::Hit;
use crate::inbound::tokens::{WordList, listed, words};

/// Why a reading is not sure enough to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Two words on a session, and nothing that says why the second should count.
    Contradiction,
    /// A date that could mean no session, or either of two.
    UnclearDate,
    /// The session was guessed.
    GuessedSession,
    /// A stance that cannot be: coming to a session that is over.
    Impossible,
    /// Only a reason was given, and not plainly as an apology.
    BareReason,
    /// A hedge and an apology that go either way.
    Hedge,
    /// Words of coming or staying away that no rule took.
    Unread,
    /// A session to come was named, and no rule knows what is said of it.
    Unsaid,
    /// A flag was raised, and something beside it was not understood.
    Open,
    /// Somebody else writes in the student's place.
    Proxy,
    /// Was there, and yet not in the group.
    ShutOut,
    /// Hardly any English word in it.
    Language,
    /// Longer than is read.
    Length,
    /// The model, whose ear is another, hears something else.
    Differs,
}

impl Doubt {
    /// Is the message not understood, rather than understood and not trusted?
    pub fn is_unread(self) -> bool {
        !matches!(
            self,
            Self::Contradiction | Self::Hedge | Self::GuessedSession | Self::Impossible | Self::Open | Self::Differs
        )
    }

    /// Is it about what was meant, rather than about a day or about how far a message can be read at all?
    pub fn is_for_the_ear(self) -> bool {
        matches!(self, Self::Contradiction | Self::Hedge | Self::BareReason | Self::Unread | Self::Open)
    }
}

/// What the pages of a message leave unexplained.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    words: usize,
    english: usize,
    /// Words in letters that English does not have.
    foreign: usize,
    /// Some clause was understood.
    understood: bool,
    /// Clauses with words of coming that gave no claim.
    suspicious: usize,
    /// Clauses with words that often go with one.
    faint: usize,
    /// Clauses that are neither claim, reason, question nor small talk.
    unexplained: usize,
    /// Such clauses that are not about the writer.
    remarks: usize,
    /// Thanks, greetings, a word of being well again.
    courtesies: usize,
    /// Such clauses that go on from what was said: "but will be done by one".
    loose_ends: usize,
    /// How many words the clauses so counted have.
    unexplained_words: usize,
    /// It speaks of mail, for which one may be sorry too.
    of_mail: bool,
    /// A "perhaps" that no pattern took.
    stray_doubts: bool,
    /// A reason was given, or an account of what was.
    accounts: bool,
    /// A day was named beside somebody or something else.
    names_a_day: bool,
    /// Is well again, or has found cover.
    recovered: bool,
    /// Somebody else writes in the student's place.
    proxy: bool,
}

/// Below this share of English words a message of some length is in another language.
const ENGLISH_PERCENT_MIN: usize = 40;

/// A message shorter than this is too short to tell its language.
const LANGUAGE_WORDS_MIN: usize = 4;

/// "I do apologise" and the like explain nothing and need no explaining.
const BRIEF_APOLOGY_WORDS_MAX: usize = 4;

/// A clause with a word of small talk in its midst is small talk where it is no longer than this.
const CHAT_WORDS_MAX: usize = 4;

/// A message of so few words says that one comes or does not, and has no room for more.
const BRIEF_WORDS_MAX: usize = 15;

/// Words of writing and being written to.
const MAIL: WordList =
    WordList::new("email emails mail reply replying message messages inbox thread link attachment wifi typing phone");

/// Words of small talk that in longer clauses are often something else.
const LIGHT_WORDS: WordList =
    WordList::new("morning afternoon evening good nice love hope best sure great ok warm kind welcome hi to");

/// An answer to "we missed you" with so many words that no rule placed is taken for an account, and asked about.
const STORY_WORDS_MIN: usize = 6;

impl Tally {
    /// Counts what the clauses of a page leave open. `explains`: the letter asked why a session was missed.
    pub fn add(&mut self, page: &Page, heard: &[Heard], explains: bool) {
        let mut last: Option<&Claim> = None;
        for (clause, heard) in page.clauses.iter().zip(heard) {
            self.words += clause.words().count();
            self.foreign += clause.words().filter(|w| *w == FOREIGN).count();
            self.english += clause.words().filter(|w| is_english(w)).count();
            self.suspicious += usize::from(heard.unread_condition || heard.loose);
            let of_coming = !clause.days.is_empty()
                || !heard.claims.iter().all(|c| c.says.tells_why())
                || clause.words().any(|w| listed(&SUSPECTS, w));
            self.stray_doubts |= of_coming && heard.subject != Subject::Third && has_stray_doubt(clause, heard);
            self.faint += usize::from(heard.asked_stance);
            self.recovered |= clause.sensed.has(Sense::Recovered);
            let about_others = heard.subject == Subject::Third && heard.set_aside && !clause.asks;
            self.names_a_day |= about_others && !clause.days.is_empty();
            let idle = !explains && self.is_idle(clause);
            self.accounts |= !idle && heard.claims.iter().any(|c| c.says.tells_why());
            let claimed = heard.claims.iter().any(|c| !c.says.tells_why());
            self.suspicious += usize::from(!explains && undoes(clause, heard, last));
            last = heard.claims.last().filter(|c| !c.says.tells_why()).or(last);
            self.understood |= claimed || heard.set_aside || heard.other_student;
            if !(claimed || heard.set_aside || heard.other_student) {
                self.add_open(clause, heard, explains);
            }
        }
    }

    fn add_open(&mut self, clause: &Clause, heard: &Heard, explains: bool) {
        let others = &clause.sensed.asides;
        self.proxy |= others.iter().any(|h| h.sense == Sense::Proxy);
        let known_aside =
            |s| matches!(s, Sense::Question | Sense::Dispute | Sense::Leaving | Sense::OptOut | Sense::Courtesy);
        // "Evening!" is a greeting; "but it is in the evening" is none.
        let chat = |h: &Hit<Sense>| {
            let word = clause.text.get(h.range.clone()).and_then(|words| words.split(' ').next()).unwrap_or_default();
            let apart = h.range.start == 0 || clause.words().count() <= CHAT_WORDS_MAX || !listed(&LIGHT_WORDS, word);
            h.sense == Sense::SmallTalk && apart
        };
        let brief_apology = clause.sensed.has(Sense::Apology) && clause.words().count() <= BRIEF_APOLOGY_WORDS_MAX;
        let known = brief_apology && !explains
            || others.iter().any(|h| known_aside(h.sense) || chat(h))
            || clause.sensed.has(Sense::ApologyOther)
            || clause.sensed.has(Sense::Nothing)
            || clause.sensed.has(Sense::Recovered)
            || clause.sensed.has(Sense::Saying)
            || explains && !heard.claims.is_empty();
        let reason = heard.claims.iter().any(|c| c.says == Says::Reason);
        self.understood |= known || reason;
        self.courtesies += usize::from(known);
        if known || reason {
            return;
        }
        self.of_mail |= clause.words().any(|w| listed(&MAIL, w));
        if !explains && self.is_idle(clause) {
            self.courtesies += 1;
            return;
        }
        self.names_a_day |= !clause.days.is_empty();
        self.unexplained_words += clause.words().count();
        // A clause without any common word is a name under the letter.
        let remark = heard.subject == Subject::Third || !clause.words().any(|w| listed(words!("i me we my am"), w));
        let common = clause.words().any(is_english);
        self.remarks += usize::from(common && remark);
        let of_others = clause.head == Head::So || heard.subject == Subject::Third;
        let turning = if of_others { &TURNING } else { &LOOSE };
        let goes_on = matches!(clause.head, Head::But | Head::Though) || clause.words().any(|w| listed(turning, w));
        self.loose_ends += usize::from(goes_on);
        self.unexplained += usize::from(common && !remark);
        let of_the_writer = heard.subject != Subject::Third
            && (clause.words().any(|w| listed(words!("i me we my"), w))
                || clause.words().take(2).any(|w| listed(&SUSPECTS, w)));
        self.suspicious += usize::from(of_the_writer && clause.words().any(|w| listed(&SUSPECTS, w)));
        self.faint += usize::from(clause.words().any(|w| listed(&FAINT_SUSPECTS, w)));
    }

    /// Beside thanks, something told of what was: it has nothing to do with what is to come.
    fn is_idle(&self, clause: &Clause) -> bool {
        let lexicon = |w: &str| listed(&SUSPECTS, w) || listed(&FAINT_SUSPECTS, w) || listed(&AHEAD, w);
        let past =
            tense(clause) == Tense::Past || clause.text.contains("has been") || clause.text.contains("have been");
        let noted = clause.words().any(|w| listed(words!("forgotten forgot calendar diary"), w));
        let slipped = clause.sensed.has(Sense::Slipped);
        self.courtesies > 0 && (past && !slipped || noted) && !clause.words().any(lexicon)
    }

    /// Does the message tell a story that no rule could place?
    pub fn tells_a_story(&self) -> bool {
        self.unexplained_words >= STORY_WORDS_MIN
    }

    /// Is nothing left open that could undo a reason given as an apology?
    pub fn is_plain(&self) -> bool {
        !self.stray_doubts
            && self.suspicious + self.unexplained + self.loose_ends == 0
            && !self.names_a_day
            && self.remarks < 2
    }

    /// Is it so short that beside what the rules placed nothing else can be told?
    pub fn is_brief(&self) -> bool {
        self.words <= BRIEF_WORDS_MAX
    }

    /// Beside a regret: is there something told that can only be its cause?
    pub fn is_excuse(&self) -> bool {
        self.unexplained_words > 0 && self.suspicious + self.loose_ends == 0 && !self.stray_doubts && !self.of_mail
    }

    /// What is doubtful about a reading that came to these stances and flags.
    pub fn doubts(&self, stances: &BTreeMap<u8, Stance>, flags: &BTreeSet<Flag>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let little_english = self.words >= LANGUAGE_WORDS_MIN && self.english * 100 < self.words * ENGLISH_PERCENT_MIN;
        if stances.is_empty() && little_english || self.foreign * 2 > self.words {
            doubts.push(Doubt::Language);
        }
        let sure = stances.values().any(|stance| *stance != Stance::Unsure);
        doubts.extend(self.proxy.then_some(Doubt::Proxy));
        if self.suspicious > 0 && !stances.is_empty() || self.stray_doubts && sure {
            doubts.push(Doubt::Unread);
        }
        if stances.is_empty() {
            // Beside thanks one remark on the world at large needs no answer, nor what follows on being well again.
            let remarks = self.remarks.saturating_sub(usize::from(self.courtesies > 0));
            let told = self.suspicious + self.faint > 0 || self.names_a_day;
            let suspicious = told || !self.recovered && (self.unexplained + remarks > 0 || self.accounts);
            let silent = !self.understood && self.words > 0;
            let passes_on = flags.iter().all(|flag| *flag == Flag::OtherStudent);
            if flags.is_empty() && (suspicious || silent) {
                doubts.push(Doubt::Unread);
            } else if told || suspicious && !passes_on {
                doubts.push(Doubt::Open);
            }
        }
        doubts
    }
}

/// "I'd say I'll be there but I wouldn't swear to it": what follows a "but" after a firm word, and no rule took.
fn undoes(clause: &Clause, heard: &Heard, last: Option<&Claim>) -> bool {
    let turns = matches!(clause.head, Head::But | Head::Though) && !(clause.asks || heard.set_aside);
    let quiet = clause.sensed.has(Sense::Courtesy) || clause.sensed.has(Sense::Nothing);
    let reason = heard.claims.iter().any(|c| c.says == Says::Reason);
    let claimed = heard.claims.iter().any(|c| !c.says.tells_why());
    let Some(last) = last.filter(|last| last.sentence == clause.sentence && !last.reported) else {
        return false;
    };
    let goes_on = || clause.words().any(|word| listed(&LOOSE, word) || listed(words!("not have need got must"), word));
    turns
        && !(quiet || claimed || heard.subject == Subject::Third)
        && match last.says {
            Says::Attending | Says::Assent | Says::SeeYou => {
                if reason {
                    clause.days.is_empty()
                } else {
                    goes_on()
                }
            }
            Says::Absent => !reason && clause.words().any(|word| listed(&RETURNS, word)),
            _ => false,
        }
}

/// Is there a doubt in the clause that no pattern took?
fn has_stray_doubt(clause: &Clause, heard: &Heard) -> bool {
    let mut at = 0;
    clause.words().any(|word| {
        let here = at;
        at += word.len() + 1;
        let taken = clause.sensed.stances.iter().any(|h| h.range.contains(&here));
        !heard.set_aside && !taken && listed(words!("possibly maybe perhaps potentially unless"), word)
    })
}

/// Words with which a clause that no rule took may undo a reason given before it.
const LOOSE: WordList = WordList::new(
    "will can should might may could would hopefully hope back done over better fine then until make level best",
);

/// Words with which an apology is half taken back.
const RETURNS: WordList =
    WordList::new("make come join try might may could hope hopefully possibly perhaps half end start");

/// Those of them that speak of what is to come.
const AHEAD: WordList = WordList::new("will can should might may could would hopefully hope");

/// Those of them that do so even in what follows from the reason.
const TURNING: WordList = WordList::new("should hopefully hope back done over better fine make");

/// Words of coming and staying away; where no rule took them the message was not understood.
const SUSPECTS: WordList = WordList::new(
    "come coming attend attending attendance absent absence miss missing late cancel skip unable \
    unavailable join decline excused",
);

/// Words beside which one of those is often left out.
const FAINT_SUSPECTS: WordList = WordList::new(
    "missed available clash excuse apologies apologise sorry cannot make afraid \
    unfortunately regret early there free present session group home away stay",
);

fn is_english(word: &str) -> bool {
    ENGLISH.contains(word)
        || word == "xday"
        || word.starts_with(|c: char| c.is_ascii_digit())
        || word.starts_with("picture")
}

/// The commonest words of English letters; about half of any English text is made of them.
const COMMON: &str = "the a an i you he she it we they me my your his her its our their this that these those and or \
    but so because if as than then of to in on at for with from by about into after before until up out over off \
    again back down be am is are was were been being have has had do does did will would can could should may \
    might must shall not no yes ok just only also very really too now here there when where who what which why \
    how all any some both each more most one two first last next good great much many well still sorry apologies \
    thanks thank please unfortunately hi hello dear hey best regards get got go going come coming make see know \
    let take think say said tell told need want try feel hope look looking forward like time day week group \
    session today tomorrow placement hospital ill sick late early miss missed able unable attend exam work shift \
    other new year happy christmas kind reminder noted message email doctor us them him xs sure bad home morning \
    afternoon flu family never always something someone everyone nothing without while though however found \
    clinic ward dr afraid cold better due forgot overslept train appointment";

static ENGLISH: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_whitespace().collect());
