//! Answers as letters: a `mailto:` link with address, subject and a first line typed in (RFC 6068). Opening one changes
//! nothing; the answer counts when it is sent, and is read as any other letter is.

use std::fmt::Write;

use crate::domain::id::Address;

/// To whom an answer goes, and what it answers.
pub struct Reply<'a> {
    /// With the letter's token, where the server takes it.
    pub to: &'a Address,
    /// The subject of the letter that is answered.
    pub subject: &'a str,
}

impl Reply<'_> {
    /// The link that opens an answer with these words on its first line. Where the line is left open for names, by a space
    /// at its end, it is not ended.
    pub fn link(&self, words: &str) -> String {
        let end = if words.ends_with(' ') { "" } else { "%0D%0A" };
        let to = format!("{}@{}", encoded(self.to.local()), encoded(self.to.domain()));
        format!("mailto:{to}?subject={}&body={}{end}", encoded(&format!("Re: {}", self.subject)), encoded(words))
    }
}

/// Everything but letters, digits and `-._~` as `%XX`. Mail programs differ in what else they take: one reads `+` as a
/// space, another ends the link at an apostrophe.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_words_can_end_the_link_or_add_to_it() {
        let to = Address::new("balint+q7zk@med.example").unwrap();
        let reply = Reply { to: &to, subject: "See you on Tuesday? G07" };
        assert_eq!(
            reply.link("I can't & won't\r\nBcc: x"),
            "mailto:balint%2Bq7zk@med.example?subject=Re%3A%20See%20you%20on%20Tuesday%3F%20G07\
             &body=I%20can%27t%20%26%20won%27t%0D%0ABcc%3A%20x%0D%0A"
        );
        assert!(reply.link("Not there: ").ends_with("&body=Not%20there%3A%20"));
    }
}
