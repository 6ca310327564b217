//! UTF-32 and UCS-4, in either byte order or with a mark that tells it.

use super::codec::{Bytes, Decode, Encode, Encoded, Fault, State, Step, Stop};
use super::kind::Order;
use super::slot::Slot;
use super::utf16::{begin, begins, is_big};

/// Units of four bytes: UTF-32, or UCS-4, which takes any number of 31 bits for a character.
pub(super) struct Units32<const UNICODE: bool>(pub Order);

const MARK: u32 = 0xfeff;

impl<const UNICODE: bool> Units32<UNICODE> {
    fn has(code: u32) -> bool {
        if UNICODE { char::from_u32(code).is_some() } else { code < 1 << 31 }
    }
}

impl<const UNICODE: bool> Decode for Units32<UNICODE> {
    const SHIFTS: bool = true;

    #[inline(always)]
    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let bytes = *input.first_chunk().ok_or(Fault::Incomplete)?;
        let big = is_big(self.0, *state);
        let code = if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        if begins(self.0, *state) && begin(state, code == MARK, code == MARK.swap_bytes()) {
            return Step::shift(4);
        }
        if Self::has(code) { Step::code(4, code) } else { Err(Fault::Invalid(4)) }
    }
}

impl<const UNICODE: bool> Encode for Units32<UNICODE> {
    #[inline(always)]
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        if !Self::has(code) {
            return None;
        }
        if begins(self.0, *state) {
            begin(state, true, false);
            return Some(Bytes::low(u64::from(MARK) | u64::from(code) << 32, 8));
        }
        let word = if self.0 == Order::Big { code.swap_bytes() } else { code };
        Some(Bytes::low(word.into(), 4))
    }

    fn run<S: Slot>(&self, state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        if let Some(&first) = codes.first()
            && begins(self.0, *state)
        {
            // The mark, and the first character with it.
            let mut next = *state;
            let Some(bytes) = self.one(&mut next, first) else {
                return Encoded { used: 0, written: 0, stop: Some(Stop::Unmappable) };
            };
            let Some(written) = bytes.store(output) else {
                return Encoded { used: 0, written: 0, stop: Some(Stop::Full) };
            };
            *state = next;
            return Encoded { used: 1, written, stop: None };
        }
        // From here on all are alike.
        let big = self.0 == Order::Big;
        let mut used = 0;
        for (&code, [a, b, c, d]) in codes.iter().zip(output.as_chunks_mut().0) {
            if !Self::has(code) {
                break;
            }
            let bytes = if big { code.to_be_bytes() } else { code.to_le_bytes() };
            a.put(bytes[0]);
            b.put(bytes[1]);
            c.put(bytes[2]);
            d.put(bytes[3]);
            used += 1;
        }
        let stop = codes.get(used).map(|&code| if Self::has(code) { Stop::Full } else { Stop::Unmappable });
        Encoded { used, written: 4 * used, stop }
    }
}
