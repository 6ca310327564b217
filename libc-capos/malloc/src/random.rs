//! A small generator for the order of slots. It is seeded by the system; its output never leaves the allocator.

use crate::system::System;

pub struct Random(u64);

impl Random {
    pub const fn unseeded() -> Self {
        Self(0)
    }

    fn next<S: System>(&mut self) -> u64 {
        if self.0 == 0 {
            self.0 = S::random() | 1;
        }
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
    }

    /// A number below `n`, which fits 32 bits.
    pub fn below<S: System>(&mut self, n: usize) -> usize {
        ((self.next::<S>() * n as u64) >> 32) as usize
    }
}
