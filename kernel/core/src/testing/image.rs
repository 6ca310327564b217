//! ext4 images by the host's tools.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::string::String;
use std::sync::atomic::{AtomicU32, Ordering};
use std::vec::Vec;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A path that no other test has.
fn scratch() -> PathBuf {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(std::format!("capos-image-{}-{number}", std::process::id()))
}

/// A tool of e2fsprogs, which Debian keeps where only the super-user looks.
fn tool(name: &str) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("env");
    command.arg(std::format!("PATH={path}:/usr/sbin:/sbin")).arg(name);
    command
}

/// What `mkfs.ext4` makes of so many KiB.
pub fn image(kib: u32, options: &[&str]) -> Vec<u8> {
    let path = scratch();
    let mut make = tool("mkfs.ext4");
    make.args(["-q", "-F", "-J", "size=4"]).args(options).arg(&path).arg(kib.to_string());
    let made = make.output().expect("mkfs.ext4 runs");
    assert!(made.status.success(), "{made:?}");
    let bytes = fs::read(&path).expect("an image");
    fs::remove_file(&path).expect("the image was there");
    bytes
}

/// Fails the test if `e2fsck -fn` finds anything; with `replay`, after it replayed the journal.
#[track_caller]
pub fn is_clean(bytes: &[u8], replay: bool) {
    let path = scratch();
    fs::write(&path, bytes).expect("room for an image");
    if replay {
        tool("e2fsck").args(["-p", "-E", "journal_only"]).arg(&path).output().expect("e2fsck runs");
    }
    let checked = tool("e2fsck").arg("-fn").arg(&path).output().expect("e2fsck runs");
    fs::remove_file(&path).expect("the image was there");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}
