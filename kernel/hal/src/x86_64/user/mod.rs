//! Copies to and from user memory, by the active page table.

mod access;
mod copy;

pub use access::{
    UserFault, copy_in, copy_in_frame, copy_out, copy_out_frame, read_submission, read_u32, read_u64,
    write_u32, write_u64, zero,
};
pub(super) use copy::{fail_copy, is_copy};
