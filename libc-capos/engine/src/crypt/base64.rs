//! The digits of hashes: six bits each, the lowest first.

use super::Hash;

pub const DIGITS: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Appends `count` digits.
pub fn push(hash: &mut Hash, mut value: u32, count: usize) {
    for _ in 0..count {
        hash.push(&[DIGITS[value as usize & 63]]);
        value >>= 6;
    }
}

/// Appends bytes in the order that `order` gives, three at a time as four digits; what is left over at the end has
/// just as many digits as it needs.
pub fn push_ordered(hash: &mut Hash, bytes: &[u8], order: &[u8]) {
    for group in order.chunks(3) {
        let value = group.iter().fold(0, |value, &index| value << 8 | u32::from(bytes[usize::from(index)]));
        push(hash, value, group.len() + 1);
    }
}

/// The salt at the beginning of a setting: up to a `$`, at most `longest` characters.
pub fn salt(setting: &[u8], longest: usize) -> &[u8] {
    let end = setting.iter().position(|&byte| byte == b'$').unwrap_or(setting.len());
    &setting[..end.min(longest)]
}

/// Whether a salt can stand in a password file.
pub fn is_plain(salt: &[u8]) -> bool {
    salt.iter().all(|&byte| byte != b':' && byte != b'\n')
}
