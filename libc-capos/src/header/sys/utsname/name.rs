//! The system's names.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Sys, System};
use crate::types::{c_int, utsname};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/uname.html>
///
/// # Safety
/// `names` points to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn uname(names: *mut utsname) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(names) };
    errno::status(Sys::uname().map(|found| out.write(found)))
}
