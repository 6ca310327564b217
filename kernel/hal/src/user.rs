//! Copies to and from user memory, by the active page table: those of the backend, and single numbers by them.

use crate::address::UserAddress;
pub use crate::backend::user::{
    compare_exchange, copy_in, copy_in_frame, copy_out, copy_out_frame, read_submission, zero,
};

/// The memory is not there or not permitted. Some bytes before the address may have been copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UserFault {
    pub address: UserAddress,
}

#[track_caller]
pub fn read_u32(from: UserAddress) -> Result<u32, UserFault> {
    let mut bytes = [0; 4];
    copy_in(from, &mut bytes).map(|()| u32::from_le_bytes(bytes))
}

#[track_caller]
pub fn read_u64(from: UserAddress) -> Result<u64, UserFault> {
    let mut bytes = [0; 8];
    copy_in(from, &mut bytes).map(|()| u64::from_le_bytes(bytes))
}

#[track_caller]
pub fn write_u32(to: UserAddress, value: u32) -> Result<(), UserFault> {
    copy_out(to, &value.to_le_bytes())
}

#[track_caller]
pub fn write_u64(to: UserAddress, value: u64) -> Result<(), UserFault> {
    copy_out(to, &value.to_le_bytes())
}
