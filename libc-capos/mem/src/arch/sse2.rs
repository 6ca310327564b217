//! Over 16-byte vectors.
routines!(crate::vector::Sse2,);
