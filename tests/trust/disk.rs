//! A small real file system (ext4 on a loop image) whose power can be cut and which can be full. As root only, and only
//! where loop devices may be mounted.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

/// Room for a database and its log several times over, and quickly made.
const SIZE_BYTES: u64 = 24 * 1024 * 1024;

/// What lies on the disk so that it is full.
const BALLAST: &str = "ballast";

/// A file system of its own; gone with the value.
pub struct Disk {
    /// Where it is mounted, and beside it the image.
    folder: TempDir,
}

impl Disk {
    /// Makes one and mounts it; none where this machine lets nobody do that.
    pub fn new() -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        File::create(disk.image()).and_then(|file| file.set_len(SIZE_BYTES)).expect("our own folder");
        fs::create_dir(disk.path()).expect("our own folder");
        let made = run(Command::new("mkfs.ext4").args(["-q", "-F", "-m", "0"]).arg(disk.image()));
        made.and_then(|()| disk.mount()).inspect_err(|why| eprintln!("no disk of our own: {why}")).ok()?;
        Some(disk)
    }

    /// Where its files are.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// Presses all that is on it down.
    pub fn sync(&self) {
        run(Command::new("sync").arg("-f").arg(self.path())).expect("a disk that is well");
    }

    /// Cuts its power: from now on nothing reaches it, and what was not pressed down is lost.
    pub fn cut(&self) {
        // EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH. Perl is on every Debian, and needs no unsafe code of ours.
        let script =
            "open(my $disk, '<', shift) or die $!; my $how = pack('L', 2); ioctl($disk, 0x8004587D, $how) or die $!";
        run(Command::new("perl").args(["-e", script]).arg(self.path())).expect("a disk that can be cut off");
    }

    /// Gives it power again.
    pub fn comes_back(&self) {
        self.unmount().expect("nobody uses it");
        self.mount().expect("it was mounted before");
    }

    /// Fills it up to so many bytes.
    pub fn fill_up_to(&self, left_bytes: u64) {
        let mut ballast = File::create(self.path().join(BALLAST)).expect("a disk that is well");
        let block = [0; 64 * 1024];
        let mut written = 0;
        while ballast.write_all(&block).is_ok() {
            written += block.len() as u64;
        }
        ballast.set_len(written.saturating_sub(left_bytes)).expect("a disk that is well");
        ballast.sync_all().expect("a disk that is well");
    }

    /// Makes room.
    pub fn clear(&self) {
        fs::remove_file(self.path().join(BALLAST)).expect("it was full");
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }

    /// Nothing is pressed down by the passing of time: only what the daemon itself asks for is safe.
    fn mount(&self) -> io::Result<()> {
        run(Command::new("mount").args(["-o", "loop,commit=300"]).arg(self.image()).arg(self.path()))
    }

    /// The kernel lets go of a process' files a moment after its end.
    fn unmount(&self) -> io::Result<()> {
        for _ in 0..100 {
            if run(Command::new("umount").arg(self.path())).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        run(Command::new("umount").arg(self.path()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if is_mounted(&self.path()) {
            let _ = self.unmount();
        }
    }
}

fn is_mounted(path: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    mounts.lines().any(|line| line.split(' ').nth(1) == path.to_str())
}

fn run(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    let said = || io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    output.status.success().then_some(()).ok_or_else(said)
}
