//! The kernel entries: the number decides, arguments and results are registers.

use capos_hal::UserAddress;
use capos_hal::context::UserContext;
use capos_schema::abi::{Fault, entry};

use crate::call::{Caller, Ended};
use crate::process::ExitStatus;
use crate::signal;

/// What the thread does after an entry.
pub(super) enum Next {
    Continue,
    Leave,
}

#[inline]
pub(super) fn handle(caller: &mut Caller<'_>, context: &mut UserContext) -> Next {
    let [first, second, third, _] = context.syscall_arguments();
    let ended = match context.syscall_number() {
        entry::CAP_CALL => caller.cap_call(UserAddress::new(first)),
        entry::CAP_ENTER => caller.cap_enter(first, second, third),
        entry::EXIT_THREAD => return Next::Leave,
        entry::EXIT_PROCESS => {
            caller.thread().process().end(ExitStatus::Exited(first as i32));
            return Next::Leave;
        }
        entry::SIGNAL_RETURN => {
            let thread = caller.thread();
            thread.draw_own_attention();
            if first != 0 {
                if signal::restore(thread, context, first).is_err() {
                    thread.process().end(ExitStatus::Signaled(signal::number::SEGV));
                }
                return Next::Continue;
            }
            Ended::ok(0)
        }
        _ => Ended::fault(Fault::Entry),
    };
    context.set_syscall_results(ended.first_register(), ended.value, ended.results_length.into());
    Next::Continue
}
