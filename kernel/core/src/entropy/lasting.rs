//! Words that nobody can guess and that stay the same as long as the machine runs.

use core::hash::Hasher;
#[expect(deprecated, reason = "its successor needs std; nobody but this kernel ever sees these hashes")]
use core::hash::SipHasher;

use capos_hal::sync::SpinLock;

use super::words;
use crate::lock_order::LastingKey;

/// Drawn when it is first needed.
static KEY: SpinLock<LastingKey, Option<[u64; 2]>> = SpinLock::new(None);

/// The word of what has this number: knowing the words of others tells nothing of it.
pub fn lasting_word(number: u64) -> u64 {
    let [first, second] = *KEY.lock().get_or_insert_with(words);
    #[expect(deprecated, reason = "as above")]
    let mut hasher = SipHasher::new_with_keys(first, second);
    hasher.write_u64(number);
    hasher.finish()
}
