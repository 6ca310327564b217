//! `<errno.h>`

mod location;

pub use location::__errno_location;
