//! The loop of a thread: user mode, and what made it leave.

use alloc::sync::Arc;

use capos_hal::context::UserContext;
use capos_hal::task::Task;
use capos_hal::{Access, UserAddress, UserExit, vector};

use super::entry::{self, Next};
use super::{Thread, robust_list};
use crate::call::Caller;
use crate::memory::Absence;
use crate::process::ExitStatus;
use crate::scheduler;
use crate::signal::{self, Trap};

/// What a thread's task does; gives the task that runs next.
pub(super) fn main(thread: Arc<Thread>, context: UserContext) -> Arc<Task> {
    let mut caller = Caller::new(&thread);
    run(&thread, &mut caller, context);
    robust_list::mark(&thread);
    caller.leave();
    thread.note_end();
    let process = Arc::clone(thread.process());
    process.remove_thread(&thread);
    drop(process);
    drop(thread);
    scheduler::exit()
}

fn run(thread: &Arc<Thread>, caller: &mut Caller<'_>, mut context: UserContext) {
    thread.times().resume();
    loop {
        // Whoever makes the thread leave draws its attention too.
        if thread.has_attention() {
            if thread.must_leave() {
                return;
            }
            signal::attend(thread, &mut context);
            if thread.must_leave() {
                return;
            }
            continue;
        }
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
                fault(thread, &mut context, vector, error_code, address);
            }
        }
    }
}

/// A page that was still to come, a signal that the program catches, or the end of its process.
fn fault(thread: &Arc<Thread>, context: &mut UserContext, vector: u8, error_code: u32, address: u64) {
    let mut absence = Absence::NotMapped;
    if vector == vector::PAGE_FAULT {
        let access = Access::from_page_fault(error_code);
        let page = UserAddress::new(address);
        if thread.address_space().fault(page, access) {
            thread.times().count_fault();
            return;
        }
        absence = thread.address_space().absence(page, access);
    }
    let instruction = context.registers().rip;
    let info = signal::of_fault(vector, address, absence, context.extended_state());
    let is_page_fault = vector == vector::PAGE_FAULT;
    let trap = Trap {
        error_code: error_code.into(),
        vector: vector.into(),
        address: if is_page_fault { address } else { 0 },
    };
    if !signal::deliver_fault(thread, context, info, trap) {
        let signal = info.signal;
        thread.process().end(ExitStatus::Faulted { signal, vector, error_code, address, instruction });
    }
}
