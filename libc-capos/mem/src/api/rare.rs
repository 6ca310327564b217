//! Which two bytes of a needle a search looks for: rare ones are seldom found in vain.

use crate::generic::pair::Pair;

/// How common a byte is in the texts and binaries one searches; higher is more common.
const fn commonness(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' => 10,
        b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 9,
        0 => 8,
        b'h' | b'l' | b'd' | b'c' | b'u' | b'm' => 7,
        b'p' | b'f' | b'g' | b'\n' | b'0' | b'_' => 6,
        b'w' | b'y' | b'b' | b'v' | b'.' | b',' | b'1' | b'-' => 5,
        b'k' | b'2'..=b'9' | b'(' | b')' | b'"' | b'/' | b'=' | 0xff => 4,
        b'A'..=b'Z' | b'x' => 3,
        b'!'..=b'~' => 2,
        _ => 1,
    }
}

/// [`commonness`] of every byte.
static COMMONNESS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = commonness(byte as u8);
        byte += 1;
    }
    table
};

/// How many bytes of a needle are looked at for rare ones, and how many if those are all the same.
const LOOKED_AT: (usize, usize) = (32, 256);

/// The first byte and the last one, or another if those are the same.
///
/// # Safety
/// `needle` is a string of `m >= 2` bytes.
pub(super) unsafe fn at_ends(needle: *const u8, m: usize) -> Pair<u8> {
    // SAFETY: the needle has `m` bytes, and its terminator is another byte too.
    unsafe {
        let first = *needle;
        let mut other = m - 1;
        if *needle.wrapping_add(other) == first {
            other = other.min(widest!(span_made_of(needle, needle, 0)));
        }
        Pair { at: (0, other), element: (first, *needle.wrapping_add(other)), blur: (0, 0) }
    }
}

/// The two rarest bytes among the first, at different offsets, different bytes where there are two.
pub(super) unsafe fn choose(needle: *const u8, m: usize) -> Pair<u8> {
    // SAFETY: every offset is below `m`.
    let byte = |i: usize| unsafe { *needle.wrapping_add(i) };
    let rank = |i: usize| COMMONNESS[usize::from(byte(i))];
    let (mut rare, mut second) = if rank(1) < rank(0) { (1, 0) } else { (0, 1) };
    for i in 2..m.min(LOOKED_AT.1) {
        if i >= LOOKED_AT.0 && byte(second) != byte(rare) {
            break;
        }
        if rank(i) < rank(rare) {
            (rare, second) = (i, rare);
        } else if byte(i) != byte(rare) && (rank(i) < rank(second) || byte(second) == byte(rare)) {
            second = i;
        }
    }
    Pair { at: (rare, second), element: (byte(rare), byte(second)), blur: (0, 0) }
}

/// The same, with the bit of case set in letters and left out of the comparison.
pub(super) unsafe fn choose_caseless(needle: *const u8, m: usize) -> Pair<u8> {
    const CASE: u8 = 0x20;
    // SAFETY: the caller's promise.
    let pair = unsafe { choose(needle, m) };
    let blur = |byte: u8| if byte.is_ascii_alphabetic() { CASE } else { 0 };
    let (a, b) = pair.element;
    Pair { element: (a | blur(a), b | blur(b)), blur: (blur(a), blur(b)), ..pair }
}
