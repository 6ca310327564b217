//! What generated types have in common.

use super::{StructBuilder, StructReader, WORD};

/// Words that a struct of this schema takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StructSize {
    pub data: u16,
    pub pointers: u16,
}

impl StructSize {
    /// In bytes, without what it points to.
    pub const fn bytes(self) -> usize {
        (self.data as usize + self.pointers as usize) * WORD
    }
}

/// A struct of the schema.
pub trait Struct {
    type Reader<'a>: From<StructReader<'a>>;
    type Builder<'a>: From<StructBuilder<'a>>;
    const SIZE: StructSize;
}

/// A number as fields and lists hold it.
pub trait Number: Copy + Default {
    /// How a list pointer names its width.
    const ELEMENT: u64;
    const BYTES: usize;

    /// From as many bytes.
    fn read(bytes: &[u8]) -> Self;

    /// To as many.
    fn write(self, bytes: &mut [u8]);
}

macro_rules! numbers {
    ($($number:ty = $element:literal),*) => {$(
        impl Number for $number {
            const ELEMENT: u64 = $element;
            const BYTES: usize = size_of::<Self>();

            #[inline]
            fn read(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
            }

            #[inline]
            fn write(self, bytes: &mut [u8]) {
                if let Some(place) = bytes.first_chunk_mut() {
                    *place = self.to_le_bytes();
                }
            }
        }
    )*};
}

numbers!(u8 = 2, i8 = 2, u16 = 3, i16 = 3, u32 = 4, i32 = 4, u64 = 5, i64 = 5);
