//! The algorithms, instantiated per vector, as functions with the signatures of C where C has one.
//!
//! Each file names its vectors and the target feature that goes with them; the lists of functions are in
//! `routines` and `wide_routines`.

#[macro_use]
mod routines;
#[macro_use]
mod wide_routines;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod ascii;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod ask;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod avx2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod avx512;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod sse2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod utf8;
pub mod word;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use sse2 as base;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
pub use word as base;
