//! UTF-16 and UCS-2, in either byte order or with a mark that tells it.

use super::codec::{BLOCK, Bytes, Decode, Decoded, Encode, Encoded, Fault, State, Step, Stop, run_steps};
use super::kind::Order;
use super::slot::Slot;

/// Units of two bytes: UTF-16, or UCS-2, which is the same without surrogates.
pub(super) struct Units16<const SURROGATES: bool>(pub Order);

/// States of a marked text: nothing seen, or the order that the mark told.
const UNKNOWN: State = 0;
const LITTLE: State = 1;
const BIG: State = 2;

const MARK: u16 = 0xfeff;

/// The order of a text's bytes.
pub(super) fn is_big(order: Order, state: State) -> bool {
    order == Order::Big || (order == Order::Marked && state == BIG)
}

/// Where a marked text begins: looks for the mark `little` or `big` bytes make, and says whether it is there.
pub(super) fn begin(state: &mut State, is_little_mark: bool, is_big_mark: bool) -> bool {
    *state = if is_big_mark { BIG } else { LITTLE };
    is_little_mark || is_big_mark
}

pub(super) fn begins(order: Order, state: State) -> bool {
    order == Order::Marked && state == UNKNOWN
}

#[inline(always)]
fn unit(big: bool, input: &[u8], at: usize) -> Option<u16> {
    let bytes = *input.get(at..)?.first_chunk()?;
    Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
}

impl<const SURROGATES: bool> Decode for Units16<SURROGATES> {
    const SHIFTS: bool = true;

    fn run(&self, state: &mut State, input: &[u8], codes: &mut [u32]) -> Decoded {
        let (mut used, mut made) = (0, 0);
        while !begins(self.0, *state) {
            let big = is_big(self.0, *state);
            let copied = copy_codes(big, &input[used..], &mut codes[made..]);
            used += 2 * copied;
            made += copied;
            for _ in 0..BLOCK {
                if used == input.len() || made == codes.len() {
                    return Decoded { used, made, fault: None };
                }
                match self.step(state, &input[used..]) {
                    Ok(step) => {
                        codes[made] = step.code.unwrap_or_default();
                        used += step.used;
                        made += 1;
                    }
                    Err(fault) => return Decoded { used, made, fault: Some(fault) },
                }
            }
        }
        run_steps(self, state, input, codes)
    }

    #[inline(always)]
    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let big = is_big(self.0, *state);
        let first = unit(big, input, 0).ok_or(Fault::Incomplete)?;
        if begins(self.0, *state) && begin(state, first == MARK, first == MARK.swap_bytes()) {
            return Step::shift(2);
        }
        match first {
            0..=0xd7ff | 0xe000..=0xffff => Step::code(2, u32::from(first)),
            0xd800..=0xdbff if SURROGATES => match unit(big, input, 2).ok_or(Fault::Incomplete)? {
                second @ 0xdc00..=0xdfff => {
                    let bits = u32::from(first & 0x3ff) << 10 | u32::from(second & 0x3ff);
                    Step::code(4, 0x1_0000 + bits)
                }
                _ => Err(Fault::Invalid(2)),
            },
            _ => Err(Fault::Invalid(2)),
        }
    }
}

impl<const SURROGATES: bool> Encode for Units16<SURROGATES> {
    #[inline(always)]
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        let order = |unit: u32| match self.0 {
            Order::Big => (unit as u16).swap_bytes().into(),
            Order::Little | Order::Marked => u64::from(unit as u16),
        };
        let bytes = match code {
            0..=0xd7ff | 0xe000..=0xffff => Bytes::low(order(code), 2),
            0x1_0000..=0x10_ffff if SURROGATES => {
                let high = order(0xd7c0 + (code >> 10));
                Bytes::low(high | order(0xdc00 | code & 0x3ff) << 16, 4)
            }
            _ => return None,
        };
        if begins(self.0, *state) {
            *state = LITTLE;
            return Some(Bytes::low(u64::from(MARK), 2).then(bytes));
        }
        Some(bytes)
    }

    fn run<S: Slot>(&self, state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        let (mut used, mut written) = (0, 0);
        while used < codes.len() {
            if !begins(self.0, *state) {
                let copied = copy_units(self.0 == Order::Big, &codes[used..], &mut output[written..]);
                used += copied;
                written += 2 * copied;
            }
            for &code in codes[used..].iter().take(BLOCK) {
                let mut next = *state;
                let Some(bytes) = self.one(&mut next, code) else {
                    return Encoded { used, written, stop: Some(Stop::Unmappable) };
                };
                let Some(len) = bytes.store(&mut output[written..]) else {
                    return Encoded { used, written, stop: Some(Stop::Full) };
                };
                *state = next;
                used += 1;
                written += len;
            }
        }
        Encoded { used, written, stop: None }
    }
}

/// Reads blocks without surrogates and says how many characters they were.
#[inline(always)]
fn copy_codes(big: bool, input: &[u8], codes: &mut [u32]) -> usize {
    let mut copied = 0;
    for (bytes, codes) in input.chunks_exact(2 * BLOCK).zip(codes.chunks_exact_mut(BLOCK)) {
        let mut surrogates = 0;
        for (code, bytes) in codes.iter_mut().zip(bytes.chunks_exact(2)) {
            let unit = u16::from_le_bytes([bytes[0], bytes[1]]);
            let unit = if big { unit.swap_bytes() } else { unit };
            surrogates |= u16::from(unit & 0xf800 == 0xd800);
            *code = u32::from(unit);
        }
        if surrogates != 0 {
            break;
        }
        copied += BLOCK;
    }
    copied
}

/// Writes blocks of characters below the surrogates and says how many they were.
#[inline(always)]
fn copy_units<S: Slot>(big: bool, codes: &[u32], output: &mut [S]) -> usize {
    let mut copied = 0;
    for (codes, slots) in codes.chunks_exact(BLOCK).zip(output.chunks_exact_mut(2 * BLOCK)) {
        if codes.iter().fold(0, |most, &code| code.max(most)) >= 0xd800 {
            break;
        }
        for (&code, slots) in codes.iter().zip(slots.chunks_exact_mut(2)) {
            let unit = if big { (code as u16).swap_bytes() } else { code as u16 };
            slots[0].put(unit as u8);
            slots[1].put((unit >> 8) as u8);
        }
        copied += BLOCK;
    }
    copied
}
