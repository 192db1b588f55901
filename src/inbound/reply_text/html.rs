//! HTML to lines: what a reader would see, line by line, with how deep each line is quoted.
//!
//! Block-aware (`<div>Three</div><div>Four</div>` is two lines), one pass, no tree, so that no nesting costs more than
//! its bytes. Not a browser: styles are looked at only where mail programs use them to mark quotation.

use mail_parser::decoders::html::add_html_token;

use super::Source;

mod tag;

use tag::{Tag, tag};

/// The longest name of an entity, `&CounterClockwiseContourIntegral;`, has 33.
const ENTITY_BYTES_MAX: usize = 40;
/// A signature of more lines than this was never closed.
const SIGNATURE_LINES_MAX: usize = 25;

/// The visible lines of an HTML text.
pub fn lines(html: &str) -> Vec<Source> {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        page.text(text);
        rest = if let Some(comment) = tail.strip_prefix("<!--") {
            page.comment(comment)
        } else if let Some((tag, after)) = tag(tail) {
            page.tag(&tag, after)
        } else {
            page.text("<");
            tail.get(1..).unwrap_or_default()
        };
    }
    page.text(rest);
    page.end_of_block();
    page.finish()
}

#[derive(Default)]
struct Page {
    lines: Vec<Source>,
    line: String,
    /// A paragraph ended: an empty line goes before the next one that has words.
    wants_gap: bool,
    /// Whether each open `<blockquote>` quotes (some programs indent with it).
    quotes: Vec<bool>,
    depth: u16,
    /// The numbers of the open lists; none for those with bullets.
    lists: Vec<Option<u32>>,
    preformatted: u32,
    signature: Option<Signature>,
    /// Elements whose end was looked for in vain, so that it is not looked for again.
    endless: Vec<&'static str>,
}

/// An element that holds the writer's signature, while it is open.
struct Signature {
    element: String,
    nested: u32,
    first_line: usize,
}

impl Page {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            let (plain, tail) = rest.split_at(at);
            self.plain(plain);
            let window = tail.as_bytes().iter().take(ENTITY_BYTES_MAX).position(|byte| *byte == b';');
            let entity = window.and_then(|end| tail.get(..=end));
            let mut decoded = String::new();
            match entity {
                Some(entity) => {
                    add_html_token(&mut decoded, entity.as_bytes(), false);
                    rest = tail.get(entity.len()..).unwrap_or_default();
                }
                None => {
                    decoded.push('&');
                    rest = tail.get(1..).unwrap_or_default();
                }
            }
            let shown = crate::inbound::decode::tidy(&decoded);
            self.line.push_str(&shown.replace('\n', " "));
        }
        self.plain(rest);
    }

    /// Runs of white space are one space, save in `<pre>`.
    fn plain(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.break_line();
                }
                self.line.push_str(line);
            }
            return;
        }
        for letter in text.chars() {
            if !letter.is_whitespace() {
                self.line.push(letter);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    /// Handles a tag and says where reading goes on.
    fn tag<'a>(&mut self, tag: &Tag<'_>, after: &'a str) -> &'a str {
        self.follow_signature(tag);
        match tag.name.as_str() {
            "style" | "script" | "title" if !tag.closes => return self.skip(&tag.name, after),
            "br" => self.break_line(),
            "hr" => self.rule(),
            "img" if !tag.closes => self.image(tag),
            "blockquote" => self.blockquote(tag),
            "ol" | "ul" => self.list(tag),
            "li" => self.item(tag),
            "td" | "th" if !tag.closes && !self.line.is_empty() => self.line.push(' '),
            "pre" => {
                self.end_of_block();
                self.preformatted =
                    if tag.closes { self.preformatted.saturating_sub(1) } else { self.preformatted + 1 };
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_of_block();
                // Outlook writes each line as a paragraph without margins.
                self.wants_gap |= !tag.is_marked("class", &["mso"]) && !tag.closes;
            }
            "div" | "table" | "tr" | "body" | "html" | "head" | "section" | "article" | "header" | "footer"
            | "center" | "form" | "fieldset" | "dl" | "dt" | "dd" | "address" | "tbody" | "main" => self.end_of_block(),
            _ => {}
        }
        after
    }

    /// A comment that never ends is text, and so are all after it.
    fn comment<'a>(&mut self, inner: &'a str) -> &'a str {
        const NAME: &str = "a comment";
        if !self.endless.contains(&NAME) {
            if let Some((_, after)) = inner.split_once("-->") {
                return after;
            }
            self.endless.push(NAME);
        }
        self.text("<!--");
        inner
    }

    fn skip<'a>(&mut self, name: &str, after: &'a str) -> &'a str {
        let Some(known) = ["style", "script", "title"].into_iter().find(|known| *known == name) else {
            return after;
        };
        if self.endless.contains(&known) {
            return after;
        }
        let close = format!("</{known}");
        let end =
            after.as_bytes().windows(close.len()).position(|window| window.eq_ignore_ascii_case(close.as_bytes()));
        match end {
            Some(end) => after.get(end..).unwrap_or_default(),
            None => {
                self.endless.push(known);
                after
            }
        }
    }

    fn blockquote(&mut self, tag: &Tag<'_>) {
        self.end_of_block();
        if tag.closes {
            if self.quotes.pop() == Some(true) {
                self.depth = self.depth.saturating_sub(1);
            }
            return;
        }
        let style = tag.attribute("style").unwrap_or_default().replace(' ', "");
        let is_indent = style.contains("border:none") && tag.attribute("type").is_none();
        self.quotes.push(!is_indent);
        if !is_indent {
            self.depth = self.depth.saturating_add(1);
        }
    }

    fn list(&mut self, tag: &Tag<'_>) {
        self.end_of_block();
        if tag.closes {
            self.lists.pop();
        } else {
            self.lists.push((tag.name == "ol").then_some(0));
        }
    }

    fn item(&mut self, tag: &Tag<'_>) {
        self.end_of_block();
        if tag.closes {
            return;
        }
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                self.line = format!("{number}. ");
            }
            _ => self.line.push_str("- "),
        }
    }

    /// Pictures of emoji carry them as their alternative text.
    fn image(&mut self, tag: &Tag<'_>) {
        let alternative = tag.attribute("alt").unwrap_or_default();
        if !alternative.is_empty() && alternative.chars().count() <= 8 && !alternative.is_ascii() {
            self.line.push_str(&alternative);
        }
    }

    /// A horizontal rule stands above Outlook's quoted head, as underscores do in its plain text.
    fn rule(&mut self) {
        self.end_of_block();
        self.line.push_str("________________________________");
        self.end_of_block();
    }

    fn follow_signature(&mut self, tag: &Tag<'_>) {
        if let Some(open) = &mut self.signature {
            if open.element == tag.name {
                open.nested = if tag.closes { open.nested.saturating_sub(1) } else { open.nested + 1 };
            }
            if open.nested == 0 {
                self.end_of_block();
                self.signature = None;
            }
            return;
        }
        let is_container = matches!(tag.name.as_str(), "div" | "span" | "table" | "pre" | "p");
        let is_signature = is_container
            && !tag.closes
            && (tag.is_marked(
                "class",
                &["gmail_signature", "moz-signature", "protonmail_signature_block", "yahoo-signature"],
            ) || tag.is_marked("id", &["signature"]));
        if is_signature {
            self.end_of_block();
            self.signature = Some(Signature { element: tag.name.clone(), nested: 1, first_line: self.lines.len() });
        }
    }

    fn end_of_block(&mut self) {
        if !self.line.trim().is_empty() {
            self.break_line();
        }
        self.line.clear();
    }

    fn break_line(&mut self) {
        let text = std::mem::take(&mut self.line).trim().to_owned();
        let follows_text = self.lines.last().is_some_and(|line| !line.text.is_empty());
        if !text.is_empty() && std::mem::take(&mut self.wants_gap) && follows_text {
            self.push(String::new());
        }
        self.push(text);
    }

    fn push(&mut self, text: String) {
        let is_signature =
            self.signature.as_ref().is_some_and(|open| self.lines.len() - open.first_line < SIGNATURE_LINES_MAX);
        self.lines.push(Source { depth: self.depth, text, is_signature });
    }

    /// A signature that leaves nothing else was typed into.
    fn finish(mut self) -> Vec<Source> {
        let is_all_signature = !self.lines.iter().any(|l| l.depth == 0 && !l.is_signature && !l.text.is_empty());
        if is_all_signature {
            for line in &mut self.lines {
                line.is_signature = false;
            }
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        let seen: Vec<String> = lines(html)
            .into_iter()
            .map(|line| {
                format!("{}{}{}", ">".repeat(line.depth.into()), if line.is_signature { "~" } else { "" }, line.text)
            })
            .collect();
        assert_eq!(seen.join("|"), expect, "{html}");
    }

    #[test]
    fn blocks_are_lines() {
        check("<div>Three</div><div>Four</div>", "Three|Four");
        check("a<br>\nb<br><br>c", "a|b||c");
        check("<p>a</p><p>b</p>", "a||b");
        check("<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal>b</p>", "a|b");
        check("<div>a<br></div><div><br></div><div>b</div>", "a||b");
        check(
            "<table><tr><td>Aisha Khan</td><td>absent</td></tr><tr><td>May</td></tr></table>",
            "Aisha Khan absent|May",
        );
        check("<ol><li>Aisha</li><li>May</li></ol><ul><li>x</li></ul>", "1. Aisha|2. May|- x");
        check("<pre>a\n  b</pre>", "a|b");
    }

    #[test]
    fn quotation_and_signatures_are_marked() {
        check(
            "yes<blockquote type=\"cite\">no<blockquote>older</blockquote></blockquote>later",
            "yes|>no|>>older|later",
        );
        check("<blockquote style=\"margin:0 0 0 40px; border: none; padding:0px\">indented</blockquote>", "indented");
        check("hi<div class=\"gmail_signature\"><div>Tom</div>Year 3</div>more", "hi|~Tom|~Year 3|more");
        check("<div id=\"Signature\">can't come</div>", "can't come");
    }

    #[test]
    fn entities_comments_and_stray_brackets() {
        check("I&#x27;m &lt;3 caf&eacute;&nbsp;&amp; co &bogus; &", "I'm <3 café & co &bogus; &");
        check("a<!-- <p>no</p> -->b<!-- open", "ab<!-- open");
        check("1 < 2 and <3 > 2", "1 < 2 and <3 > 2");
        check("<style>p {}</style>x<style>lost?", "xlost?");
        check("<img alt=\"👍\"><img alt=\"Logo\" src=x>", "👍");
    }

    #[test]
    fn hostile_input_costs_no_more_than_its_bytes() {
        for piece in
            ["<", "<\"", "<a \"'", "<div>", "<blockquote>", "<style>", "&", "<!--", "<p id='signature'>", "</ol><ol>"]
        {
            let html = piece.repeat(50_000);
            assert!(lines(&html).iter().map(|line| line.text.len()).sum::<usize>() <= html.len());
        }
    }
}
