//! Page tables: the kernel's shared upper half and each address space's lower half.

mod entry;
pub(super) mod kernel;
mod lower_half;
mod tlb;
mod walk;

pub use lower_half::{OutOfMemory, PageTable, deactivate};
