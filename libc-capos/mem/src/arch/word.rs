//! Over `u64`.
routines!(crate::vector::Word,);
