//! The command interpreter: `sh -c command`, for `system`, `popen` and `wordexp`.

use crate::errno::Errno;
use crate::platform::{Children, FileAction, Fs, SignalChange, Signals, Spawn, Sys};
use crate::start;
use crate::types::{c_char, c_int, pid_t, posix_spawnattr_t, sigaction, sigset_t};
use core::ffi::CStr;
use core::ptr::null;

const SHELL: &CStr = c"/bin/sh";
const AT_FDCWD: c_int = -100;
const X_OK: c_int = 1;
const SIGINT: c_int = 2;
const SIGQUIT: c_int = 3;
const SIGCHLD: c_int = 17;
const SIG_IGN: usize = 1;
const SETSIGDEF: c_int = 4;
const SETSIGMASK: c_int = 8;
const EMPTY: sigset_t = sigset_t { __bits: [0; 16] };
/// Status of a shell that could not be started, as if it had ended with `_exit(127)`.
const NO_SHELL: c_int = 127 << 8;

/// Starts a shell with a command.
pub fn start(
    command: &CStr,
    actions: &[FileAction],
    attributes: &posix_spawnattr_t,
) -> Result<pid_t, Errno> {
    let arguments: [*const c_char; 5] =
        [c"sh".as_ptr(), c"-c".as_ptr(), c"--".as_ptr(), command.as_ptr(), null()];
    let nothing: [*const c_char; 1] = [null()];
    let block = start::environment_block();
    let environment = if block.is_null() { nothing.as_ptr() } else { block.cast() };
    let what = Spawn {
        file: SHELL,
        search: false,
        arguments: arguments.as_ptr(),
        environment,
        actions,
        attributes,
    };
    // SAFETY: both arrays end with a NULL.
    unsafe { Sys::spawn_process(&what) }
}

/// Attributes that ask for nothing.
pub const PLAIN: posix_spawnattr_t = posix_spawnattr_t {
    __flags: 0,
    __group: 0,
    __default: EMPTY,
    __mask: EMPTY,
    __priority: 0,
    __policy: 0,
    __reserved: [core::ptr::null_mut(); 8],
};

/// Whether there is a shell that the process could start.
pub fn exists() -> bool {
    Sys::faccessat(AT_FDCWD, SHELL, X_OK, 0).is_ok()
}

/// `system`: runs a command and answers its status, as `waitpid` tells it. Meanwhile the process ignores the keyboard's
/// signals, which are meant for the command, and leaves SIGCHLD pending.
pub fn run(command: &CStr) -> Result<c_int, Errno> {
    let ignore = sigaction { sa_handler: SIG_IGN, sa_mask: EMPTY, sa_flags: 0, sa_restorer: 0 };
    let interrupt = Sys::sigaction(SIGINT, Some(&ignore))?;
    let quit = Sys::sigaction(SIGQUIT, Some(&ignore))?;
    let mut child_signal = EMPTY;
    child_signal.__bits[0] = 1 << (SIGCHLD - 1);
    let mask = Sys::sigprocmask(Some((SignalChange::Block, &child_signal)))?;

    let mut attributes = posix_spawnattr_t { __flags: SETSIGDEF | SETSIGMASK, __mask: mask, ..PLAIN };
    for (signal, action) in [(SIGINT, &interrupt), (SIGQUIT, &quit)] {
        if action.sa_handler != SIG_IGN {
            attributes.__default.__bits[0] |= 1 << (signal - 1);
        }
    }
    let outcome = match start(command, &[], &attributes) {
        Ok(child) => wait(child),
        // POSIX: as if the shell had ended at once. What kept the process from making one is an error.
        Err(error @ (Errno::EAGAIN | Errno::ENOMEM | Errno::ENOSYS)) => Err(error),
        Err(_) => Ok(NO_SHELL),
    };
    // None of these fails: they put back what was there.
    let _ = Sys::sigaction(SIGINT, Some(&interrupt));
    let _ = Sys::sigaction(SIGQUIT, Some(&quit));
    let _ = Sys::sigprocmask(Some((SignalChange::Set, &mask)));
    outcome
}

/// The status of a child once it has ended.
pub fn wait(child: pid_t) -> Result<c_int, Errno> {
    loop {
        match Sys::wait4(child, 0, None) {
            Ok((_, status)) => return Ok(status),
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}
