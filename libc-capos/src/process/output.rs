//! What a command writes.

use super::shell::{PLAIN, start, wait};
use crate::errno::Errno;
use crate::platform::{FileAction, Fs, Sys};
use crate::types::c_int;
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;

const O_WRONLY: c_int = 1;
const O_CLOEXEC: c_int = 0o2_000_000;
const STANDARD_OUTPUT: c_int = 1;
const STANDARD_ERROR: c_int = 2;

/// Everything that a shell writes for a command.
pub fn output_of(command: &CStr, shows_errors: bool) -> Result<Vec<u8>, Errno> {
    let [reading, writing] = Sys::pipe2(O_CLOEXEC)?;
    let mut actions = Vec::from([FileAction::Duplicate { from: writing, to: STANDARD_OUTPUT }]);
    if !shows_errors {
        actions.push(FileAction::Open {
            fd: STANDARD_ERROR,
            path: c"/dev/null".into(),
            flags: O_WRONLY,
            mode: 0,
        });
    }
    let started = start(command, &actions, &PLAIN);
    // The child has its own.
    let _ = Sys::close(writing);
    let output = started.and_then(|child| {
        let output = read_all(reading);
        wait(child).and(output)
    });
    let _ = Sys::close(reading);
    output
}

fn read_all(fd: c_int) -> Result<Vec<u8>, Errno> {
    let mut output = Vec::new();
    loop {
        let mut chunk = [MaybeUninit::uninit(); 1024];
        let count = match Sys::read(fd, &mut chunk) {
            Ok(0) => return Ok(output),
            Ok(count) => count,
            Err(Errno::EINTR) => continue,
            Err(error) => return Err(error),
        };
        output.try_reserve(count).map_err(|_| Errno::ENOMEM)?;
        // SAFETY: `read` filled that many bytes of the chunk.
        output.extend(chunk[..count].iter().map(|byte| unsafe { byte.assume_init() }));
    }
}
