//! The hashes `$2a$`, `$2b$` and `$2y$` with Blowfish, as Provos and Mazières, "A Future-Adaptable Password Scheme",
//! describe them. The three differ only in defects of old implementations that are not repeated here.

use super::Hash;
use blowfish::Blowfish;

/// This form has digits of its own, the highest bits first.
const DIGITS: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const SALT: usize = 16;
const SALT_DIGITS: usize = 22;
/// Bytes of a key that count, its NUL included.
const KEY: usize = 72;
const MOST_COSTLY: u32 = 31;
/// "OrpheanBeholderScryDoubt"
const TEXT: [u32; 6] = [0x4f72_7068, 0x6561_6e42, 0x6568_6f6c, 0x6465_7253, 0x6372_7944, 0x6f75_6274];

fn decoded(digits: &[u8]) -> Option<[u8; SALT]> {
    let mut salt = [0; SALT];
    let (mut bits, mut count, mut at) = (0_u32, 0, 0);
    for &digit in digits {
        let value = DIGITS.iter().position(|&known| known == digit)?;
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 && at < SALT {
            count -= 8;
            salt[at] = (bits >> count) as u8;
            at += 1;
        }
    }
    Some(salt)
}

fn push_digits(hash: &mut Hash, bytes: &[u8]) {
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        count += 8;
        while count >= 6 {
            count -= 6;
            hash.push(&[DIGITS[(bits >> count) as usize & 63]]);
        }
    }
    if count > 0 {
        hash.push(&[DIGITS[(bits << (6 - count)) as usize & 63]]);
    }
}

/// Hashes; `setting` is what follows the prefix: two digits of cost, `$`, the salt.
pub fn crypt(key: &[u8], prefix: &[u8], setting: &[u8]) -> Option<Hash> {
    let [tens @ b'0'..=b'3', ones @ b'0'..=b'9', b'$', rest @ ..] = setting else { return None };
    let cost = u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
    if !(4..=MOST_COSTLY).contains(&cost) {
        return None;
    }
    let salt = decoded(rest.get(..SALT_DIGITS)?)?;
    let mut bytes = [0; KEY];
    let taken = key.len().min(KEY);
    bytes[..taken].copy_from_slice(&key[..taken]);
    // The NUL belongs to the key, as long as there is room.
    let key = &bytes[..(taken + 1).min(KEY)];
    let mut state = Blowfish::bc_init_state();
    state.salted_expand_key(&salt, key);
    for _ in 0..1_u64 << cost {
        state.bc_expand_key(key);
        state.bc_expand_key(&salt);
    }
    let mut text = TEXT;
    for pair in text.chunks_exact_mut(2) {
        for _ in 0..64 {
            let [left, right] = state.bc_encrypt([pair[0], pair[1]]);
            (pair[0], pair[1]) = (left, right);
        }
    }
    let mut hash = Hash::new();
    hash.push(prefix);
    hash.push(&setting[..3]);
    push_digits(&mut hash, &salt);
    let mut digest = [0; 24];
    for (place, word) in digest.chunks_exact_mut(4).zip(text) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    // One byte of the last word was left out in the beginning, and so it is for ever.
    push_digits(&mut hash, &digest[..23]);
    Some(hash)
}
