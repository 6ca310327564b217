//! The loop of a thread: user mode, and what made it leave.

use alloc::sync::Arc;

use capos_hal::context::UserContext;
use capos_hal::{Access, UserAddress, UserExit, vector};

use super::Thread;
use super::entry::{self, Next};
use crate::call::Caller;
use crate::process::ExitStatus;
use crate::scheduler;

/// What a thread's task does; does not return.
pub(super) fn main(thread: Arc<Thread>, context: UserContext) {
    let mut caller = Caller::new(&thread);
    run(&thread, &mut caller, context);
    caller.leave();
    let process = Arc::clone(thread.process());
    process.remove_thread(&thread);
    drop(process);
    drop(thread);
    scheduler::exit()
}

fn run(thread: &Arc<Thread>, caller: &mut Caller<'_>, mut context: UserContext) {
    thread.times().resume();
    while !thread.process().is_ending() {
        if scheduler::should_yield() {
            thread.give_way();
            continue;
        }
        thread.times().count_system();
        let exit = context.run();
        thread.times().count_user();
        match exit {
            UserExit::Syscall => match entry::handle(caller, &mut context) {
                Next::Continue => {}
                Next::Leave => return,
            },
            UserExit::Interrupt => {}
            UserExit::Fault { vector, error_code, address } => {
                if !is_resolved(thread, vector, error_code, address) {
                    let instruction = context.registers().rip;
                    thread.process().end(ExitStatus::Faulted { vector, error_code, address, instruction });
                }
            }
        }
    }
}

/// Whether the fault was a page that was still to come.
fn is_resolved(thread: &Thread, vector: u8, error_code: u32, address: u64) -> bool {
    vector == vector::PAGE_FAULT
        && thread.address_space().fault(UserAddress::new(address), Access::from_page_fault(error_code))
}
