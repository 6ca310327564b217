//! Asynchronous requests.

use super::constants::*;
use crate::abi::slice;
use crate::asynchronous::{self as requests, Cancelled, Operation, aiocb};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{F_GETFL, O_DSYNC, O_SYNC};
use crate::notify::Notice;
use crate::platform::{Clock, Deadline, Fs, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, clockid_t, ssize_t, timespec};

const CLOCK_MONOTONIC: clockid_t = 1;
/// `AIO_PRIO_DELTA_MAX`; requests are all alike here.
const LEAST_PRIORITY: c_int = 20;

/// The checked operation of a block.
pub fn operation(block: &aiocb, code: c_int) -> Result<Operation, Errno> {
    if !(0..=LEAST_PRIORITY).contains(&block.aio_reqprio) || block.aio_nbytes > isize::MAX as usize {
        return Err(Errno::EINVAL);
    }
    let (count, offset) = (block.aio_nbytes, block.aio_offset);
    match code {
        LIO_READ => Ok(Operation::Read { buffer: block.aio_buf.cast(), count, offset }),
        LIO_WRITE => Ok(Operation::Write { buffer: block.aio_buf.cast(), count, offset }),
        _ => Err(Errno::EINVAL),
    }
}

/// # Safety
/// The block and its buffer are the request's until it is finished.
unsafe fn submit(block: *mut aiocb, code: c_int) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe {
        let block = &*block;
        operation(block, code)
            .and_then(|operation| requests::submit(block, operation, Notice::new(&block.aio_sigevent)?, None))
    })
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_read.html>
///
/// # Safety
/// The block and its buffer are the request's until it is finished.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_read(aiocbp: *mut aiocb) -> c_int {
    // SAFETY: the same contract.
    unsafe { submit(aiocbp, LIO_READ) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_write.html>
///
/// # Safety
/// The block and its buffer are the request's until it is finished.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_write(aiocbp: *mut aiocb) -> c_int {
    // SAFETY: the same contract.
    unsafe { submit(aiocbp, LIO_WRITE) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_fsync.html>
///
/// # Safety
/// The block is the request's until it is finished.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_fsync(op: c_int, aiocbp: *mut aiocb) -> c_int {
    // SAFETY: the caller's promise.
    let block = unsafe { &*aiocbp };
    let outcome = if matches!(op, O_SYNC | O_DSYNC) {
        // What is no descriptor is told at once.
        Sys::fcntl(block.aio_fildes, F_GETFL, 0).map(drop)
    } else {
        Err(Errno::EINVAL)
    };
    errno::status(outcome.and_then(|()| {
        // SAFETY: the caller's promise.
        unsafe { requests::submit(block, Operation::Sync, Notice::new(&block.aio_sigevent)?, None) }
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_error.html>
///
/// # Safety
/// `aiocbp` was used for a request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_error(aiocbp: *const aiocb) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &*aiocbp }.error.load(core::sync::atomic::Ordering::SeqCst)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_return.html>
///
/// # Safety
/// `aiocbp` was used for a request that has finished.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_return(aiocbp: *mut aiocb) -> ssize_t {
    // SAFETY: the caller's promise.
    let block = unsafe { &*aiocbp };
    if block.is_in_progress() {
        return errno::result(Err(Errno::EINVAL));
    }
    let (result, error) = (block.result.get(), block.error.load(core::sync::atomic::Ordering::SeqCst));
    if let (true, Some(error)) = (result < 0, Errno::new(error)) {
        errno::set(error);
    }
    result
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_cancel.html>
///
/// # Safety
/// `aiocbp` is NULL or was used for a request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_cancel(fildes: c_int, aiocbp: *mut aiocb) -> c_int {
    // SAFETY: the caller's promise.
    let block = unsafe { aiocbp.as_ref() };
    if block.is_some_and(|block| block.aio_fildes != fildes) {
        return errno::result(Err(Errno::EINVAL));
    }
    errno::result(Sys::fcntl(fildes, F_GETFL, 0).map(|_| {
        match requests::cancel(fildes, block.map(core::ptr::from_ref)) {
            Cancelled::All => AIO_CANCELED,
            Cancelled::NotAll => AIO_NOTCANCELED,
            Cancelled::NothingToDo => AIO_ALLDONE,
        }
    }))
}

/// The moment after a time from now.
fn after(timeout: &timespec) -> Result<Deadline, Errno> {
    if !(0..1_000_000_000).contains(&timeout.tv_nsec) {
        return Err(Errno::EINVAL);
    }
    let mut time = Sys::clock_gettime(CLOCK_MONOTONIC)?;
    time.tv_sec = time.tv_sec.saturating_add(timeout.tv_sec);
    time.tv_nsec += timeout.tv_nsec;
    if time.tv_nsec >= 1_000_000_000 {
        time.tv_nsec -= 1_000_000_000;
        time.tv_sec = time.tv_sec.saturating_add(1);
    }
    Ok(Deadline { clock: CLOCK_MONOTONIC, time })
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aio_suspend.html>
///
/// # Safety
/// `list` holds `nent` blocks or NULLs, `timeout` is NULL or readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_suspend(
    list: *const *const aiocb,
    nent: c_int,
    timeout: *const timespec,
) -> c_int {
    let Ok(count) = usize::try_from(nent) else {
        return errno::status(Err(Errno::EINVAL));
    };
    // SAFETY: the caller's promise.
    let (blocks, timeout) = unsafe { (slice(list, count), timeout.as_ref()) };
    let until = match timeout.map(after).transpose() {
        Ok(until) => until,
        Err(error) => return errno::status(Err(error)),
    };
    let is_done = || {
        // SAFETY: the caller's promise.
        blocks.iter().any(|&block| unsafe { block.as_ref() }.is_some_and(|block| !block.is_in_progress()))
    };
    let outcome = cancellation::point(|| requests::wait_for(is_done, until.as_ref()));
    errno::status(outcome.map_err(|error| if error == Errno::ETIMEDOUT { Errno::EAGAIN } else { error }))
}
