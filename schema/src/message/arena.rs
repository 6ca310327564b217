//! `Arena`: the room that a message is written to, and how much of it is used.

use super::encoding::{BYTE, COMPOSITE, LIST, POINTER, struct_bits};
use super::{Number, StructSize, WORD};

/// A place that no room has, and that no sum with a length makes one of.
const NOWHERE: usize = usize::MAX / 4;

pub(super) struct Arena<'a> {
    room: &'a mut [u8],
    /// `NOWHERE` once something found no room.
    used: &'a mut usize,
}

impl<'a> Arena<'a> {
    #[inline]
    pub fn new(room: &'a mut [u8], used: &'a mut usize) -> Self {
        Arena { room, used }
    }

    #[inline]
    pub fn reborrow(&mut self) -> Arena<'_> {
        Arena { room: self.room, used: self.used }
    }

    /// As many bytes in whole words, which hold anything.
    #[inline]
    fn reserve(&mut self, bytes: usize) -> Option<(usize, &mut [u8])> {
        let start = *self.used;
        let end = (start + bytes).next_multiple_of(WORD);
        let reserved = self.room.get_mut(start..end);
        *self.used = if reserved.is_some() { end } else { NOWHERE };
        reserved.map(|reserved| (start, reserved))
    }

    /// As many zero bytes in whole words; gives where they begin.
    #[inline]
    pub fn take(&mut self, bytes: usize) -> usize {
        match self.reserve(bytes) {
            Some((start, taken)) => {
                taken.fill(0);
                start
            }
            None => NOWHERE,
        }
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

    #[inline]
    pub fn point_to_struct(&mut self, at: usize, start: usize, size: StructSize) {
        // Without any bytes it lies nowhere: a distance of -1 tells it from a null pointer.
        let start = if size.bytes() == 0 { at } else { start };
        self.point(at, start, struct_bits(size));
    }

    #[inline]
    fn point_to_list(&mut self, at: usize, start: usize, element: u64, count: usize) {
        self.point(at, start, LIST | element << 32 | (count as u64) << 35);
    }

    /// A list of the bytes and as many NULs, which the pointer at that place leads to.
    #[inline]
    pub fn add_bytes(&mut self, at: usize, bytes: &[u8], nuls: usize) {
        let count = bytes.len() + nuls;
        let mut start = NOWHERE;
        if let Some((begin, reserved)) = self.reserve(count) {
            start = begin;
            if let Some(last) = reserved.last_chunk_mut::<WORD>() {
                *last = [0; WORD];
            }
            reserved[..bytes.len()].copy_from_slice(bytes);
        }
        self.point_to_list(at, start, BYTE, count);
    }

    pub fn add_numbers<N: Number>(&mut self, at: usize, numbers: &[N]) {
        let start = self.take(size_of_val(numbers));
        self.point_to_list(at, start, N::ELEMENT, numbers.len());
        for (index, number) in numbers.iter().enumerate() {
            self.put(start + index * N::BYTES, *number);
        }
    }

    pub fn add_pointers(&mut self, at: usize, count: usize) -> usize {
        let start = self.take(count * WORD);
        self.point_to_list(at, start, POINTER, count);
        start
    }

    pub fn add_structs(&mut self, at: usize, count: usize, size: StructSize) -> usize {
        let start = self.take(WORD + count * size.bytes());
        self.point_to_list(at, start, COMPOSITE, count * size.bytes() / WORD);
        self.put(start, struct_bits(size) | (count as u64) << 2);
        start + WORD
    }
}
