//! Over 32-byte vectors.
routines!(crate::vector::Avx2, #[target_feature(enable = "avx2")]);
