//! Windows-1255 and Windows-1258: a mark follows its letter, and Unicode has characters for many pairs of the two.
//!
//! The decoder holds a letter back until it has seen what follows; the encoder takes such characters apart.

use super::codec::{Bytes, Decode, Encode, Fault, State, Step};
use super::kind::Compositions;
use super::reverse::{OutOfMemory, Reverse};
use super::single::Single;
use super::tables::composed as tables;

/// The decoder; its state is the letter held back.
pub(super) struct Composed {
    single: Single,
    /// Letter, mark and composition, in order.
    pairs: &'static [[u16; 3]],
}

pub(super) struct Decomposed {
    single: Reverse,
    /// Composition and bytes, in order.
    parts: &'static [(u16, &'static [u8])],
}

impl Composed {
    pub fn new(which: Compositions) -> Composed {
        match which {
            Compositions::Hebrew => {
                Composed { single: Single(&tables::CP1255_HIGH), pairs: &tables::CP1255_PAIRS }
            }
            Compositions::Vietnamese => {
                Composed { single: Single(&tables::CP1258_HIGH), pairs: &tables::CP1258_PAIRS }
            }
        }
    }

    fn has_compositions(&self, letter: u32) -> bool {
        self.pairs.binary_search_by(|pair| u32::from(pair[0]).cmp(&letter)).is_ok()
    }

    fn composition(&self, letter: u32, mark: u32) -> Option<u32> {
        let order = |pair: &[u16; 3]| (u32::from(pair[0]), u32::from(pair[1])).cmp(&(letter, mark));
        Some(self.pairs[self.pairs.binary_search_by(order).ok()?][2].into())
    }
}

impl Decode for Composed {
    const SHIFTS: bool = true;

    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let step = self.single.step(&mut 0, input)?;
        let Some(mut code) = step.code else { return Ok(step) };
        if *state != 0 {
            match self.composition(*state, code) {
                Some(composition) => code = composition,
                // The letter stands alone; the byte is read again.
                None => return Step::code(0, core::mem::take(state)),
            }
        }
        if self.has_compositions(code) {
            *state = code;
            return Step::shift(step.used);
        }
        *state = 0;
        Step::code(step.used, code)
    }
}

impl Decomposed {
    pub fn new(which: Compositions) -> Result<Decomposed, OutOfMemory> {
        let single = Composed::new(which).single.reverse()?;
        let parts: &[_] = match which {
            Compositions::Hebrew => &tables::CP1255_PARTS,
            Compositions::Vietnamese => &tables::CP1258_PARTS,
        };
        Ok(Decomposed { single, parts })
    }
}

impl Encode for Decomposed {
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        self.single.one(state, code).or_else(|| {
            let at = self.parts.binary_search_by(|part| u32::from(part.0).cmp(&code)).ok()?;
            let mut bytes = Bytes::NONE;
            self.parts[at].1.iter().for_each(|&byte| bytes.push(byte));
            Some(bytes)
        })
    }
}
