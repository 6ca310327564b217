//! The instantiations of the algorithms, as tables, so that a test runs over each. Addresses become offsets here, and
//! the lengths that the entries settle on their own are settled.
#![allow(clippy::type_complexity, reason = "signatures as the functions have them")]

use capos_libc_mem::arch;
#[cfg(not(feature = "scalar"))]
use capos_libc_mem::cpu::{Level, level, restrict};
use std::sync::{Mutex, PoisonError};

pub struct Backend {
    pub name: &'static str,
    pub bytes: usize,
    pub memchr: unsafe fn(*const u8, u8, usize) -> Option<usize>,
    pub rawmemchr: unsafe fn(*const u8, u8) -> usize,
    pub strlen: unsafe fn(*const u8) -> usize,
    pub strnlen: unsafe fn(*const u8, usize) -> usize,
    pub strchr: unsafe fn(*const u8, u8) -> Option<usize>,
    pub strchrnul: unsafe fn(*const u8, u8) -> usize,
    pub memrchr: unsafe fn(*const u8, u8, usize) -> Option<usize>,
    pub strrchr: unsafe fn(*const u8, u8) -> Option<usize>,
    pub span_free_of: unsafe fn(*const u8, [u8; 4]) -> usize,
    pub span_made_of: unsafe fn(*const u8, [u8; 4]) -> usize,
    pub memcmp: unsafe fn(*const u8, *const u8, usize) -> i32,
    pub strcmp: unsafe fn(*const u8, *const u8) -> i32,
    pub strncmp: unsafe fn(*const u8, *const u8, usize) -> i32,
    pub strcasecmp: unsafe fn(*const u8, *const u8) -> i32,
    pub strncasecmp: unsafe fn(*const u8, *const u8, usize) -> i32,
    pub memmove: unsafe fn(*mut u8, *const u8, usize) -> *mut u8,
    pub mempcpy: unsafe fn(*mut u8, *const u8, usize) -> *mut u8,
    pub memset: unsafe fn(*mut u8, u8, usize) -> *mut u8,
    pub strcpy: unsafe fn(*mut u8, *const u8) -> *mut u8,
    pub stpcpy: unsafe fn(*mut u8, *const u8) -> *mut u8,
    pub copy_bounded: unsafe fn(*mut u8, *const u8, usize) -> usize,
    pub memccpy: unsafe fn(*mut u8, *const u8, u8, usize) -> Option<usize>,
}

/// The offset of an address that may be null.
pub fn offset<T>(from: *const T, at: *const T) -> Option<usize> {
    (!at.is_null()).then(|| (at.addr() - from.addr()) / size_of::<T>())
}

macro_rules! backend {
    ($module:ident, $bytes:expr) => {
        Backend {
            name: stringify!($module),
            bytes: $bytes,
            memchr: |s, byte, n| {
                // SAFETY: the field's caller keeps the contract, and `n` is not zero.
                if n == 0 { None } else { offset(s, unsafe { arch::$module::memchr(s, byte, n) }) }
            },
            rawmemchr: |s, byte| {
                // SAFETY: the field's caller keeps the contract.
                unsafe { arch::$module::rawmemchr(s, byte) }.addr() - s.addr()
            },
            strlen: arch::$module::strlen,
            strnlen: |s, n| {
                // SAFETY: the field's caller keeps the contract, and `n` is not zero.
                if n == 0 { 0 } else { unsafe { arch::$module::strnlen(s, n) } }
            },
            strchr: |s, byte| {
                // SAFETY: the field's caller keeps the contract.
                offset(s, unsafe { arch::$module::strchr(s, byte) })
            },
            strchrnul: |s, byte| {
                // SAFETY: the field's caller keeps the contract.
                unsafe { arch::$module::strchrnul(s, byte) }.addr() - s.addr()
            },
            memrchr: |s, byte, n| {
                // SAFETY: the field's caller keeps the contract, and `n` is not zero.
                if n == 0 { None } else { offset(s, unsafe { arch::$module::memrchr(s, byte, n) }) }
            },
            strrchr: |s, byte| {
                // SAFETY: the field's caller keeps the contract.
                offset(s, unsafe { arch::$module::strrchr(s, byte) })
            },
            span_free_of: |s, set| {
                // SAFETY: the field's caller keeps the contract.
                unsafe { arch::$module::span_free_of(s, set.as_ptr(), 3) }
            },
            span_made_of: |s, set| {
                // SAFETY: the field's caller keeps the contract.
                unsafe { arch::$module::span_made_of(s, set.as_ptr(), 3) }
            },
            memcmp: arch::$module::memcmp,
            strcmp: arch::$module::strcmp,
            strncmp: arch::$module::strncmp,
            strcasecmp: arch::$module::strcasecmp,
            strncasecmp: arch::$module::strncasecmp,
            memmove: arch::$module::memmove,
            mempcpy: arch::$module::mempcpy,
            memset: arch::$module::memset,
            strcpy: arch::$module::strcpy,
            stpcpy: arch::$module::stpcpy,
            copy_bounded: arch::$module::copy_bounded,
            memccpy: |dst, src, byte, n| {
                // SAFETY: the field's caller keeps the contract.
                offset(dst, unsafe { arch::$module::memccpy(dst, src, byte, n) })
            },
        }
    };
}

/// What this processor can do, whatever a test has restricted the crate to.
#[cfg(not(feature = "scalar"))]
pub fn highest() -> Level {
    static HIGHEST: std::sync::OnceLock<Level> = std::sync::OnceLock::new();
    *HIGHEST.get_or_init(level)
}

/// Tests that say which level the entries choose run one at a time.
static CHOICE: Mutex<()> = Mutex::new(());

/// Runs `test` with the entries choosing each level that this processor has.
pub fn at_every_level(test: impl Fn()) {
    let _alone = CHOICE.lock().unwrap_or_else(PoisonError::into_inner);
    #[cfg(not(feature = "scalar"))]
    for level in [Level::Sse2, Level::Avx2, Level::Avx512] {
        if level <= highest() {
            restrict(level);
            test();
        }
    }
    #[cfg(feature = "scalar")]
    test();
}

/// Runs `test` for each instantiation, with the entries choosing the same.
pub fn for_each_backend(test: impl Fn(&Backend)) {
    let _alone = CHOICE.lock().unwrap_or_else(PoisonError::into_inner);
    for b in backends() {
        #[cfg(not(feature = "scalar"))]
        restrict(match b.bytes {
            16 => Level::Sse2,
            32 => Level::Avx2,
            _ => highest(),
        });
        test(&b);
    }
}

/// Every instantiation this processor can run.
pub fn backends() -> Vec<Backend> {
    let word = [backend!(word, 8)].into_iter();
    #[cfg(feature = "scalar")]
    return word.collect();
    #[cfg(not(feature = "scalar"))]
    {
        let level = highest();
        let avx2 = (level >= Level::Avx2).then_some(backend!(avx2, 32));
        let avx512 = (level >= Level::Avx512).then_some(backend!(avx512, 64));
        word.chain([backend!(sse2, 16)]).chain(avx2).chain(avx512).collect()
    }
}
