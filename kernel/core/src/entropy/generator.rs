//! `Generator`: the kernel's cryptographic random number generator.
//!
//! ChaCha20 with fast key erasure: of each piece of the key stream the last bytes are the next key. What is left of
//! a piece waits for the next requests, and each byte is erased as it is given out; so what was given out can not be
//! computed from the state that remains. The state is the kernel's and never a process's, so a copied process does
//! not repeat random bytes.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

use capos_hal::entropy;

const KEY_SIZE: usize = 32;
const NONCE: [u8; 12] = [0; 12];
/// Four blocks of the key stream.
const PIECE: usize = 256;

/// Hardware entropy is mixed in after so many bytes.
const RESEED_AFTER: u64 = 1 << 20;

#[derive(Debug)]
pub struct Generator {
    /// The next key at the end, and before it what was not given out yet.
    piece: [u8; PIECE],
    /// From here on up to the key.
    next: usize,
    given_since_seed: u64,
}

/// Where the key is.
const KEY: usize = PIECE - KEY_SIZE;

impl Generator {
    pub const fn new(seed: [u8; KEY_SIZE]) -> Self {
        let mut piece = [0; PIECE];
        piece.split_at_mut(KEY).1.copy_from_slice(&seed);
        Generator { piece, next: KEY, given_since_seed: 0 }
    }

    /// Fills the buffer.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        if self.given_since_seed >= RESEED_AFTER {
            self.mix(&entropy::seed());
        }
        self.given_since_seed += bytes.len() as u64;
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.next == KEY {
                self.make_piece();
            }
            let here = &mut self.piece[self.next..KEY];
            let count = here.len().min(rest.len());
            let (part, others) = rest.split_at_mut(count);
            part.copy_from_slice(&here[..count]);
            here[..count].fill(0);
            self.next += count;
            rest = others;
        }
    }

    /// Adds a seed: the next key depends on it and on everything before.
    pub fn mix(&mut self, seed: &[u8; KEY_SIZE]) {
        for (key, seed) in self.piece[KEY..].iter_mut().zip(seed) {
            *key ^= seed;
        }
        self.make_piece();
        self.given_since_seed = 0;
    }

    fn make_piece(&mut self) {
        let mut key = [0; KEY_SIZE];
        key.copy_from_slice(&self.piece[KEY..]);
        self.piece.fill(0);
        ChaCha20::new(&key.into(), &NONCE.into()).apply_keystream(&mut self.piece);
        self.next = 0;
    }
}
