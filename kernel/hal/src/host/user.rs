//! Copies to and from user memory, by the active page table.

use capos_schema::abi::Submission;

use super::frame::Frame;
use super::machine::Machine;
use crate::PAGE_SIZE;
use crate::address::UserAddress;
use crate::callbacks::Access;
use crate::sync::assert_none_held;
use crate::user::UserFault;

/// Fills the buffer from user memory.
#[track_caller]
pub fn copy_in(from: UserAddress, to: &mut [u8]) -> Result<(), UserFault> {
    let mut done = 0;
    each_page(from, to.len(), Access::Read, |frame, offset, length| {
        frame.read(offset, &mut to[done..done + length]);
        done += length;
    })
}

/// Writes the bytes to user memory.
#[track_caller]
pub fn copy_out(to: UserAddress, from: &[u8]) -> Result<(), UserFault> {
    let mut done = 0;
    each_page(to, from.len(), Access::Write, |frame, offset, length| {
        frame.write(offset, &from[done..done + length]);
        done += length;
    })
}

/// Copies a range of the page from user memory. Panics if it is not inside the page.
#[track_caller]
pub fn copy_in_frame(from: UserAddress, to: &Frame, offset: usize, length: usize) -> Result<(), UserFault> {
    let mut bytes = [0; PAGE_SIZE];
    copy_in(from, &mut bytes[..length])?;
    to.write(offset, &bytes[..length]);
    Ok(())
}

/// Copies a range of the page to user memory. Panics if it is not inside the page.
#[track_caller]
pub fn copy_out_frame(to: UserAddress, from: &Frame, offset: usize, length: usize) -> Result<(), UserFault> {
    let mut bytes = [0; PAGE_SIZE];
    from.read(offset, &mut bytes[..length]);
    copy_out(to, &bytes[..length])
}

/// Zeroes user memory.
#[track_caller]
pub fn zero(to: UserAddress, length: usize) -> Result<(), UserFault> {
    each_page(to, length, Access::Write, |frame, offset, length| frame.zero(offset, length))
}

/// Replaces a word of user memory by `new` if it is `expected`; the word as it was found. An address that is not a
/// multiple of 4 is a fault.
#[track_caller]
pub fn compare_exchange(at: UserAddress, expected: u32, new: u32) -> Result<u32, UserFault> {
    if !at.get().is_multiple_of(4) {
        return Err(UserFault { address: at });
    }
    let mut found = [0; 4];
    // Asks for the right to write whatever the word is, as the instruction does.
    each_page(at, found.len(), Access::Write, |frame, offset, _| {
        frame.read(offset, &mut found);
        if u32::from_le_bytes(found) == expected {
            frame.write(offset, &new.to_le_bytes());
        }
    })?;
    Ok(u32::from_le_bytes(found))
}

/// The one copy of a submission; fast. The address must be a multiple of 8, or it is a fault.
#[track_caller]
pub fn read_submission(from: UserAddress, to: &mut Submission) -> Result<(), UserFault> {
    if !from.get().is_multiple_of(8) {
        return Err(UserFault { address: from });
    }
    let mut bytes = [0; Submission::SIZE];
    copy_in(from, &mut bytes)?;
    let word = |index: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&bytes[index * 8..][..8]);
        u64::from_le_bytes(word)
    };
    let head = word(0);
    let lengths = word(3);
    *to = Submission {
        operation: head as u8,
        flags: (head >> 8) as u8,
        method: (head >> 16) as u16,
        capability: (head >> 32) as u32,
        interface: word(1),
        params_address: word(2),
        params_length: lengths as u32,
        results_length: (lengths >> 32) as u32,
        results_address: word(4),
        bulk_address: word(5),
        bulk_length: word(6),
        user_data: word(7),
    };
    Ok(())
}

#[track_caller]
fn each_page(
    start: UserAddress,
    length: usize,
    access: Access,
    mut each: impl FnMut(&Frame, usize, usize),
) -> Result<(), UserFault> {
    assert_none_held();
    if !start.holds(length) {
        return Err(UserFault { address: start });
    }
    let mut address = start.get();
    let end = address + length as u64;
    while address < end {
        let here = UserAddress::new(address);
        let offset = here.page_offset();
        let part = (PAGE_SIZE - offset).min((end - address) as usize);
        each(&resolve(here, access)?, offset, part);
        address += part as u64;
    }
    Ok(())
}

/// The frame there, asking the kernel core for it if it is missing.
fn resolve(address: UserAddress, access: Access) -> Result<Frame, UserFault> {
    let machine = Machine::current();
    loop {
        let (active, callbacks) = {
            let state = machine.state();
            (state.active.clone(), state.callbacks)
        };
        if let Some(frame) = active.and_then(|active| active.translate(address, access)) {
            return Ok(frame);
        }
        if !callbacks.is_some_and(|callbacks| callbacks.page_fault(address, access)) {
            return Err(UserFault { address });
        }
    }
}
