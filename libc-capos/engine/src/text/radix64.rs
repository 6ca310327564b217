//! `a64l` and `l64a`: 32 bits as up to six digits, the lowest first.

const DIGITS: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The value of at most six digits; another byte ends them.
pub fn from_radix64(text: impl Iterator<Item = u8>) -> i32 {
    let mut value = 0_u64;
    for (i, byte) in text.take(6).enumerate() {
        let Some(digit) = DIGITS.iter().position(|&d| d == byte) else { break };
        value |= (digit as u64) << (6 * i);
    }
    value as u32 as i32
}

/// The digits of a value, followed by zeros.
pub fn to_radix64(value: u32) -> [u8; 7] {
    let mut text = [0; 7];
    let mut rest = value;
    for digit in &mut text {
        if rest == 0 {
            break;
        }
        *digit = DIGITS[rest as usize % 64];
        rest /= 64;
    }
    text
}
