//! Does the receiving server vouch for the sender? RFC 8601, section 2.2, tokenised by hand: quoted strings, nested
//! comments, several methods and values with `=` in them have each fooled a regular expression.
//!
//! Only the first field of our own server counts; whoever sent the letter can have written all those below.

use crate::domain::id::Address;

use super::letter::Letter;

/// Comments in comments; RFC 5322 sets no limit, nobody writes more than one.
const COMMENT_DEPTH_MAX: u32 = 32;

/// Whose word is taken for the sender's identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vouching {
    /// The first `Authentication-Results` field that carries this authserv-id.
    Server(String),
    /// The topmost field whatever its id: some hosts (Exchange Online) write none.
    Topmost,
    /// Everybody is believed: for reading files by hand, and behind a gateway that refuses forgeries.
    Waived,
}

/// Is the From of the letter vouched for? `dmarc=pass` for its domain, or, where the domain has no DMARC policy,
/// a DKIM signature of the domain.
pub fn vouched(letter: &Letter, policy: &Vouching) -> bool {
    let Some(from) = &letter.from else {
        return false;
    };
    let mut verdicts = letter.fields_named("authentication-results").map(Verdicts::parse);
    let ours = match policy {
        Vouching::Waived => return true,
        Vouching::Topmost => verdicts.next(),
        Vouching::Server(id) => verdicts.find(|v| v.server.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(id))),
    };
    ours.is_some_and(|verdicts| verdicts.vouch_for(from))
}

/// What one field says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Verdicts {
    server: Option<String>,
    clauses: Vec<Clause>,
}

/// `dkim=pass header.d=example.org`
#[derive(Debug, Default, PartialEq, Eq)]
struct Clause {
    method: String,
    result: String,
    properties: Vec<(String, String)>,
}

impl Clause {
    fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Verdicts {
    fn parse(value: &str) -> Self {
        let (tokens, is_well_formed) = tokens(value);
        let mut verdicts = Self::default();
        for (position, clause) in tokens.split(|token| *token == Token::Semicolon).enumerate() {
            match clause {
                [Token::Text(server)] | [Token::Text(server), Token::Text(_)] if position == 0 => {
                    verdicts.server = Some(server.clone());
                }
                clause => verdicts.clauses.extend(clause_of(clause)),
            }
        }
        // Of whatever server it is, a field whose quotes do not fit proves nothing.
        if !is_well_formed {
            verdicts.clauses.clear();
        }
        verdicts
    }

    fn vouch_for(&self, from: &Address) -> bool {
        let of = |method: &str| {
            let method = method.to_owned();
            self.clauses.iter().filter(move |clause| clause.method == method)
        };
        let is_pass = |clause: &Clause| {
            clause.result == "pass"
                && clause.property("header.from").is_some_and(|d| d.eq_ignore_ascii_case(from.domain()))
        };
        // Two verdicts of one server on one From are one too many, unless they agree.
        let dmarc: Vec<&Clause> = of("dmarc").collect();
        if dmarc.iter().any(|clause| !matches!(clause.result.as_str(), "none" | "bestguesspass")) {
            return dmarc.into_iter().all(is_pass);
        }
        of("dkim").any(|clause| {
            clause.result == "pass" && signing_domain(clause).is_some_and(|d| is_within(from.domain(), &d))
        })
    }
}

/// The domain that signed: `header.d`, or that of the agent in `header.i`.
fn signing_domain(clause: &Clause) -> Option<String> {
    let domain = clause
        .property("header.d")
        .or_else(|| clause.property("header.i").and_then(|agent| agent.rsplit_once('@').map(|(_, domain)| domain)))?;
    Some(domain.to_ascii_lowercase())
}

/// Relaxed alignment (RFC 7489, section 3.1.1) in one direction: a domain speaks for those below it.
fn is_within(domain: &str, signer: &str) -> bool {
    signer.contains('.') && (domain == signer || domain.strip_suffix(signer).is_some_and(|rest| rest.ends_with('.')))
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Text(String),
    Equals,
    Semicolon,
}

/// `method=result (property=value)*`; anything that is not of this form is no clause.
fn clause_of(tokens: &[Token]) -> Option<Clause> {
    let [Token::Text(method), Token::Equals, Token::Text(result), rest @ ..] = tokens else {
        return None;
    };
    let mut clause = Clause {
        method: method.split('/').next().unwrap_or_default().to_ascii_lowercase(),
        result: result.to_ascii_lowercase(),
        properties: Vec::new(),
    };
    let mut rest = rest;
    while let [Token::Text(name), after @ ..] = rest {
        let [Token::Equals, Token::Text(value), after @ ..] = after else {
            rest = after;
            continue;
        };
        clause.properties.push((name.to_ascii_lowercase(), value.clone()));
        // The padding of base64 (`header.b=YWJj=`) belongs to the value.
        rest = after;
        while let [Token::Equals, after @ ..] = rest {
            rest = after;
        }
    }
    Some(clause)
}

/// The words and marks of a field, and whether each quoted string begins a word and ends.
fn tokens(value: &str) -> (Vec<Token>, bool) {
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut letters = value.chars();
    let mut is_well_formed = true;
    let flush = |text: &mut String, tokens: &mut Vec<Token>| {
        if !text.is_empty() {
            tokens.push(Token::Text(std::mem::take(text)));
        }
    };
    while let Some(letter) = letters.next() {
        match letter {
            '(' => {
                flush(&mut text, &mut tokens);
                skip_comment(&mut letters);
            }
            '"' => {
                // `"a b"@example.org` is one word, `exampl"e.org"` is none (RFC 8601, section 2.2, `pvalue`). Nothing
                // inside quotes is syntax.
                is_well_formed &= text.is_empty();
                is_well_formed &= read_quoted(&mut letters, &mut text);
            }
            ';' | '=' => {
                flush(&mut text, &mut tokens);
                tokens.push(if letter == ';' { Token::Semicolon } else { Token::Equals });
            }
            letter if letter.is_whitespace() => flush(&mut text, &mut tokens),
            letter => text.push(letter),
        }
    }
    flush(&mut text, &mut tokens);
    (tokens, is_well_formed)
}

/// Reads on to the end of a quoted string; false where it has none.
fn read_quoted(letters: &mut std::str::Chars<'_>, text: &mut String) -> bool {
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return true,
            '\\' => text.extend(letters.next()),
            letter => text.push(letter),
        }
    }
    false
}

fn skip_comment(letters: &mut std::str::Chars<'_>) {
    let mut depth = 1;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '(' if depth < COMMENT_DEPTH_MAX => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fields: &[&str], policy: &Vouching, expect: bool) {
        let mut raw = String::new();
        for field in fields {
            raw.push_str(&format!("Authentication-Results: {field}\n"));
        }
        raw.push_str("From: \"Dr H\" <h@trust.example.org>\n\nhello");
        assert_eq!(vouched(&Letter::parse(raw.as_bytes()), policy), expect, "{fields:?} {policy:?}");
    }

    #[test]
    fn only_an_aligned_pass_of_our_own_server_counts() {
        let ours = Vouching::Server("mx.med.example".into());
        let pass =
            "mx.med.example; spf=pass smtp.mailfrom=x.example; dmarc=pass (p=none) header.from=trust.example.org";
        for (fields, expect) in [
            (vec![pass], true),
            (vec!["mx.med.example 1; dmarc = pass header.from = \"trust.example.org\""], true),
            (vec!["mx.med.example; dmarc=pass header.from=evil.example"], false),
            (vec!["mx.med.example; dmarc=fail header.from=trust.example.org", pass], false),
            (vec!["mx.other.example; dmarc=fail header.from=trust.example.org", pass], true),
            (vec!["mx.other.example; dmarc=pass header.from=trust.example.org"], false),
            (vec!["mx.med.example; none"], false),
            (vec![], false),
            (vec!["mx.med.example; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=trust.example.org\""], false),
            (vec!["mx.med.example; spf=pass (a (b) dmarc=pass; dmarc=pass header.from=trust.example.org)"], false),
            (
                vec![
                    "mx.med.example; dmarc=pass header.from=trust.example.org; dmarc=fail header.from=trust.example.org",
                ],
                false,
            ),
            (vec!["mx.med.example; dkim=pass header.d=trust.example.org header.b=ab=cd="], true),
            (vec!["mx.med.example; dkim=fail header.d=trust.example.org; dkim=pass header.d=evil.example"], false),
            (vec!["mx.med.example; dkim=pass header.i=@example.org; dmarc=none"], true),
            (vec!["mx.med.example; dmarc=pass header.from=trust.exampl\"e.org"], false),
            (vec!["mx.med.example; dmarc=pass header.from=trust.exampl\"e.org\""], false),
            (vec!["mx.med.example; dmarc=pass header.from=\"trust.example.org"], false),
            (vec!["mx.med.example; spf=pass smtp.mailfrom=\"x", pass], false),
            (
                vec![
                    "mx.med.example; spf=pass smtp.mailfrom=\"a b\"@x.example; dmarc=pass header.from=trust.example.org",
                ],
                true,
            ),
            (vec!["mx.med.example; dkim=pass header.d=org"], false),
            (vec!["mx.med.example; dkim=pass header.d=st.example.org"], false),
            (vec!["mx.med.example; dkim=pass header.b=x header.d=y=header.d=trust.example.org"], false),
            (
                vec!["mx.med.example; dmarc=fail header.from=trust.example.org; dkim=pass header.d=trust.example.org"],
                false,
            ),
        ] {
            check(&fields, &ours, expect);
        }
    }

    #[test]
    fn where_the_host_writes_no_id_the_topmost_counts() {
        let exchange = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=trust.example.org; dkim=pass (signature was \
                        verified) header.d=trust.example.org;dmarc=pass action=none header.from=trust.example.org;";
        check(&[exchange], &Vouching::Topmost, true);
        check(
            &["spf=fail smtp.mailfrom=x; dmarc=fail header.from=trust.example.org", exchange],
            &Vouching::Topmost,
            false,
        );
        check(&[], &Vouching::Waived, true);
    }
}
