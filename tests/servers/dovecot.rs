//! A private Dovecot 2.3: IMAP, delivery (LMTP) for Postfix, and the password check for both.

use std::fs;
use std::path::{Path, PathBuf};

use super::process::{Process, run};
use super::{PASSWORD, certificate};

pub const LOG: &str = "dovecot.log";

/// The socket that Postfix delivers to and the one that it asks about passwords.
pub const LMTP_SOCKET: &str = "dovecot/lmtp";
pub const AUTH_SOCKET: &str = "dovecot/auth-for-postfix";

pub struct Dovecot {
    folder: PathBuf,
    process: Option<Process>,
}

impl Dovecot {
    pub fn start(folder: &Path, imap_port: u16, imaps_port: u16) -> Dovecot {
        let text = configuration(&folder.display().to_string(), imap_port, imaps_port);
        fs::write(folder.join("dovecot.conf"), text).expect("our own folder");
        let mail = folder.join("mail").display().to_string();
        // Dovecot reads and writes mailboxes as the user that owns them.
        run("install", &["-d", "-o", "nobody", "-g", "nogroup", "-m", "700", &mail]);
        let mut dovecot = Dovecot { folder: folder.to_owned(), process: None };
        dovecot.resume();
        dovecot
    }

    pub fn resume(&mut self) {
        let configuration = self.folder.join("dovecot.conf").display().to_string();
        self.process = Some(Process::start("dovecot", &["-F", "-c", &configuration]));
    }

    pub fn stop(&mut self) {
        self.process = None;
    }

    /// The letters of `new/` and `cur/`. A Maildir file's name begins with its time: seconds, then microseconds.
    pub fn letters(&self, address: &str) -> Vec<Vec<u8>> {
        let mailbox = self.mailbox(address);
        let files = ["new", "cur"].into_iter().filter_map(|name| fs::read_dir(mailbox.join(name)).ok()).flatten();
        let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a readable folder").path()).collect();
        paths.sort_by_key(|path| arrival(path));
        // A letter that was marked as seen in this very moment has another name now; the caller looks again.
        paths.iter().filter_map(|path| fs::read(path).ok()).collect()
    }

    pub fn lose_index(&self, address: &str) {
        for file in fs::read_dir(self.mailbox(address)).expect("a mailbox") {
            let path = file.expect("a readable folder").path();
            if path.is_file() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("dovecot")) {
                fs::remove_file(path).expect("our own file");
            }
        }
    }

    /// Everybody who has a mailbox. Folders are `mail/DOMAIN/NAME`.
    pub fn addresses(&self) -> Vec<String> {
        let folders = |path: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(path).expect("our own folder");
            entries.map(|entry| entry.expect("a readable folder").path()).collect()
        };
        let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let of_domain = |domain: PathBuf| {
            folders(&domain).into_iter().map(move |name| format!("{}@{}", last(&name), last(&domain)))
        };
        folders(&self.folder.join("mail")).into_iter().flat_map(of_domain).collect()
    }

    fn mailbox(&self, address: &str) -> PathBuf {
        let address = address.to_lowercase();
        let (name, domain) = address.split_once('@').expect("an address");
        let name = name.split('+').next().unwrap_or(name);
        self.folder.join("mail").join(domain).join(name)
    }
}

fn arrival(path: &Path) -> (u64, u64) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut parts = name.split('.');
    let seconds = parts.next().and_then(|text| text.parse().ok());
    let micros = parts.next().and_then(|text| text.strip_prefix('M')?.split('P').next()?.parse().ok());
    (seconds.unwrap_or_default(), micros.unwrap_or_default())
}

fn configuration(folder: &str, imap_port: u16, imaps_port: u16) -> String {
    let (certificate, key) = (certificate::CERTIFICATE, certificate::KEY);
    format!(
        r#"
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = {folder}/{LOG}
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/{certificate}
ssl_key = <{folder}/{key}
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%Ld/%Ln
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
# Everything arrives at once on a busy machine; a test must not wait for a disk.
mail_fsync = never
recipient_delimiter = +
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
  }}
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%Ld/%Ln allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
# After wrong passwords Dovecot makes an address wait longer and longer, and here everybody has the same one.
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service lmtp {{
  unix_listener lmtp {{
    user = postfix
    mode = 0600
  }}
}}
service auth {{
  unix_listener auth-for-postfix {{
    user = postfix
    mode = 0600
  }}
}}
"#
    )
}
