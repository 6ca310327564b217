//! Random numbers for secrets.

use crate::entropy;
use crate::types::{c_void, size_t, uint32_t};

/// BSD: 32 random bits.
#[unsafe(no_mangle)]
pub extern "C" fn arc4random() -> uint32_t {
    entropy::number()
}

/// BSD: fills a buffer with random bytes.
///
/// # Safety
/// `n` bytes at `buffer` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn arc4random_buf(buffer: *mut c_void, n: size_t) {
    // SAFETY: the caller's promise; zero is a byte like any other, so the buffer may be taken as initialized.
    unsafe {
        capos_libc_mem::memset(buffer.cast(), 0, n);
        entropy::fill(crate::abi::slice_mut(buffer.cast(), n));
    }
}

/// BSD: a number below `bound`, each as likely as the others.
#[unsafe(no_mangle)]
pub extern "C" fn arc4random_uniform(bound: uint32_t) -> uint32_t {
    if bound < 2 {
        return 0;
    }
    // The top of the product is uniform except for `2^32 mod bound` values of the bottom, which are drawn again.
    let reject = bound.wrapping_neg() % bound;
    loop {
        let product = u64::from(entropy::number()) * u64::from(bound);
        if product as u32 >= reject {
            return (product >> 32) as u32;
        }
    }
}
