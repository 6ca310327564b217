//! Bytes between a file's pages and a caller, copied once.

use capos_hal::PAGE_SIZE;
use capos_hal::frame::Frame;

use capos_schema::capos_capnp::ErrorCode;

use crate::memory::{MemoryError, PageObject};
use crate::object::{Call, CallError};

const PAGE: u64 = PAGE_SIZE as u64;

/// Pages that are looked up together.
const RUN: usize = 16;

/// From the object's pages to the caller's buffer: `start..end` of the object. Holes read as zeros.
pub fn read_pages(pages: &PageObject, start: u64, end: u64, call: &mut Call<'_>) -> Result<(), CallError> {
    let mut at = start;
    while at < end {
        if end.div_ceil(PAGE) - at / PAGE == 1 {
            let frame = pages.existing(at / PAGE);
            return read_page(pages, frame, start, at, end, call).map(drop);
        }
        let mut frames = [const { None }; RUN];
        let count = (end.div_ceil(PAGE) - at / PAGE).min(RUN as u64) as usize;
        pages.existing_run(at / PAGE, &mut frames[..count]);
        for frame in &mut frames[..count] {
            at += read_page(pages, frame.take(), start, at, end, call)?;
        }
    }
    Ok(())
}

/// What lies from `at` on in one page, which may be known already; how much that is.
fn read_page(
    pages: &PageObject,
    known: Option<Frame>,
    start: u64,
    at: u64,
    end: u64,
    call: &mut Call<'_>,
) -> Result<u64, CallError> {
    let (offset, length) = part(at, end);
    let frame = match known {
        None => pages.readable(at / PAGE).map_err(MemoryError::code)?,
        known => known,
    };
    match frame {
        Some(frame) => call.bulk_out_frame(at - start, &frame, offset, length)?,
        None => call.bulk_zero(at - start, length)?,
    }
    Ok(length as u64)
}

/// From the caller's buffer to the object's pages, as far as it goes: the position behind the last byte that was
/// copied, and why it ended there if that is not `end`.
pub fn write_pages(
    pages: &PageObject,
    start: u64,
    end: u64,
    call: &Call<'_>,
) -> (u64, Result<(), WriteError>) {
    let mut at = start;
    while at < end {
        let (offset, length) = part(at, end);
        let copied = match pages.frame(at / PAGE) {
            Ok(frame) => call.bulk_in_frame(at - start, &frame, offset, length).map_err(WriteError::Caller),
            Err(error) => Err(WriteError::Memory(error)),
        };
        if let Err(error) = copied {
            return (at, Err(error));
        }
        at += length as u64;
    }
    (at, Ok(()))
}

pub enum WriteError {
    Caller(CallError),
    Memory(MemoryError),
    /// There is no room where the pages are kept.
    Refused(ErrorCode),
}

/// The offset in its page, and the bytes up to the page's or the range's end.
pub fn part(at: u64, end: u64) -> (usize, usize) {
    let offset = at % PAGE;
    (offset as usize, (PAGE - offset).min(end - at) as usize)
}
