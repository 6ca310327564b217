//! Message queues.

use crate::abi::{Out, cstr, slice};
use crate::errno;
use crate::header::fcntl::constants::{O_CREAT, O_NONBLOCK};
use crate::message_queue as queue;
use crate::notify::Notice;
use crate::platform::Deadline;
use crate::thread::cancellation;
use crate::types::{
    c_char, c_int, c_long, c_uint, clockid_t, mode_t, mq_attr, sigevent, size_t, ssize_t, timespec,
};

/// A descriptor of a queue is that of a file.
pub type mqd_t = c_int;

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_open.html>
///
/// # Safety
/// `name` is a string; a mode and NULL or attributes follow if `oflag` may create.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_open(name: *const c_char, oflag: c_int, mut args: ...) -> mqd_t {
    // SAFETY: by the contract; the mode is promoted to an unsigned int.
    let (name, mode, attributes) = unsafe {
        let creates = oflag & O_CREAT != 0;
        let mode = if creates { args.arg::<mode_t>() } else { 0 };
        let attributes = if creates { args.arg::<*const mq_attr>().as_ref() } else { None };
        (cstr(name), mode, attributes)
    };
    errno::result(queue::open(name, oflag, mode, attributes, oflag & O_NONBLOCK != 0))
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_close.html>
#[unsafe(no_mangle)]
pub extern "C" fn mq_close(mqdes: mqd_t) -> c_int {
    errno::status(queue::close(mqdes))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_unlink.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(queue::remove(unsafe { cstr(name) }))
}

fn attributes(queue: &queue::Queue) -> mq_attr {
    // SAFETY: the queue is open; a count that changes meanwhile is as good before as after.
    let (slots, size, count) = unsafe {
        ((*queue.head).slots, (*queue.head).message_size, (&raw const (*queue.head).count).read_volatile())
    };
    mq_attr {
        mq_flags: if queue.nonblocking { c_long::from(O_NONBLOCK) } else { 0 },
        mq_maxmsg: c_long::from(slots),
        mq_msgsize: c_long::from(size),
        mq_curmsgs: c_long::from(count),
        __unused: [0; 4],
    }
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_getattr.html>
///
/// # Safety
/// `mqstat` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_getattr(mqdes: mqd_t, mqstat: *mut mq_attr) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(mqstat) };
    errno::status(queue::find(mqdes, |_| {}).map(|queue| out.write(attributes(&queue))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_setattr.html>
///
/// # Safety
/// `mqstat` is readable, `omqstat` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_setattr(mqdes: mqd_t, mqstat: *const mq_attr, omqstat: *mut mq_attr) -> c_int {
    // SAFETY: the caller's promise.
    let (nonblocking, mut out) =
        unsafe { ((*mqstat).mq_flags & c_long::from(O_NONBLOCK) != 0, Out::new(omqstat)) };
    let before = queue::find(mqdes, |queue| queue.nonblocking = nonblocking);
    errno::status(before.map(|queue| out.write(attributes(&queue))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_notify.html>
///
/// # Safety
/// `notification` is NULL or a request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_notify(mqdes: mqd_t, notification: *const sigevent) -> c_int {
    // SAFETY: the caller's promise.
    let event = unsafe { notification.as_ref() };
    errno::status(queue::find(mqdes, |_| {}).and_then(|queue| match event {
        // SAFETY: the caller's promise.
        Some(event) => queue::request_notification(&queue, unsafe { Notice::new(event) }?),
        None => queue::withdraw(&queue),
    }))
}

/// # Safety
/// `msg_len` bytes at `msg_ptr` are readable.
unsafe fn send(
    mqdes: mqd_t,
    msg_ptr: *const c_char,
    msg_len: size_t,
    msg_prio: c_uint,
    until: Option<Deadline>,
) -> c_int {
    let queue = queue::find(mqdes, |_| {});
    // SAFETY: the caller's promise.
    let message = unsafe { slice(msg_ptr.cast(), msg_len) };
    errno::status(
        queue
            .and_then(|queue| cancellation::point(|| queue::send(&queue, message, msg_prio, until.as_ref()))),
    )
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_send.html>
///
/// # Safety
/// `msg_len` bytes at `msg_ptr` are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_send(
    mqdes: mqd_t,
    msg_ptr: *const c_char,
    msg_len: size_t,
    msg_prio: c_uint,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { send(mqdes, msg_ptr, msg_len, msg_prio, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_timedsend.html>
///
/// # Safety
/// `msg_len` bytes at `msg_ptr` are readable, and so is `abstime`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_timedsend(
    mqdes: mqd_t,
    msg_ptr: *const c_char,
    msg_len: size_t,
    msg_prio: c_uint,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let until = Deadline { clock: CLOCK_REALTIME, time: *abstime };
        send(mqdes, msg_ptr, msg_len, msg_prio, Some(until))
    }
}

/// # Safety
/// `msg_len` bytes at `msg_ptr` are writable, `msg_prio` is NULL or writable.
unsafe fn receive(
    mqdes: mqd_t,
    msg_ptr: *mut c_char,
    msg_len: size_t,
    msg_prio: *mut c_uint,
    until: Option<Deadline>,
) -> ssize_t {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(msg_prio) };
    let received = queue::find(mqdes, |_| {}).and_then(|queue| {
        // SAFETY: the caller's promise.
        cancellation::point(|| unsafe { queue::receive(&queue, msg_ptr.cast(), msg_len, until.as_ref()) })
    });
    errno::result(received.map(|(length, priority)| {
        out.write(priority);
        length as ssize_t
    }))
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_receive.html>
///
/// # Safety
/// `msg_len` bytes at `msg_ptr` are writable, `msg_prio` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_receive(
    mqdes: mqd_t,
    msg_ptr: *mut c_char,
    msg_len: size_t,
    msg_prio: *mut c_uint,
) -> ssize_t {
    // SAFETY: the same contract.
    unsafe { receive(mqdes, msg_ptr, msg_len, msg_prio, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mq_timedreceive.html>
///
/// # Safety
/// `msg_len` bytes at `msg_ptr` are writable, `msg_prio` is NULL or writable, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_timedreceive(
    mqdes: mqd_t,
    msg_ptr: *mut c_char,
    msg_len: size_t,
    msg_prio: *mut c_uint,
    abstime: *const timespec,
) -> ssize_t {
    // SAFETY: the caller's promise.
    unsafe {
        let until = Deadline { clock: CLOCK_REALTIME, time: *abstime };
        receive(mqdes, msg_ptr, msg_len, msg_prio, Some(until))
    }
}
