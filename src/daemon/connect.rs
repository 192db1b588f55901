//! The way in and the way out, as the settings have them. Connects to nothing yet.

use secrecy::SecretString;

use crate::config::{Mail, Server, Settings, Tls};
use crate::net::{
    self, FolderMailbox, FolderPostman, ImapMailbox, ImapSettings, ImapTimeouts, Mailbox, Postman, SettingsError,
    SmtpPostman, SmtpSettings, SmtpTimeouts, TlsMode,
};

/// Which server's settings cannot be used, and why.
#[derive(Debug, thiserror::Error)]
#[error("{section}: {why}")]
pub struct ConnectError {
    /// The section of the configuration.
    pub section: &'static str,
    pub why: SettingsError,
}

const BYTES_PER_MB: u64 = 1024 * 1024;

/// The mailbox and the postman of these settings.
///
/// # Errors
/// [`ConnectError`] where a server's settings cannot be used.
pub fn connect(settings: &Settings) -> Result<(Mailbox, Postman), ConnectError> {
    let size_max_bytes = u64::from(settings.limits.letter_size_max_mb) * BYTES_PER_MB;
    let (smtp, imap) = match &settings.mail {
        Mail::Folders { incoming, outgoing } => {
            let mailbox = FolderMailbox::new(incoming, size_max_bytes);
            return Ok((Mailbox::Folder(mailbox), Postman::Folder(FolderPostman::new(outgoing))));
        }
        Mail::Servers { smtp, imap } => (smtp, imap),
    };
    let (user, password) = match &imap.server.credentials {
        Some(credentials) => (credentials.username.clone(), credentials.password.clone()),
        None => (String::new(), SecretString::default()),
    };
    let mailbox = ImapMailbox::new(ImapSettings {
        server: server(&imap.server),
        user,
        password,
        folder: imap.folder.clone(),
        size_max_bytes,
        timeouts: ImapTimeouts::default(),
    });
    let credentials = smtp.server.credentials.as_ref();
    let postman = SmtpPostman::new(SmtpSettings {
        server: server(&smtp.server),
        credentials: credentials.map(|credentials| (credentials.username.clone(), credentials.password.clone())),
        hello_name: None,
        timeouts: SmtpTimeouts::default(),
        idle_max: SmtpSettings::IDLE_MAX,
    });
    Ok((
        Mailbox::Imap(Box::new(mailbox.map_err(|why| ConnectError { section: "[imap]", why })?)),
        Postman::Smtp(Box::new(postman.map_err(|why| ConnectError { section: "[smtp]", why })?)),
    ))
}

fn server(server: &Server) -> net::Server {
    net::Server {
        host: server.host.clone(),
        port: server.port,
        tls: match server.tls {
            Tls::Starttls => TlsMode::Starttls,
            Tls::Implicit => TlsMode::Implicit,
            Tls::None => TlsMode::None,
        },
        ca_file: server.ca_file.clone(),
    }
}
