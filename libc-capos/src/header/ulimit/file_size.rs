//! The limit on the size of files, in blocks of 512 bytes.

use crate::abi::va::VaArgs;
use crate::errno::{self, Errno};
use crate::platform::{Resources, Sys};
use crate::types::{c_int, c_long, rlimit};
use capos_libc_engine::format::Arguments;

const UL_GETFSIZE: c_int = 1;
const UL_SETFSIZE: c_int = 2;
const RLIMIT_FSIZE: c_int = 1;
const BLOCK: u64 = 512;

fn blocks(limit: rlimit) -> c_long {
    (limit.rlim_cur / BLOCK) as c_long
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/ulimit.html>
///
/// # Safety
/// With `UL_SETFSIZE` a `long` follows.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ulimit(command: c_int, mut arguments: ...) -> c_long {
    let outcome = match command {
        UL_GETFSIZE => Sys::limit(RLIMIT_FSIZE, None).map(blocks),
        UL_SETFSIZE => {
            // SAFETY: the caller's promise.
            let size = unsafe { VaArgs::of(&mut arguments) }.long().saturating_mul(BLOCK);
            let new = rlimit { rlim_cur: size, rlim_max: size };
            Sys::limit(RLIMIT_FSIZE, Some(&new)).map(|_| blocks(new))
        }
        _ => Err(Errno::EINVAL),
    };
    errno::result(outcome)
}
