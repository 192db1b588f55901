//! Starting a server, waiting until it answers, and ending it by its process id.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;

/// A server that does not answer by then will not.
const START_MAX: Duration = Duration::from_secs(30);

/// A server that has not ended by then is killed.
const STOP_MAX: Duration = Duration::from_secs(10);

/// A server process with its children, ended when dropped.
pub struct Process {
    child: Child,
}

impl Process {
    /// Runs a server in the foreground as our child.
    ///
    /// It leads a process group of its own, so that its children can be ended with it, and the system ends it if this
    /// thread should go away without doing so (a test runner that is killed).
    pub fn start(program: &str, arguments: &[&str]) -> Process {
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", program])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}; run scripts/install-test-servers"));
        Process { child }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        signal("-TERM", &self.child.id().to_string());
        let deadline = Instant::now() + STOP_MAX;
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(10));
        }
        // Whoever is left of the group, the leader's children that were still busy, goes now.
        signal("-KILL", &format!("-{}", self.child.id()));
        if let Err(error) = self.child.wait() {
            eprintln!("waiting for a server to end: {error}");
        }
    }
}

fn signal(signal: &str, target: &str) {
    // A group without members is what we hope for, so its absence is no news.
    let sent = Command::new("kill")
        .args([signal, "--", target])
        .stderr(Stdio::null())
        .status();
    if let Err(error) = sent {
        eprintln!("kill: {error}");
    }
}

/// Runs a command to its end; what it printed when it fails.
pub fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; run scripts/install-test-servers"));
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A temporary folder that the servers' own users may walk through.
pub fn open_folder() -> TempDir {
    let folder = tempfile::Builder::new()
        .prefix("balintd-servers-")
        .tempdir()
        .expect("a temporary folder");
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
