//! Letters that are broken, hidden, forged or written by machines, as bytes.

use crate::desk::vouched;

const TOM: &str = "From: Tom Bradley <tom.bradley@students.example>";
const HELEN: &str = "From: Dr Helen Marsh <helen.marsh@trust.example>";
const REST: &str = "To: balint@medschool.example\r\nSubject: Tuesday\r\nDate: Thu, 11 Sep 2025 08:55:00 +0100\r\nMIME-Version: 1.0\r\n";

fn of(from: &str, domain: &str, rest: &str) -> Vec<u8> {
    let id = "Message-ID: <one@mail.example>\r\n";
    vouched(format!("{from}\r\n{REST}{id}{rest}").as_bytes(), domain)
}

fn of_tom(rest: &str) -> Vec<u8> {
    of(TOM, "students.example", rest)
}

fn of_helen(rest: &str) -> Vec<u8> {
    of(HELEN, "trust.example", rest)
}

/// A parted letter that ends in the middle of a line of base64.
pub fn half_a_message() -> Vec<u8> {
    let text = data_encoding::BASE64.encode(b"Sorry, I can't come on Tuesday because of my exam in the morning.");
    let half = &text[..text.len() / 2 + 1];
    let part = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n";
    of_tom(&format!("Content-Type: multipart/alternative; boundary=xyz\r\n\r\n--xyz\r\n{part}\r\n{half}"))
}

/// A letter that ends in its header.
pub fn half_a_header() -> Vec<u8> {
    vouched(format!("{TOM}\r\nTo: balint@medschool.exam").as_bytes(), "students.example")
}

pub fn no_from() -> Vec<u8> {
    let text = "Message-ID: <two@mail.example>\r\n\r\nI can't come on Tuesday.\r\n";
    vouched(format!("{REST}{text}").as_bytes(), "students.example")
}

pub fn two_froms() -> Vec<u8> {
    of(&format!("{TOM}\r\n{HELEN}"), "students.example", "\r\nAll present.\r\n")
}

/// A photograph of a paper register, and no word with it.
pub fn photograph(bytes: usize) -> Vec<u8> {
    let picture: Vec<u8> = (0..bytes).map(|n| (n * 7 % 251) as u8).collect();
    let picture = data_encoding::BASE64_MIME.encode(&picture);
    let part = "Content-Type: image/jpeg; name=register.jpg\r\nContent-Transfer-Encoding: base64\r\n";
    let parts = format!("--xyz\r\nContent-Type: text/plain\r\n\r\n\r\n--xyz\r\n{part}\r\n{picture}\r\n--xyz--\r\n");
    of_helen(&format!("Content-Type: multipart/mixed; boundary=xyz\r\n\r\n{parts}"))
}

pub fn winmail() -> Vec<u8> {
    let part = "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n";
    let parts = format!("--xyz\r\n{part}\r\neJ8+IgEAAQABAAEAAQAB\r\n--xyz--\r\n");
    of_helen(&format!("Content-Type: multipart/mixed; boundary=xyz\r\n\r\n{parts}"))
}

pub fn sealed() -> Vec<u8> {
    let kind = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n";
    of_helen(&format!("{kind}Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n"))
}

/// Parts in parts in parts, with the words in the innermost.
pub fn nested(depth: usize) -> Vec<u8> {
    let opening: String =
        (0..depth).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
    let closing: String = (0..depth).rev().map(|n| format!("\r\n--b{n}--")).collect();
    of_tom(&format!("{opening}Content-Type: text/plain\r\n\r\nI can't come on Tuesday.{closing}\r\n"))
}

/// Windows-1252 bytes that call themselves UTF-8.
pub fn wrong_charset() -> Vec<u8> {
    let head = of_tom("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
    [&head[..], b"I\x92m sorry, I can\x92t come on Tuesday \x96 caf\xe9 shift.\r\n"].concat()
}

/// A character set that nobody knows.
pub fn unknown_charset() -> Vec<u8> {
    of_tom("Content-Type: text/plain; charset=x-klingon\r\n\r\nI can't come on Tuesday.\r\n")
}

pub fn no_text() -> Vec<u8> {
    let kind = "Content-Type: application/pdf; name=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n";
    of_helen(&format!("{kind}\r\nJVBERi0xLjQK\r\n"))
}

pub fn stranger() -> Vec<u8> {
    of("From: A Visitor <visitor@elsewhere.example>", "elsewhere.example", "\r\nAll present on Tuesday.\r\n")
}

pub fn session_that_is_not() -> Vec<u8> {
    of_tom("\r\nSorry, I can't make session 29.\r\n")
}

/// A letter that says it is from somebody, and for which no server vouches.
pub fn forged(address: &str) -> Vec<u8> {
    format!("From: {address}\r\n{REST}\r\nI can't come on Tuesday.\r\n").into_bytes()
}

pub fn out_of_office() -> Vec<u8> {
    of_helen("Auto-Submitted: auto-replied\r\n\r\nI am away until Monday and will not be there on Tuesday.\r\n")
}

/// A delivery report (RFC 3464).
pub fn bounce(status: &str, action: &str, recipient: &str) -> Vec<u8> {
    let head = "From: MAILER-DAEMON@mx.medschool.example\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied\r\n";
    let kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=xyz\r\n";
    let words = "--xyz\r\nContent-Type: text/plain\r\n\r\nYour letter could not be delivered.\r\n";
    let fields = format!("Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n");
    let report = format!(
        "--xyz\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.medschool.example\r\n\r\n{fields}\r\n--xyz--\r\n"
    );
    format!("{head}{REST}{kind}\r\n{words}{report}").into_bytes()
}

/// A server's words, without a report that a program could read.
pub fn plain_bounce() -> Vec<u8> {
    let head = "From: Mail Delivery System <postmaster@mx.elsewhere.example>\r\nReturn-Path: <>\r\n";
    let subject = REST.replace("Tuesday", "Undelivered Mail Returned to Sender");
    let words = "This message was created automatically by mail delivery software.\r\nA message could not be delivered to:\r\n\r\n  tom.bradley@students.example\r\n    550 5.1.1 user unknown\r\n";
    format!("{head}{subject}\r\n{words}").into_bytes()
}
