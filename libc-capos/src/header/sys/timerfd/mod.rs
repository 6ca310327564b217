//! `<sys/timerfd.h>`

mod timer;

pub use timer::{timerfd_create, timerfd_gettime, timerfd_settime};
