//! The hash `$1$` with MD5, as Poul-Henning Kamp made it for FreeBSD.

use super::{Hash, base64};
use md5::{Digest, Md5};

const LONGEST_SALT: usize = 8;
const ROUNDS: u32 = 1000;
const ORDER: [u8; 16] = [0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5, 11];

/// Hashes; `setting` is what follows `$1$`.
pub fn crypt(key: &[u8], setting: &[u8]) -> Option<Hash> {
    let salt = base64::salt(setting, LONGEST_SALT);
    if !base64::is_plain(salt) {
        return None;
    }
    let alternate = Md5::new().chain_update(key).chain_update(salt).chain_update(key).finalize();
    let mut digest = Md5::new().chain_update(key).chain_update(b"$1$").chain_update(salt);
    for part in key.chunks(alternate.len()) {
        digest.update(&alternate[..part.len()]);
    }
    let mut bits = key.len();
    while bits > 0 {
        // What stands here in the original where a bit is set is a byte of a buffer that was just cleared.
        if bits & 1 != 0 {
            digest.update([0])
        } else {
            digest.update(&key[..1])
        }
        bits >>= 1;
    }
    let mut current = digest.finalize();
    for round in 0..ROUNDS {
        let mut digest = Md5::new();
        let odd = round & 1 != 0;
        if odd {
            digest.update(key)
        } else {
            digest.update(current)
        }
        if round % 3 != 0 {
            digest.update(salt);
        }
        if round % 7 != 0 {
            digest.update(key);
        }
        if odd {
            digest.update(current)
        } else {
            digest.update(key)
        }
        current = digest.finalize();
    }
    let mut hash = Hash::new();
    hash.push(b"$1$");
    hash.push(salt);
    hash.push(b"$");
    base64::push_ordered(&mut hash, &current, &ORDER);
    Some(hash)
}
