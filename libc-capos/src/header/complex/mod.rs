//! `<complex.h>`

mod families;
mod functions;
mod pair;

pub use functions::*;
