//! `Meter`: what a volume's notes cost, in whole pages of its account.

use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, frame};
use capos_schema::capos_capnp::ErrorCode;

use super::super::FileResult;
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

pub struct Meter {
    account: Arc<Account>,
    bytes: u64,
    pages: u64,
}

impl Meter {
    pub fn new(account: Arc<Account>) -> Self {
        Meter { account, bytes: 0, pages: 0 }
    }

    /// `noSpace` if the volume or the machine has no room for that many bytes more.
    pub fn take(&mut self, bytes: usize) -> FileResult<()> {
        let needed = (self.bytes + bytes as u64).div_ceil(PAGE);
        if needed > self.pages {
            if frame::is_scarce() || !self.account.charge(needed - self.pages) {
                return Err(ErrorCode::NoSpace);
            }
            self.pages = needed;
        }
        self.bytes += bytes as u64;
        Ok(())
    }

    pub fn give_back(&mut self, bytes: usize) {
        self.bytes -= bytes as u64;
        let needed = self.bytes.div_ceil(PAGE);
        self.account.release(self.pages - needed);
        self.pages = needed;
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.account.release(self.pages);
    }
}
