//! Copies to and from user memory, by the active page table.

mod access;
mod copy;

pub use access::{compare_exchange, copy_in, copy_in_frame, copy_out, copy_out_frame, read_submission, zero};
pub(super) use copy::{fail_copy, is_copy};
