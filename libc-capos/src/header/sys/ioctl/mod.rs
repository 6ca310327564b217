//! `<sys/ioctl.h>`

mod control;

pub use control::ioctl;
