//! What the objects must learn of the process: that it ends, and that `fork` has copied it.

use super::{segments, semaphores};
use crate::start;
use crate::thread::{ForkHandlers, register_fork_handlers};
use core::sync::atomic::{AtomicBool, Ordering};

/// To be called before the process has something to undo or to detach.
pub fn watch_process() {
    static WATCHED: AtomicBool = AtomicBool::new(false);
    if !WATCHED.swap(true, Ordering::Relaxed) {
        start::register_last(process_ends);
        let handlers = ForkHandlers { prepare: None, parent: None, child: Some(was_copied) };
        // Without memory for it the count of attachments is too low, and nothing else is amiss.
        let _ = register_fork_handlers(handlers);
    }
}

fn process_ends() {
    semaphores::process_ends();
    segments::process_ends();
}

extern "C" fn was_copied() {
    segments::process_was_copied();
}
