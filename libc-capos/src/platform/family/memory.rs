//! Address space: mapping pages.

use crate::errno::Errno;
use crate::types::{c_int, off_t};
use core::ptr::NonNull;

/// What a page of private memory allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemoryProtection {
    None,
    Read,
    ReadWrite,
}

/// Required family: the heap and thread stacks live on it.
pub trait Memory {
    /// Reserves and zero-fills `length` bytes (a multiple of the page size) of private memory.
    fn map(length: usize, protection: MemoryProtection) -> Result<NonNull<u8>, Errno>;

    /// Returns pages to the system.
    ///
    /// # Safety
    /// The range is page-aligned, came from [`Memory::map`] (or is a part of it) and nothing refers to it any more.
    unsafe fn unmap(address: NonNull<u8>, length: usize) -> Result<(), Errno>;

    /// Changes what the pages allow.
    ///
    /// # Safety
    /// As for [`Memory::unmap`] where the new protection forbids what live references do.
    unsafe fn protect(address: NonNull<u8>, length: usize, protection: MemoryProtection)
    -> Result<(), Errno>;

    /// Drops the contents; the pages read as zero afterwards and cost no memory until touched.
    ///
    /// # Safety
    /// The range is page-aligned and its contents are dead.
    unsafe fn discard(address: NonNull<u8>, length: usize) -> Result<(), Errno>;

    /// Moves the pages of a range over the start of another, without copying; the old range is gone afterwards.
    ///
    /// # Safety
    /// Both ranges are page-aligned, came from [`Memory::map`] and belong to the caller.
    unsafe fn relocate(_from: NonNull<u8>, _length: usize, _to: NonNull<u8>) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `mmap` with the raw arguments of C.
    ///
    /// # Safety
    /// With `MAP_FIXED` the range must not be in use.
    unsafe fn mmap(
        _address: usize,
        _length: usize,
        _protection: c_int,
        _flags: c_int,
        _fd: c_int,
        _offset: off_t,
    ) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// `munmap` with the raw arguments of C.
    ///
    /// # Safety
    /// Nothing refers to the range any more.
    unsafe fn munmap(_address: usize, _length: usize) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `mprotect` with the raw arguments of C.
    ///
    /// # Safety
    /// The new protection allows what live references do.
    unsafe fn mprotect(_address: usize, _length: usize, _protection: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `madvise` with the raw arguments of C.
    ///
    /// # Safety
    /// The contents of a range given up by the advice are dead.
    unsafe fn madvise(_address: usize, _length: usize, _advice: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `msync` with the raw arguments of C.
    fn msync(_address: usize, _length: usize, _flags: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Keeps pages in memory. Where nothing is ever moved out of memory there is nothing to do.
    fn lock(_address: usize, _length: usize) -> Result<(), Errno> {
        Ok(())
    }

    fn unlock(_address: usize, _length: usize) -> Result<(), Errno> {
        Ok(())
    }

    /// Keeps all pages in memory; `flags` are `MCL_*`.
    fn lock_all(_flags: c_int) -> Result<(), Errno> {
        Ok(())
    }

    fn unlock_all() -> Result<(), Errno> {
        Ok(())
    }

    /// Tells for each page of a range, in the lowest bit of a byte, whether it is in memory.
    ///
    /// # Safety
    /// `pages` has a byte for every page.
    unsafe fn resident(_address: usize, _length: usize, _pages: *mut u8) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
}
