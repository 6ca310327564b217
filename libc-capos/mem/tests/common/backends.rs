//! The instantiations of the algorithms, as tables, so that a test runs over each.
#![allow(clippy::type_complexity, reason = "signatures as the functions have them")]

use capos_libc_mem::arch;

pub struct Backend {
    pub name: &'static str,
    pub bytes: usize,
    pub memchr: unsafe fn(*const u8, u8, usize) -> Option<usize>,
    pub rawmemchr: unsafe fn(*const u8, u8) -> usize,
    pub strlen: unsafe fn(*const u8) -> usize,
    pub strnlen: unsafe fn(*const u8, usize) -> usize,
    pub strchrnul: unsafe fn(*const u8, u8) -> usize,
    pub memrchr: unsafe fn(*const u8, u8, usize) -> Option<usize>,
    pub strrchr: unsafe fn(*const u8, u8) -> Option<usize>,
    pub mismatch: unsafe fn(*const u8, *const u8, usize) -> Option<usize>,
    pub strcmp: unsafe fn(*const u8, *const u8) -> i32,
    pub strncmp: unsafe fn(*const u8, *const u8, usize) -> i32,
    pub strcasecmp: unsafe fn(*const u8, *const u8) -> i32,
    pub strncasecmp: unsafe fn(*const u8, *const u8, usize) -> i32,
    pub copy_long: unsafe fn(*mut u8, *const u8, usize),
    pub fill_long: unsafe fn(*mut u8, u8, usize),
}

macro_rules! backend {
    ($module:ident, $bytes:expr) => {
        Backend {
            name: stringify!($module),
            bytes: $bytes,
            memchr: arch::$module::memchr,
            rawmemchr: arch::$module::rawmemchr,
            strlen: arch::$module::strlen,
            strnlen: arch::$module::strnlen,
            strchrnul: arch::$module::strchrnul,
            memrchr: arch::$module::memrchr,
            strrchr: arch::$module::strrchr,
            mismatch: arch::$module::mismatch,
            strcmp: arch::$module::strcmp,
            strncmp: arch::$module::strncmp,
            strcasecmp: arch::$module::strcasecmp,
            strncasecmp: arch::$module::strncasecmp,
            copy_long: arch::$module::copy_long,
            fill_long: arch::$module::fill_long,
        }
    };
}

/// Every instantiation this processor can run.
pub fn backends() -> Vec<Backend> {
    let word = [backend!(word, 8)].into_iter();
    #[cfg(feature = "scalar")]
    return word.collect();
    #[cfg(not(feature = "scalar"))]
    {
        let avx2 = capos_libc_mem::cpu::has_avx2().then_some(backend!(avx2, 32));
        word.chain([backend!(sse2, 16)]).chain(avx2).collect()
    }
}
