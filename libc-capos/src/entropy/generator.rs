//! ChaCha20 keyed by the system's entropy.
//!
//! Each refill replaces the key by the first bytes of the key stream, and what is handed out is erased: a later look at
//! the memory tells nothing about earlier numbers. After so many bytes, and in a forked child, the key is new.

use crate::platform::{Entropy, Sys};
use crate::start;
use crate::sync::Mutex;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

const KEY: usize = 32;
const POOL: usize = 512;
/// Bytes handed out per key from the system.
const RESEED: usize = 1 << 20;

struct Generator {
    key: [u8; KEY],
    pool: [u8; POOL],
    /// Bytes at the end of the pool that are still to be used.
    left: usize,
    /// Bytes until the system is asked again.
    budget: usize,
}

static GENERATOR: Mutex<Generator> =
    Mutex::new(Generator { key: [0; KEY], pool: [0; POOL], left: 0, budget: 0 });

/// Fills `bytes` from the system, or ends the process: there is no way to report failure, and no excuse for numbers
/// that are not random.
fn from_system(bytes: &mut [u8]) {
    let mut filled = 0;
    while filled < bytes.len() {
        match Sys::getrandom(&mut bytes[filled..], 0) {
            Ok(more) => filled += more,
            Err(crate::errno::Errno::EINTR) => {}
            Err(_) => {
                use crate::platform::Fs;
                let _ = Sys::write(2, b"arc4random: no source of entropy\n");
                start::abort()
            }
        }
    }
}

impl Generator {
    fn refill(&mut self) {
        if self.budget == 0 {
            from_system(&mut self.key);
            self.budget = RESEED;
        }
        // The nonce may be constant: no key is used twice.
        let mut stream = ChaCha20::new(&self.key.into(), &[0; 12].into());
        self.pool = [0; POOL];
        stream.apply_keystream(&mut self.pool);
        self.key.copy_from_slice(&self.pool[..KEY]);
        self.pool[..KEY].fill(0);
        self.left = POOL - KEY;
        self.budget = self.budget.saturating_sub(self.left);
    }

    fn take(&mut self, mut bytes: &mut [u8]) {
        while !bytes.is_empty() {
            if self.left == 0 {
                self.refill();
            }
            let count = bytes.len().min(self.left);
            let from = POOL - self.left;
            let (now, later) = bytes.split_at_mut(count);
            let part = &mut self.pool[from..from + count];
            now.copy_from_slice(part);
            part.fill(0);
            self.left -= count;
            bytes = later;
        }
    }
}

/// Fills `bytes`.
pub fn fill(bytes: &mut [u8]) {
    GENERATOR.lock().take(bytes);
}

/// 32 bits.
pub fn number() -> u32 {
    let mut bytes = [0; 4];
    fill(&mut bytes);
    u32::from_ne_bytes(bytes)
}

/// Drops what there is: a forked child must not produce its parent's numbers.
pub fn forget() {
    let mut generator = GENERATOR.lock();
    generator.left = 0;
    generator.budget = 0;
}
