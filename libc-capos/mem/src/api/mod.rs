//! The functions callers use, over raw pointers, named as in C.
//!
//! They never form a slice: C allows lengths beyond the object where a match stops the search earlier.
//! Results are null where C says so. Each picks the widest vector the processor has; short inputs are done with the
//! baseline, or element by element, before that is even asked: most strings that are compared differ in the first.

/// Calls `arch::<widest>::$name`.
macro_rules! widest {
    ($name:ident($($arg:expr),*)) => {{
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
        {
            use $crate::cpu::Level;
            match $crate::cpu::known() {
                Some(Level::Avx512) => $crate::arch::avx512::$name($($arg),*),
                Some(Level::Avx2) => $crate::arch::avx2::$name($($arg),*),
                _ => $crate::arch::ask::$name($($arg),*),
            }
        }
        #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
        $crate::arch::word::$name($($arg),*)
    }};
}

/// The same behind the shortest inputs, which then come first: they have no time for jumps.
macro_rules! widest_later {
    ($($call:tt)*) => {{
        core::hint::cold_path();
        widest!($($call)*)
    }};
}

/// The same for what only vectors with tables can do; the caller has asked whether there are any.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
macro_rules! widest_lookup {
    ($name:ident($($arg:expr),*)) => {
        if $crate::cpu::level() == $crate::cpu::Level::Avx512 {
            $crate::arch::avx512::$name($($arg),*)
        } else {
            $crate::arch::avx2::$name($($arg),*)
        }
    };
}

mod case;
mod memory;
mod rare;
mod search;
mod span;
mod string;
mod substring;
mod two_way;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod wide;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod wide_copy;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod wide_substring;

pub use case::*;
pub use memory::*;
pub use search::*;
pub use span::*;
pub use string::*;
pub use substring::*;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use wide::*;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use wide_copy::*;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use wide_substring::*;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use crate::arch::ascii::{narrow_ascii, widen_ascii};
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use crate::arch::utf8::{Converted, narrow_utf8, widen_utf8};
