//! `Arena`: the part of a message's room that a builder may write to, and how much of the room is used.

use super::encoding::{BYTE, COMPOSITE, LIST, POINTER, struct_bits};
use super::{Number, StructSize, WORD};

/// More than any room has used, and no sum with a length wraps.
const OVERFULL: usize = usize::MAX / 4;

/// From the beginning of a struct or list to the end of the room: whatever belongs to it comes later. Places are counted
/// from there, so that those of a struct's fields are constants.
pub(super) struct Arena<'a> {
    room: &'a mut [u8],
    /// Where that is in the room.
    base: usize,
    /// Of the whole room; `OVERFULL` once something found no place.
    used: &'a mut usize,
}

impl<'a> Arena<'a> {
    #[inline]
    pub fn new(room: &'a mut [u8], used: &'a mut usize) -> Self {
        Arena { room, base: 0, used }
    }

    #[inline]
    pub fn reborrow(&mut self) -> Arena<'_> {
        Arena { room: self.room, base: self.base, used: self.used }
    }

    /// What begins at the place; nothing if it found none.
    #[inline]
    pub fn from(self, place: Option<usize>) -> Arena<'a> {
        let start = place.unwrap_or(self.room.len());
        let room = self.room.get_mut(start..).unwrap_or_default();
        Arena { room, base: self.base + start, used: self.used }
    }

    /// As many bytes in whole words, which hold anything.
    #[inline]
    fn reserve(&mut self, bytes: usize) -> Option<usize> {
        let start = *self.used - self.base;
        let end = (start + bytes).next_multiple_of(WORD);
        let fits = end <= self.room.len();
        *self.used = if fits { self.base + end } else { OVERFULL };
        fits.then_some(start)
    }

    /// As many zero bytes in whole words; gives where they begin.
    #[inline]
    pub fn take(&mut self, bytes: usize) -> Option<usize> {
        let start = self.reserve(bytes)?;
        self.room.get_mut(start..)?.get_mut(..bytes.next_multiple_of(WORD))?.fill(0);
        Some(start)
    }

    #[inline]
    pub fn put<N: Number>(&mut self, at: usize, value: N) {
        if let Some(place) = self.room.get_mut(at..at + N::BYTES) {
            value.write(place);
        }
    }

    #[inline]
    pub fn put_bit(&mut self, at: usize, bit: usize, value: bool) {
        if let Some(byte) = self.room.get_mut(at) {
            *byte = *byte & !(1 << bit) | u8::from(value) << bit;
        }
    }

    /// A pointer at that place to what begins at the target; `bits` are what its kind says beside that.
    #[inline]
    fn point(&mut self, at: usize, target: usize, bits: u64) {
        let words = (target.wrapping_sub(at + WORD) / WORD) as u32;
        self.put(at, bits | u64::from(words << 2));
    }

    /// A new struct, which the pointer at that place leads to.
    #[inline]
    pub fn add_struct(&mut self, at: usize, size: StructSize) -> Option<usize> {
        let start = self.take(size.bytes())?;
        // Without any bytes it lies nowhere: a distance of -1 tells its pointer from null.
        let target = if size.bytes() == 0 { at } else { start };
        self.point(at, target, struct_bits(size));
        Some(start)
    }

    #[inline]
    fn point_to_list(&mut self, at: usize, start: usize, element: u64, count: usize) {
        self.point(at, start, LIST | element << 32 | (count as u64) << 35);
    }

    /// A list of the bytes and as many NULs, which the pointer at that place leads to.
    #[inline]
    pub fn add_bytes(&mut self, at: usize, bytes: &[u8], nuls: usize) {
        let count = bytes.len() + nuls;
        let Some(start) = self.reserve(count) else { return };
        if let Some(place) = self.room.get_mut(start..start + count.next_multiple_of(WORD)) {
            // What is behind the bytes is zero.
            if let Some(last) = place.last_chunk_mut::<WORD>() {
                *last = [0; WORD];
            }
            place[..bytes.len()].copy_from_slice(bytes);
        }
        self.point_to_list(at, start, BYTE, count);
    }

    pub fn add_numbers<N: Number>(&mut self, at: usize, numbers: &[N]) {
        let Some(start) = self.take(size_of_val(numbers)) else { return };
        self.point_to_list(at, start, N::ELEMENT, numbers.len());
        for (index, number) in numbers.iter().enumerate() {
            self.put(start + index * N::BYTES, *number);
        }
    }

    pub fn add_pointers(&mut self, at: usize, count: usize) -> Option<usize> {
        let start = self.take(count * WORD)?;
        self.point_to_list(at, start, POINTER, count);
        Some(start)
    }

    pub fn add_structs(&mut self, at: usize, count: usize, size: StructSize) -> Option<usize> {
        let start = self.take(WORD + count * size.bytes())?;
        self.point_to_list(at, start, COMPOSITE, count * size.bytes() / WORD);
        self.put(start, struct_bits(size) | (count as u64) << 2);
        Some(start + WORD)
    }
}
