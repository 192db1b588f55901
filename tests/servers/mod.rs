//! Real mail servers for a test: a private Postfix and a private Dovecot on loopback.
//!
//! ```ignore
//! mod servers;
//! let servers = servers::start().await;
//! servers.deliver("ann@med.example", "balint+token@med.example", raw).await;
//! ```
//!
//! Everything lives in a temporary folder: configuration, queue, mailboxes, certificates. Nothing of the machine's own
//! mail is read or touched, the ports are whatever is free, and dropping [`Servers`] ends both by process id.
//! They need root, as Postfix does, and the packages that `scripts/install-test-servers` installs.
//!
//! - Any address at any domain that ends in `.example` has a mailbox, made by its first letter; `name+anything@` is
//!   `name@`. Every user's password is [`PASSWORD`], the user name is the address.
//! - `nobody@` is refused for good, `later@` for now, and what does not end in `.example` may not be sent to.
//! - Submission wants STARTTLS (or TLS from the start, on a port of its own) and a password.
//! - The border port takes letters from the world without either, and vouches for them as a receiving server does: the
//!   letter gets `Authentication-Results: mx.med.example; dmarc=pass header.from=DOMAIN` for an envelope sender at a
//!   domain that ends in `.example`, and `dmarc=fail` for any other. So a test that forges its From: header chooses
//!   the sender of the envelope to say what a real server would have found.

#![allow(dead_code, reason = "each test file uses the part that it needs")]
#![allow(clippy::disallowed_methods, reason = "real servers live by the real clock")]

mod certificate;
mod dovecot;
mod postfix;
mod process;

use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use balintd::net::{Envelope, Outcome, Postman, Server, SmtpPostman, SmtpSettings, SmtpTimeouts, TlsMode};
use secrecy::SecretString;
use tempfile::TempDir;

use dovecot::Dovecot;
use postfix::Postfix;

/// The password of every user of these servers.
pub const PASSWORD: &str = "a-made-up-pass-phrase";

/// The name under which the border vouches for letters.
pub const AUTHSERV_ID: &str = "mx.med.example";

/// How long a letter may take through Postfix and Dovecot before a test gives up; it takes some milliseconds.
const DELIVERY_MAX: Duration = Duration::from_secs(20);

/// Both servers, running until dropped.
pub struct Servers {
    /// Submission with STARTTLS and a password.
    pub smtp_port: u16,
    /// Submission with TLS from the start.
    pub smtps_port: u16,
    /// The way in from the world: no TLS, no password, Authentication-Results.
    pub border_port: u16,
    /// IMAP with STARTTLS.
    pub imap_port: u16,
    /// IMAP with TLS from the start.
    pub imaps_port: u16,
    /// The authority that signed the servers' certificate (for `localhost`, and not for 127.0.0.1).
    pub ca_file: PathBuf,
    // In the order in which they are to end: Postfix delivers to Dovecot, and both live in the folder.
    postfix: Postfix,
    dovecot: Dovecot,
    folder: TempDir,
}

/// Starts both servers and waits until they answer.
pub async fn start() -> Servers {
    process::require_root();
    let folder = process::open_folder();
    let ca_file = certificate::make(folder.path());
    let [smtp_port, smtps_port, border_port, imap_port, imaps_port] = free_ports();
    let dovecot = Dovecot::start(folder.path(), imap_port, imaps_port);
    let postfix = Postfix::start(folder.path(), smtp_port, smtps_port, border_port);
    process::answers(imap_port, "* OK").await;
    process::answers(smtp_port, "220 ").await;
    process::answers(border_port, "220 ").await;
    Servers { smtp_port, smtps_port, border_port, imap_port, imaps_port, ca_file, postfix, dovecot, folder }
}

impl Servers {
    /// Submission as a program's settings have it.
    pub fn smtp(&self) -> Server {
        self.server(self.smtp_port, TlsMode::Starttls)
    }

    /// IMAP as a program's settings have it.
    pub fn imap(&self) -> Server {
        self.server(self.imap_port, TlsMode::Starttls)
    }

    /// One of the ports, under the name that the certificate has.
    pub fn server(&self, port: u16, tls: TlsMode) -> Server {
        Server { host: "localhost".to_owned(), port, tls, ca_file: Some(self.ca_file.clone()) }
    }

    /// Puts a letter from the world into somebody's mailbox, through the border and with its verdict, and waits until
    /// it is there.
    pub async fn deliver(&self, from: &str, to: &str, raw: &[u8]) {
        let before = self.maildir(to).len();
        let server = Server { host: "127.0.0.1".to_owned(), port: self.border_port, tls: TlsMode::None, ca_file: None };
        let settings = SmtpSettings {
            server,
            credentials: None,
            hello_name: Some("world.example".to_owned()),
            timeouts: SmtpTimeouts::default(),
            idle_max: SmtpSettings::IDLE_MAX,
        };
        let mut border = Postman::Smtp(Box::new(SmtpPostman::new(settings).expect("loopback settings")));
        let envelope = Envelope { from: from.to_owned(), to: vec![to.to_owned()], copy: None };
        let outcome = border.send(&envelope, raw).await;
        border.close().await;
        assert!(matches!(outcome, Outcome::Sent { .. }), "the border took no letter: {outcome:?}");
        self.wait_for_letters(to, before + 1).await;
    }

    /// The letters that lie in somebody's mailbox, oldest first, as raw bytes.
    pub fn maildir(&self, address: &str) -> Vec<Vec<u8>> {
        self.dovecot.letters(address)
    }

    /// The same, once there are at least `count` of them.
    pub async fn wait_for_letters(&self, address: &str, count: usize) -> Vec<Vec<u8>> {
        let enough = || Some(self.maildir(address)).filter(|letters| letters.len() >= count);
        let letters = process::eventually(DELIVERY_MAX, enough).await;
        letters.unwrap_or_else(|| panic!("{count} letters wanted; the servers say:\n{}", self.log()))
    }

    /// Loses the index of somebody's mailbox, so that the server numbers its letters anew under another UIDVALIDITY.
    ///
    /// Dovecot takes UIDVALIDITY from the clock, in seconds, so this waits until the next one has begun.
    pub async fn lose_index(&self, address: &str) {
        tokio::time::sleep(Duration::from_millis(1100)).await;
        self.dovecot.lose_index(address);
    }

    /// Everybody who has a mailbox here, by address.
    pub fn everybody(&self) -> Vec<String> {
        self.dovecot.addresses()
    }

    /// Where everybody's mailbox is: `DOMAIN/NAME/new` and `DOMAIN/NAME/cur` hold a file a letter.
    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// What the shipped configuration needs to be told of these servers, as variables of the environment.
    pub fn environment(&self) -> Vec<(String, String)> {
        let (smtp, imap, ca) =
            (self.smtp_port.to_string(), self.imap_port.to_string(), self.ca_file.display().to_string());
        let user = "balint@medschool.example";
        let server = |section: &str, port: String| {
            let keys = [
                ("HOST", "localhost".to_owned()),
                ("PORT", port),
                ("TLS", "starttls".to_owned()),
                ("USERNAME", user.to_owned()),
                ("PASSWORD", PASSWORD.to_owned()),
                ("CA_FILE", ca.clone()),
            ];
            keys.map(|(key, value)| (format!("BALINTD_{section}_{key}"), value))
        };
        let vouching = [("BALINTD_AUTHSERV_ID".to_owned(), AUTHSERV_ID.to_owned())];
        [server("SMTP", smtp).as_slice(), &server("IMAP", imap), &vouching].concat()
    }

    /// Ends Postfix; its ports are closed when this returns. Letters in its queue stay there.
    pub fn stop_smtp(&mut self) {
        self.postfix.stop();
    }

    /// Starts Postfix again on the same ports.
    pub async fn start_smtp(&mut self) {
        self.postfix.resume();
        process::answers(self.smtp_port, "220 ").await;
        process::answers(self.border_port, "220 ").await;
    }

    /// Ends Dovecot; its ports are closed when this returns. Letters stay in their mailboxes.
    pub fn stop_imap(&mut self) {
        self.dovecot.stop();
    }

    /// Starts Dovecot again on the same ports.
    pub async fn start_imap(&mut self) {
        self.dovecot.resume();
        process::answers(self.imap_port, "* OK").await;
    }

    /// What both servers have logged, for the message of a test that fails.
    pub fn log(&self) -> String {
        let read = |name| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("{}\n{}", read(postfix::LOG), read(dovecot::LOG))
    }

    /// The password, in the type in which settings hold it.
    pub fn password(&self) -> SecretString {
        SecretString::from(PASSWORD)
    }
}

/// Waits until something is so; gives up when a delivery would have.
pub async fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let seen = process::eventually(DELIVERY_MAX, || is_so().then_some(())).await;
    assert!(seen.is_some(), "waited in vain for {what}");
}

/// Ports that were free a moment ago; all are held until the last one is found, so that no two are the same.
fn free_ports<const N: usize>() -> [u16; N] {
    let held: [TcpListener; N] = std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    held.map(|listener| listener.local_addr().expect("a bound port").port())
}
