//! Calls as a program makes them, and what must come of them.

use capos_schema::Method;
use capos_schema::abi::{Fault, Status, Submission};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::message::Struct;

use crate::call::Ended;
use crate::testing::User;

/// Calls with a bulk buffer.
pub fn bulk<M: Method>(
    user: &User,
    handle: u32,
    address: u64,
    length: u64,
    fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
) -> Ended {
    let submission = user.prepare::<M>(handle, fill);
    user.cap_call(&Submission { bulk_address: address, bulk_length: length, ..submission })
}

/// As `bulk`, from the buffer where the program keeps such bytes.
pub fn write<M: Method>(
    user: &User,
    handle: u32,
    bytes: &[u8],
    fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
) -> Ended {
    user.write(user.bulk_address(), bytes);
    bulk::<M>(user, handle, user.bulk_address(), bytes.len() as u64, fill)
}

/// The bytes a call gives, of at most `length`.
#[track_caller]
pub fn read<M: Method>(
    user: &User,
    handle: u32,
    length: usize,
    fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
) -> Vec<u8> {
    let ended = bulk::<M>(user, handle, user.bulk_address(), length as u64, fill);
    assert_eq!(ended.status, Status::Ok, "{ended:?}");
    let mut bytes = vec![0; ended.value as usize];
    user.read(user.bulk_address(), &mut bytes);
    bytes
}

/// The first word of the results.
#[track_caller]
pub fn word(user: &User, ended: Ended) -> u64 {
    assert_eq!(ended.status, Status::Ok, "{ended:?}");
    user.results(ended)[1]
}

#[track_caller]
pub fn works(ended: Ended) {
    assert_eq!(ended.status, Status::Ok, "{ended:?}");
}

#[track_caller]
pub fn refused(ended: Ended, code: ErrorCode) {
    assert_eq!((ended.status, ended.detail), (Status::Exception, code as u32), "{code:?}");
}

#[track_caller]
pub fn faulted(ended: Ended, fault: Fault) {
    assert_eq!((ended.status, ended.detail), (Status::Fault, fault as u32), "{fault:?}");
}

/// Addresses that no program may use.
pub const BAD_ADDRESSES: [u64; 5] =
    [8, 0x7fff_ffff_f000, 0x8000_0000_0000, 0xffff_8000_0000_0000, u64::MAX - 7];
