//! A directory for one test, and a shell script in QEMU's place.

use capos_test_runner::machine::Machine;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Removed when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(test: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("capos-test-runner-{}-{test}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        Scratch(directory)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// An executable shell script.
    pub fn script(&self, name: &str, body: &str) -> PathBuf {
        let path = self.0.join(name);
        // Renaming avoids "text file busy" while another thread's fork still holds the descriptor.
        let draft = self.0.join(format!("{name}.draft"));
        fs::write(&draft, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&draft, fs::Permissions::from_mode(0o755)).unwrap();
        fs::rename(&draft, &path).unwrap();
        path
    }

    /// A machine whose emulator is a script with this body.
    #[allow(dead_code, reason = "not every test program boots")]
    pub fn machine(&self, body: &str) -> Machine {
        Machine {
            qemu: self.script("qemu", body),
            kernel: "kernel".into(),
            memory_mib: Machine::MEMORY_MIB,
            kernel_arguments: String::new(),
            disks: Vec::new(),
            network: false,
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
