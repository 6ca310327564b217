//! `<assert.h>`

mod fail;

pub use fail::__assert_fail;
