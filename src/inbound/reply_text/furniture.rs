//! What mail programs and gateways add around a writer's words: banners for external senders, "Sent from my iPhone",
//! disclaimers, rules of asterisks. Each is taken away by its own wording, never by its place alone.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::patterns::any_of;

/// Banners stand above the first line of the writer's; a long one is broken into a few lines.
const BANNER_LINES_MAX: usize = 8;
/// A footer of a mail program is short; a longer line has something else to say.
const FOOTER_LENGTH_MAX: usize = 110;

/// The lines without furniture; banners only where the run of lines is the topmost.
pub fn without(lines: Vec<String>, is_top: bool) -> Vec<String> {
    let lines = if is_top { without_banner(lines) } else { lines };
    let mut kept: Vec<String> = Vec::with_capacity(lines.len());
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|line| !line.trim().is_empty()).count();
        let (paragraph, _) = rest.split_at(length);
        let own = paragraph.get(..disclaimer_start(paragraph)).unwrap_or_default();
        kept.extend(own.iter().filter(|line| !is_footer(line)).cloned());
        if length < rest.len() {
            kept.push(String::new());
        }
        start += length + 1;
    }
    without_outer_rules(kept, is_top)
}

/// What stood above or below the rule is gone. A delimiter at the head may be that of a signature.
fn without_outer_rules(mut lines: Vec<String>, is_top: bool) -> Vec<String> {
    let says = |line: &String| !line.trim().is_empty() && !is_rule(line);
    if let (Some(first), Some(last)) = (lines.iter().position(says), lines.iter().rposition(says)) {
        lines.truncate(last + 1);
        if is_top {
            lines.drain(..first);
        }
    }
    lines
}

fn without_banner(lines: Vec<String>) -> Vec<String> {
    let mut seen = 0;
    let mut rest: Vec<String> = Vec::new();
    let mut is_above = true;
    for line in lines {
        if is_above && line.trim().is_empty() {
            continue;
        }
        seen += 1;
        if is_above && seen <= BANNER_LINES_MAX && (is_banner(&line) || (seen > 1 && is_rest_of_banner(&line))) {
            continue;
        }
        let line = if is_above { without_tag(&line) } else { line };
        is_above = false;
        rest.push(line);
    }
    rest
}

/// Sentences of gateways about senders from outside.
const BANNERS: [&str; 22] = [
    "originated from outside",
    "originated outside",
    "came from outside",
    "was sent from outside",
    "from an external",
    "external email:",
    "external email",
    "external sender",
    "external message",
    "outside of nhsmail",
    "outside the organisation",
    "outside of the organisation",
    "outside your organi",
    "outside of your organi",
    "you don't often get email from",
    "you don’t often get email from",
    "some people who received this message don't often",
    "do not click links",
    "do not click on links",
    "do not open attachments",
    "think before you click",
    "this message is from an external",
];

static BANNER: LazyLock<Regex> = LazyLock::new(|| any_of(BANNERS));

fn is_banner(line: &str) -> bool {
    let line = line.to_lowercase();
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(bare, "external" | "caution" | "warning" | "external email" | "external sender" | "caution external email")
        || BANNER.is_match(&line)
}

/// The rest of a banner that was broken into lines.
fn is_rest_of_banner(line: &str) -> bool {
    let line = line.to_lowercase();
    let ends = [
        "links or open attachments",
        "open attachments",
        "recognise the sender",
        "recognize the sender",
        "content is safe",
        "learn why this is important",
    ];
    ends.iter().any(|end| line.contains(end))
}

/// `[EXTERNAL]` before the writer's first words.
fn without_tag(line: &str) -> String {
    let trimmed = line.trim_start();
    for tag in ["[external]", "[ext]", "(external)", "*external*"] {
        if trimmed.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)) {
            return trimmed.get(tag.len()..).unwrap_or_default().trim_start().to_owned();
        }
    }
    line.to_owned()
}

/// How the footers of mail programs begin.
const FOOTERS: [&str; 43] = [
    "sent from my ",
    "sent from mail",
    "sent from outlook",
    "sent from yahoo",
    "sent from the all new ",
    "sent from gmail",
    "sent from proton",
    "sent from samsung",
    "sent from a mobile",
    "sent from a phone",
    "sent from mobile",
    "sent from aol",
    "sent from iphone",
    "sent from android",
    "sent from windows",
    "sent from typeapp",
    "sent by galaxy",
    "sent on the go",
    "sent wirelessly ",
    "from my iphone",
    "from my phone",
    "get outlook for",
    "download outlook for",
    "yahoo mail: search",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir de ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "diese nachricht wurde von mein",
    "enviado desde ",
    "enviado do ",
    "enviado a partir do ",
    "inviato da ",
    "verzonden vanaf ",
    "verzonden met ",
    "verstuurd vanaf ",
    "skickat från ",
    "sendt fra ",
    "lähetetty ",
    "發自我的",
    "從我的",
];

/// Footers that could be a sentence, save where they name a device or a program.
const SENT_BY: [&str; 4] = ["sent via ", "sent with ", "sent using ", "sent from "];

fn names_device(rest: &str) -> bool {
    const DEVICES: [&str; 16] = [
        "mail",
        "phone",
        "mobile",
        "ipad",
        "ipod",
        "android",
        "blackberry",
        "tablet",
        "outlook",
        "sparrow",
        "spark",
        "superhuman",
        "device",
        "galaxy",
        "proton",
        "thunderbird",
    ];
    DEVICES.iter().any(|device| rest.contains(device))
}

/// Words with which a line says something of its own, however it begins.
const SAYS_MORE: [&str; 18] = [
    "can't", "cant", "can’t", "cannot", "won't", "wont", "won’t", "absent", "sorry", "miss", "late", "come", "coming",
    "attend", "there", "unable", "not be", "make it",
];

/// What people let their telephones add about how they type.
const EXCUSES: [&str; 9] =
    ["excuse", "pardon", "forgive", "apolog", "brevity", "brief", "typo", "autocorrect", "auto-correct"];

/// Such a line names a device or a program, and at most excuses itself.
fn is_footer(line: &str) -> bool {
    /// `Sent from my Samsung Galaxy s5 Octacore device`.
    const DEVICE_WORDS_MAX: usize = 6;
    let line = line
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '*' | '<' | '>' | '[' | ']' | '(' | ')'));
    let line = line.to_lowercase();
    // "get [Outlook for Android](…)": some converters keep the link in brackets.
    let plain = line.replace('[', "");
    if line.len() > FOOTER_LENGTH_MAX {
        return false;
    }
    let with_device = SENT_BY.iter().find_map(|start| plain.strip_prefix(start)).filter(|rest| names_device(rest));
    let Some(rest) = FOOTERS.iter().find_map(|footer| plain.strip_prefix(footer)).or(with_device) else {
        return false;
    };
    let named = rest.split(['<', '(', ']']).next().unwrap_or_default();
    let end = named.find([',', ';', '!']).or_else(|| named.find(". ")).unwrap_or(named.len());
    let (device, more) = named.split_at(end);
    if EXCUSES.iter().any(|excuse| more.contains(excuse)) {
        return true;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let says_more = words.any(|word| SAYS_MORE.contains(&word));
    let is_device = device.split_whitespace().count() <= DEVICE_WORDS_MAX;
    // A list of what a program can do stands in its own footer only.
    let is_finished = more.chars().all(|c| !c.is_alphanumeric()) || line.starts_with("yahoo mail");
    !says_more && is_device && is_finished
}

/// A rule drawn with one character, the signature's delimiter without a signature, the mark of a mail tracker.
fn is_rule(line: &str) -> bool {
    const LENGTH_MIN: usize = 3;
    let line = line.trim();
    let mut letters = line.chars();
    let first = letters.next();
    let is_drawn = first.is_some_and(|c| "*_=-~#+".contains(c) && letters.all(|letter| letter == c));
    (line.len() >= LENGTH_MIN && is_drawn) || matches!(line, "--" | "ᐧ")
}

/// Phrases of which one makes a paragraph a disclaimer.
const DISCLAIMERS: [&str; 22] = [
    "intended recipient",
    "intended only for",
    "intended for the named",
    "named recipient",
    "accepts no liability",
    "intended solely for",
    "nhsmail is the secure",
    "if you have received this email in error",
    "if you have received this e-mail in error",
    "if you have received this message in error",
    "received this communication in error",
    "may contain confidential information",
    "may contain confidential and",
    "confidential and may be legally privileged",
    "scanned for viruses",
    "consider the environment before printing",
    "registered in england",
    "registered charity",
    "company number",
    "you received this message because you are subscribed",
    "mailman/listinfo",
    "to unsubscribe from this group",
];

static DISCLAIMER: LazyLock<Regex> = LazyLock::new(|| any_of(DISCLAIMERS));

/// How disclaimers begin, so that what stands above one in its paragraph is told from it.
const DISCLAIMER_STARTS: [&str; 14] = [
    "this email",
    "this e-mail",
    "this message",
    "this communication",
    "the information",
    "the contents",
    "the content",
    "confidential",
    "disclaimer",
    "please consider",
    "important",
    "nhsmail",
    "registered",
    "if you have received",
];

/// Where in a paragraph a disclaimer begins; its length where there is none.
fn disclaimer_start(paragraph: &[String]) -> usize {
    let text = paragraph.join(" ").to_lowercase();
    if !DISCLAIMER.is_match(&text) {
        return paragraph.len();
    }
    let begins = |line: &String| {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        DISCLAIMER_STARTS.iter().any(|start| line.starts_with(start))
    };
    paragraph.iter().position(begins).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let lines = text.lines().map(str::to_owned).collect();
        let kept: Vec<String> = without(lines, true).into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(kept.join("|"), expect, "{text}");
    }

    #[test]
    fn furniture_goes() {
        check(
            "CAUTION: This email originated from outside of the organisation. Do not click\nlinks or open attachments unless you \
             recognise the sender.\n\nCan't come",
            "Can't come",
        );
        check("[EXTERNAL] You don't often get email from this address. Learn why this is important\nHi", "Hi");
        check("[EXTERNAL] Can't come", "Can't come");
        check("Can't come\n\nSent from my iPhone", "Can't come");
        check("Yes\nGet Outlook for iOS<https://aka.ms/o0ukef>", "Yes");
        check(
            "Yes\n\n*******************\n\nThis message may contain confidential information.\n\nNHSmail is the secure email",
            "Yes",
        );
        check("Oui\n\nEnvoyé de mon iPhone", "Oui");
        check("Ja\n\nVon meinem Mobilgerät gesendet", "Ja");
        check("Yes\nSent from my iPhone, sorry for any typos - please excuse brevity", "Yes");
        check("Yes\nSent with Sparrow (http://www.example/?sig)\n(sent from a phone)", "Yes");
        check("Yes\n--\nDiese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.", "Yes");
        check("-----\nYes\n====\n***\n-------", "Yes");
        check("Yes\n\n____________\nlist\nhttp://x.example/mailman/listinfo/list", "Yes");
    }

    #[test]
    fn the_writers_own_lines_stay() {
        check("Sent from my bed: can't come, sorry", "Sent from my bed: can't come, sorry");
        check("I sent from my phone", "I sent from my phone");
        check("Hi\nthe external examiner is coming so I can't", "Hi|the external examiner is coming so I can't");
        check("All here\n---\nexcept May", "All here|---|except May");
        check(
            "Sent from my desk, it is easier than my telephone.",
            "Sent from my desk, it is easier than my telephone.",
        );
        check("Sent with apologies from the ward", "Sent with apologies from the ward");
        check(
            "Sent from the ward round to say that I am still on nights",
            "Sent from the ward round to say that I am still on nights",
        );
        check("All here but May\nThis email is intended only for its recipient.", "All here but May");
    }
}
