//! A private Postfix 3.7: submission for the program under test, a border for letters from the world, and delivery
//! through Dovecot. Started without the `postfix` command, which insists on the machine's own configuration.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::process::{Process, run};
use super::{AUTHSERV_ID, certificate, dovecot};

pub const LOG: &str = "postfix.log";

const MASTER: &str = "/usr/lib/postfix/sbin/master";

pub struct Postfix {
    configuration: PathBuf,
    process: Option<Process>,
}

impl Postfix {
    pub fn start(folder: &Path, smtp_port: u16, smtps_port: u16, border_port: u16) -> Postfix {
        let configuration = folder.join("postfix");
        let write = |name: &str, text: &str| write_aged(&configuration.join(name), text);
        fs::create_dir(&configuration).expect("our own folder");
        write("main.cf", &main_cf(&folder.display().to_string()));
        write("master.cf", &master_cf(&folder.display().to_string(), smtp_port, smtps_port, border_port));
        write("domains", "/\\.example$/ here\n");
        write("recipients", "/^nobody@/ 550 5.1.1 nobody is known here\n/^later@/ 450 4.2.0 come back later\n");
        let verdict = |result, domain| {
            let header = format!("PREPEND Authentication-Results: {AUTHSERV_ID}; spf={result} smtp.mailfrom={domain};");
            format!("{header} dmarc={result} header.from={domain}")
        };
        let (pass, fail) = (verdict("pass", "$1"), verdict("fail", "$1"));
        write("senders", &format!("/@(.*\\.example)$/ {pass}\n/@(.*)$/ {fail}\n"));
        make_queue(folder);
        let mut postfix = Postfix { configuration, process: None };
        postfix.resume();
        postfix
    }

    pub fn resume(&mut self) {
        self.process = Some(Process::start(MASTER, &["-d", "-c", &self.configuration.display().to_string()]));
    }

    pub fn stop(&mut self) {
        self.process = None;
    }
}

/// Postfix takes a file that is younger than some seconds for one that is still being written, and waits.
#[expect(clippy::disallowed_methods, reason = "a server's file has to look old to it")]
fn write_aged(path: &Path, text: &str) {
    const AGE: Duration = Duration::from_secs(60);
    fs::write(path, text).expect("our own folder");
    let file = fs::File::options().write(true).open(path).expect("our own file");
    file.set_modified(SystemTime::now() - AGE).expect("our own file");
}

fn make_queue(folder: &Path) {
    let at = |name: &str| folder.join(name).display().to_string();
    let own = |mode: &str, owner: &str, group: &str, name: &str| {
        run("install", &["-d", "-m", mode, "-o", owner, "-g", group, &at(name)]);
    };
    own("755", "root", "root", "queue");
    own("755", "root", "root", "queue/pid");
    own("700", "postfix", "root", "data");
    let private =
        ["active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"];
    for name in private {
        own("700", "postfix", "root", &format!("queue/{name}"));
    }
    own("730", "postfix", "postdrop", "queue/maildrop");
    own("710", "postfix", "postdrop", "queue/public");
}

fn main_cf(folder: &str) -> String {
    let (certificate, key) = (certificate::CERTIFICATE, certificate::KEY);
    let (lmtp, auth, log) = (dovecot::LMTP_SOCKET, dovecot::AUTH_SOCKET, LOG);
    format!(
        r"
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/{log}
maillog_file_prefixes = {folder}
myhostname = {AUTHSERV_ID}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
local_recipient_maps =
alias_maps =
alias_database =
recipient_delimiter = +
# Every .example domain is here, and nothing is ever sent to another machine.
virtual_mailbox_domains = regexp:{folder}/postfix/domains
virtual_transport = lmtp:unix:{folder}/{lmtp}
default_transport = error:5.4.4 nothing leaves this machine
relay_transport = error:5.4.4 nothing leaves this machine
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:{folder}/postfix/recipients, reject_unauth_destination
smtpd_tls_cert_file = {folder}/{certificate}
smtpd_tls_key_file = {folder}/{key}
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/{auth}
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
message_size_limit = 50000000
# A letter that Dovecot could not take for a moment is tried again while the test still waits.
queue_run_delay = 2s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
lmtp_destination_concurrency_failed_cohort_limit = 0
"
    )
}

fn master_cf(folder: &str, smtp_port: u16, smtps_port: u16, border_port: u16) -> String {
    let submission = "-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject";
    let border = format!("-o smtpd_sender_restrictions=check_sender_access,regexp:{folder}/postfix/senders");
    format!(
        "\
127.0.0.1:{smtp_port} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt {submission}
127.0.0.1:{smtps_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes {submission}
127.0.0.1:{border_port} inet n - n - - smtpd {border}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}
