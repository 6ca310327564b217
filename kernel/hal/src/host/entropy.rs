//! Randomness for the kernel's generator.

use std::hash::{BuildHasher, RandomState};

/// 32 bytes that nobody can guess.
pub fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    for chunk in seed.chunks_mut(8) {
        // Each `RandomState` hashes with other keys.
        chunk.copy_from_slice(&RandomState::new().hash_one(0u64).to_le_bytes());
    }
    seed
}
