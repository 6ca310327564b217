//! Over 32-byte vectors.

use crate::vector::{Avx2, Avx2Wide};

routines!(Avx2, #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]);
wide_routines!(Avx2Wide, #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]);
lookup_routines!(Avx2, #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]);
