//! `<devctl.h>`

mod control;

pub use control::posix_devctl;
