//! `/proc`, as far as programs read it.
//!
//! There is no such file system: a process is told of itself and of the machine what its own capabilities tell, and
//! nothing of others. Whatever its Namespace has under these names comes first.

mod page;
mod texts;
mod tree;

pub(super) use tree::{check_access, open, read_link, status};
