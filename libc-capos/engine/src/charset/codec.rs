//! The two halves of a conversion: bytes to code points, code points to bytes.
//!
//! A decoder fills an array of code points and an encoder empties it, each in a loop of its own, so that every
//! character set needs one of either and the loops stay tight.

use super::slot::Slot;

/// What one half remembers between calls; zero initially. Its meaning is the character set's own.
pub(super) type State = u32;

/// Why decoding stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The input ends within a character.
    Incomplete,
    /// No character; who ignores that goes on behind so many bytes.
    Invalid(usize),
}

/// One step: bytes read and the character they made, or none after a shift sequence.
pub(super) struct Step {
    pub used: usize,
    pub code: Option<u32>,
}

impl Step {
    #[inline(always)]
    pub fn code(used: usize, code: u32) -> Result<Step, Fault> {
        Ok(Step { used, code: Some(code) })
    }

    pub fn shift(used: usize) -> Result<Step, Fault> {
        Ok(Step { used, code: None })
    }
}

/// How far a decoder came.
pub(super) struct Decoded {
    pub used: usize,
    pub made: usize,
    /// `None` where the input is used up or the array is full.
    pub fault: Option<Fault>,
}

pub(super) trait Decode {
    /// Whether there are steps that make no character.
    const SHIFTS: bool = false;

    /// Reads one character from input that is not empty. On a fault the state is not used again.
    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault>;

    /// Whether bytes below 0x80 now stand for themselves.
    fn is_ascii(&self, _state: State) -> bool {
        false
    }

    /// Decodes as much as there is, or as has room.
    #[inline]
    fn run(&self, state: &mut State, input: &[u8], codes: &mut [u32]) -> Decoded {
        run_steps(self, state, input, codes)
    }
}

/// [`Decode::run`] step by step.
#[inline]
pub(super) fn run_steps<D: Decode + ?Sized>(
    decoder: &D,
    state: &mut State,
    input: &[u8],
    codes: &mut [u32],
) -> Decoded {
    let (mut used, mut made) = (0, 0);
    while used < input.len() {
        if decoder.is_ascii(*state) {
            let copied = copy_ascii(&input[used..], &mut codes[made..]);
            used += copied;
            made += copied;
        }
        // So many steps until it is worth while to look for ASCII again.
        for _ in 0..BLOCK {
            if used == input.len() || (made == codes.len() && !D::SHIFTS) {
                return Decoded { used, made, fault: None };
            }
            let mut next = *state;
            match decoder.step(&mut next, &input[used..]) {
                Ok(Step { used: read, code: None }) => {
                    *state = next;
                    used += read;
                }
                Ok(Step { used: read, code: Some(code) }) => {
                    let Some(place) = codes.get_mut(made) else {
                        return Decoded { used, made, fault: None };
                    };
                    *place = code;
                    *state = next;
                    used += read;
                    made += 1;
                }
                Err(fault) => {
                    // Whoever has no room for a character does not want to know that the next one is none.
                    let fault = (made < codes.len()).then_some(fault);
                    return Decoded { used, made, fault };
                }
            }
        }
    }
    Decoded { used, made, fault: None }
}

/// Characters that are converted at once where all are ASCII.
pub(super) const BLOCK: usize = 16;

/// Copies blocks of ASCII from the front of the input and says how much that was.
#[inline(always)]
pub(super) fn copy_ascii(input: &[u8], codes: &mut [u32]) -> usize {
    let mut copied = 0;
    for (bytes, codes) in input.chunks_exact(BLOCK).zip(codes.chunks_exact_mut(BLOCK)) {
        if bytes.iter().fold(0, |all, &byte| all | byte) >= 0x80 {
            break;
        }
        codes.iter_mut().zip(bytes).for_each(|(code, &byte)| *code = u32::from(byte));
        copied += BLOCK;
    }
    copied
}

/// The bytes of one character, at most eight, the first lowest.
#[derive(Clone, Copy)]
pub(super) struct Bytes {
    word: u64,
    len: usize,
}

impl Bytes {
    pub const NONE: Bytes = Bytes { word: 0, len: 0 };

    #[inline(always)]
    pub fn one(byte: u8) -> Bytes {
        Bytes { word: u64::from(byte), len: 1 }
    }

    /// The lowest `len` bytes of a word.
    #[inline(always)]
    pub fn low(word: u64, len: usize) -> Bytes {
        Bytes { word, len }
    }

    /// A code of one or two bytes, as a number.
    #[inline(always)]
    pub fn pair(code: u16) -> Bytes {
        if code < 0x100 { Bytes::one(code as u8) } else { Bytes::low(u64::from(code.swap_bytes()), 2) }
    }

    pub fn push(&mut self, byte: u8) {
        self.word |= u64::from(byte) << (8 * self.len);
        self.len += 1;
    }

    #[must_use]
    pub fn then(self, next: Bytes) -> Bytes {
        if self.len == 0 {
            return next;
        }
        Bytes { word: self.word | next.word << (8 * self.len), len: self.len + next.len }
    }

    /// Stores the bytes if there is room.
    #[inline(always)]
    pub fn store<S: Slot>(self, output: &mut [S]) -> Option<usize> {
        match self.len {
            1 => self.store_exactly::<S, 1>(output),
            2 => self.store_exactly::<S, 2>(output),
            3 => self.store_exactly::<S, 3>(output),
            4 => self.store_exactly::<S, 4>(output),
            len => {
                let slots = output.get_mut(..len)?;
                slots.iter_mut().zip(self.word.to_le_bytes()).for_each(|(slot, byte)| slot.put(byte));
                Some(len)
            }
        }
    }

    #[inline(always)]
    fn store_exactly<S: Slot, const LEN: usize>(self, output: &mut [S]) -> Option<usize> {
        let slots: &mut [S; LEN] = output.first_chunk_mut()?;
        slots.iter_mut().zip(self.word.to_le_bytes()).for_each(|(slot, byte)| slot.put(byte));
        Some(LEN)
    }
}

/// Why encoding stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Full,
    /// The character set lacks the next character.
    Unmappable,
}

/// How far an encoder came.
pub(super) struct Encoded {
    pub used: usize,
    pub written: usize,
    /// `None` where all was written.
    pub stop: Option<Stop>,
}

pub(super) trait Encode {
    /// The bytes of a character; the state is used only if they can be written.
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes>;

    /// What brings the output back to the initial state.
    fn finish(&self, _state: State) -> Bytes {
        Bytes::NONE
    }

    #[inline]
    fn run<S: Slot>(&self, state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        let mut written = 0;
        for (used, &code) in codes.iter().enumerate() {
            let mut next = *state;
            let Some(bytes) = self.one(&mut next, code) else {
                return Encoded { used, written, stop: Some(Stop::Unmappable) };
            };
            let Some(len) = bytes.store(&mut output[written..]) else {
                return Encoded { used, written, stop: Some(Stop::Full) };
            };
            written += len;
            *state = next;
        }
        Encoded { used: codes.len(), written, stop: None }
    }
}
