//! `<sys/auxv.h>`

mod value;

pub use value::getauxval;
