//! The hashes `$5$` and `$6$` with SHA-256 and SHA-512, as Ulrich Drepper's "Unix crypt using SHA-256 and SHA-512"
//! specifies them.

use super::{Hash, base64};
use sha2::Digest;

const LONGEST_SALT: usize = 16;
const ROUNDS: u32 = 5000;
const FEWEST: u32 = 1000;
const MOST: u32 = 999_999_999;

/// In which order the bytes of a digest become digits.
pub const ORDER_256: [u8; 32] = [
    0, 10, 20, 21, 1, 11, 12, 22, 2, 3, 13, 23, 24, 4, 14, 15, 25, 5, 6, 16, 26, 27, 7, 17, 18, 28, 8, 9, 19,
    29, 31, 30,
];
pub const ORDER_512: [u8; 64] = [
    0, 21, 42, 22, 43, 1, 44, 2, 23, 3, 24, 45, 25, 46, 4, 47, 5, 26, 6, 27, 48, 28, 49, 7, 50, 8, 29, 9, 30,
    51, 31, 52, 10, 53, 11, 32, 12, 33, 54, 34, 55, 13, 56, 14, 35, 15, 36, 57, 37, 58, 16, 59, 17, 38, 18,
    39, 60, 40, 61, 19, 62, 20, 41, 63,
];

/// The number of rounds that a setting begins with, and what is behind it.
fn rounds(setting: &[u8]) -> Option<(u32, &[u8])> {
    let rest = setting.strip_prefix(b"rounds=")?;
    let end = rest.iter().position(|&byte| byte == b'$')?;
    let (digits, behind) = (&rest[..end], &rest[end + 1..]);
    let plausible = matches!(digits, [b'1'..=b'9', ..]) && digits.iter().all(u8::is_ascii_digit);
    let number = digits.iter().fold(0_u32, |number, digit| {
        number.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0')))
    });
    (plausible && (FEWEST..=MOST).contains(&number)).then_some((number, behind))
}

/// Feeds `length` bytes, which are `bytes` over and over.
fn update_repeated<D: Digest>(digest: &mut D, bytes: &[u8], length: usize) {
    let mut left = length;
    while left > 0 {
        let part = &bytes[..left.min(bytes.len())];
        digest.update(part);
        left -= part.len();
    }
}

/// The digest that the rounds begin with.
fn first<D: Digest>(key: &[u8], salt: &[u8]) -> sha2::digest::Output<D> {
    let alternate = D::new().chain_update(key).chain_update(salt).chain_update(key).finalize();
    let mut digest = D::new().chain_update(key).chain_update(salt);
    update_repeated(&mut digest, &alternate, key.len());
    let mut bits = key.len();
    while bits > 0 {
        if bits & 1 != 0 {
            digest.update(&alternate)
        } else {
            digest.update(key)
        }
        bits >>= 1;
    }
    digest.finalize()
}

/// Hashes; `setting` is what follows the prefix.
pub fn crypt<D: Digest>(key: &[u8], prefix: &[u8], setting: &[u8], order: &[u8]) -> Option<Hash> {
    let given = rounds(setting);
    if given.is_none() && setting.starts_with(b"rounds=") {
        return None;
    }
    let (count, rest) = given.unwrap_or((ROUNDS, setting));
    let salt = base64::salt(rest, LONGEST_SALT);
    if !base64::is_plain(salt) {
        return None;
    }
    let mut current = first::<D>(key, salt);
    let mut keys = D::new();
    update_repeated(&mut keys, key, key.len() * key.len());
    let keys = keys.finalize();
    let mut salts = D::new();
    update_repeated(&mut salts, salt, salt.len() * (16 + usize::from(current[0])));
    let salts = salts.finalize();
    for round in 0..count {
        let mut digest = D::new();
        let odd = round & 1 != 0;
        if odd {
            update_repeated(&mut digest, &keys, key.len())
        } else {
            digest.update(&current)
        }
        if round % 3 != 0 {
            update_repeated(&mut digest, &salts, salt.len());
        }
        if round % 7 != 0 {
            update_repeated(&mut digest, &keys, key.len());
        }
        if odd {
            digest.update(&current)
        } else {
            update_repeated(&mut digest, &keys, key.len())
        }
        current = digest.finalize();
    }
    let mut hash = Hash::new();
    hash.push(prefix);
    if given.is_some() {
        hash.push(b"rounds=");
        let mut digits = [0; 10];
        let mut at = digits.len();
        let mut left = count;
        while left > 0 {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        hash.push(&digits[at..]);
        hash.push(b"$");
    }
    hash.push(salt);
    hash.push(b"$");
    base64::push_ordered(&mut hash, &current, order);
    Some(hash)
}
