//! The forger's table: how a letter is made to look as if somebody of the roster had written it. Each row gives what
//! stands above the letter's own fields, its From, and what stands below.
//!
//! The receiving server writes its verdict on top of what arrives, and removes fields that carry its own name from what
//! comes in from outside, as RFC 8601, section 5, has it; the rows know every token and every thread.

/// Whose name is taken.
pub struct Victim {
    pub name: &'static str,
    pub address: &'static str,
    pub domain: &'static str,
}

/// What the forger changes.
pub struct Forgery {
    pub top: String,
    pub from: String,
    pub below: String,
}

const SERVER: &str = "mx.medschool.example";

/// A field with the server's verdicts.
pub fn verdict(of: &str) -> String {
    format!("Authentication-Results: {SERVER}; {of}\r\n")
}

/// The verdict that the server comes to about each of these.
fn fail(victim: &Victim) -> String {
    verdict(&format!("spf=fail smtp.mailfrom=evil.test; dkim=none; dmarc=fail header.from={}", victim.domain))
}

/// The forger's own domain is in the best of order.
fn pass_of_evil() -> String {
    verdict("spf=pass smtp.mailfrom=evil.test; dkim=pass header.d=evil.test; dmarc=pass header.from=evil.test")
}

/// Every way, by its name.
pub fn all(victim: &Victim) -> Vec<(String, Forgery)> {
    let mut all = verdicts(victim);
    all.extend(senders(victim));
    all
}

/// The From is the victim's; the verdict is made to look good.
fn verdicts(victim: &Victim) -> Vec<(String, Forgery)> {
    let Victim { name, address, domain } = victim;
    let pass = format!("dmarc=pass header.from={domain}");
    let no = format!("dmarc=fail header.from={domain}");
    let rows = [
        ("the server says no", fail(victim), String::new()),
        ("nobody says anything", String::new(), String::new()),
        ("appended under the server's", fail(victim), verdict(&pass)),
        ("another server's below", fail(victim), format!("Authentication-Results: mx.evil.test; {pass}\r\n")),
        ("another server's alone", format!("Authentication-Results: mx.evil.test; {pass}\r\n"), String::new()),
        ("another From's verdict", verdict("dmarc=pass header.from=evil.test"), String::new()),
        ("a domain that begins alike", verdict(&format!("{pass}.evil.test")), String::new()),
        ("in a quoted string", verdict(&format!("spf=pass smtp.mailfrom=\"a; {pass}\"; {no}")), String::new()),
        ("in a quoted string alone", verdict(&format!("spf=pass smtp.mailfrom=\"a; {pass}\"")), String::new()),
        ("in a comment", verdict(&format!("spf=pass ({pass}); {no}")), String::new()),
        ("in a nested comment", verdict(&format!("spf=pass (a (b) ; {pass} ;); {no}")), String::new()),
        ("after an escaped bracket", verdict(&format!("spf=pass (a \\) ; {pass} ;)")), String::new()),
        ("two verdicts", verdict(&format!("{no}; {pass}")), String::new()),
        ("two verdicts, the good one first", verdict(&format!("{pass}; {no}")), String::new()),
        ("ARC alone", format!("ARC-Authentication-Results: i=1; {SERVER}; {pass}\r\n"), String::new()),
        ("an X- field", format!("X-Authentication-Results: {SERVER}; {pass}\r\n"), String::new()),
        ("an -Original field", format!("Authentication-Results-Original: {SERVER}; {pass}\r\n"), String::new()),
        ("SPF alone", verdict(&format!("spf=pass smtp.mailfrom={address}; dmarc=none")), String::new()),
        ("a signature of somebody", verdict("dkim=pass header.d=evil.test; dmarc=none"), String::new()),
        ("a signature of everybody", verdict("dkim=pass header.d=example; dmarc=none"), String::new()),
        ("a longer server's name", format!("Authentication-Results: {SERVER}.evil.test; {pass}\r\n"), String::new()),
        (
            "the server's name in a comment",
            format!("Authentication-Results: mx.evil.test ({SERVER}); {pass}\r\n"),
            String::new(),
        ),
        ("the server's name as a value", format!("Authentication-Results: x={SERVER}; {pass}\r\n"), String::new()),
        ("a signature that failed", verdict(&format!("dkim=fail header.d={domain}; dmarc=none")), String::new()),
        ("a property of another method", verdict(&format!("dmarc=none; spf=pass header.d={domain}")), String::new()),
        (
            "base64 that says pass",
            verdict(&format!("dkim=pass header.d=evil.test header.b=dkim=pass={domain}")),
            String::new(),
        ),
    ];
    let row = |(how, top, below): (&str, String, String)| {
        (how.to_owned(), Forgery { top, from: format!("From: {name} <{address}>\r\n"), below })
    };
    rows.into_iter().map(row).collect()
}

/// The verdict is true and is the forger's own; the From is made to look like the victim's.
fn senders(victim: &Victim) -> Vec<(String, Forgery)> {
    let Victim { name, address, domain } = victim;
    let (local, _) = address.split_once('@').expect("an address");
    let cyrillic = address.replace('a', "\u{430}").replace('e', "\u{435}");
    let with = |text: String| (text, pass_of_evil());
    let rows: Vec<(&str, (String, String))> = vec![
        ("two From, theirs last", with(format!("From: mallory@evil.test\r\nFrom: {name} <{address}>\r\n"))),
        ("two From, theirs first", with(format!("From: {name} <{address}>\r\nFrom: mallory@evil.test\r\n"))),
        ("two mailboxes", with(format!("From: mallory@evil.test, {address}\r\n"))),
        ("two mailboxes, theirs first", with(format!("From: {address}, mallory@evil.test\r\n"))),
        ("a group", with(format!("From: Staff: {address};\r\n"))),
        ("a display name", with(format!("From: \"{address}\" <mallory@evil.test>\r\n"))),
        ("a display name in brackets", with(format!("From: \"<{address}>\" <mallory@evil.test>\r\n"))),
        ("a comment behind", with(format!("From: mallory@evil.test ({address})\r\n"))),
        ("a comment before", with(format!("From: ({address}) mallory@evil.test\r\n"))),
        (
            "an encoded display name",
            with(format!("From: =?utf-8?q?{}?= <mallory@evil.test>\r\n", address.replace('@', "=40"))),
        ),
        (
            "Sender, Reply-To and Resent-From",
            with(format!(
                "Resent-From: {address}\r\nSender: {address}\r\nReply-To: {address}\r\nFrom: mallory@evil.test\r\n"
            )),
        ),
        ("homoglyphs", (format!("From: {name} <{cyrillic}>\r\n"), verdict("dmarc=pass header.from=xn--evil.test"))),
        (
            "a longer domain",
            (
                format!("From: {name} <{address}.evil.test>\r\n"),
                verdict(&format!("dmarc=pass header.from={domain}.evil.test")),
            ),
        ),
        (
            "a domain with a hyphen",
            (
                format!("From: {name} <{}>\r\n", address.replace(".example", "-example.test")),
                verdict(&format!("dmarc=pass header.from={}", domain.replace(".example", "-example.test"))),
            ),
        ),
        (
            "somebody else of the domain",
            (format!("From: {name} <mallory@{domain}>\r\n"), verdict(&format!("dmarc=pass header.from={domain}"))),
        ),
        (
            "a detail",
            (format!("From: {name} <{local}+x@{domain}>\r\n"), verdict(&format!("dmarc=pass header.from={domain}"))),
        ),
        ("a source route", with(format!("From: <@evil.test:{address}>\r\n"))),
        ("a quoted local part", with(format!("From: \"{local} \"@{domain}\r\n"))),
        ("a NUL", with(format!("From: {address}\0 <mallory@evil.test>\r\n"))),
        ("folded", with(format!("From:\r\n mallory@evil.test,\r\n {address}\r\n"))),
        ("a space before the colon", with(format!("From : mallory@evil.test\r\nFrom: {address}\r\n"))),
        ("no From", with(format!("Sender: {address}\r\n"))),
    ];
    let row =
        |(how, (from, top)): (&str, (String, String))| (how.to_owned(), Forgery { top, from, below: String::new() });
    rows.into_iter().map(row).collect()
}
