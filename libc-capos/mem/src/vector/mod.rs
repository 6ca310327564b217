//! A register of bytes, and what the algorithms need of it.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod as_bytes;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod avx2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod avx2_wide;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod avx512;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod avx512_wide;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod sse2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod sse2_wide;
mod traits;
mod word;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use avx2::Avx2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use avx2_wide::Avx2Wide;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use avx512::Avx512;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use avx512_wide::Avx512Wide;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use sse2::Sse2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use sse2_wide::Sse2Wide;
pub use traits::{Element, Letters, Lookup, Vector};
pub use word::Word;

/// The vector that every processor this build runs on has.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub type Base = Sse2;
/// The vector that every processor this build runs on has.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
pub type Base = Word;
