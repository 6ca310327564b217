//! `Generator`: the kernel's cryptographic random number generator.
//!
//! ChaCha20 with fast key erasure: each request begins by taking the next key from the key stream, so what was
//! given out can not be computed from the state that remains. The state is the kernel's and never a process's,
//! so a copied process does not repeat random bytes.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

use capos_hal::entropy;

const KEY_SIZE: usize = 32;
const NONCE: [u8; 12] = [0; 12];

/// Hardware entropy is mixed in after so many bytes.
const RESEED_AFTER: u64 = 1 << 20;

#[derive(Debug)]
pub struct Generator {
    key: [u8; KEY_SIZE],
    given_since_seed: u64,
}

impl Generator {
    pub const fn new(seed: [u8; KEY_SIZE]) -> Self {
        Generator { key: seed, given_since_seed: 0 }
    }

    /// Fills the buffer.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        if self.given_since_seed >= RESEED_AFTER {
            self.mix(&entropy::seed());
        }
        let mut stream = ChaCha20::new(&self.key.into(), &NONCE.into());
        self.key.fill(0);
        stream.apply_keystream(&mut self.key);
        bytes.fill(0);
        stream.apply_keystream(bytes);
        self.given_since_seed += bytes.len() as u64;
    }

    /// Adds a seed: the next key depends on it and on everything before.
    pub fn mix(&mut self, seed: &[u8; KEY_SIZE]) {
        for (key, seed) in self.key.iter_mut().zip(seed) {
            *key ^= seed;
        }
        let mut stream = ChaCha20::new(&self.key.into(), &NONCE.into());
        self.key.fill(0);
        stream.apply_keystream(&mut self.key);
        self.given_since_seed = 0;
    }
}
