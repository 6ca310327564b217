//! Making processes, replacing programs, and waiting for children.

use crate::errno::Errno;
use crate::sync::MutexGuard;
use crate::types::{c_char, c_int, id_t, idtype_t, mode_t, pid_t, posix_spawnattr_t, rusage, siginfo_t};
use core::ffi::CStr;

/// A NULL-terminated array of strings, as `main` gets them.
pub type StringArray = *const *const c_char;

/// One step between a new process and its program.
pub enum FileAction {
    Close(c_int),
    Duplicate { from: c_int, to: c_int },
    Open { fd: c_int, path: alloc::ffi::CString, flags: c_int, mode: mode_t },
    ChangeDirectory(alloc::ffi::CString),
    ChangeDirectoryTo(c_int),
}

/// A program to start as a child.
pub struct Spawn<'a> {
    pub file: &'a CStr,
    /// The file is looked for along `PATH`, as `execvp` does.
    pub search: bool,
    pub arguments: StringArray,
    pub environment: StringArray,
    pub actions: &'a [FileAction],
    pub attributes: &'a posix_spawnattr_t,
}

/// Optional family: a process may lack the authority to make others.
pub trait Children {
    /// Makes a copy of the process with the calling thread only; 0 in the child.
    ///
    /// # Safety
    /// The caller brings the child's copy of the library's state in order.
    unsafe fn fork() -> Result<pid_t, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Waits until no other thread's child is one of which the platform keeps only a record.
    fn fork_turn() -> Option<MutexGuard<'static, ()>> {
        None
    }

    /// Whether the child, where `fork` just returned 0, has its memory for itself.
    fn child_is_alone() -> bool {
        true
    }

    /// Replaces the program; returns only on failure.
    ///
    /// # Safety
    /// Both arrays are NULL-terminated arrays of strings.
    unsafe fn execve(_path: &CStr, _arguments: StringArray, _environment: StringArray) -> Errno {
        Errno::ENOSYS
    }

    /// As [`Children::execve`], with an open file as the program.
    ///
    /// # Safety
    /// As for [`Children::execve`].
    unsafe fn fexecve(_fd: c_int, _arguments: StringArray, _environment: StringArray) -> Errno {
        Errno::ENOSYS
    }

    /// Starts a program as a child. What fails before the program runs is the error.
    ///
    /// # Safety
    /// Both arrays are NULL-terminated arrays of strings.
    unsafe fn spawn_process(_what: &Spawn<'_>) -> Result<pid_t, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Waits for a child as `waitpid` selects it; the child (0: none ready) and its status.
    fn wait4(_pid: pid_t, _options: c_int, _usage: Option<&mut rusage>) -> Result<(pid_t, c_int), Errno> {
        Err(Errno::ECHILD)
    }

    /// Waits for a child as `waitid` selects it; all zeros if none is ready.
    fn waitid(_kind: idtype_t, _id: id_t, _options: c_int) -> Result<siginfo_t, Errno> {
        Err(Errno::ECHILD)
    }
}
