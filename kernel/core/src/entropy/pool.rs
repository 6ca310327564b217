//! The one generator of the running kernel, seeded when it is first used.

use capos_hal::entropy;
use capos_hal::sync::SpinLock;

use super::Generator;
use crate::lock_order::EntropyPool;

static POOL: SpinLock<EntropyPool, Option<Generator>> = SpinLock::new(None);

/// Fills the buffer with bytes that nobody can guess.
pub fn fill(bytes: &mut [u8]) {
    POOL.lock().get_or_insert_with(|| Generator::new(entropy::seed())).fill(bytes);
}

/// Random words.
pub fn words<const COUNT: usize>() -> [u64; COUNT] {
    let mut bytes = [[0; 8]; COUNT];
    fill(bytes.as_flattened_mut());
    bytes.map(u64::from_le_bytes)
}
