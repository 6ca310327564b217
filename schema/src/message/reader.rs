//! `StructReader`: a struct of a received message, and the pointers that lead from it.

use super::encoding::{BYTE, COMPOSITE, KIND, LIST, POINTER, STRUCT, struct_sizes};
use super::{DataList, Malformed, Number, NumberList, Result, StructList, Text, WORD};

#[derive(Clone, Copy)]
pub struct StructReader<'a> {
    segment: &'a [u8],
    /// Its numbers, as many as whoever wrote it knew of.
    data: &'a [u8],
    /// Where its pointers begin in the segment, and how many bytes they take; all of them are inside of it.
    pointers: usize,
    pointer_bytes: usize,
}

/// Where a list's elements begin in the segment, and how many bytes they take: all of them are inside of it.
#[derive(Clone, Copy)]
pub(super) struct Elements {
    pub start: usize,
    pub count: usize,
}

impl<'a> StructReader<'a> {
    /// Of defaults alone.
    pub(super) const EMPTY: Self = StructReader { segment: &[], data: &[], pointers: 0, pointer_bytes: 0 };

    /// The message's root. No bytes at all stand for a struct of defaults.
    #[inline]
    pub fn root(message: &'a [u8]) -> Result<Self> {
        if message.is_empty() { Ok(Self::EMPTY) } else { Self::behind(message, 0) }
    }

    /// The struct behind the pointer at that place of the segment.
    #[inline]
    fn behind(segment: &'a [u8], at: usize) -> Result<Self> {
        let pointer = word(segment, at).ok_or(Malformed::Bounds)?;
        if pointer == 0 {
            return Ok(Self::EMPTY);
        }
        if pointer & KIND != STRUCT {
            return Err(Malformed::Pointer);
        }
        let (data, pointers) = struct_sizes(pointer);
        Self::at(segment, target(at, pointer)?, data, pointers)
    }

    #[inline]
    pub(super) fn at(segment: &'a [u8], start: usize, data: usize, pointer_bytes: usize) -> Result<Self> {
        let whole = segment.get(start..).and_then(|rest| rest.get(..data + pointer_bytes));
        let data = &whole.ok_or(Malformed::Bounds)?[..data];
        Ok(StructReader { segment, data, pointers: start + data.len(), pointer_bytes })
    }

    #[inline]
    pub fn number<N: Number>(self, at: usize) -> N {
        self.data.get(at..at + N::BYTES).map_or(N::default(), N::read)
    }

    #[inline]
    pub fn bool(self, bit: usize) -> bool {
        self.data.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 != 0)
    }

    /// Where the pointer of that number is; `None` if there is none, or it is null.
    #[inline]
    fn pointer(self, index: usize) -> Option<(usize, u64)> {
        if index * WORD >= self.pointer_bytes {
            return None;
        }
        let at = self.pointers + index * WORD;
        word(self.segment, at).filter(|&pointer| pointer != 0).map(|pointer| (at, pointer))
    }

    #[inline]
    pub fn structure(self, index: usize) -> Result<StructReader<'a>> {
        match self.pointer(index) {
            Some((at, _)) => Self::behind(self.segment, at),
            None => Ok(Self::EMPTY),
        }
    }

    #[inline]
    pub fn data(self, index: usize) -> Result<&'a [u8]> {
        match self.pointer(index) {
            Some((at, pointer)) => bytes(self.segment, at, pointer),
            None => Ok(&[]),
        }
    }

    #[inline]
    pub fn text(self, index: usize) -> Result<Text<'a>> {
        match self.pointer(index) {
            Some((at, pointer)) => match bytes(self.segment, at, pointer)?.split_last() {
                Some((0, text)) => Ok(Text::new(text)),
                _ => Err(Malformed::Text),
            },
            None => Ok(Text::new(&[])),
        }
    }

    pub fn numbers<N: Number>(self, index: usize) -> Result<NumberList<'a, N>> {
        let Some((at, pointer)) = self.pointer(index) else { return Ok(NumberList::new(&[])) };
        let Elements { start, count } = elements(self.segment, at, pointer, N::ELEMENT, N::BYTES)?;
        Ok(NumberList::new(&self.segment[start..start + count * N::BYTES]))
    }

    pub fn data_list(self, index: usize) -> Result<DataList<'a>> {
        let Some((at, pointer)) = self.pointer(index) else { return Ok(DataList::EMPTY) };
        elements(self.segment, at, pointer, POINTER, WORD)
            .map(|elements| DataList::new(self.segment, elements))
    }

    pub fn struct_list<S>(self, index: usize) -> Result<StructList<'a, S>> {
        let Some((at, pointer)) = self.pointer(index) else { return Ok(StructList::EMPTY) };
        // The count is the words of the elements, and one more word says how many there are and how long.
        let Elements { start, count: words } = elements(self.segment, at, pointer, COMPOSITE, WORD)?;
        let tag = word(self.segment, start).ok_or(Malformed::Bounds)?;
        if tag & KIND != STRUCT {
            return Err(Malformed::Pointer);
        }
        let (data, pointers) = struct_sizes(tag);
        let count = (tag as u32 >> 2) as usize;
        if count > self.segment.len() / WORD {
            return Err(Malformed::Length);
        }
        let elements = Elements { start: start + WORD, count };
        let inside = elements.start + words * WORD <= self.segment.len();
        if !inside || count * (data + pointers) > words * WORD {
            return Err(Malformed::Bounds);
        }
        Ok(StructList::new(self.segment, elements, data, pointers))
    }
}

#[inline]
fn word(segment: &[u8], at: usize) -> Option<u64> {
    segment.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Where a pointer leads: words from behind itself, in either direction.
#[inline]
fn target(at: usize, pointer: u64) -> Result<usize> {
    let words = (pointer as i32 >> 2) as isize;
    (at + WORD).checked_add_signed(words * WORD as isize).ok_or(Malformed::Bounds)
}

/// A list of elements of that size.
#[inline]
fn elements(segment: &[u8], at: usize, pointer: u64, element: u64, size: usize) -> Result<Elements> {
    if pointer & KIND != LIST || pointer >> 32 & 7 != element {
        return Err(Malformed::Pointer);
    }
    let (start, count) = (target(at, pointer)?, (pointer >> 35) as usize);
    // Neither wraps: the count has 29 bits, and the start is a few gigabytes at most.
    if start + count * size > segment.len() {
        return Err(Malformed::Bounds);
    }
    Ok(Elements { start, count })
}

#[inline]
fn bytes(segment: &[u8], at: usize, pointer: u64) -> Result<&[u8]> {
    let Elements { start, count } = elements(segment, at, pointer, BYTE, 1)?;
    Ok(&segment[start..start + count])
}

/// The bytes behind a pointer of a list.
#[inline]
pub(super) fn bytes_behind(segment: &[u8], at: usize) -> Result<&[u8]> {
    match word(segment, at).ok_or(Malformed::Bounds)? {
        0 => Ok(&[]),
        pointer => bytes(segment, at, pointer),
    }
}
