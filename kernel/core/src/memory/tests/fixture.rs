//! An address space on an imitated machine of its own.

use alloc::sync::Arc;

use capos_hal::host::Machine;
use capos_hal::{Access, PAGE_SIZE, Protection, UserAddress, UserPages, user};

use crate::memory::{AddressSpace, Backing, Layout, MemoryError, Place};
use crate::quota::Account;

pub const PAGE: u64 = PAGE_SIZE as u64;
pub const BASE: u64 = 0x10_0000_0000;
pub const READ_WRITE: Protection = Protection::READ.union(Protection::WRITE);

/// The machine is this thread's.
pub struct Fixture {
    pub account: Arc<Account>,
    pub space: Arc<AddressSpace>,
}

impl Fixture {
    pub fn new(quota: u64) -> Self {
        Self::with_frames(quota, 8192)
    }

    pub fn with_frames(quota: u64, frames: u64) -> Self {
        Machine::new(frames);
        let account = Arc::new(Account::new(quota));
        let layout = Layout::new([1, 2, 3]);
        let space = AddressSpace::new(Arc::clone(&account), layout).expect("an address space");
        Fixture { account, space }
    }

    pub fn map(&self, page: u64, count: u64, protection: Protection) -> Result<UserPages, MemoryError> {
        self.space.map(Place::Replacing(BASE + page * PAGE), count * PAGE, protection, Backing::Anonymous)
    }

    pub fn fault(&self, page: u64, access: Access) -> bool {
        self.space.fault(address(page), access)
    }

    /// Touches the page as the process would, after the faults it takes.
    pub fn poke(&self, page: u64, value: u8) -> bool {
        self.space.activate();
        let write = || user::copy_out(address(page), &[value]).is_ok();
        write() || (self.fault(page, Access::Write) && write())
    }

    pub fn peek(&self, page: u64) -> Option<u8> {
        self.space.activate();
        let mut byte = [0];
        let mut read = || user::copy_in(address(page), &mut byte).is_ok();
        let readable = read() || (self.fault(page, Access::Read) && read());
        readable.then_some(byte[0])
    }
}

pub fn address(page: u64) -> UserAddress {
    UserAddress::new(BASE + page * PAGE)
}

pub fn pages(page: u64, count: u64) -> UserPages {
    UserPages::new(BASE + page * PAGE, BASE + (page + count) * PAGE).expect("a range of the test")
}
