//! `<sys/eventfd.h>`

mod count;

pub use count::{eventfd, eventfd_read, eventfd_write};
