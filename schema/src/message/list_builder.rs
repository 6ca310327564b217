//! Lists of a message that is being written.

use core::marker::PhantomData;

use super::arena::Arena;
use super::{Struct, StructBuilder, WORD};

/// # Panics
/// Behind the last.
fn check(index: u32, count: u32) -> usize {
    assert!(index < count, "an element behind the end of a list");
    index as usize
}

pub struct DataListBuilder<'a> {
    /// From its first element on.
    arena: Arena<'a>,
    count: u32,
}

impl<'a> DataListBuilder<'a> {
    pub(super) fn new(arena: Arena<'a>, count: u32) -> Self {
        DataListBuilder { arena, count }
    }

    /// # Panics
    /// Behind the last.
    pub fn set(&mut self, index: u32, bytes: &[u8]) {
        self.arena.add_bytes(check(index, self.count) * WORD, bytes, 0);
    }
}

pub struct StructListBuilder<'a, S> {
    /// From its first element on.
    arena: Arena<'a>,
    count: u32,
    structure: PhantomData<S>,
}

impl<'a, S: Struct> StructListBuilder<'a, S> {
    pub(super) fn new(arena: Arena<'a>, count: u32) -> Self {
        StructListBuilder { arena, count, structure: PhantomData }
    }

    pub fn reborrow(&mut self) -> StructListBuilder<'_, S> {
        StructListBuilder::new(self.arena.reborrow(), self.count)
    }

    /// # Panics
    /// Behind the last.
    pub fn get(self, index: u32) -> S::Builder<'a> {
        let start = check(index, self.count) * S::SIZE.bytes();
        StructBuilder::new::<S>(self.arena.from(Some(start))).into()
    }
}
