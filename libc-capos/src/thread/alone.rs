//! Whether the process has ever had a second thread: until then locks around short operations can be left out.

use core::sync::atomic::{AtomicBool, Ordering};

static ALONE: AtomicBool = AtomicBool::new(true);

/// True as long as no thread was ever started. Only a hint for operations that start none themselves.
#[inline(always)]
pub fn is_alone() -> bool {
    ALONE.load(Ordering::Relaxed)
}

/// To be called by whoever starts a thread, before it runs.
pub fn end_of_solitude() {
    ALONE.store(false, Ordering::SeqCst);
}
