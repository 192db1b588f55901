//! How letters leave and arrive: SMTP and IMAP servers, or two folders for trying without any.

use std::path::PathBuf;

use secrecy::SecretString;

use super::mistake::Wrong;
use super::reader::Reader;
use super::value::words;
use super::{ReadFile, read_text};

/// The way in and the way out.
#[derive(Debug, Clone)]
pub enum Mail {
    Servers { smtp: Smtp, imap: Imap },
    Folders { incoming: PathBuf, outgoing: PathBuf },
}

/// How a connection is kept private (RFC 8314).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Begins in the clear and must be upgraded before anything is said (RFC 3207, RFC 9051, section 6.2.1).
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// In the clear: only for a relay or a test on the same machine.
    None,
}

words!(Tls, "starttls" => Self::Starttls, "implicit" => Self::Implicit, "none" => Self::None);

/// A server, and how to sign in to it.
#[derive(Debug, Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// None where the server lets us in without.
    pub credentials: Option<Credentials>,
    /// Certificates trusted beside the system's, as PEM.
    pub ca_file: Option<PathBuf>,
}

/// A name and its password.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub username: String,
    pub password: SecretString,
}

/// What shows whether the server took a letter of which it did not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// Each letter also goes to our own mailbox.
    Copy,
    /// The server files what it takes in a folder of its own, as Exchange Online does.
    Sent,
    /// Nothing: the administrator is asked.
    None,
}

words!(Witness, "copy" => Self::Copy, "sent" => Self::Sent, "none" => Self::None);

/// Where letters are handed in.
#[derive(Debug, Clone)]
pub struct Smtp {
    pub server: Server,
    /// Letters a minute at most, over one connection; Microsoft 365 takes 30, over three.
    pub per_minute: u16,
    pub witness: Witness,
    /// After so long a letter that was taken lies where the witness is.
    pub witness_wait_minutes: u16,
}

/// Where answers arrive.
#[derive(Debug, Clone)]
pub struct Imap {
    pub server: Server,
    pub folder: String,
    /// Where the server files what it has sent for us.
    pub sent_folder: String,
}

/// Reads `[smtp]`, `[imap]` and `[folder]`; none only where a mistake was noted. Folders take the place of both servers.
pub(super) fn mail(reader: &mut Reader, read_file: ReadFile) -> Option<Mail> {
    let incoming: Option<PathBuf> = reader.optional("folder.in");
    let outgoing: Option<PathBuf> = reader.optional("folder.out");
    let without_servers = incoming.is_some() || outgoing.is_some();
    let smtp = smtp(reader, read_file, !without_servers);
    let imap = imap(reader, read_file, !without_servers);
    if !without_servers {
        return Some(Mail::Servers { smtp: smtp?, imap: imap? });
    }
    for (key, missing) in [("folder.in", incoming.is_none()), ("folder.out", outgoing.is_none())] {
        if missing {
            reader.wrong(key, Wrong::Missing("the folder that belongs to the other one of [folder]".to_owned()));
        }
    }
    let (incoming, outgoing) = (incoming?, outgoing?);
    if incoming == outgoing {
        let sentence = "letters would be read as soon as they are written: name two folders";
        reader.wrong("folder.out", Wrong::Together(sentence.to_owned()));
    }
    Some(Mail::Folders { incoming, outgoing })
}

fn smtp(reader: &mut Reader, read_file: ReadFile, needed: bool) -> Option<Smtp> {
    let server = server(reader, "smtp", (587, Tls::Starttls), read_file, needed);
    let per_minute = reader.number("smtp.per_minute", 25, 1..=10_000);
    let witness = reader.or("smtp.witness", Witness::Copy);
    let witness_wait_minutes = reader.number("smtp.witness_wait_minutes", 15, 1..=1440);
    Some(Smtp { server: server?, per_minute, witness, witness_wait_minutes })
}

fn imap(reader: &mut Reader, read_file: ReadFile, needed: bool) -> Option<Imap> {
    let server = server(reader, "imap", (993, Tls::Implicit), read_file, needed);
    let folder = reader.or("imap.folder", "INBOX".to_owned());
    let sent_folder = reader.or("imap.sent_folder", "Sent".to_owned());
    Some(Imap { server: server?, folder, sent_folder })
}

fn server(
    reader: &mut Reader,
    section: &str,
    (port, tls): (u16, Tls),
    read_file: ReadFile,
    needed: bool,
) -> Option<Server> {
    let key = |name: &str| format!("{section}.{name}");
    let host: Option<String> = match needed {
        true => reader.required(&key("host"), "the server's name, or both folders of [folder] to try without servers"),
        false => reader.optional(&key("host")),
    };
    let port = reader.number(&key("port"), port, 1..=u16::MAX);
    let tls = reader.or(&key("tls"), tls);
    let credentials = credentials(reader, section, read_file);
    let ca_file = reader.optional(&key("ca_file"));
    let host = host?;
    if tls == Tls::None && credentials.is_some() && !is_this_machine(&host) {
        let sentence = "the password would cross the network in the clear: write \"starttls\" or \"implicit\"";
        reader.wrong(&key("tls"), Wrong::Together(sentence.to_owned()));
    }
    Some(Server { host, port, tls, credentials, ca_file })
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host == "::1" || host.starts_with("127.")
}

fn credentials(reader: &mut Reader, section: &str, read_file: ReadFile) -> Option<Credentials> {
    let key = |name: &str| format!("{section}.{name}");
    let username: Option<String> = reader.optional(&key("username"));
    let password = password(reader, &key("password"), &key("password_file"), read_file);
    let is_set = reader.is_set(&key("password")) || reader.is_set(&key("password_file"));
    match (username, password) {
        (Some(username), Some(password)) => Some(Credentials { username, password }),
        (Some(_), None) if !is_set => {
            let what = "the path of the file that holds the password of `username`";
            reader.wrong(&key("password_file"), Wrong::Missing(what.to_owned()));
            None
        }
        (None, Some(_)) => {
            reader.wrong(&key("username"), Wrong::Missing("the name that the password belongs to".to_owned()));
            None
        }
        _ => None,
    }
}

/// The password out of its file or the environment; none where there is none or it is wrong.
fn password(reader: &mut Reader, key: &str, file_key: &str, read_file: ReadFile) -> Option<SecretString> {
    let variable = reader.secret_variable(key);
    let path: Option<PathBuf> = reader.optional(file_key);
    let (at, text) = match (variable, path) {
        (Some(_), Some(_)) => {
            let sentence = "the password is also in the environment: leave one of the two out";
            reader.wrong(file_key, Wrong::Together(sentence.to_owned()));
            return None;
        }
        (Some(text), None) => (key, Ok(text)),
        (None, Some(path)) => (file_key, read_text(&path, read_file)),
        (None, None) => return None,
    };
    // Editors end a file with a line break, which is no part of the password.
    let password = text.map(|text| text.trim_end_matches(['\r', '\n']).to_owned());
    match password {
        Ok(password) if !password.is_empty() => Some(SecretString::from(password)),
        Ok(_) => {
            reader.wrong(at, Wrong::EmptySecret);
            None
        }
        Err(wrong) => {
            reader.wrong(at, wrong);
            None
        }
    }
}
