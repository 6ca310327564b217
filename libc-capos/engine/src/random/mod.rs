//! The pseudo-random generators of `<stdlib.h>`. None is for secrets.

mod additive;
mod linear48;
mod small;

pub use additive::{Additive, DEFAULT_WORDS, Kind};
pub use linear48::Linear48;
pub use small::rand_r;

#[cfg(test)]
mod tests;
