//! `crypt`: one-way hashes of passwords, in the forms that stand in password files.
//!
//! `$6$` and `$5$` ([`sha`]), `$2a$`, `$2b$` and `$2y$` ([`bcrypt`]), `$1$` ([`md5`]), and the two characters of the
//! traditional form ([`des`], which also serves `encrypt`).

mod base64;
mod bcrypt;
mod des;
mod md5;
mod sha;

pub use des::KeySchedule;

/// Bytes of a password that are taken; longer ones are refused.
const LONGEST_KEY: usize = 512;

/// A hash as text.
pub struct Hash {
    bytes: [u8; Hash::ROOM],
    length: usize,
}

impl Hash {
    /// The longest is `$6$rounds=999999999$` with 16 characters of salt, `$` and 86 characters.
    const ROOM: usize = 128;

    fn new() -> Self {
        Hash { bytes: [0; Hash::ROOM], length: 0 }
    }

    fn push(&mut self, text: &[u8]) {
        self.bytes[self.length..self.length + text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Hashes `key` as `setting` says, which may be a hash made before. `None` for a setting that is none.
pub fn crypt(key: &[u8], setting: &[u8]) -> Option<Hash> {
    if key.len() > LONGEST_KEY {
        return None;
    }
    match setting {
        [b'$', b'6', b'$', rest @ ..] => sha::crypt::<sha2::Sha512>(key, b"$6$", rest, &sha::ORDER_512),
        [b'$', b'5', b'$', rest @ ..] => sha::crypt::<sha2::Sha256>(key, b"$5$", rest, &sha::ORDER_256),
        [b'$', b'2', b'a' | b'b' | b'y', b'$', rest @ ..] => bcrypt::crypt(key, &setting[..4], rest),
        [b'$', b'1', b'$', rest @ ..] => md5::crypt(key, rest),
        [first, second, ..] => des::crypt(key, *first, *second),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
