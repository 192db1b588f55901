//! Starting a server, waiting until it answers, and ending it by its process id.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;

/// A server that does not answer by then will not.
const START_MAX: Duration = Duration::from_secs(30);

/// Runs a server, in a process group of its own, until the guardian's standard input ends; then ends the whole group.
/// Both servers survive that as they survive a power cut, and their polite end takes a second each. Their children die in
/// their own time, a second at most, and hold on to sockets until then.
const GUARDIAN: &str = r#"
setsid "$@" & group=$!
read -r _
kill -s KILL -- -$group
wait $group
tries=0
while kill -s 0 -- -$group 2>/dev/null && [ $((tries += 1)) -lt 100 ]; do sleep 0.01; done
"#;

/// A server process with its children, ended when dropped.
///
/// A guardian holds it, and we hold the guardian's standard input: that ends with us however we end, also when a test
/// runner is killed and nothing is dropped.
pub struct Process {
    guardian: Child,
}

impl Process {
    /// Runs a server that stays in the foreground.
    pub fn start(program: &str, arguments: &[&str]) -> Process {
        let guardian = Command::new("sh")
            .args(["-c", GUARDIAN, "guardian", program])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("a shell");
        Process { guardian }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        if let Err(error) = self.guardian.wait() {
            eprintln!("waiting for a server to end: {error}");
        }
    }
}

/// Postfix starts as root only, and says so less clearly.
pub fn require_root() {
    let us = fs::metadata("/proc/self").expect("a Linux system").uid();
    assert_eq!(us, 0, "the real mail servers start as root only: run these tests as root, as CI does");
}

/// Runs a command to its end; what it printed when it fails.
pub fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; run scripts/install-test-servers"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A temporary folder that the servers' own users may walk through.
pub fn open_folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("balintd-servers-").tempdir().expect("a temporary folder");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("our own folder");
    folder
}

/// Waits until a server greets on this port.
pub async fn answers(port: u16, greeting: &str) {
    let deadline = Instant::now() + START_MAX;
    while Instant::now() < deadline {
        if let Ok(stream) = TcpStream::connect(("127.0.0.1", port)).await {
            let mut line = String::new();
            let read = BufReader::new(stream).read_line(&mut line).await;
            if read.is_ok() && line.starts_with(greeting) {
                return;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no server answers on port {port}; are the packages of scripts/install-test-servers there?");
}

/// Looks again and again until there is something, for at most this long.
pub async fn eventually<T>(at_most: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + at_most;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() > deadline {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
