//! A single HTML tag: its name and its attributes.

/// A tag longer than this is text: no mail program writes one, and the search for its end stays cheap.
const TAG_BYTES_MAX: usize = 8 * 1024;

/// A tag and its attributes.
pub struct Tag<'a> {
    /// In lower case.
    pub name: String,
    pub closes: bool,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute in lower case, by its lower-case name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.attributes.to_ascii_lowercase();
        let mut from = 0;
        while let Some(found) = lower.get(from..)?.find(name) {
            let start = from + found;
            let before = lower.get(..start).and_then(|head| head.chars().next_back());
            let after = lower.get(start + name.len()..)?.trim_start();
            if before.is_none_or(|c| c.is_whitespace() || c == '"' || c == '\'')
                && let Some(value) = after.strip_prefix('=')
            {
                return Some(unquoted(value.trim_start()));
            }
            from = start + name.len();
        }
        None
    }

    /// Do its class, id or style say one of these?
    pub fn is_marked(&self, attribute: &str, marks: &[&str]) -> bool {
        self.attribute(attribute).is_some_and(|value| marks.iter().any(|mark| value.contains(mark)))
    }
}

fn unquoted(value: &str) -> String {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = match quote {
        Some(quote) => value.get(1..).and_then(|rest| rest.split(quote).next()),
        None => value.split(char::is_whitespace).next(),
    };
    inner.unwrap_or_default().to_owned()
}

/// The tag that starts here, and what follows it; nothing where the `<` is text.
pub fn tag(tail: &str) -> Option<(Tag<'_>, &str)> {
    let inner = tail.get(1..)?;
    let first = inner.chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
        return None;
    }
    let end = tag_end(inner.as_bytes())?;
    let (body, after) = (inner.get(..end)?, inner.get(end + 1..)?);
    let closes = body.starts_with('/');
    let body = body.trim_start_matches('/');
    let name_end = body.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(body.len());
    let (name, attributes) = body.split_at(name_end);
    let tag = Tag { name: name.to_ascii_lowercase(), closes, attributes };
    Some((tag, after))
}

/// The `>` that ends the tag, not counting those in quotes; another `<` before it means that it is no tag.
fn tag_end(inner: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in inner.iter().take(TAG_BYTES_MAX).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}
