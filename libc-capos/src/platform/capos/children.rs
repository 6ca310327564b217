//! Making processes, replacing programs, and waiting for children.
//!
//! With a ProcessForker `fork` makes a real copy; without one a child is recorded until it runs a program
//! ([`shim`]). Programs are started by ProcessSpawner, and replaced by SelfProcess.

mod copy;
mod launch;
mod own_id;
mod program;
pub mod shim;
mod slots;
mod strings;
mod table;
mod virtual_child;
mod waiting;

use super::descriptors::{self, Target};
use super::{Capos, clock, own_files, path, signals};
use crate::errno::Errno;
use crate::platform::{Children, Fs, Spawn, StringArray};
use crate::process;
use crate::sync::{self, MutexGuard};
use crate::types::{c_int, id_t, idtype_t, pid_t, rusage, siginfo_t};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{Capability, Error, ProcessForker, ProcessSpawner, startup};
use core::convert::Infallible;
use core::ffi::CStr;
use launch::{Child, Replace, StartSignals};
pub use own_id::own_id;
use program::{Candidate, run};
use table::ChildTable;
use virtual_child::note_virtual_child;

/// Flags of the attributes, `POSIX_SPAWN_*`.
mod flag {
    pub const SETPGROUP: i32 = 2;
    pub const SETSIGDEF: i32 = 4;
    pub const SETSIGMASK: i32 = 8;
    pub const SETSID: i32 = 128;
}

/// Writes to the standard error, if there is any.
fn complain(text: &str) -> Result<usize, Errno> {
    Capos::write(2, text.as_bytes())
}

/// Making a process has an error of its own for a quota that is used up.
fn made<T>(outcome: capos_rt::Result<T>) -> Result<T, Errno> {
    match outcome {
        Err(Error::Exception(ErrorCode::QuotaExceeded)) => Err(Errno::EAGAIN),
        outcome => Ok(outcome?),
    }
}

/// What came back did so with an error.
fn failed(outcome: Result<Infallible, Errno>) -> Errno {
    match outcome {
        Err(error) => error,
        Ok(never) => match never {},
    }
}

fn found(path: &[u8]) -> Result<Candidate<'_>, Errno> {
    Candidate::open(path::base(path::AT_FDCWD, path)?, path)
}

/// # Safety
/// Both arrays are NULL or NULL-terminated arrays of strings.
unsafe fn execute(
    program: Candidate<'_>,
    arguments: StringArray,
    environment: StringArray,
) -> Result<Infallible, Errno> {
    // SAFETY: the same contract.
    unsafe {
        if shim::is_recording() {
            shim::execute(program, arguments, environment)
        } else {
            let mut table = ChildTable::new();
            table.inherit();
            run(&Replace(StartSignals::own()), &table, program, arguments, environment)
        }
    }
}

impl Children for Capos {
    unsafe fn fork() -> Result<pid_t, Errno> {
        match startup::granted_any::<ProcessForker>() {
            // A signal that reached the child before its registers are what they were would find no thread there.
            Some(forker) => signals::without_signals(|| {
                let table = descriptors::hold();
                let child = copy::fork(&forker)?;
                if child == 0 {
                    // What comes now takes locks.
                    sync::forget_other_threads();
                }
                drop(table);
                if child == 0 {
                    clock::after_fork();
                    signals::after_fork();
                }
                Ok(child)
            }),
            None if startup::granted_any::<ProcessSpawner>().is_some() => shim::fork(),
            None => Err(Errno::ENOSYS),
        }
    }

    fn fork_turn() -> Option<MutexGuard<'static, ()>> {
        startup::granted_any::<ProcessForker>().is_none().then(shim::turn)
    }

    fn child_is_alone() -> bool {
        !shim::shares_memory()
    }

    unsafe fn execve(path: &CStr, arguments: StringArray, environment: StringArray) -> Errno {
        let mut target = [0; MAX_PATH];
        let candidate = match found(path.to_bytes()) {
            // A link of the library's own, to this very program.
            Err(Errno::ENOENT) => own_files::read_link(path.to_bytes(), &mut target)
                .map_err(|_| Errno::ENOENT)
                .and_then(|length| found(&target[..length])),
            candidate => candidate,
        };
        // SAFETY: the same contract.
        failed(candidate.and_then(|program| unsafe { execute(program, arguments, environment) }))
    }

    unsafe fn fexecve(fd: c_int, arguments: StringArray, environment: StringArray) -> Errno {
        let program = descriptors::get(fd).and_then(|description| match description.target {
            Target::File(handle) => Ok(Candidate {
                file: Capability::from_handle(capos_rt::capability::duplicate(handle)?),
                path: b"",
                base: handle,
            }),
            _ => Err(Errno::EACCES),
        });
        // SAFETY: the same contract.
        failed(program.and_then(|program| unsafe { execute(program, arguments, environment) }))
    }

    unsafe fn spawn_process(what: &Spawn<'_>) -> Result<pid_t, Errno> {
        let attributes = what.attributes;
        let has = |flag: i32| attributes.__flags & flag != 0;
        let mut signals = StartSignals::own();
        if has(flag::SETSIGMASK) {
            signals.blocked = attributes.__mask.__bits[0];
        }
        if has(flag::SETSIGDEF) {
            signals.ignored &= !attributes.__default.__bits[0];
        }
        let group = u64::try_from(attributes.__group).map_err(|_| Errno::EINVAL)?;
        let child = Child {
            signals,
            group: has(flag::SETPGROUP).then_some(group),
            new_session: has(flag::SETSID),
            foreground: None,
        };
        let mut table = ChildTable::new();
        table.inherit();
        what.actions.iter().try_for_each(|action| table.apply(action))?;
        let attempt = |path: &CStr| {
            let path = path.to_bytes();
            let program = Candidate::open(table.base(path)?, path)?;
            // SAFETY: the same contract.
            unsafe { run(&child, &table, program, what.arguments, what.environment) }
        };
        if what.search { process::search(what.file, attempt) } else { attempt(what.file) }
    }

    fn wait4(pid: pid_t, options: c_int, usage: Option<&mut rusage>) -> Result<(pid_t, c_int), Errno> {
        match virtual_child::take(pid) {
            Some(ended) => Ok(ended),
            None => waiting::wait4(pid, options, usage),
        }
    }

    fn waitid(kind: idtype_t, id: id_t, options: c_int) -> Result<siginfo_t, Errno> {
        waiting::waitid(kind, id, options)
    }
}
