//! How students spell: contractions with and without apostrophe, the short forms of text messages, dictation, and the
//! slips of the few words on which a reading hangs. A word that is good English stays as it is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{COMMA, STOP, Token};

/// One row a spelling: as written, as meant.
const SPELLINGS: &[(&str, &str)] = &[
    ("cannot", "can not"),
    ("cant", "can not"),
    ("carnt", "can not"),
    ("cnt", "can not"),
    ("canot", "can not"),
    ("wont", "will not"),
    ("shant", "shall not"),
    ("dont", "do not"),
    ("dnt", "do not"),
    ("doesnt", "does not"),
    ("didnt", "did not"),
    ("isnt", "is not"),
    ("arent", "are not"),
    ("aint", "am not"),
    ("amnt", "am not"),
    ("wasnt", "was not"),
    ("werent", "were not"),
    ("havent", "have not"),
    ("havnt", "have not"),
    ("hasnt", "has not"),
    ("hadnt", "had not"),
    ("couldnt", "could not"),
    ("cudnt", "could not"),
    ("wouldnt", "would not"),
    ("wudnt", "would not"),
    ("shouldnt", "should not"),
    ("mightnt", "might not"),
    ("mustnt", "must not"),
    ("neednt", "need not"),
    ("im", "i am"),
    ("iam", "i am"),
    ("ive", "i have"),
    ("il", "i will"),
    ("i'l", "i will"),
    ("ima", "i am going to"),
    ("imma", "i am going to"),
    ("idk", "i do not know"),
    ("dunno", "do not know"),
    ("its", "it is"),
    ("thats", "that is"),
    ("theres", "there is"),
    ("whats", "what is"),
    ("wheres", "where is"),
    ("whos", "who is"),
    ("hes", "he is"),
    ("shes", "she is"),
    ("theyre", "they are"),
    ("theyve", "they have"),
    ("theyll", "they will"),
    ("youre", "you are"),
    ("youve", "you have"),
    ("youll", "you will"),
    ("weve", "we have"),
    ("gonna", "going to"),
    ("gunna", "going to"),
    ("gona", "going to"),
    ("gonnae", "going to"),
    ("gotta", "got to"),
    ("wanna", "want to"),
    ("hafta", "have to"),
    ("tryna", "trying to"),
    ("kinda", "kind of"),
    ("shoulda", "should have"),
    ("woulda", "would have"),
    ("coulda", "could have"),
    ("lemme", "let me"),
    ("thankyou", "thank you"),
    ("ty", "thank you"),
    ("tysm", "thank you so much"),
    ("thx", "thanks"),
    ("thnx", "thanks"),
    ("thanx", "thanks"),
    ("tnx", "thanks"),
    ("thks", "thanks"),
    ("ta", "thanks"),
    ("cheers", "thanks"),
    ("np", "no problem"),
    ("tmrw", "tomorrow"),
    ("tmr", "tomorrow"),
    ("tmrrw", "tomorrow"),
    ("tmw", "tomorrow"),
    ("tmoro", "tomorrow"),
    ("tomo", "tomorrow"),
    ("tomoz", "tomorrow"),
    ("2moro", "tomorrow"),
    ("2morrow", "tomorrow"),
    ("2mrw", "tomorrow"),
    ("tomoro", "tomorrow"),
    ("tommorow", "tomorrow"),
    ("tommorrow", "tomorrow"),
    ("tomorow", "tomorrow"),
    ("2day", "today"),
    ("tday", "today"),
    ("2nite", "tonight"),
    ("tonite", "tonight"),
    ("yday", "yesterday"),
    ("yest", "yesterday"),
    ("wk", "week"),
    ("wks", "weeks"),
    ("mins", "minutes"),
    ("min", "minutes"),
    ("hrs", "hours"),
    ("hr", "hour"),
    ("nxt", "next"),
    ("bk", "back"),
    ("u", "you"),
    ("ur", "your"),
    ("ya", "you"),
    ("ye", "you"),
    ("r", "are"),
    ("cya", "see you"),
    ("cu", "see you"),
    ("y'all", "you all"),
    ("soz", "sorry"),
    ("sry", "sorry"),
    ("srry", "sorry"),
    ("sory", "sorry"),
    ("sorrry", "sorry"),
    ("apols", "apologies"),
    ("appologies", "apologies"),
    ("apologys", "apologies"),
    ("apologise", "apologise"),
    ("apologize", "apologise"),
    ("apologised", "apologised"),
    ("apologized", "apologised"),
    ("apologising", "apologising"),
    ("apologizing", "apologising"),
    ("unfort", "unfortunately"),
    ("unfortunatly", "unfortunately"),
    ("unfortunetly", "unfortunately"),
    ("unf", "unfortunately"),
    ("prob", "probably"),
    ("probs", "probably"),
    ("prolly", "probably"),
    ("probly", "probably"),
    ("def", "definitely"),
    ("defo", "definitely"),
    ("deffo", "definitely"),
    ("defs", "definitely"),
    ("definately", "definitely"),
    ("definatly", "definitely"),
    ("definitley", "definitely"),
    ("poss", "possibly"),
    ("pls", "please"),
    ("plz", "please"),
    ("plse", "please"),
    ("bc", "because"),
    ("cos", "because"),
    ("coz", "because"),
    ("cuz", "because"),
    ("'cause", "because"),
    ("becuase", "because"),
    ("tho", "though"),
    ("altho", "although"),
    ("thru", "through"),
    ("til", "until"),
    ("till", "until"),
    ("untill", "until"),
    ("w/", "with"),
    ("abt", "about"),
    ("appt", "appointment"),
    ("apt", "appointment"),
    ("appmt", "appointment"),
    ("appointement", "appointment"),
    ("yh", "yes"),
    ("yeh", "yes"),
    ("yea", "yes"),
    ("yeah", "yes"),
    ("yep", "yes"),
    ("yup", "yes"),
    ("yess", "yes"),
    ("yas", "yes"),
    ("aye", "yes"),
    ("nah", "no"),
    ("nope", "no"),
    ("nop", "no"),
    ("noo", "no"),
    ("k", "ok"),
    ("kk", "ok"),
    ("okay", "ok"),
    ("okey", "ok"),
    ("oki", "ok"),
    ("hv", "have"),
    ("hav", "have"),
    ("gd", "good"),
    ("wud", "would"),
    ("cud", "could"),
    ("shud", "should"),
    ("shld", "should"),
    ("cld", "could"),
    ("wld", "would"),
    ("sesh", "session"),
    ("sess", "session"),
    ("sesion", "session"),
    ("grp", "group"),
    ("xmas", "christmas"),
    ("crimbo", "christmas"),
    ("chrimbo", "christmas"),
    ("crimbo", "christmas"),
    ("hols", "holidays"),
    ("uni", "university"),
    ("attned", "attend"),
    ("attent", "attend"),
    ("cancelld", "cancelled"),
    ("canceled", "cancelled"),
    ("ballint", "balint"),
    ("balent", "balint"),
    ("a&e", "hospital"),
    ("lol", "lol"),
    ("thurday", "thursday"),
    ("teusday", "tuesday"),
    ("tuseday", "tuesday"),
    ("tusday", "tuesday"),
    ("firday", "friday"),
    ("frday", "friday"),
    ("wendesday", "wednesday"),
    ("wednsday", "wednesday"),
];

/// Words whose slips are mended by likeness: long enough, and without a neighbour that is another word.
const MENDED: &[&str] = &[
    "absence",
    "apologies",
    "appointment",
    "attend",
    "attendance",
    "attending",
    "because",
    "cancelled",
    "christmas",
    "definitely",
    "february",
    "fortnight",
    "forgotten",
    "hopefully",
    "hospital",
    "interview",
    "january",
    "november",
    "october",
    "december",
    "september",
    "overslept",
    "placement",
    "possible",
    "possibly",
    "present",
    "probably",
    "question",
    "reminder",
    "session",
    "sessions",
    "teaching",
    "thursday",
    "tomorrow",
    "tuesday",
    "unable",
    "unavailable",
    "unfortunately",
    "unwell",
    "wednesday",
    "yesterday",
];

/// Good words that are one slip away from a mended one.
const LEFT_ALONE: &[&str] = &[
    "attends",
    "attended",
    "presents",
    "prevent",
    "possibly",
    "possible",
    "reminders",
    "remainder",
    "unless",
    "teachings",
    "reaching",
    "interviews",
    "hospitals",
    "questions",
    "appointments",
    "placements",
    "cancelles",
    "tuesdays",
    "thursdays",
    "wednesdays",
    "absent",
    "intend",
    "unlike",
    "attendee",
    "probable",
    "represent",
    "resent",
    "mission",
    "passion",
    "fession",
    "pressent",
    "enable",
    "apologise",
    "apologist",
    "sessional",
];

/// A slip in a shorter word than this makes too many other words.
const MENDED_LENGTH_MIN: usize = 6;

static MEANT: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    SPELLINGS
        .iter()
        .map(|(written, meant)| (*written, meant.split(' ').collect()))
        .collect()
});

/// A word as written, lower case and plain, as the one to four words that it stands for.
pub fn write_out(word: &str) -> Vec<String> {
    if let Some(meant) = MEANT.get(word) {
        return meant.iter().map(ToString::to_string).collect();
    }
    if let Some((stem, ending)) = word.rsplit_once('\'')
        && !stem.is_empty()
    {
        return contraction(stem, ending);
    }
    let word: String = word
        .chars()
        .filter(|c| *c != '.' || word.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let single = without_drawl(&word);
    if single != word
        && let Some(meant) = MEANT.get(single.as_str())
    {
        return meant.iter().map(ToString::to_string).collect();
    }
    vec![mended(&single).map_or(single, ToString::to_string)]
}

fn contraction(stem: &str, ending: &str) -> Vec<String> {
    let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
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
        "s" if IS_AFTER.contains(&stem) => two(stem, "is"),
        "s" => two(stem, "'s"),
        // "o'clock", "O'Connor": one word.
        _ => vec![format!("{stem}{ending}")],
    }
}

/// After these, 's is "is"; after a name it may be "is", "has" or a genitive.
const IS_AFTER: &[&str] = &[
    "it", "that", "there", "what", "where", "who", "he", "she", "here", "how", "this", "when",
];

/// "soooo" is "so": a letter three times or more is meant once.
fn without_drawl(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let drawn = |i: usize| {
        let c = chars.get(i);
        let back = chars
            .get(..i)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|b| Some(*b) == c)
            .count();
        let on = chars
            .get(i..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .take_while(|b| Some(*b) == c)
            .count();
        back > 0 && c.is_some_and(|c| c.is_alphabetic()) && (back.min(3) + on >= 3)
    };
    (0..chars.len())
        .filter(|i| !drawn(*i))
        .filter_map(|i| chars.get(i))
        .collect()
}

fn mended(word: &str) -> Option<&'static str> {
    if word.len() < MENDED_LENGTH_MIN || LEFT_ALONE.contains(&word) || !word.is_ascii() {
        return None;
    }
    let first = word.as_bytes().first();
    let near = |meant: &&&str| {
        meant.as_bytes().first() == first
            && meant.len().abs_diff(word.len()) <= 1
            && meant.len() >= MENDED_LENGTH_MIN
            && strsim::osa_distance(meant, word) == 1
    };
    if MENDED.contains(&word) {
        return None;
    }
    MENDED.iter().find(near).copied()
}

/// Settles the words that only their neighbours tell apart.
pub fn settle(tokens: &mut Vec<Token>) {
    let dictated = tokens
        .windows(2)
        .any(|w| matches!(w, [a, b] if a.word == "full" && b.word == "stop"))
        || tokens.iter().filter(|t| t.word == "comma").count() > 0;
    let mut settled: Vec<Token> = Vec::with_capacity(tokens.len() + 8);
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let next = tokens.get(i + 1).map_or("", |t| t.word.as_str());
        let at = token.at.clone();
        let mut put = |word: &str| {
            settled.push(Token {
                word: word.to_owned(),
                at: at.clone(),
            })
        };
        match token.word.as_str() {
            "ill" if WILL_DO.contains(&next) => {
                put("i");
                put("will");
            }
            "id" if WOULD_DO.contains(&next) => {
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
            "balance" | "ballet" | "violent" | "bali" if GATHERINGS.contains(&next) => put("balint"),
            word => put(word),
        }
        i += 1;
    }
    *tokens = settled;
}

/// What follows "ill" where it is "I'll".
const WILL_DO: &[&str] = &[
    "be",
    "come",
    "try",
    "have",
    "see",
    "let",
    "miss",
    "need",
    "get",
    "make",
    "probably",
    "definitely",
    "not",
    "still",
    "also",
    "just",
    "do",
    "text",
    "find",
    "send",
    "catch",
    "attend",
    "never",
    "leave",
    "join",
    "arrive",
    "bring",
    "pop",
    "head",
    "go",
    "email",
    "message",
    "confirm",
    "aim",
    "hopefully",
    "most",
    "likely",
    "prob",
    "take",
    "give",
    "stay",
    "wait",
    "give",
    "know",
    "check",
    "update",
    "actually",
    "deffo",
    "always",
    "only",
    "run",
    "rush",
    "possibly",
    "certainly",
    "ask",
    "explain",
    "call",
    "keep",
    "write",
    "say",
    "turn",
    "tell",
    "swing",
    "sit",
    "slip",
    "struggle",
    "nip",
    "dial",
    "maybe",
    "dash",
    "sneak",
    "duck",
    "hop",
    "race",
    "start",
    "end",
    "then",
    "return",
    "unfortunately",
];

const WOULD_DO: &[&str] = &[
    "rather",
    "love",
    "like",
    "be",
    "have",
    "hate",
    "appreciate",
    "prefer",
    "say",
    "come",
    "need",
];

/// What a dictated "balance group" was.
const GATHERINGS: &[&str] = &["group", "groups", "session", "sessions"];
