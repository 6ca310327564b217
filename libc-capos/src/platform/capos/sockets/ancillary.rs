//! Ancillary data: messages beside the bytes, each with a head (`struct cmsghdr`) and its length brought to a multiple of 8.

use crate::errno::Errno;
use crate::types::{c_int, cmsghdr};
use core::mem::MaybeUninit;

/// The head of a message, behind which the data begin.
pub const HEAD: usize = size_of::<cmsghdr>();
const ALIGNMENT: usize = 8;

/// One message.
pub struct Item<'a> {
    pub level: c_int,
    pub kind: c_int,
    pub data: &'a [u8],
}

pub fn number(bytes: &[u8], at: usize) -> Option<c_int> {
    bytes.get(at..)?.first_chunk().map(|bytes| c_int::from_ne_bytes(*bytes))
}

/// The messages that a sender has put there. A length that is none is told once, as the last.
pub fn items(control: &[u8]) -> impl Iterator<Item = Result<Item<'_>, Errno>> {
    let mut rest = control;
    core::iter::from_fn(move || {
        let (length, level, kind) = (number(rest, 0)?, number(rest, 8)?, number(rest, 12)?);
        let length = length as u32 as usize;
        let Some(data) = rest.get(HEAD..length) else {
            rest = &[];
            return Some(Err(Errno::EINVAL));
        };
        rest = rest.get(length.next_multiple_of(ALIGNMENT)..).unwrap_or_default();
        Some(Ok(Item { level, kind, data }))
    })
}

/// The receiver's room, which messages fill.
pub struct Writer<'a> {
    room: &'a mut [MaybeUninit<u8>],
    used: usize,
    is_whole: bool,
}

impl<'a> Writer<'a> {
    pub fn new(room: &'a mut [MaybeUninit<u8>]) -> Self {
        Writer { room, used: 0, is_whole: true }
    }

    /// Bytes of data that the next message can have.
    pub fn room(&self) -> usize {
        (self.room.len() - self.used).saturating_sub(HEAD)
    }

    /// Something did not fit, or was lost.
    pub fn lose(&mut self) {
        self.is_whole = false;
    }

    /// Writes a message, as much of it as fits.
    pub fn put(&mut self, level: c_int, kind: c_int, data: &[u8]) {
        let free = &mut self.room[self.used..];
        if free.len() < HEAD {
            return self.lose();
        }
        let fits = data.len().min(free.len() - HEAD);
        let length = HEAD + fits;
        for (at, value) in [(0, length as c_int), (4, 0), (8, level), (12, kind)] {
            free[at..at + size_of::<c_int>()].write_copy_of_slice(&value.to_ne_bytes());
        }
        free[HEAD..length].write_copy_of_slice(&data[..fits]);
        self.used += length.next_multiple_of(ALIGNMENT).min(free.len());
        self.is_whole &= fits == data.len();
    }

    /// How long the messages are, and whether everything is there.
    pub fn finish(self) -> (usize, bool) {
        (self.used, self.is_whole)
    }
}
