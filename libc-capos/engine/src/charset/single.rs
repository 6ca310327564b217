//! Character sets of one byte that extend ASCII, and the encoder of all sets that have a table of codes.

use super::codec::{Bytes, Decode, Encode, Fault, State, Step};
use super::reverse::{OutOfMemory, Reverse};

/// The characters of the bytes from 0x80 on, 0 for none.
pub(super) struct Single(pub &'static [u16; 128]);

impl Single {
    pub fn reverse(&self) -> Result<Reverse, OutOfMemory> {
        let mut reverse = Reverse::new()?;
        for (byte, &code) in (0x80..).zip(self.0) {
            if code != 0 {
                reverse.add(code.into(), byte)?;
            }
        }
        Ok(reverse)
    }
}

impl Decode for Single {
    #[inline]
    fn is_ascii(&self, _state: State) -> bool {
        true
    }

    #[inline]
    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let byte = input[0];
        match byte.checked_sub(0x80).map(|place| self.0[usize::from(place)]) {
            None => Step::code(1, byte.into()),
            Some(0) => Err(Fault::Invalid(1)),
            Some(code) => Step::code(1, code.into()),
        }
    }
}

impl Encode for Reverse {
    #[inline]
    fn one(&self, _state: &mut State, code: u32) -> Option<Bytes> {
        self.get(code).map(Bytes::pair)
    }
}
