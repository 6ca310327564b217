//! Address space.

use super::Linux;
use super::syscall::{args, blocking, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Memory, MemoryProtection};
use crate::types::{c_int, off_t};
use core::ptr::NonNull;

const PROT_READ: c_int = 1;
const PROT_WRITE: c_int = 2;
const MAP_PRIVATE: c_int = 0x02;
const MAP_ANONYMOUS: c_int = 0x20;
const MADV_DONTNEED: c_int = 4;
const MREMAP_MAYMOVE: usize = 1;
const MREMAP_FIXED: usize = 2;

fn bits(protection: MemoryProtection) -> c_int {
    match protection {
        MemoryProtection::None => 0,
        MemoryProtection::Read => PROT_READ,
        MemoryProtection::ReadWrite => PROT_READ | PROT_WRITE,
    }
}

impl Memory for Linux {
    fn map(length: usize, protection: MemoryProtection) -> Result<NonNull<u8>, Errno> {
        let arguments = [0, length, int(bits(protection)), int(MAP_PRIVATE | MAP_ANONYMOUS), int(-1), 0];
        // SAFETY: without MAP_FIXED the kernel picks a range that is not in use.
        let address = unsafe { syscall(nr::MMAP, arguments) }?;
        NonNull::new(address as *mut u8).ok_or(Errno::ENOMEM)
    }

    unsafe fn unmap(address: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller owns the range and nothing refers to it.
        unsafe { syscall(nr::MUNMAP, args([address.as_ptr() as usize, length])) }.map(drop)
    }

    unsafe fn protect(
        address: NonNull<u8>,
        length: usize,
        protection: MemoryProtection,
    ) -> Result<(), Errno> {
        let arguments = args([address.as_ptr() as usize, length, int(bits(protection))]);
        // SAFETY: the caller promises that live references agree with the protection.
        unsafe { syscall(nr::MPROTECT, arguments) }.map(drop)
    }

    unsafe fn discard(address: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller promises that the contents are dead.
        unsafe { syscall(nr::MADVISE, args([address.as_ptr() as usize, length, int(MADV_DONTNEED)])) }
            .map(drop)
    }

    unsafe fn relocate(from: NonNull<u8>, length: usize, to: NonNull<u8>) -> Result<(), Errno> {
        let arguments =
            [from.as_ptr() as usize, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, to.as_ptr() as usize, 0];
        // SAFETY: the caller owns both ranges.
        unsafe { syscall(nr::MREMAP, arguments) }.map(drop)
    }

    unsafe fn mmap(
        address: usize,
        length: usize,
        protection: c_int,
        flags: c_int,
        fd: c_int,
        offset: off_t,
    ) -> Result<usize, Errno> {
        // SAFETY: the caller promises that a fixed range is not in use.
        unsafe { syscall(nr::MMAP, [address, length, int(protection), int(flags), int(fd), offset as usize]) }
    }

    unsafe fn munmap(address: usize, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller promises that nothing refers to the range.
        unsafe { syscall(nr::MUNMAP, args([address, length])) }.map(drop)
    }

    unsafe fn mprotect(address: usize, length: usize, protection: c_int) -> Result<(), Errno> {
        // SAFETY: the caller promises that live references agree with the protection.
        unsafe { syscall(nr::MPROTECT, args([address, length, int(protection)])) }.map(drop)
    }

    unsafe fn madvise(address: usize, length: usize, advice: c_int) -> Result<(), Errno> {
        // SAFETY: the caller promises that contents given up are dead.
        unsafe { syscall(nr::MADVISE, args([address, length, int(advice)])) }.map(drop)
    }

    fn msync(address: usize, length: usize, flags: c_int) -> Result<(), Errno> {
        // SAFETY: writing pages back changes no memory of the process.
        unsafe { blocking(nr::MSYNC, args([address, length, int(flags)])) }.map(drop)
    }

    fn lock(address: usize, length: usize) -> Result<(), Errno> {
        // SAFETY: where pages are does not change what they hold.
        unsafe { syscall(nr::MLOCK, args([address, length])) }.map(drop)
    }

    fn unlock(address: usize, length: usize) -> Result<(), Errno> {
        // SAFETY: as above.
        unsafe { syscall(nr::MUNLOCK, args([address, length])) }.map(drop)
    }

    fn lock_all(flags: c_int) -> Result<(), Errno> {
        // SAFETY: as above.
        unsafe { syscall(nr::MLOCKALL, args([int(flags)])) }.map(drop)
    }

    fn unlock_all() -> Result<(), Errno> {
        // SAFETY: as above.
        unsafe { syscall(nr::MUNLOCKALL, args([])) }.map(drop)
    }

    unsafe fn resident(address: usize, length: usize, pages: *mut u8) -> Result<(), Errno> {
        // SAFETY: the caller has a byte for every page.
        unsafe { syscall(nr::MINCORE, args([address, length, pages as usize])) }.map(drop)
    }
}
