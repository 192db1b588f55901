//! The clothes of a message: what each mail program makes of a few words in answer to a letter of ours (RFC 5322, 2045,
//! 3676), with the quotation, the signature and the furniture that it adds, as the receiving server hands it over.

mod html;
mod parts;
mod plain;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::in_hand::InHand;
use parts::{Encoding, Part};

/// The mail programs of the made-up school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Program {
    OutlookDesktop,
    OutlookHtmlOnly,
    OutlookWeb,
    OutlookMobile,
    GmailWeb,
    GmailApp,
    AppleMail,
    IPhone,
    Thunderbird,
    Proton,
    Yahoo,
}

/// The mail programs that students use, the frequent ones more than once.
pub const STUDENTS_USE: [Program; 14] = {
    use Program as P;
    [
        P::OutlookWeb,
        P::OutlookWeb,
        P::OutlookMobile,
        P::OutlookMobile,
        P::OutlookMobile,
        P::IPhone,
        P::IPhone,
        P::GmailApp,
        P::GmailWeb,
        P::AppleMail,
        P::Thunderbird,
        P::Proton,
        P::Yahoo,
        P::OutlookHtmlOnly,
    ]
};

/// Those of the staff.
pub const STAFF_USE: [Program; 8] = {
    use Program as P;
    [
        P::OutlookDesktop,
        P::OutlookDesktop,
        P::OutlookWeb,
        P::OutlookHtmlOnly,
        P::OutlookMobile,
        P::IPhone,
        P::AppleMail,
        P::Thunderbird,
    ]
};

/// A message before it is dressed.
#[derive(Debug, Clone)]
pub struct Outline<'a> {
    pub from_name: &'a str,
    pub from_address: &'a str,
    /// Our mailbox, where the message answers nothing.
    pub ours: &'a str,
    pub at: Timestamp,
    pub zone: &'a TimeZone,
    /// For a message that answers nothing.
    pub subject: &'a str,
    pub text: &'a str,
    /// The block that the writer's program adds under each message; may be empty.
    pub signature: &'a str,
    pub answers: Option<&'a InHand>,
    /// Written by the writer's organisation above each message that leaves it.
    pub banner: bool,
    /// The receiving server vouches for the sender.
    pub vouched: bool,
}

/// A dressed message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dressed {
    pub raw: Vec<u8>,
    /// Without angle brackets.
    pub message_id: String,
}

const BANNER: &str = "[EXTERNAL] This message came from outside. Do not click links unless you know the sender.";

/// Dresses a message.
pub fn dress(program: Program, outline: &Outline<'_>, chance: &mut Chance) -> Dressed {
    let message_id = format!("{:016x}@{}", chance.draw(), domain(outline.from_address));
    let boundary = format!("_000_{:016x}_", chance.draw());
    let banner = if outline.banner { format!("{BANNER}\n\n") } else { String::new() };
    let text = format!("{banner}{}", plain::text(program, outline));
    let markup = html::html(program, outline);
    let plain_part = |encoding| Part::plain(&text, encoding);
    let body = match program {
        Program::OutlookHtmlOnly => Part::html(&markup, Encoding::Base64),
        Program::OutlookDesktop => {
            let plain = Part::windows_1252(&text);
            Part::alternative(&boundary, plain, Part::html(&markup, Encoding::QuotedPrintable))
        }
        Program::OutlookWeb | Program::OutlookMobile => {
            let encoding = if chance.percent(50) { Encoding::Base64 } else { Encoding::QuotedPrintable };
            Part::alternative(&boundary, plain_part(encoding), Part::html(&markup, Encoding::QuotedPrintable))
        }
        Program::GmailWeb | Program::GmailApp | Program::Proton | Program::Yahoo => Part::alternative(
            &boundary,
            plain_part(Encoding::QuotedPrintable),
            Part::html(&markup, Encoding::QuotedPrintable),
        ),
        Program::AppleMail | Program::IPhone => plain_part(Encoding::QuotedPrintable),
        Program::Thunderbird => Part::flowed(&text),
    };
    let mut raw = head(program, outline, &message_id).into_bytes();
    raw.extend(body.into_bytes());
    Dressed { raw, message_id }
}

/// The head, with what the receiving server put on top.
pub fn head(program: Program, outline: &Outline<'_>, message_id: &str) -> String {
    let from = parts::display(outline.from_name);
    let address = outline.from_address;
    let mut head = received(address, outline.at, outline.zone, outline.vouched);
    let subject = match outline.answers {
        None => outline.subject.to_owned(),
        Some(letter) => answered_subject(program, &letter.subject),
    };
    let to = outline.answers.map_or(outline.ours, InHand::answer_to);
    head.push_str(&format!(
        "From: {from} <{address}>\r\nTo: <{to}>\r\nDate: {}\r\nSubject: {}\r\nMessage-ID: <{message_id}>\r\n",
        rfc_date(outline.at, outline.zone),
        parts::encoded(&subject),
    ));
    if let Some(letter) = outline.answers {
        let references: Vec<String> =
            letter.references.iter().chain([&letter.message_id]).map(|id| format!("<{id}>")).collect();
        head.push_str(&format!("In-Reply-To: <{}>\r\nReferences: {}\r\n", letter.message_id, references.join("\r\n ")));
    }
    head.push_str("MIME-Version: 1.0\r\n");
    head
}

/// A delivery report under its head (RFC 3464): what became of a letter to an address.
pub fn report(head: &str, address: &str, action: &str, status: &str, diagnostic: &str, letter_head: &str) -> Vec<u8> {
    let words = "I'm sorry to have to inform you that your message could not be delivered.\n";
    let status = format!(
        "Reporting-MTA: dns; mx.kingsmead.example\n\nFinal-Recipient: rfc822; {address}\nAction: {action}\n\
         Status: {status}\nDiagnostic-Code: smtp; {diagnostic}\n"
    );
    let parts = [
        Part::raw("text/plain; charset=us-ascii", words),
        Part::raw("message/delivery-status", &status),
        Part::raw("text/rfc822-headers", &letter_head.replace('\r', "")),
    ];
    let body = Part::multipart("report; report-type=delivery-status", "report", parts);
    let mut raw = head.as_bytes().to_vec();
    raw.extend(body.into_bytes());
    raw
}

/// The body of a message that is a photograph and no word.
pub fn photograph(boundary: &str) -> Vec<u8> {
    // The first bytes of a JPEG file; nobody looks further.
    let picture = [&[0xff, 0xd8, 0xff, 0xe0][..], &[0x4a; 2000]].concat();
    let parts =
        [Part::raw("text/plain; charset=us-ascii", "\n"), Part::attachment("image/jpeg", "IMG_2041.jpg", &picture)];
    Part::multipart("mixed", boundary, parts).into_bytes()
}

/// What the receiving server writes on top of a message (RFC 5321, section 4.4; RFC 8601).
pub fn received(address: &str, at: Timestamp, zone: &TimeZone, vouched: bool) -> String {
    let domain = domain(address);
    let verdict = if vouched { "pass" } else { "fail" };
    format!(
        "Return-Path: <{address}>\r\nAuthentication-Results: mx.kingsmead.example; dkim={verdict} header.d={domain};\r\n\
         \tspf={verdict} smtp.mailfrom={address}; dmarc={verdict} header.from={domain}\r\n\
         Received: from mail.{domain} (mail.{domain} [192.0.2.25]) by mx.kingsmead.example with ESMTPS;\r\n\t{}\r\n",
        rfc_date(at, zone)
    )
}

fn answered_subject(program: Program, subject: &str) -> String {
    let is_answer = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    let mark = match program {
        Program::OutlookDesktop | Program::OutlookHtmlOnly => "RE",
        _ => "Re",
    };
    if is_answer { subject.to_owned() } else { format!("{mark}: {subject}") }
}

/// What stands after the `@`.
pub fn domain(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// A date as RFC 5322 has it.
pub fn rfc_date(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// What a mail program puts below a letter of somebody's.
pub fn signature(chance: &mut Chance, name: &str, is_staff: bool) -> String {
    match (is_staff, chance.below(3)) {
        (_, 0) => String::new(),
        (true, 1) => format!("{name}\nConsultant Psychiatrist\nTel 020 7946 0000\nI do not work on Wednesdays."),
        (true, _) => format!(
            "{name} MRCPsych\nKingsmead Trust\n\n{}\nThis message may contain confidential information. If you are not the intended recipient please tell the sender and delete it.",
            "*".repeat(76)
        ),
        (false, 1) => format!("{name}\nYear 3 Medical Student\nKingsmead School of Medicine"),
        (false, _) => format!("{name} | MBBS3"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::london;

    fn letter() -> InHand {
        InHand {
            from: "Helen Marsh and Daniel Osei".to_owned(),
            from_address: "balint@kingsmead.example".to_owned(),
            reply_to: Some("balint+abc@kingsmead.example".to_owned()),
            subject: "See you on Tuesday?".to_owned(),
            body: "Dear Wei,\n\nWe look forward to seeing you.\n\nHelen and Dan\n".to_owned(),
            message_id: "1@kingsmead.example".to_owned(),
            sent: "2026-11-18T09:00:00Z".parse().unwrap(),
            ..InHand::default()
        }
    }

    #[test]
    fn every_program_writes_a_message_whose_own_words_can_be_read() {
        use Program as P;
        let zone = london();
        let letter = letter();
        for program in [
            P::OutlookDesktop,
            P::OutlookHtmlOnly,
            P::OutlookWeb,
            P::OutlookMobile,
            P::GmailWeb,
            P::GmailApp,
            P::AppleMail,
            P::IPhone,
            P::Thunderbird,
            P::Proton,
            P::Yahoo,
        ] {
            let outline = Outline {
                from_name: "Siân O'Donnell",
                from_address: "sian@students.kingsmead.example",
                ours: "balint@kingsmead.example",
                at: "2026-11-19T12:00:00Z".parse().unwrap(),
                zone: &zone,
                subject: "",
                text: "I can’t make it on Tuesday, sorry.",
                signature: "",
                answers: Some(&letter),
                banner: false,
                vouched: true,
            };
            let dressed = dress(program, &outline, &mut Chance::of(1, &[]));
            let message = mail_parser::MessageParser::default().parse(&dressed.raw).unwrap();
            let text = message.body_text(0).unwrap();
            assert!(text.contains("I can’t make it on Tuesday, sorry."), "{program:?}: {text}");
            assert!(text.contains("We look forward to seeing you."), "{program:?} quotes: {text}");
            assert_eq!(message.from().unwrap().first().unwrap().name(), Some("Siân O'Donnell"));
            assert_eq!(message.in_reply_to().as_text(), Some("1@kingsmead.example"), "{program:?}");
            assert!(dressed.raw.split(|b| *b == b'\n').all(|line| line.len() < 999), "{program:?}");
        }
    }
}
