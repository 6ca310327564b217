//! `<setjmp.h>`

mod jump;

pub use jump::{_longjmp, _setjmp, longjmp, setjmp, siglongjmp, sigsetjmp};
