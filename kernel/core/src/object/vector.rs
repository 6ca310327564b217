//! `Vector`: a bulk buffer that lies in several places.
//!
//! The array of its parts stays in the caller's memory and is read as it is needed, since a call allocates nothing. What
//! the caller makes of it meanwhile is the caller's loss: each part is checked when it is used.

use core::cell::Cell;

use capos_hal::{UserAddress, user};
use capos_schema::abi::limits::MAX_BULK;
use capos_schema::abi::{BulkPart, Fault, Submission};

/// Parts that are looked at together.
const CHUNK: usize = 16;

pub(crate) struct Vector {
    array: u64,
    count: u64,
    length: u64,
    /// Where the last transfer was, as the next one goes on there.
    last: Cell<Place>,
}

#[derive(Clone, Copy, Default)]
struct Place {
    index: u64,
    /// Bytes of the parts before it.
    start: u64,
}

impl Vector {
    /// The parts of a submission whose array's address and length were checked.
    pub(crate) fn new(submission: &Submission) -> Result<Self, Fault> {
        let array = submission.bulk_address;
        let count = submission.bulk_length / BulkPart::SIZE as u64;
        let mut length: u64 = 0;
        let mut index = 0;
        while index < count {
            let mut bytes = [0; CHUNK * BulkPart::SIZE];
            let some = (count - index).min(CHUNK as u64);
            let bytes = &mut bytes[..some as usize * BulkPart::SIZE];
            copy_parts(array, index, bytes)?;
            for part in bytes.as_chunks().0 {
                let part = BulkPart::from_bytes(*part);
                if part.length != 0 {
                    check(part)?;
                    length = length.saturating_add(part.length);
                }
            }
            index += some;
        }
        Ok(Vector { array, count, length: length.min(MAX_BULK), last: Cell::default() })
    }

    /// Bytes of all parts, of those that one call moves.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Hands on the pieces of memory that a range of the buffer is made of: each with how much of the range lies before
    /// it, and its length.
    pub(crate) fn each_piece(
        &self,
        offset: u64,
        length: usize,
        mut act: impl FnMut(UserAddress, usize, usize) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut place = self.last.get();
        if offset < place.start {
            place = Place::default();
        }
        let mut done = 0;
        while done < length {
            if place.index == self.count {
                // The array was longer before.
                return Err(Fault::BulkLength);
            }
            let mut bytes = [0; BulkPart::SIZE];
            copy_parts(self.array, place.index, &mut bytes)?;
            let part = BulkPart::from_bytes(bytes);
            let before = offset + done as u64 - place.start;
            if before >= part.length {
                place = Place { index: place.index + 1, start: place.start.saturating_add(part.length) };
                continue;
            }
            check(part)?;
            let piece = (part.length - before).min((length - done) as u64) as usize;
            act(UserAddress::new(part.address + before), done, piece)?;
            done += piece;
        }
        self.last.set(place);
        Ok(())
    }
}

fn copy_parts(array: u64, index: u64, to: &mut [u8]) -> Result<(), Fault> {
    // The array's end was checked, so this does not wrap.
    let address = UserAddress::new(array + index * BulkPart::SIZE as u64);
    user::copy_in(address, to).map_err(|_| Fault::BulkAddress)
}

/// The part lies in user space, as far as a call moves it.
fn check(part: BulkPart) -> Result<(), Fault> {
    let address = UserAddress::new(part.address);
    let length = part.length.min(MAX_BULK) as usize;
    if !address.holds(1) {
        Err(Fault::BulkAddress)
    } else if !address.holds(length) {
        Err(Fault::BulkLength)
    } else {
        Ok(())
    }
}
