//! Where output bytes go.

use core::mem::MaybeUninit;

/// A byte of an output buffer, which need not be initialized.
pub trait Slot {
    fn put(&mut self, byte: u8);
}

impl Slot for u8 {
    #[inline(always)]
    fn put(&mut self, byte: u8) {
        *self = byte;
    }
}

impl Slot for MaybeUninit<u8> {
    #[inline(always)]
    fn put(&mut self, byte: u8) {
        self.write(byte);
    }
}
