//! What one thread keeps: free slots per class, ready to be handed out.
//!
//! Each entry carries the address of its slot's state, so handing it out needs no look-up.

use crate::class::{self, CLASSES};
use core::ptr::null_mut;

/// Slots a magazine holds at most.
pub const DEPTH: usize = 128;

/// A slot, and where its state is.
#[derive(Clone, Copy)]
pub struct Entry {
    pub block: *mut u8,
    pub state: *mut u8,
}

impl Entry {
    pub const NONE: Self = Self { block: null_mut(), state: null_mut() };
}

/// The free slots of one class.
pub struct Magazine {
    pub count: u32,
    /// Entries allowed: few for large slots, so that a cache stays small.
    pub limit: u32,
    pub entries: [Entry; DEPTH],
}

/// One thread's magazines. It begins as zeroed memory; a magazine with `limit == 0` is not set up yet.
pub struct ThreadCache {
    pub magazines: [Magazine; CLASSES],
    /// Links caches whose threads have ended.
    pub next: *mut ThreadCache,
}

/// Bytes of free slots that a magazine holds at most, as far as two slots allow.
const BYTES: usize = 64 << 10;

/// How many slots of a class a magazine may hold.
pub fn limit(class: usize) -> u32 {
    (BYTES / class::slot_size(class)).clamp(2, DEPTH) as u32
}
