//! The host backend: the same API over an imitated machine, for tests.
//!
//! [`Machine`] is what a test holds: it sets the machine up, plays the user programs and the people at the
//! terminal, and looks at the results.

pub mod block;
pub mod boot;
pub mod context;
pub mod cpu;
pub mod entropy;
pub mod frame;
pub mod heap;
mod machine;
pub mod net;
pub mod paging;
pub mod power;
pub mod serial;
pub mod task;
pub mod time;
pub mod user;

pub(crate) use machine::set_callbacks;
pub use machine::{Machine, UserProgram};
