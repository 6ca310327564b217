//! The checked copies.

use capos_schema::abi::Submission;
use capos_schema::abi::limits::{USER_END, USER_START};

use super::copy;
use crate::address::UserAddress;
use crate::sync::assert_none_held;
use crate::user::UserFault;
use crate::x86_64::frame::Frame;

/// Checks where the range lies; what is mapped there, the copy itself finds out.
#[track_caller]
#[inline]
fn check(address: UserAddress, length: usize) -> Result<u64, UserFault> {
    assert_none_held();
    if address.holds(length) { Ok(address.get()) } else { Err(UserFault { address }) }
}

/// The copy routines return 0, or the address that faulted.
#[inline]
fn result(fault: u64) -> Result<(), UserFault> {
    if fault == 0 { Ok(()) } else { Err(UserFault { address: UserAddress::new(fault) }) }
}

/// Fills the buffer from user memory.
#[track_caller]
pub fn copy_in(from: UserAddress, to: &mut [u8]) -> Result<(), UserFault> {
    let address = check(from, to.len())?;
    // SAFETY: the destination is ours; the source lies in user space, where the routine recovers from faults.
    result(unsafe { copy::copy_user(to.as_mut_ptr(), address as *const u8, to.len()) })
}

/// Writes the bytes to user memory.
#[track_caller]
pub fn copy_out(to: UserAddress, from: &[u8]) -> Result<(), UserFault> {
    let address = check(to, from.len())?;
    // SAFETY: the source is ours; the destination lies in user space, where the routine recovers from faults.
    result(unsafe { copy::copy_user(address as *mut u8, from.as_ptr(), from.len()) })
}

/// Copies a range of the page from user memory. Panics if it is not inside the page.
#[track_caller]
pub fn copy_in_frame(from: UserAddress, to: &Frame, offset: usize, length: usize) -> Result<(), UserFault> {
    let address = check(from, length)?;
    // SAFETY: `range` checked that the destination is in the page, which nobody borrows; the source lies in user
    // space, where the routine recovers from faults.
    result(unsafe { copy::copy_user(to.range(offset, length), address as *const u8, length) })
}

/// Copies a range of the page to user memory. Panics if it is not inside the page.
#[track_caller]
pub fn copy_out_frame(to: UserAddress, from: &Frame, offset: usize, length: usize) -> Result<(), UserFault> {
    let address = check(to, length)?;
    // SAFETY: as in `copy_in_frame`, the other way round; the routine is opaque, so it is harmless that a process
    // may be writing to the page.
    result(unsafe { copy::copy_user(address as *mut u8, from.range(offset, length), length) })
}

/// Zeroes user memory.
#[track_caller]
pub fn zero(to: UserAddress, length: usize) -> Result<(), UserFault> {
    let address = check(to, length)?;
    // SAFETY: the destination lies in user space, where the routine recovers from faults.
    result(unsafe { copy::zero_user(address as *mut u8, length) })
}

/// Atomically replaces a word of user memory by `new` if it is `expected`; the word as it was found. An address that is
/// not a multiple of 4 is a fault.
#[track_caller]
pub fn compare_exchange(at: UserAddress, expected: u32, new: u32) -> Result<u32, UserFault> {
    let address = check(at, size_of::<u32>())?;
    if !address.is_multiple_of(4) {
        return Err(UserFault { address: at });
    }
    let mut found = 0;
    // SAFETY: the word lies in user space, where the routine recovers from faults; `found` is ours.
    result(unsafe { copy::exchange_user(address as *mut u32, expected, new, &raw mut found) })?;
    Ok(found)
}

/// The one copy of a submission; fast. The address must be a multiple of 8, or it is a fault.
#[track_caller]
#[inline]
pub fn read_submission(from: UserAddress, to: &mut Submission) -> Result<(), UserFault> {
    assert_none_held();
    // One comparison for three conditions: what is below, and, as its lowest bits come first, what is not aligned, is
    // then far behind the last place.
    const LAST: u64 = (USER_END - USER_START - Submission::SIZE as u64) / 8;
    let address = from.get();
    if address.wrapping_sub(USER_START).rotate_right(3) > LAST {
        return Err(UserFault { address: from });
    }
    // SAFETY: the destination has room for the 64 bytes, and a submission is integers without padding: any bytes
    // are one. The source lies in user space, where the routine recovers from faults.
    result(unsafe { copy::copy_submission((&raw mut *to).cast(), address as *const u64) })
}
