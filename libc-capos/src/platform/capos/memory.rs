//! Address space, by VirtualMemory.

use super::{Capos, descriptors, fs, locked_memory};
use crate::errno::Errno;
use crate::platform::{Memory, MemoryProtection};
use crate::types::{c_int, off_t};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::limits::{PAGE_SIZE, USER_END};
use capos_rt::schema::abi::memory::{MapFlags, Protection};
use capos_rt::{Capability, Error, VirtualMemory, startup};
use core::mem::ManuallyDrop;
use core::ptr::NonNull;

// <sys/mman.h>; protections and MAP_SHARED, MAP_FIXED have the kernel's values.
const MAP_TYPE: c_int = 0x0f;
const MAP_SHARED: c_int = 0x01;
const MAP_PRIVATE: c_int = 0x02;
const MAP_ANONYMOUS: c_int = 0x20;
const MAP_FIXED: c_int = 0x10;
const MAP_FIXED_NOREPLACE: c_int = 0x10_0000;
const MADV_DONTNEED: c_int = 4;
const MADV_FREE: c_int = 8;
const MADV_LAST: c_int = 25;
const MS_ASYNC: c_int = 1;
const MS_INVALIDATE: c_int = 2;
const MS_SYNC: c_int = 4;

fn memory() -> Result<ManuallyDrop<Capability<VirtualMemory>>, Errno> {
    startup::granted_any::<VirtualMemory>().ok_or(Errno::ENOMEM)
}

fn bits(protection: MemoryProtection) -> u32 {
    match protection {
        MemoryProtection::None => Protection::NONE,
        MemoryProtection::Read => Protection::READ,
        MemoryProtection::ReadWrite => Protection::READ | Protection::WRITE,
    }
}

/// The length in whole pages, as `mmap` and its kin round it.
fn whole_pages(length: usize) -> Result<u64, Errno> {
    length.checked_next_multiple_of(PAGE_SIZE).filter(|&l| l > 0).map(|l| l as u64).ok_or(Errno::EINVAL)
}

/// `ENOMEM` if a page of the range is not mapped.
fn check_mapped(address: usize, length: usize) -> Result<(), Errno> {
    let end = address.checked_add(length).ok_or(Errno::ENOMEM)?;
    let mut page = address & !(PAGE_SIZE - 1);
    let mut pages = [0; 256];
    while page < end {
        let count = (end - page).div_ceil(PAGE_SIZE).min(pages.len());
        // SAFETY: there is a byte for every page.
        unsafe { Capos::resident(page, count * PAGE_SIZE, pages.as_mut_ptr()) }?;
        page += count * PAGE_SIZE;
    }
    Ok(())
}

fn map_file(
    fd: c_int,
    offset: u64,
    hint: u64,
    length: u64,
    protection: u32,
    flags: u32,
) -> Result<usize, Errno> {
    let file = fs::file(descriptors::get(fd)?.target).map_err(|_| Errno::ENODEV)?;
    match memory()?.map_object(&file, offset, hint, length, protection, flags) {
        // Directories and devices have no pages.
        Err(Error::Exception(ErrorCode::NotSupported | ErrorCode::IsDirectory)) => Err(Errno::ENODEV),
        other => Ok(other? as usize),
    }
}

impl Memory for Capos {
    fn map(length: usize, protection: MemoryProtection) -> Result<NonNull<u8>, Errno> {
        // Inaccessible memory is address space that costs nothing until it is protected otherwise.
        let address = memory()?.map(0, length as u64, bits(protection), 0)?;
        NonNull::new(address as *mut u8).ok_or(Errno::ENOMEM)
    }

    unsafe fn unmap(address: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller owns the range and nothing refers to it.
        Ok(unsafe { memory()?.unmap(address.as_ptr() as u64, length as u64) }?)
    }

    unsafe fn protect(
        address: NonNull<u8>,
        length: usize,
        protection: MemoryProtection,
    ) -> Result<(), Errno> {
        // SAFETY: the caller promises that live references agree with the protection.
        Ok(unsafe { memory()?.protect(address.as_ptr() as u64, length as u64, bits(protection)) }?)
    }

    unsafe fn discard(address: NonNull<u8>, length: usize) -> Result<(), Errno> {
        let memory = memory()?;
        let (address, length) = (address.as_ptr() as u64, length as u64);
        // SAFETY: the caller promises that the contents are dead; committing again keeps the range mapped.
        unsafe { memory.decommit(address, length) }?;
        Ok(memory.commit(address, length, Protection::READ | Protection::WRITE)?)
    }

    unsafe fn mmap(
        address: usize,
        length: usize,
        protection: c_int,
        flags: c_int,
        fd: c_int,
        offset: off_t,
    ) -> Result<usize, Errno> {
        if !matches!(flags & MAP_TYPE, MAP_SHARED | MAP_PRIVATE) {
            return Err(Errno::EINVAL);
        }
        let protection = u32::try_from(protection).map_err(|_| Errno::EINVAL)?;
        let length = whole_pages(length)?;
        if length > USER_END {
            return Err(Errno::ENOMEM);
        }
        let (hint, place) = if flags & MAP_FIXED_NOREPLACE != 0 {
            (address, MapFlags::FIXED_NO_REPLACE)
        } else if flags & MAP_FIXED != 0 {
            (address, MapFlags::FIXED)
        } else {
            (address & !(PAGE_SIZE - 1), 0)
        };
        let is_anonymous = flags & MAP_ANONYMOUS != 0;
        // MAP_SHARED has the kernel's value; what is not shared is private.
        let flags = place | (flags & MAP_SHARED) as u32;
        if is_anonymous {
            return Ok(memory()?.map(hint as u64, length, protection, flags)? as usize);
        }
        map_file(fd, fs::offset(offset)?, hint as u64, length, protection, flags)
    }

    unsafe fn munmap(address: usize, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller promises that nothing refers to the range.
        Ok(unsafe { memory()?.unmap(address as u64, whole_pages(length)?) }?)
    }

    unsafe fn mprotect(address: usize, length: usize, protection: c_int) -> Result<(), Errno> {
        let protection = u32::try_from(protection).map_err(|_| Errno::EINVAL)?;
        if length == 0 {
            return Ok(());
        }
        // SAFETY: the caller promises that live references agree with the protection.
        Ok(unsafe { memory()?.protect(address as u64, whole_pages(length)?, protection) }?)
    }

    unsafe fn madvise(address: usize, length: usize, advice: c_int) -> Result<(), Errno> {
        if !address.is_multiple_of(PAGE_SIZE) {
            return Err(Errno::EINVAL);
        }
        match advice {
            MADV_DONTNEED | MADV_FREE if length > 0 => {
                let start = NonNull::new(address as *mut u8).ok_or(Errno::ENOMEM)?;
                // SAFETY: the caller promises that contents given up are dead.
                unsafe { Self::discard(start, whole_pages(length)? as usize) }
            }
            // The other kinds are hints, for what is there.
            0..=MADV_LAST => check_mapped(address, length),
            _ => Err(Errno::EINVAL),
        }
    }

    fn msync(address: usize, length: usize, flags: c_int) -> Result<(), Errno> {
        let known = flags & !(MS_ASYNC | MS_INVALIDATE | MS_SYNC) == 0;
        let both = flags & MS_ASYNC != 0 && flags & MS_SYNC != 0;
        if !known || both || !address.is_multiple_of(PAGE_SIZE) {
            return Err(Errno::EINVAL);
        }
        if flags & MS_INVALIDATE != 0 && locked_memory::includes(address, length) {
            return Err(Errno::EBUSY);
        }
        if length == 0 {
            return Ok(());
        }
        Ok(memory()?.sync(address as u64, whole_pages(length)?, flags & MS_SYNC != 0)?)
    }

    fn lock(address: usize, length: usize) -> Result<(), Errno> {
        check_mapped(address, length)?;
        locked_memory::lock(address, length)
    }

    fn unlock(address: usize, length: usize) -> Result<(), Errno> {
        check_mapped(address, length)?;
        locked_memory::unlock(address, length)
    }

    fn lock_all(flags: c_int) -> Result<(), Errno> {
        locked_memory::lock_all(flags)
    }

    fn unlock_all() -> Result<(), Errno> {
        locked_memory::unlock_all();
        Ok(())
    }

    unsafe fn resident(address: usize, length: usize, pages: *mut u8) -> Result<(), Errno> {
        if !address.is_multiple_of(PAGE_SIZE) {
            return Err(Errno::EINVAL);
        }
        if length == 0 {
            return Ok(());
        }
        let count = whole_pages(length)? as usize / PAGE_SIZE;
        // SAFETY: the caller has a byte for every page.
        let pages = unsafe { core::slice::from_raw_parts_mut(pages, count) };
        match memory()?.resident(address as u64, pages) {
            Err(Error::Exception(ErrorCode::InvalidArgument)) => Err(Errno::ENOMEM),
            outcome => Ok(outcome.map(drop)?),
        }
    }
}
