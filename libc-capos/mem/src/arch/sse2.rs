//! Over 16-byte vectors.

use crate::vector::{Sse2, Sse2Wide};

routines!(Sse2,);
wide_routines!(Sse2Wide,);
