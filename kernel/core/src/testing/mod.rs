//! What the tests share: a kernel booted on the host backend from a package made here, with user programs that
//! are Rust functions.

mod image;
mod kernel;
mod package;
mod user;

pub use image::{image, is_clean};
pub use kernel::{Kernel, Outcome};
pub use package::Process;
pub use user::{User, is_exception, message, read_results, submission_bytes};
