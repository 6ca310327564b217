//! The functions callers use, over raw pointers, named as in C.
//!
//! They never form a slice: C allows lengths beyond the object where a match stops the search earlier.
//! Results are null where C says so. Each picks the widest vector the processor has; short inputs are done with the
//! baseline before that is even asked.

/// Calls `arch::<widest>::$name`.
macro_rules! widest {
    ($name:ident($($arg:expr),*)) => {{
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
        {
            if $crate::cpu::has_avx2() {
                $crate::arch::avx2::$name($($arg),*)
            } else {
                $crate::arch::sse2::$name($($arg),*)
            }
        }
        #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
        $crate::arch::word::$name($($arg),*)
    }};
}

mod case;
mod memory;
mod search;
mod span;
mod string;
mod substring;
mod two_way;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod wide;

pub use case::*;
pub use memory::*;
pub use search::*;
pub use span::*;
pub use string::*;
pub use substring::*;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use wide::*;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use crate::arch::ascii::{narrow_ascii, widen_ascii};
