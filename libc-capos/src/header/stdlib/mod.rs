//! `<stdlib.h>`

mod allocate;
mod answer;
mod arithmetic;
mod environment;
mod exit;
mod load;
mod multibyte;
mod number;
mod number_text;
mod path;
mod pseudo_random;
mod radix64;
mod random48;
mod secure_random;
mod shell;
pub mod sort;
mod suboption;
mod temporary;

pub use allocate::*;
pub use answer::rpmatch;
pub use arithmetic::*;
pub use environment::*;
pub use exit::*;
pub use load::*;
pub use multibyte::*;
pub use number::*;
pub use number_text::*;
pub use path::*;
pub use pseudo_random::*;
pub use radix64::*;
pub use random48::*;
pub use secure_random::*;
pub use shell::*;
pub use sort::*;
pub use suboption::*;
pub use temporary::*;
