//! The signature at the end of the writer's lines: what stands below `-- ` (RFC 3676, section 4.3), and the block of
//! name, role and telephone that programs add without it.
//!
//! A block is known by the writer's own name with a role or number below or beside it. It ends at an empty line, so
//! that a postscript stays. A signature says nothing, whatever it says.

/// More lines than this below a delimiter are no signature.
const DELIMITED_LINES_MAX: usize = 25;
/// A block of name and role has fewer lines and shorter ones.
const BLOCK_LINES_MAX: usize = 12;
const BLOCK_LINE_LENGTH_MAX: usize = 160;

/// The lines without the signature at their end; `is_below` where words of the writer's stand above a quotation above.
pub fn without(lines: Vec<String>, names: &[&str], is_below: bool) -> Vec<String> {
    let names = Names::new(names);
    let mut lines = without_delimited(lines, is_below);
    if let Some(start) = block_start(&lines, &names) {
        let below = lines.split_off(start);
        let block = below.iter().take_while(|line| !line.trim().is_empty() && !is_postscript(line)).count();
        // What stands below the block stays, save for more lines of its kind.
        let is_more = |line: &String| line.trim().is_empty() || (says_role_or_contact(line) && !is_postscript(line));
        lines.extend(below.into_iter().skip(block).skip_while(is_more));
    }
    without_sign_off(lines, &names)
}

fn without_delimited(mut lines: Vec<String>, is_below: bool) -> Vec<String> {
    let delimiter = lines.iter().rposition(|line| matches!(line.as_str(), "-- " | "--" | "—" | "--\u{a0}"));
    if let Some(at) = delimiter {
        let below = lines.len() - at;
        let has_words_above = is_below || lines.iter().take(at).any(|line| !line.trim().is_empty());
        if below <= DELIMITED_LINES_MAX && has_words_above {
            lines.truncate(at);
        }
    }
    lines
}

/// The first line that is the writer's name with a role or contact on the same or the next line.
fn block_start(lines: &[String], names: &Names) -> Option<usize> {
    lines.iter().enumerate().position(|(at, line)| {
        let block = || lines.iter().skip(at).take(BLOCK_LINES_MAX + 1).take_while(|line| !line.trim().is_empty());
        let has_role_below = || block().nth(1).is_some_and(|line| says_role_or_contact(line));
        let is_name = || names.is_whole_name(line) || (at > 0 && names.is_part(line));
        let fits =
            || block().count() <= BLOCK_LINES_MAX && block().all(|line| line.chars().count() <= BLOCK_LINE_LENGTH_MAX);
        ((is_name() && has_role_below()) || names.starts_block(line)) && fits()
    })
}

/// A postscript below a signature is the writer's.
fn is_postscript(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    ["ps ", "ps.", "ps:", "ps,", "p.s", "ps-", "ps –"].iter().any(|start| line.starts_with(start))
}

/// The writer's name alone on the last line, below a closing or an empty line.
fn without_sign_off(mut lines: Vec<String>, names: &Names) -> Vec<String> {
    let Some(last) = lines.iter().rposition(|line| !line.trim().is_empty()) else {
        return lines;
    };
    let is_name = lines.get(last).is_some_and(|line| names.is_part(line));
    let above = lines.iter().take(last).rev().find(|line| !line.trim().is_empty());
    let opens_list = above.is_none_or(|line| line.trim_end().ends_with(':'));
    let is_apart =
        last.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(|line| line.trim().is_empty() || is_closing(line));
    if is_name && is_apart && !opens_list {
        lines.truncate(last);
    }
    lines
}

const CLOSINGS: [&str; 19] = [
    "regards",
    "kind regards",
    "best regards",
    "warm regards",
    "many thanks",
    "thanks",
    "thank you",
    "thanks again",
    "best wishes",
    "all the best",
    "best",
    "cheers",
    "warmly",
    "sincerely",
    "yours sincerely",
    "yours",
    "kindest regards",
    "with best wishes",
    "cordially",
];

fn is_closing(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    CLOSINGS.contains(&line.as_str())
}

/// The words of which the writer's names are made.
struct Names {
    words: Vec<String>,
    whole: usize,
}

impl Names {
    fn new(names: &[&str]) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut whole = 0;
        for name in names {
            let parts: Vec<String> = name_words(name).filter(|word| !is_title(word)).collect();
            whole = whole.max(parts.len().min(2));
            words.extend(parts.into_iter().filter(|word| word.chars().count() > 1));
        }
        Self { words, whole }
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// How many words of the line are names, where all of it is made of names, titles and degrees.
    fn count(&self, line: &str) -> Option<usize> {
        const LENGTH_MAX: usize = 80;
        if line.len() > LENGTH_MAX || self.words.is_empty() {
            return None;
        }
        let bare = line.split('(').next().unwrap_or_default();
        let mut found = 0;
        for word in bare.split(|c: char| c.is_whitespace() || c == ',' || c == '.').filter(|word| !word.is_empty()) {
            let folded: Vec<String> = name_words(word).collect();
            let is_name = !folded.is_empty() && folded.iter().all(|part| self.has(part));
            let is_initial = found > 0 && word.chars().count() == 1;
            if is_name {
                found += folded.len();
            } else if !(is_initial || folded.iter().all(|part| is_title(part)) || is_degree(word)) {
                return None;
            }
        }
        Some(found)
    }

    /// The whole name, with or without title, degrees and pronouns, and nothing else.
    fn is_whole_name(&self, line: &str) -> bool {
        self.count(line).is_some_and(|found| found > 0 && found >= self.whole)
    }

    /// A part of the name at least, and nothing else.
    fn is_part(&self, line: &str) -> bool {
        self.count(line).is_some_and(|found| found > 0)
    }

    /// `Dr Helen Marsh, Consultant Psychiatrist` or `Helen Marsh | Tel …`
    fn starts_block(&self, line: &str) -> bool {
        let Some((name, rest)) = line.split_once(['|', ',', '–', '•']) else {
            return false;
        };
        self.whole > 1 && self.is_whole_name(name) && says_role_or_contact(rest) && !rest.contains(['?', '!'])
    }
}

/// Lower case without accents, at every character that is no letter apart.
fn name_words(text: &str) -> impl Iterator<Item = String> + '_ {
    use unicode_normalization::UnicodeNormalization;
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        if word.is_ascii() {
            return word.to_ascii_lowercase();
        }
        word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    })
}

fn is_title(word: &str) -> bool {
    crate::domain::roster::TITLES.contains(&word)
}

/// `MRCPsych`, `BSc`, `PhD`: letters with two capitals or more.
fn is_degree(word: &str) -> bool {
    let letters = word.trim_matches(|c: char| !c.is_alphabetic());
    letters.chars().count() >= 2
        && letters.chars().all(char::is_alphabetic)
        && letters.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Words of the lines below a name in a signature.
const ROLES: [&str; 62] = [
    "student",
    "consultant",
    "psychiatrist",
    "trainee",
    "registrar",
    "doctor",
    "physician",
    "fellow",
    "lecturer",
    "professor",
    "president",
    "treasurer",
    "secretary",
    "ambassador",
    "society",
    "mbbs",
    "mbchb",
    "mrcpsych",
    "frcpsych",
    "year",
    "specialty",
    "specialist",
    "nhs",
    "trust",
    "university",
    "college",
    "school",
    "hospital",
    "department",
    "directorate",
    "tel",
    "telephone",
    "mobile",
    "phone",
    "bleep",
    "ext",
    "switchboard",
    "www",
    "http",
    "https",
    "clinical",
    "lead",
    "director",
    "officer",
    "manager",
    "administrator",
    "cmht",
    "faculty",
    "division",
    "representative",
    "rep",
    "chair",
    "intern",
    "ct1",
    "ct2",
    "ct3",
    "st4",
    "st5",
    "st6",
    "st7",
    "pronouns",
    "candidate",
];

/// A short line about role, place or number that says nothing in the first person.
fn says_role_or_contact(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > BLOCK_LINE_LENGTH_MAX {
        return false;
    }
    let words: Vec<String> = name_words(line).collect();
    let says_i = words.iter().any(|word| matches!(word.as_str(), "i" | "im" | "ill" | "ive" | "we" | "my"));
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let is_number = digits >= 6 && line.chars().all(|c| !c.is_alphabetic()) && !line.contains('/');
    !says_i && (is_number || words.iter().any(|word| ROLES.contains(&word.as_str())) || is_address(line))
}

fn is_address(line: &str) -> bool {
    line.contains('@') && !line.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let lines = text.lines().map(str::to_owned).collect();
        let names = ["Dr Helen Marsh", "helen.marsh"];
        let kept: Vec<String> =
            without(lines, &names, false).into_iter().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(kept.join("|"), expect, "{text}");
    }

    #[test]
    fn signatures_go() {
        check("All present\n-- \nHelen\nanything", "All present");
        check(
            "All present\n\nDr Helen Marsh MRCPsych\nHigher Trainee\nPlease note I do not work on Wednesdays",
            "All present",
        );
        check(
            "Kind regards,\n\nHelen Marsh (she/her)\nThird Year Medical Student | Treasurer\nAbsent students miss out: join us!",
            "Kind regards,",
        );
        check("All present\nBest wishes,\nHelen", "All present|Best wishes,");
        check(
            "All present\n\nMARSH, Helen\nConsultant\nTel 020 0000 0000\n\nTrust Headquarters Hospital",
            "All present",
        );
        check("All present\n\nDr Helen Marsh, Consultant Psychiatrist", "All present");
        check("All present\n\nHelen Marsh | Tel 020 0000 0000 | helen@x.example", "All present");
    }

    #[test]
    fn a_delimiter_below_a_quotation_has_its_words_above() {
        let lines = || vec!["-- ".to_owned(), "Helen".to_owned()];
        assert_eq!(without(lines(), &[], true), [] as [String; 0]);
        assert_eq!(without(lines(), &[], false), lines());
    }

    #[test]
    fn the_writers_own_lines_stay() {
        check("Absent:\n\nHelen", "Absent:|\nHelen".replace('\n', "").as_str());
        check("Helen", "Helen");
        check("Absent: Tom\nHelen", "Absent: Tom|Helen");
        check("Helen Marsh\nwas here", "Helen Marsh|was here");
        check("All here\n\nHelen Marsh\nConsultant Psychiatrist\n\nPS Tom was late", "All here|PS Tom was late");
        check("All here\n\nHelen Marsh\nConsultant Psychiatrist\nPS Tom was late", "All here|PS Tom was late");
        check(
            "All here\n\nHelen Marsh\nConsultant Psychiatrist\n\nTrust Hospital\n\nPS Tom off at the hospital",
            "All here|PS Tom off at the hospital",
        );
        check("--\nTom was late", "--|Tom was late");
        check("Aisha - year 3 student\nMay - absent", "Aisha - year 3 student|May - absent");
    }
}
