//! Over `u64`.

use crate::vector::Word;

routines!(Word,);
