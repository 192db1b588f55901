//! The body of a message: one letter as text, as HTML and, where somebody is invited, as a calendar entry (RFC 2046,
//! section 5.1.4: the plainest first). Each part is encoded so that no line is long and none can end the message.

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{MultiPart, MultiPartBuilder, SinglePart};

use super::invite::Invitation;

/// The same letter in each of its forms.
pub struct Parts {
    pub text: String,
    pub html: String,
    /// An invitation (RFC 6047).
    pub calendar: Option<Invitation>,
}

impl Parts {
    /// All parts with their own headers, after the headers of the message. `mark` makes the boundary, the same each time.
    pub fn into_bytes(self, mark: &str) -> Vec<u8> {
        // "=_" cannot stand in quoted-printable (RFC 2045, section 6.7).
        let builder: MultiPartBuilder = MultiPart::alternative().boundary(format!("=_{mark}"));
        let mut parts = builder
            .singlepart(part(ContentType::TEXT_PLAIN, self.text))
            .singlepart(part(ContentType::TEXT_HTML, self.html));
        if let Some(invitation) = self.calendar {
            let kind = format!("text/calendar; charset=utf-8; method={}", invitation.method.name());
            if let Ok(kind) = ContentType::parse(&kind) {
                parts = parts.singlepart(part(kind, invitation.text));
            }
        }
        parts.formatted()
    }
}

fn part(kind: ContentType, text: String) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text)
}
