//! Over the vectors that the processor turns out to have: where the entries go that do not know it yet, or know that it
//! has no more than the baseline. These are functions of their own so that an entry has nothing to do but jump.
#![allow(
    unused_imports,
    reason = "the list of routines names what its bodies need, and none of them is here"
)]

use crate::cpu::{Level, level};
use crate::vector::{Sse2, Sse2Wide};

routines!(Sse2, ask);
wide_routines!(Sse2Wide, ask);
