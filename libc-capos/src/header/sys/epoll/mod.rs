//! `<sys/epoll.h>`

mod set;
mod wait;

pub use set::{epoll_create, epoll_create1, epoll_ctl};
pub use wait::{epoll_pwait, epoll_pwait2, epoll_wait};
