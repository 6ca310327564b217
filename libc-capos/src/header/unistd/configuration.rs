//! Limits and options of the system, asked at run time.

use super::constants::*;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::AT_FDCWD;
use crate::platform::{Fs, Sys, System};
use crate::types::{c_char, c_int, c_long, size_t};

const PAGE: c_long = 4096;
/// The edition of POSIX, as `_POSIX_VERSION` in the header.
const POSIX_VERSION: c_long = 202405;
const XOPEN_VERSION: c_long = 800;
/// What `sysconf` and `pathconf` answer for "no limit" and "not supported": -1, `errno` untouched.
const NONE: c_long = -1;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sysconf.html>
#[unsafe(no_mangle)]
pub extern "C" fn sysconf(name: c_int) -> c_long {
    let pages = |bytes: u64| (bytes / PAGE as u64) as c_long;
    match name {
        _SC_ARG_MAX => 131_072,
        _SC_CLK_TCK => 100,
        _SC_NGROUPS_MAX => 32,
        _SC_OPEN_MAX => c_long::try_from(Sys::open_max()).unwrap_or(NONE),
        _SC_STREAM_MAX | _SC_CHILD_MAX | _SC_SIGQUEUE_MAX | _SC_TIMER_MAX | _SC_ATEXIT_MAX => NONE,
        _SC_TZNAME_MAX => 6,
        _SC_FSYNC | _SC_MAPPED_FILES | _SC_MEMORY_PROTECTION | _SC_MONOTONIC_CLOCK => POSIX_VERSION,
        _SC_THREADS
        | _SC_THREAD_ATTR_STACKADDR
        | _SC_THREAD_ATTR_STACKSIZE
        | _SC_THREAD_PROCESS_SHARED
        | _SC_SEMAPHORES
        | _SC_BARRIERS
        | _SC_READER_WRITER_LOCKS
        | _SC_SPIN_LOCKS
        | _SC_TIMEOUTS
        | _SC_CLOCK_SELECTION
        | _SC_CPUTIME
        | _SC_THREAD_CPUTIME
        | _SC_SHARED_MEMORY_OBJECTS
        | _SC_MESSAGE_PASSING
        | _SC_ASYNCHRONOUS_IO
        | _SC_REALTIME_SIGNALS
        | _SC_TIMERS
        | _SC_PRIORITY_SCHEDULING
        | _SC_MEMLOCK
        | _SC_MEMLOCK_RANGE
        | _SC_SPAWN => POSIX_VERSION,
        _SC_VERSION | _SC_2_VERSION | _SC_THREAD_SAFE_FUNCTIONS | _SC_2_C_BIND => POSIX_VERSION,
        _SC_XOPEN_VERSION | _SC_XOPEN_XCU_VERSION => XOPEN_VERSION,
        _SC_REGEXP | _SC_SAVED_IDS | _SC_JOB_CONTROL | _SC_SHELL | _SC_XOPEN_UNIX | _SC_XOPEN_ENH_I18N => 1,
        _SC_V7_LP64_OFF64 | _SC_V6_LP64_OFF64 | _SC_XBS5_LP64_OFF64 => 1,
        _SC_NZERO => 20,
        _SC_PAGESIZE => PAGE,
        _SC_RTSIG_MAX => 30,
        _SC_MQ_PRIO_MAX => 32_768,
        _SC_AIO_PRIO_DELTA_MAX => 20,
        _SC_SEM_VALUE_MAX => 0x7fff_ffff,
        _SC_BC_BASE_MAX | _SC_BC_SCALE_MAX => 99,
        _SC_BC_DIM_MAX => 2048,
        _SC_BC_STRING_MAX => 1000,
        _SC_COLL_WEIGHTS_MAX => 2,
        _SC_EXPR_NEST_MAX => 32,
        _SC_LINE_MAX => 4096,
        _SC_RE_DUP_MAX => 255,
        _SC_IOV_MAX => 1024,
        _SC_GETGR_R_SIZE_MAX | _SC_GETPW_R_SIZE_MAX => 1024,
        _SC_LOGIN_NAME_MAX => 256,
        _SC_TTY_NAME_MAX => 32,
        _SC_THREAD_DESTRUCTOR_ITERATIONS => 4,
        _SC_THREAD_KEYS_MAX => 128,
        _SC_THREAD_STACK_MIN => 16_384,
        _SC_NPROCESSORS_CONF | _SC_NPROCESSORS_ONLN => Sys::processors_online() as c_long,
        _SC_PHYS_PAGES => Sys::physical_memory().map_or(NONE, |(total, _)| pages(total)),
        _SC_AVPHYS_PAGES => Sys::physical_memory().map_or(NONE, |(_, free)| pages(free)),
        _SC_HOST_NAME_MAX => 255,
        _SC_SYMLOOP_MAX => 40,
        // Every other name: an option that is not supported.
        name if (_SC_ARG_MAX..=_SC_THREAD_ROBUST_PRIO_PROTECT).contains(&name) => NONE,
        _ => errno::result(Err(Errno::EINVAL)),
    }
}

/// The limits of files do not depend on the file here.
fn file_limit(name: c_int) -> c_long {
    match name {
        _PC_LINK_MAX => 127,
        _PC_MAX_CANON | _PC_MAX_INPUT | _PC_NAME_MAX | _PC_SYMLINK_MAX => 255,
        _PC_PATH_MAX | _PC_PIPE_BUF => 4096,
        _PC_CHOWN_RESTRICTED | _PC_NO_TRUNC => 1,
        _PC_VDISABLE => 0,
        _PC_FILESIZEBITS => 64,
        name if (_PC_LINK_MAX..=_PC_2_SYMLINKS).contains(&name) => NONE,
        _ => errno::result(Err(Errno::EINVAL)),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pathconf.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pathconf(path: *const c_char, name: c_int) -> c_long {
    // SAFETY: the caller's promise.
    match Sys::fstatat(AT_FDCWD, unsafe { cstr(path) }, 0) {
        Ok(_) => file_limit(name),
        Err(error) => errno::result(Err(error)),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fpathconf.html>
#[unsafe(no_mangle)]
pub extern "C" fn fpathconf(fd: c_int, name: c_int) -> c_long {
    match Sys::fstat(fd) {
        Ok(_) => file_limit(name),
        Err(error) => errno::result(Err(error)),
    }
}

/// Copies `text` with its NUL to a prefix of the buffer, always terminated if there is room for anything.
///
/// # Safety
/// `buffer` points to `size` writable bytes, or `size` is zero.
unsafe fn copy_cut(text: &[u8], buffer: *mut c_char, size: size_t) {
    let Some(room) = size.checked_sub(1) else { return };
    let length = text.len().min(room);
    // SAFETY: `length` is below `size`.
    unsafe {
        core::ptr::copy_nonoverlapping(text.as_ptr(), buffer.cast::<u8>(), length);
        buffer.add(length).write(0);
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/confstr.html>
///
/// # Safety
/// `buffer` points to `size` writable bytes, or `size` is zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn confstr(name: c_int, buffer: *mut c_char, size: size_t) -> size_t {
    let text: &[u8] = match name {
        _CS_PATH => b"/bin:/usr/bin",
        _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS => b"POSIX_V7_LP64_OFF64",
        _CS_POSIX_V6_WIDTH_RESTRICTED_ENVS => b"POSIX_V6_LP64_OFF64",
        _CS_POSIX_V5_WIDTH_RESTRICTED_ENVS => b"XBS5_LP64_OFF64",
        // The one programming environment needs no options of the compiler; the others do not exist.
        _CS_POSIX_V7_LP64_OFF64_CFLAGS..=_CS_POSIX_V7_LP64_OFF64_LINTFLAGS
        | _CS_POSIX_V6_LP64_OFF64_CFLAGS..=_CS_POSIX_V6_LP64_OFF64_LINTFLAGS
        | _CS_XBS5_LP64_OFF64_CFLAGS..=_CS_XBS5_LP64_OFF64_LINTFLAGS
        | _CS_V6_ENV
        | _CS_V7_ENV => b"",
        _CS_XBS5_ILP32_OFF32_CFLAGS..=_CS_POSIX_V7_LPBIG_OFFBIG_LINTFLAGS => return 0,
        _ => {
            errno::set(Errno::EINVAL);
            return 0;
        }
    };
    // SAFETY: the same contract.
    unsafe { copy_cut(text, buffer, size) };
    text.len() + 1
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gethostname.html>
///
/// # Safety
/// `buffer` points to `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostname(buffer: *mut c_char, size: size_t) -> c_int {
    let names = match Sys::uname() {
        Ok(names) => names,
        Err(error) => return errno::status(Err(error)),
    };
    let name = names.nodename.map(|unit| unit as u8);
    let length = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
    // SAFETY: the same contract.
    unsafe { copy_cut(&name[..length], buffer, size) };
    // A name that was cut is an error, as in the other libraries.
    errno::status(if length < size { Ok(()) } else { Err(Errno::ENAMETOOLONG) })
}

/// The size of a page (removed from POSIX in favour of `sysconf`).
#[unsafe(no_mangle)]
pub extern "C" fn getpagesize() -> c_int {
    PAGE as c_int
}

/// The limit on open descriptors (removed from POSIX in favour of `sysconf`).
#[unsafe(no_mangle)]
pub extern "C" fn getdtablesize() -> c_int {
    c_int::try_from(Sys::open_max()).unwrap_or(c_int::MAX)
}
