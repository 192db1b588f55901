//! Why a letter was not delivered: enhanced status codes (RFC 3463) and servers' own words.

/// `5.1.1` wherever it stands alone in the text.
pub fn enhanced_status(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .find(|word| {
            let mut numbers = word.split('.');
            let class = numbers.next().unwrap_or_default();
            let rest: Vec<&str> = numbers.collect();
            matches!(class, "2" | "4" | "5")
                && rest.len() == 2
                && rest.iter().all(|number| (1..=3).contains(&number.len()))
        })
        .map(str::to_owned)
}

/// Is the address itself dead? Not where the mailbox is full, and not where a filter refused this letter.
pub fn is_address_dead(status: Option<&str>, text: &str) -> bool {
    let text = text.to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let (subject, detail) =
        status.and_then(|status| status.split_once('.')).and_then(|(_, rest)| rest.split_once('.')).unwrap_or_default();
    match (subject, detail) {
        _ if status.is_some_and(|status| !status.starts_with('5')) => false,
        // Bad mailbox, bad host, bad syntax, moved, no mail for the domain, Exchange's recipient not found.
        ("1", "1" | "2" | "3" | "6" | "9" | "10") | ("4", "310") => true,
        ("2", "2" | "3") | ("3" | "6" | "7", _) => false,
        _ if says(&REFUSED) => false,
        ("2", "1") => true,
        _ => says(&DEAD),
    }
}

/// The address or its host does not exist, in servers' words.
const DEAD: [&str; 31] = [
    "user unknown",
    "unknown user",
    "unknown recipient",
    "recipient unknown",
    "no such user",
    "no such recipient",
    "no such mailbox",
    "no mailbox",
    "no such address",
    "no such person",
    "not a valid mailbox",
    "does not exist",
    "doesn't exist",
    "doesn’t exist",
    "not exist",
    "not found",
    "wasn't found",
    "couldn't be found",
    "recipnotfound",
    "invalid recipient",
    "invalid mailbox",
    "mailbox unavailable",
    "unrouteable address",
    "unroutable address",
    "not listed in",
    "account is disabled",
    "account has been disabled",
    "is inactive",
    "no longer",
    "address rejected: access denied",
    "host or domain name not found",
];

/// The mailbox is there, but this letter was not taken.
const REFUSED: [&str; 18] = [
    "quota",
    "mailbox is full",
    "mailbox full",
    "full mailbox",
    "over its storage",
    "out of storage",
    "too large",
    "size limit",
    "exceeds",
    "spam",
    "blocked",
    "blacklist",
    "blocklist",
    "denylist",
    "policy",
    "content",
    "reputation",
    "rate limit",
];
