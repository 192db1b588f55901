//! What machines send: automatic answers, delivery reports (RFC 3464, and the plain texts that some servers write),
//! receipts (RFC 8098), advertisements; and the photograph of a paper register, which has no words.

use std::rc::Rc;

use jiff::Timestamp;

use super::chance::Chance;
use super::clothes::{Outline, Program, domain, head, photograph, report, rfc_date};
use super::in_hand::InHand;
use super::meant::{Meant, MeantClass, Thread};
use super::world::{Delivered, World};
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Order};

/// Something that a machine sends, or a person without a word.
pub struct Machine {
    pub kind: Kind,
    /// Whose mailbox it is about or comes from; none for strangers.
    pub of: Option<PersonId>,
    pub answers: Option<Rc<InHand>>,
    pub thread: Thread,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    AwayExchange,
    AwayPlain,
    DeadReport,
    DeadText,
    FullReport,
    Read,
    Advertisement,
    Parent,
    Photograph,
}

/// Writes it.
pub fn deliver(world: &mut World, machine: Machine, at: Timestamp) -> Delivered {
    let drawn = world.draw();
    let mut chance = world.cast.chance(&[0x3ac1, drawn]);
    let person = machine.of.and_then(|id| world.cast.roster.people.get(&id));
    let (name, address) = match person {
        Some(person) => (person.name.as_str().to_owned(), person.address.as_str().to_owned()),
        None => stranger(machine.kind, &mut chance),
    };
    let letter = machine.answers.clone();
    let written = Written {
        name: &name,
        address: &address,
        at,
        world,
        letter: letter.as_deref(),
        message_id: format!("{:016x}@{}", chance.draw(), domain(&address)),
    };
    let raw = match machine.kind {
        Kind::AwayExchange => written.away(&mut chance, "Automatic reply: ", "X-MS-Exchange-Inbox-Rules-Loop: x\r\nX-Auto-Response-Suppress: All\r\n"),
        Kind::AwayPlain => written.away(&mut chance, "Out of office: ", "Precedence: bulk\r\n"),
        Kind::DeadReport => written.report("failed", "5.1.1", "550 5.1.1 User unknown"),
        Kind::FullReport => written.report("failed", "5.2.2", "552 5.2.2 Mailbox full"),
        Kind::DeadText => written.dead_text(),
        Kind::Read => written.receipt(),
        Kind::Advertisement => written.plain_text("Boost your ranking now", "Dear webmaster, we can bring your site to page one. Reply for a quote."),
        Kind::Parent => written.plain_text("My daughter", "My daughter is in one of your groups and has flu. She will not be in this week. Please let her teachers know."),
        Kind::Photograph => written.photograph(),
    };
    let message_id = written.message_id.clone();
    let what = what(machine.kind).to_owned();
    Delivered {
        at,
        raw,
        message_id,
        by: machine.of,
        meant: meant(&machine),
        thread: machine.thread,
        planted: None,
        answers_kind: letter.map(|letter| letter.kind.clone()),
        vouched: true,
        what,
    }
}

fn meant(machine: &Machine) -> Meant {
    let of = machine.of.unwrap_or(PersonId::ADMINISTRATOR);
    match machine.kind {
        Kind::AwayExchange | Kind::AwayPlain | Kind::Read => Meant::machine(MeantClass::AutoReply),
        Kind::DeadReport | Kind::DeadText => Meant::machine(MeantClass::Bounce { of, permanent: true }),
        Kind::FullReport => Meant::machine(MeantClass::Bounce { of, permanent: false }),
        Kind::Advertisement | Kind::Parent => Meant::nothing(),
        Kind::Photograph => Meant::leader(CoLeaderSays { orders: vec![Order::Question], ..CoLeaderSays::default() }),
    }
}

fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::AwayExchange | Kind::AwayPlain => "an automatic answer: away",
        Kind::DeadReport | Kind::DeadText => "a delivery report: no such address",
        Kind::FullReport => "a delivery report: the mailbox is full",
        Kind::Read => "a receipt",
        Kind::Advertisement => "an advertisement",
        Kind::Parent => "a letter from a parent",
        Kind::Photograph => "a photograph of a paper register, without a word",
    }
}

fn stranger(kind: Kind, chance: &mut Chance) -> (String, String) {
    let name = match kind {
        Kind::Parent => "A parent",
        _ => "Growth Team",
    };
    (name.to_owned(), format!("{:08x}@mail.stranger.example", chance.draw() & 0xffff_ffff))
}

struct Written<'a> {
    name: &'a str,
    address: &'a str,
    at: Timestamp,
    world: &'a World,
    letter: Option<&'a InHand>,
    message_id: String,
}

impl Written<'_> {
    fn subject_of_letter(&self) -> String {
        self.letter.map(|letter| letter.subject.clone()).unwrap_or_default()
    }

    fn outline<'a>(&'a self, subject: &'a str, text: &'a str, answers: Option<&'a InHand>) -> Outline<'a> {
        Outline {
            from_name: self.name,
            from_address: self.address,
            ours: &self.world.ours,
            at: self.at,
            zone: &self.world.cast.zone,
            subject,
            text,
            signature: "",
            answers,
            banner: false,
            vouched: true,
        }
    }

    /// An answer from the mailbox itself. Its words would be an apology if a person wrote them.
    fn away(&self, chance: &mut Chance, prefix: &str, fields: &str) -> Vec<u8> {
        let subject = format!("{prefix}{}", self.subject_of_letter());
        let text = chance.pick(&[
            "I am on annual leave and will not be attending anything until I am back.",
            "I am away from my desk with no access to e-mail. For anything urgent please ring the ward.",
            "Thank you for your message. I can't come to the phone or answer mail this week.",
        ]);
        let outline = self.outline(&subject, text, None);
        let mut raw = head(Program::Thunderbird, &outline, &self.message_id);
        if let Some(letter) = self.letter {
            raw.push_str(&format!("In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n", id = letter.message_id));
        }
        if chance.percent(70) || fields.starts_with("Precedence") {
            raw.push_str("Auto-Submitted: auto-replied\r\n");
        }
        raw.push_str(fields);
        raw.push_str(&format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"));
        // The mailbox of a server answers with an empty return path (RFC 3834, section 3.3).
        raw.replacen(&format!("Return-Path: <{}>", self.address), "Return-Path: <>", 1).into_bytes()
    }

    fn report(&self, action: &str, status: &str, diagnostic: &str) -> Vec<u8> {
        let letter_head = self.letter.map(|letter| {
            format!(
                "From: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}>\r\n",
                letter.from_address, self.address, "your letter", letter.message_id
            )
        });
        let top = format!(
            "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.kingsmead.example>\r\nTo: <{}>\r\nDate: {}\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMessage-ID: <{}>\r\nMIME-Version: 1.0\r\n",
            self.world.ours,
            rfc_date(self.at, &self.world.cast.zone),
            self.message_id
        );
        report(&top, self.address, action, status, diagnostic, &letter_head.unwrap_or_default())
    }

    /// As qmail writes it.
    fn dead_text(&self) -> Vec<u8> {
        let id = self.letter.map(|letter| letter.message_id.clone()).unwrap_or_default();
        format!(
            "Return-Path: <>\r\nFrom: MAILER-DAEMON@relay.kingsmead.example\r\nTo: <{ours}>\r\nDate: {date}\r\nSubject: failure notice\r\n\
             Message-ID: <{mine}>\r\n\r\nHi. This is the qmail-send program at relay.kingsmead.example.\r\n\
             I'm afraid I wasn't able to deliver your message to the following addresses.\r\n\
             This is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<{address}>:\r\n\
             192.0.2.9 does not like recipient.\r\nRemote host said: 550 5.1.1 no such user\r\nGiving up on 192.0.2.9.\r\n\r\n\
             --- Below this line is a copy of the message.\r\n\r\nFrom: <{ours}>\r\nMessage-ID: <{id}>\r\n",
            ours = self.world.ours,
            date = rfc_date(self.at, &self.world.cast.zone),
            mine = self.message_id,
            address = self.address
        )
        .into_bytes()
    }

    fn receipt(&self) -> Vec<u8> {
        let subject = format!("Read: {}", self.subject_of_letter());
        let outline = self.outline(&subject, "", None);
        let id = self.letter.map(|letter| letter.message_id.clone()).unwrap_or_default();
        let head = head(Program::OutlookDesktop, &outline, &self.message_id);
        format!(
            "{head}Content-Type: multipart/report; report-type=disposition-notification; boundary=\"r\"\r\n\r\n--r\r\n\
             Content-Type: text/plain\r\n\r\nYour message was read.\r\n\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\n\
             Final-Recipient: rfc822;{}\r\nOriginal-Message-ID: <{id}>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--r--\r\n",
            self.address
        )
        .into_bytes()
    }

    fn plain_text(&self, subject: &str, text: &str) -> Vec<u8> {
        let outline = self.outline(subject, text, None);
        let head = head(Program::Thunderbird, &outline, &self.message_id);
        format!("{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n").into_bytes()
    }

    fn photograph(&self) -> Vec<u8> {
        let outline = self.outline("", "", self.letter);
        let mut raw = head(Program::IPhone, &outline, &self.message_id).into_bytes();
        raw.extend(photograph("p"));
        raw
    }
}
