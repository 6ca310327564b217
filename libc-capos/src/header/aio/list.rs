//! Lists of requests.

use super::constants::{LIO_NOP, LIO_NOWAIT, LIO_WAIT};
use super::entries::operation;
use crate::abi::slice;
use crate::asynchronous::{self as requests, Group, aiocb};
use crate::errno::{self, Errno};
use crate::notify::Notice;
use crate::thread::cancellation;
use crate::types::{c_int, sigevent};
use core::sync::atomic::Ordering;

/// Submits all requests of a list, and waits for them if it should.
///
/// # Safety
/// As for [`lio_listio`].
unsafe fn submit_all(mode: c_int, list: &[*mut aiocb], event: Option<&sigevent>) -> Result<(), Errno> {
    let notice = match (mode, event) {
        (LIO_WAIT, _) | (LIO_NOWAIT, None) => Notice::Nothing,
        // SAFETY: the caller's promise.
        (LIO_NOWAIT, Some(event)) => unsafe { Notice::new(event) }?,
        _ => return Err(Errno::EINVAL),
    };
    let group = Group::new(notice);
    // SAFETY: the caller's promise.
    let blocks = || list.iter().filter_map(|&block| unsafe { block.as_ref() });
    let mut refused = None;
    for block in blocks().filter(|block| block.aio_lio_opcode != LIO_NOP) {
        // SAFETY: the caller's promise.
        let submitted = operation(block, block.aio_lio_opcode).and_then(|operation| unsafe {
            requests::submit(block, operation, Notice::new(&block.aio_sigevent)?, Some(&group))
        });
        if let Err(error) = submitted {
            block.finish(Err(error));
            // Resources that are missing are told as such, anything else as a request that failed.
            refused = Some(if error == Errno::EAGAIN { error } else { Errno::EIO });
        }
    }
    group.one_less();
    if mode == LIO_WAIT {
        let is_done = || blocks().all(|block| block.aio_lio_opcode == LIO_NOP || !block.is_in_progress());
        cancellation::point(|| requests::wait_for(is_done, None))?;
        if group.failed.load(Ordering::Relaxed) {
            return Err(Errno::EIO);
        }
    }
    refused.map_or(Ok(()), Err)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lio_listio.html>
///
/// # Safety
/// `list` holds `nent` blocks or NULLs, which with their buffers are the requests' until they are finished; `sig` is
/// NULL or readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lio_listio(
    mode: c_int,
    list: *const *mut aiocb,
    nent: c_int,
    sig: *mut sigevent,
) -> c_int {
    let Ok(count) = usize::try_from(nent) else {
        return errno::status(Err(Errno::EINVAL));
    };
    // SAFETY: the same contract.
    errno::status(unsafe { submit_all(mode, slice(list, count), sig.as_ref()) })
}
