//! `Usage`: whether a file is open to be written or runs as a program. It is never both.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicI64, Ordering::Relaxed};

use capos_schema::capos_capnp::ErrorCode;

use super::{FileLocks, FileResult};

/// Above 0: descriptions that write. Below 0: address spaces in which it is the program.
#[derive(Default)]
pub struct Usage(AtomicI64);

impl Usage {
    pub const fn new() -> Self {
        Usage(AtomicI64::new(0))
    }

    /// `textBusy` while it runs.
    pub fn check_writable(&self) -> FileResult<()> {
        if self.0.load(Relaxed) < 0 { Err(ErrorCode::TextBusy) } else { Ok(()) }
    }

    /// One more writes. `textBusy` while it runs.
    pub fn begin_writing(&self) -> FileResult<()> {
        self.step(|uses| (uses >= 0).then_some(uses + 1))
    }

    pub fn end_writing(&self) {
        self.0.fetch_sub(1, Relaxed);
    }

    fn step(&self, next: impl Fn(i64) -> Option<i64>) -> FileResult<()> {
        let stepped = self.0.fetch_update(Relaxed, Relaxed, next);
        stepped.map(drop).map_err(|_| ErrorCode::TextBusy)
    }
}

/// A file that runs: nobody opens it to write as long as this is there.
pub struct Running(Arc<FileLocks>);

impl Running {
    /// `textBusy` while somebody has the file open to write.
    pub fn new(file: &Arc<FileLocks>) -> FileResult<Self> {
        file.usage.step(|uses| (uses <= 0).then_some(uses - 1))?;
        Ok(Running(Arc::clone(file)))
    }
}

impl Clone for Running {
    fn clone(&self) -> Self {
        // It runs already, so there is no writer.
        self.0.usage.0.fetch_sub(1, Relaxed);
        Running(Arc::clone(&self.0))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.usage.0.fetch_add(1, Relaxed);
    }
}
