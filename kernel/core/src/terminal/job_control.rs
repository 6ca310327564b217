//! `JobControl`: whose terminal it is, and which group may use it (POSIX.1-2024, XBD 11.1).

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::process::registry;
use crate::signal::{self, SignalInfo, code};

/// Session and foreground process group; 0 for none.
#[derive(Debug, Default)]
pub struct JobControl {
    session: AtomicU64,
    foreground: AtomicU64,
}

impl JobControl {
    pub fn session(&self) -> u64 {
        self.session.load(Relaxed)
    }

    pub fn foreground(&self) -> u64 {
        self.foreground.load(Relaxed)
    }

    /// The session's from now on; its leader's group is in the foreground.
    pub fn begin(&self, session: u64) {
        self.foreground.store(session, Relaxed);
        self.session.store(session, Relaxed);
    }

    /// Nobody's any more.
    pub fn end(&self) {
        self.session.store(0, Relaxed);
        self.foreground.store(0, Relaxed);
    }

    pub fn set_foreground(&self, group: u64) {
        self.foreground.store(group, Relaxed);
    }

    /// Sends the signal to the foreground group.
    pub fn signal(&self, number: u8) {
        let foreground = self.foreground();
        if foreground == 0 {
            return;
        }
        for process in registry::group_members(foreground) {
            // Terminals send standard signals, which always find room.
            let _ = signal::post(&process, SignalInfo::new(number, code::KERNEL, 0));
        }
    }

    /// Whether that member of the group and session is in the background of its own terminal.
    pub fn is_background(&self, session: u64, group: u64) -> bool {
        let own = self.session();
        own != 0 && own == session && self.foreground() != group
    }
}
