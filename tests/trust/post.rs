//! Where the mail of a killed process arrives: a folder, or a mailbox of a real Dovecot. It survives the process, as another
//! machine does.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use balintd::net::{FolderMailbox, ImapMailbox, ImapSettings, ImapTimeouts, Mailbox, Server, TlsMode};
use secrecy::SecretString;

use crate::servers::{PASSWORD, Servers};

/// Larger than any letter here.
const SIZE_MAX_BYTES: u64 = 1 << 20;

/// The mailbox, seen from outside.
#[derive(Debug, Clone)]
pub enum Post {
    /// Its files are in `new/` and `cur/`.
    Folder(PathBuf),
    Dovecot {
        port: u16,
        ca_file: PathBuf,
        user: String,
        maildir: PathBuf,
    },
}

impl Post {
    /// A user's mailbox on these servers, empty.
    pub fn dovecot(servers: &Servers, name: &str) -> Self {
        let maildir = servers.mail_folder().join("medschool.example").join(name);
        for folder in ["new", "cur", "tmp"] {
            fs::create_dir_all(maildir.join(folder)).expect("our own folder");
        }
        // Dovecot reads and writes mailboxes as the user that owns them all.
        for folder in [maildir.parent().unwrap_or(&maildir), &maildir] {
            give(folder, &servers.mail_folder());
        }
        ["new", "cur", "tmp"].iter().for_each(|folder| give(&maildir.join(folder), &servers.mail_folder()));
        let user = format!("{name}@medschool.example");
        Self::Dovecot { port: servers.imap_port, ca_file: servers.ca_file.clone(), user, maildir }
    }

    /// A letter arrives: written beside, then named, so that nobody meets half of one.
    pub fn deliver(&self, name: &str, raw: &[u8]) {
        let folder = match self {
            Self::Folder(folder) => folder,
            Self::Dovecot { maildir, .. } => maildir,
        };
        let beside = folder.join("tmp").join(name);
        fs::create_dir_all(folder.join("tmp")).expect("our own folder");
        fs::create_dir_all(folder.join("new")).expect("our own folder");
        fs::write(&beside, raw).expect("our own folder");
        if let Self::Dovecot { maildir, .. } = self {
            give(&beside, maildir);
        }
        fs::rename(&beside, folder.join("new").join(name)).expect("our own folder");
    }

    /// In words that fit a variable of the environment.
    pub fn task(&self) -> String {
        match self {
            Self::Folder(folder) => format!("folder {}", folder.display()),
            Self::Dovecot { port, ca_file, user, .. } => format!("imap {port} {} {user}", ca_file.display()),
        }
    }
}

/// The mailbox of such words, and its folder in which our own copies lie.
pub fn mailbox(task: &str) -> (Mailbox, String) {
    match task.split(' ').collect::<Vec<_>>()[..] {
        ["folder", folder] => (Mailbox::Folder(FolderMailbox::new(folder, SIZE_MAX_BYTES)), "cur".to_owned()),
        ["imap", port, ca_file, user] => {
            let (port, ca_file) = (port.parse().expect("a port"), Some(ca_file.into()));
            let mailbox = ImapMailbox::new(ImapSettings {
                server: Server { host: "localhost".to_owned(), port, tls: TlsMode::Starttls, ca_file },
                user: user.to_owned(),
                password: SecretString::from(PASSWORD),
                folder: ImapSettings::FOLDER.to_owned(),
                size_max_bytes: SIZE_MAX_BYTES,
                timeouts: ImapTimeouts::default(),
            });
            (Mailbox::Imap(Box::new(mailbox.expect("loopback settings"))), ImapSettings::FOLDER.to_owned())
        }
        _ => panic!("{task}"),
    }
}

/// Makes a file the same user's as another one.
fn give(path: &Path, like: &Path) {
    let owner = fs::metadata(like).expect("our own folder");
    chown(path, Some(owner.uid()), Some(owner.gid())).expect("root may");
}
