//! What reaches the kernel while a child is recorded.

use super::{RECORDING, VIOLATION, is_recording};
use crate::platform::capos::children::complain;
use capos_rt::entry;
use capos_rt::schema::abi::{Operation, Submission};
use capos_rt::schema::{Interface, Method, methods};
use core::sync::atomic::Ordering;

/// What a child may ask of the kernel: what `exec` and `chdir` need, and what changes nothing.
fn is_allowed(interface: u64, method: u16) -> bool {
    fn is<M: Method>(interface: u64, method: u16) -> bool {
        M::INTERFACE.id() == interface && M::ORDINAL == method
    }
    const ALLOWED: &[fn(u64, u16) -> bool] = &[
        is::<methods::process_spawner::Spawn>,
        is::<methods::namespace::Open>,
        is::<methods::namespace::CheckAccess>,
        is::<methods::namespace::GetStatus>,
        is::<methods::file::ReadAt>,
        is::<methods::file::GetStatus>,
        is::<methods::virtual_memory::Map>,
        is::<methods::virtual_memory::Unmap>,
        is::<methods::virtual_memory::Reserve>,
        is::<methods::virtual_memory::Commit>,
        is::<methods::virtual_memory::Decommit>,
        is::<methods::virtual_memory::Protect>,
        is::<methods::self_process::GetIds>,
        is::<methods::self_process::DiscardSignals>,
        is::<methods::self_process::SetSignalBlocks>,
        is::<methods::entropy_source::Fill>,
    ];
    ALLOWED.iter().any(|allowed| allowed(interface, method))
}

/// Asked before each entry of the kernel; `None` stands for one that waits in the ring.
pub fn guard(submission: Option<&Submission>) {
    if !is_recording() {
        // Another thread of the parent's.
        return;
    }
    let Some(submission) = submission else { violation("waiting", "") };
    if submission.operation == Operation::Call as u8 {
        if is_allowed(submission.interface, submission.method) {
            return;
        }
        let Ok(interface) = Interface::try_from(submission.interface) else { violation("a call", "") };
        let method = interface.method_names().get(usize::from(submission.method));
        violation(interface.name(), method.copied().unwrap_or_default());
    }
    if submission.operation == Operation::Poll as u8 {
        violation("waiting", "");
    }
}

/// Ends the process: nothing of what the child wanted is done.
pub fn violation(what: &str, method: &str) -> ! {
    entry::set_guard(None);
    RECORDING.store(0, Ordering::Relaxed);
    let dot = if method.is_empty() { "" } else { "." };
    for text in [
        "fork: ",
        what,
        dot,
        method,
        " between fork and exec: without a ProcessForker a child may only change descriptors, signals, group and \
         directory\n",
    ] {
        // To whom the parent speaks; without anybody to tell the status says it.
        let _ = complain(text);
    }
    entry::exit_process(VIOLATION)
}
