//! The kernel entries: the number decides, arguments and results are registers.

use capos_hal::context::UserContext;
use capos_hal::{UserAddress, user};
use capos_schema::abi::{Fault, Sharing, entry};

use super::robust_list;
use crate::call::{Caller, Ended};
use crate::parking::{self, Key};
use crate::process::ExitStatus;
use crate::signal;

/// What the thread does after an entry.
pub(super) enum Next {
    Continue,
    Leave,
}

/// The thread uses no memory of its process any more: clears the word where others wait for that.
fn tell_end(caller: &Caller<'_>, gone: UserAddress) {
    if gone.get() == 0 || user::write_u32(gone, 0).is_err() {
        return;
    }
    parking::unpark(&Key::new(caller.thread(), gone, Sharing::Memory), 1);
}

#[inline]
pub(super) fn handle(caller: &mut Caller<'_>, context: &mut UserContext) -> Next {
    let [first, second, third, _] = context.syscall_arguments();
    let ended = match context.syscall_number() {
        entry::CAP_CALL => caller.cap_call(UserAddress::new(first)),
        entry::CAP_ENTER => caller.cap_enter(first, second, third),
        entry::EXIT_THREAD => {
            // Before others may use the memory that the list lies in.
            robust_list::mark(caller.thread());
            tell_end(caller, UserAddress::new(first));
            return Next::Leave;
        }
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
