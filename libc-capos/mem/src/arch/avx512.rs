//! Over 64-byte vectors.

use crate::vector::{Avx512, Avx512Wide};

routines!(Avx512, #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx2,bmi1,bmi2,lzcnt")]);
wide_routines!(Avx512Wide, #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx2,bmi1,bmi2,lzcnt")]);
lookup_routines!(Avx512, #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx2,bmi1,bmi2,lzcnt")]);
