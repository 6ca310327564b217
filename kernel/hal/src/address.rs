//! User addresses: integers that a process claims, never pointers.

use core::ops::Range;

use capos_schema::abi::limits::{USER_END, USER_START};

pub const PAGE_SIZE: usize = capos_schema::abi::limits::PAGE_SIZE;

/// An address as a process gave it: any number at all. Only the copies of [`crate::user`] judge it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UserAddress(u64);

impl UserAddress {
    pub const fn new(address: u64) -> Self {
        UserAddress(address)
    }

    pub const fn get(self) -> u64 {
        self.0
    }

    /// `None` if the sum wraps.
    pub const fn checked_add(self, bytes: u64) -> Option<Self> {
        match self.0.checked_add(bytes) {
            Some(sum) => Some(UserAddress(sum)),
            None => None,
        }
    }

    /// Whether all of `length` bytes from here lie where user memory may be. An empty range always does.
    pub const fn holds(self, length: usize) -> bool {
        if length == 0 {
            return true;
        }
        match self.0.checked_add(length as u64) {
            Some(end) => self.0 >= USER_START && end <= USER_END,
            None => false,
        }
    }

    /// The page it lies in, if user memory may be there.
    pub const fn page(self) -> Option<UserPage> {
        UserPage::new(self.0 & !(PAGE_SIZE as u64 - 1))
    }

    pub const fn page_offset(self) -> usize {
        self.0 as usize % PAGE_SIZE
    }
}

/// A page of user address space: aligned, and between `USER_START` and `USER_END`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UserPage(u64);

impl UserPage {
    /// `None` if the address is not aligned or outside of user space.
    pub const fn new(address: u64) -> Option<Self> {
        if address.is_multiple_of(PAGE_SIZE as u64) && address >= USER_START && address < USER_END {
            Some(UserPage(address))
        } else {
            None
        }
    }

    pub const fn address(self) -> UserAddress {
        UserAddress(self.0)
    }
}

/// A run of user pages; may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UserPages {
    start: u64,
    end: u64,
}

impl UserPages {
    /// `None` unless both ends are aligned, in order and inside user space.
    pub const fn new(start: u64, end: u64) -> Option<Self> {
        let aligned = start.is_multiple_of(PAGE_SIZE as u64) && end.is_multiple_of(PAGE_SIZE as u64);
        if aligned && start >= USER_START && start <= end && end <= USER_END {
            Some(UserPages { start, end })
        } else {
            None
        }
    }

    /// All of user space.
    pub const ALL: UserPages = UserPages { start: USER_START, end: USER_END };

    pub const fn addresses(self) -> Range<u64> {
        self.start..self.end
    }

    /// Number of pages.
    pub const fn count(self) -> u64 {
        (self.end - self.start) / PAGE_SIZE as u64
    }

    pub const fn contains(self, page: UserPage) -> bool {
        self.start <= page.0 && page.0 < self.end
    }

    pub fn iter(self) -> impl Iterator<Item = UserPage> {
        (self.start..self.end).step_by(PAGE_SIZE).map(UserPage)
    }
}
