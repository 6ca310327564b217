//! Starting threads.

use super::control_block::ControlBlock;
use super::life::{self, DETACHED};
use super::space::{PAGE, Space};
use super::{cancellation, end, end_of_solitude, set_scheduling, tcb};
use crate::errno::Errno;
use crate::platform::{Sharing, Sys, ThreadStart, Threads};
use crate::types::{c_int, c_void, pthread_attr_t, pthread_t};
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};

/// What a thread runs.
#[derive(Clone, Copy)]
pub enum Routine {
    Posix(unsafe extern "C" fn(*mut c_void) -> *mut c_void),
    /// The result of ISO C's threads is an int.
    C(unsafe extern "C" fn(*mut c_void) -> c_int),
}

/// What a new thread is told.
#[derive(Clone, Copy)]
pub struct Start {
    routine: Routine,
    argument: *mut c_void,
    /// Where it reports whether it got the scheduling it asks for: its creator waits there.
    scheduling: Option<(*const AtomicU32, c_int, c_int)>,
}

/// Attributes of a thread about which nothing was said.
pub const DEFAULT_ATTRIBUTES: pthread_attr_t = pthread_attr_t {
    stack_size: 1 << 20,
    guard_size: PAGE,
    stack_end: 0,
    detached: 0,
    policy: 0,
    priority: 0,
    explicit_scheduling: 0,
    _reserved: [0; 4],
};

const WAITING: u32 = 0;
const STARTED: u32 = 1;

/// Starts a thread. `announce` gets its identity before it runs.
pub fn create(
    attributes: &pthread_attr_t,
    routine: Routine,
    argument: *mut c_void,
    announce: impl FnOnce(pthread_t),
) -> Result<(), Errno> {
    end_of_solitude();
    let own_stack = attributes.stack_end == 0;
    let (stack, guard) = if own_stack {
        let size = attributes.stack_size.checked_next_multiple_of(PAGE).ok_or(Errno::EAGAIN)?;
        (size, attributes.guard_size)
    } else {
        (0, 0)
    };
    let space = Space::obtain(stack, guard)?;
    // SAFETY: the space was just obtained.
    let places = unsafe { space.furnish() };
    // SAFETY: the block is fresh, and nobody else has seen it.
    let thread = unsafe { &(*places.block).thread };
    let (stack_end, stack_size) = if own_stack {
        (places.stack_end, attributes.stack_size.min(places.stack_size))
    } else {
        ((attributes.stack_end & !15) as *mut u8, attributes.stack_size)
    };
    thread.space.set(Some(space));
    thread.stack.set((stack_end as usize - stack_size, stack_size));
    if attributes.detached != 0 {
        thread.state.store(DETACHED, Ordering::Relaxed);
    }
    let report = AtomicU32::new(WAITING);
    let asks = attributes.explicit_scheduling != 0;
    let scheduling = asks.then_some((&raw const report, attributes.policy, attributes.priority));
    thread.start.set(Some(Start { routine, argument, scheduling }));
    life::one_more();
    announce(places.block);
    let start = ThreadStart {
        stack_end,
        control_block: places.block.cast(),
        entry: run,
        argument: ptr::null_mut(),
        id: &raw const thread.alive,
    };
    // SAFETY: the space is the new thread's from here on, and a stack of the program is by its promise.
    if let Err(error) = unsafe { Sys::spawn(&start) } {
        life::one_less();
        space.leave(places.block);
        return Err(error);
    }
    if asks { wait_for_report(&report) } else { Ok(()) }
}

/// Waits until the new thread tells about its scheduling: [`STARTED`], or an error number above that.
fn wait_for_report(report: &AtomicU32) -> Result<(), Errno> {
    loop {
        match report.load(Ordering::Acquire) {
            WAITING => {
                // Woken or interrupted, the loop looks again.
                let _ = cancellation::outside(|| Sys::park(report, WAITING, Sharing::Private, None));
            }
            STARTED => return Ok(()),
            number => return Errno::new((number - STARTED) as c_int).map_or(Ok(()), Err),
        }
    }
}

/// The first function of every thread but the main one.
unsafe extern "C" fn run(_: *mut c_void) -> ! {
    let me = tcb();
    me.id.set(me.thread.alive.load(Ordering::Relaxed));
    let start = me.thread.start.take().expect("the creator stored what to run");
    if let Some((report, policy, priority)) = start.scheduling {
        let outcome = set_scheduling(me, policy, priority);
        let number = outcome.map_or_else(|error| STARTED + error.number() as u32, |()| STARTED);
        // SAFETY: the creator waits, so its word is alive until it is stored; waking needs the address only.
        unsafe { (*report).store(number, Ordering::Release) };
        Sys::unpark(report, 1, Sharing::Private);
        if outcome.is_err() {
            me.thread.state.store(DETACHED, Ordering::Relaxed);
            end::leave(me);
        }
    }
    // SAFETY: the program passed the function and its argument.
    let result = unsafe {
        match start.routine {
            Routine::Posix(function) => function(start.argument),
            Routine::C(function) => function(start.argument) as isize as *mut c_void,
        }
    };
    end::end(result)
}

/// Lowest address and size of a running thread's stack.
pub fn stack_of(thread: &ControlBlock) -> (usize, usize) {
    match thread.thread.stack.get() {
        (_, 0) => Sys::main_stack(),
        stack => stack,
    }
}

/// Attributes of a running thread (`pthread_getattr_np`).
pub fn attributes_of(thread: &ControlBlock) -> pthread_attr_t {
    let (low, size) = stack_of(thread);
    let (policy, priority) = super::scheduling(thread).unwrap_or((0, 0));
    pthread_attr_t {
        stack_size: size,
        stack_end: low + size,
        guard_size: thread.thread.space.get().map_or(0, Space::guard),
        detached: c_int::from(thread.thread.state.load(Ordering::Relaxed) == DETACHED),
        policy,
        priority,
        ..DEFAULT_ATTRIBUTES
    }
}
