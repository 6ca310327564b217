//! `MessageBuilder`: a message that is written into room of the caller's; `StructBuilder`: a struct of it.
//!
//! Structs, texts and lists lie in the order in which they were begun, as capnp's own library lays them: equal calls give
//! equal bytes. What finds no room is left out, and then `finish` gives nothing.

use super::arena::Arena;
use super::{DataListBuilder, Number, Struct, StructListBuilder, WORD};

pub struct MessageBuilder<'r> {
    room: &'r mut [u8],
    used: usize,
}

impl<'r> MessageBuilder<'r> {
    /// What is in the room does not matter.
    pub fn new(room: &'r mut [u8]) -> Self {
        MessageBuilder { room, used: 0 }
    }

    /// Begins the message with its root.
    #[inline]
    pub fn init_root<S: Struct>(&mut self) -> S::Builder<'_> {
        self.used = 0;
        let mut arena = Arena::new(self.room, &mut self.used);
        match arena.take(WORD) {
            Some(at) => StructBuilder::begin::<S>(arena, at).into(),
            None => StructBuilder::new::<S>(arena).into(),
        }
    }

    /// The message's bytes; `None` if they found no room.
    #[inline]
    pub fn finish(self) -> Option<&'r [u8]> {
        self.room.get(..self.used)
    }
}

pub struct StructBuilder<'a> {
    /// From its numbers on.
    arena: Arena<'a>,
    /// Where its pointers begin, behind the numbers.
    pointers: usize,
}

impl<'a> StructBuilder<'a> {
    /// The one that the arena begins with.
    #[inline]
    pub(super) fn new<S: Struct>(arena: Arena<'a>) -> Self {
        StructBuilder { arena, pointers: S::SIZE.data as usize * WORD }
    }

    /// A new struct, which the pointer at that place leads to.
    #[inline]
    fn begin<S: Struct>(mut arena: Arena<'a>, at: usize) -> Self {
        let start = arena.add_struct(at, S::SIZE);
        Self::new::<S>(arena.from(start))
    }

    #[inline]
    pub fn reborrow(&mut self) -> StructBuilder<'_> {
        StructBuilder { arena: self.arena.reborrow(), pointers: self.pointers }
    }

    #[inline]
    pub fn set_number<N: Number>(&mut self, at: usize, value: N) {
        self.arena.put(at, value);
    }

    #[inline]
    pub fn set_bool(&mut self, bit: usize, value: bool) {
        self.arena.put_bit(bit / 8, bit % 8, value);
    }

    #[inline]
    pub fn set_data(&mut self, index: usize, bytes: &[u8]) {
        self.arena.add_bytes(self.pointers + index * WORD, bytes, 0);
    }

    #[inline]
    pub fn set_text(&mut self, index: usize, text: &str) {
        // With a NUL behind it.
        self.arena.add_bytes(self.pointers + index * WORD, text.as_bytes(), 1);
    }

    pub fn set_numbers<N: Number>(&mut self, index: usize, numbers: &[N]) {
        self.arena.add_numbers(self.pointers + index * WORD, numbers);
    }

    #[inline]
    pub fn init_struct<S: Struct>(self, index: usize) -> S::Builder<'a> {
        let at = self.pointers + index * WORD;
        StructBuilder::begin::<S>(self.arena, at).into()
    }

    pub fn init_struct_list<S: Struct>(mut self, index: usize, count: u32) -> StructListBuilder<'a, S> {
        let start = self.arena.add_structs(self.pointers + index * WORD, count as usize, S::SIZE);
        StructListBuilder::new(self.arena.from(start), count)
    }

    pub fn init_data_list(mut self, index: usize, count: u32) -> DataListBuilder<'a> {
        let start = self.arena.add_pointers(self.pointers + index * WORD, count as usize);
        DataListBuilder::new(self.arena.from(start), count)
    }
}
