//! Threads over ThreadSpawner, ParkSpace and SelfProcess.
//!
//! A process without ThreadSpawner has one thread, and one without ParkSpace nobody to wait for.

use super::{Capos, affinity, clock, signals};
use crate::errno::Errno;
use crate::platform::{Deadline, Process, Sharing, Signals, System, ThreadStart, Threads};
use crate::start;
use crate::sync::Once;
use crate::thread::cancellation;
use crate::thread::{ControlBlock, tcb};
use crate::types::{c_int, c_void, clockid_t, sched_param, sigaction, siginfo_t, sigset_t};
use capos_rt::{
    Capability, ParkSpace, Parked, SelfProcess, Signal, SpawnThread, Target, ThreadSpawner, Timer, entry,
    startup,
};
use core::arch::asm;
use core::sync::atomic::AtomicU32;

/// Clocks of processor time: the thread's number, inverted, above these bits.
const THREAD_CLOCK: clockid_t = 6;
const THREAD_CLOCK_BITS: clockid_t = 7;
const SI_TKILL: c_int = -6;
const SA_SIGINFO: c_int = 4;
const SA_RESTART: c_int = 0x1000_0000;

/// What a thread finds at the end of its stack.
#[repr(C, align(16))]
struct Begin {
    entry: unsafe extern "C" fn(*mut c_void) -> !,
    argument: *mut c_void,
    /// The floating-point control words of the thread that started it, as POSIX asks.
    vector_control: u32,
    x87_control: u16,
}

fn rt_sharing(sharing: Sharing) -> capos_rt::Sharing {
    match sharing {
        Sharing::Private => capos_rt::Sharing::Process,
        Sharing::Shared => capos_rt::Sharing::Memory,
    }
}

/// The first function of every thread but the first.
unsafe extern "C" fn begin(begin: *const Begin, ring: usize) -> ! {
    signals::state().ring.set(ring);
    // SAFETY: `spawn` put the record there; the words come from registers of the same kinds.
    unsafe {
        let begin = &*begin;
        asm!(
            "ldmxcsr [{vector}]",
            "fldcw [{x87}]",
            vector = in(reg) &raw const begin.vector_control,
            x87 = in(reg) &raw const begin.x87_control,
            options(nostack, readonly),
        );
        (begin.entry)(begin.argument)
    }
}

/// Handler of the library's own signal. A wait that it ends looks for the request itself.
extern "C" fn learn_of_request(_: c_int, _: *mut siginfo_t, _: *mut u8) {
    cancellation::interrupted(false);
}

static INSTALLED: Once = Once::new();

/// Processor time of a thread, if the clock is one of a thread.
pub(super) fn thread_time(clock: clockid_t) -> Result<u64, Errno> {
    if clock >= 0 || clock & THREAD_CLOCK_BITS != THREAD_CLOCK {
        return Err(Errno::EINVAL);
    }
    processor_time(!(clock >> 3) as u32)
}

/// Processor time of a thread, or of the calling one with 0.
pub(super) fn processor_time(id: u32) -> Result<u64, Errno> {
    let threads = startup::granted_any::<ThreadSpawner>().ok_or(Errno::EINVAL)?;
    let (user, system) = threads.usage(id).map_err(|_| Errno::EINVAL)?;
    Ok(user + system)
}

/// Numbers of threads and processes are all different: does something for a thread of this process or another process's
/// first one.
fn by_number<T>(
    id: u32,
    operation: impl Fn(&Capability<SelfProcess>, Target, u64) -> capos_rt::Result<T>,
) -> Result<T, Errno> {
    let process = signals::this_process()?;
    match operation(&process, Target::Thread, id.into()).map_err(Errno::from) {
        Err(Errno::ESRCH) => Ok(operation(&process, Target::Process, id.into())?),
        outcome => outcome,
    }
}

impl Threads for Capos {
    fn park(
        word: &AtomicU32,
        expected: u32,
        sharing: Sharing,
        until: Option<&Deadline>,
    ) -> Result<(), Errno> {
        let deadline = match until {
            Some(Deadline { time, .. }) if !(0..1_000_000_000).contains(&time.tv_nsec) => {
                return Err(Errno::EINVAL);
            }
            Some(Deadline { clock, .. }) if !matches!(clock, 0 | 1) => return Err(Errno::EINVAL),
            Some(Deadline { time, .. }) if time.tv_sec < 0 => 0,
            Some(deadline) => clock::deadline(deadline.clock, &deadline.time)?,
            None => u64::MAX,
        };
        if let Some(space) = startup::granted_any::<ParkSpace>() {
            let park = || space.park(word, expected, rt_sharing(sharing), deadline);
            return signals::interruptible(park).map(|_: Parked| ());
        }
        if word.load(core::sync::atomic::Ordering::Relaxed) != expected {
            return Ok(());
        }
        let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
        signals::interruptible(|| timer.sleep_until(deadline))?;
        Err(Errno::ETIMEDOUT)
    }

    fn unpark(word: *const AtomicU32, count: u32, sharing: Sharing) -> usize {
        let Some(space) = startup::granted_any::<ParkSpace>() else { return 0 };
        // What is no word any more has nobody who waits there.
        space.unpark(word, count, rt_sharing(sharing)).unwrap_or(0) as usize
    }

    fn thread_id() -> u32 {
        // The first thread's is the process's; others find theirs where the kernel stored it.
        Self::getpid() as u32
    }

    fn sched_yield() {
        // SAFETY: no submission is taken, so no memory is involved. It can not fail.
        let _ = unsafe { entry::cap_enter(0, 0, 0) };
    }

    unsafe fn spawn(start: &ThreadStart) -> Result<(), Errno> {
        let threads = startup::granted_any::<ThreadSpawner>().ok_or(Errno::EAGAIN)?;
        let (mut vector_control, mut x87_control) = (0, 0);
        // SAFETY: stores of control words to places of their sizes. The stack is the new thread's, so its end is free;
        // its control block is initialized and not in use yet.
        let (record, signal_block) = unsafe {
            asm!(
                "stmxcsr [{vector}]",
                "fnstcw [{x87}]",
                vector = in(reg) &raw mut vector_control,
                x87 = in(reg) &raw mut x87_control,
                options(nostack),
            );
            let record = start.stack_end.cast::<Begin>().sub(1);
            record.write(Begin { entry: start.entry, argument: start.argument, vector_control, x87_control });
            (record, (*start.control_block.cast::<ControlBlock>()).platform.inherit())
        };
        let spawn = SpawnThread {
            entry: begin as *const () as usize,
            // As at the entry of a function: a return address would be there.
            stack: record.expose_provenance() - size_of::<usize>(),
            argument: record.expose_provenance(),
            thread_pointer: start.control_block.expose_provenance(),
            signal_block: signal_block as usize,
            id_word: start.id.expose_provenance(),
            want_handle: false,
        };
        // SAFETY: the caller's promise.
        unsafe { threads.spawn(&spawn) }.map(drop).map_err(|_| Errno::EAGAIN)
    }

    fn exit_thread(gone: &AtomicU32) -> ! {
        entry::exit_thread(gone)
    }

    fn signal_thread(id: u32, signal: c_int) -> Result<(), Errno> {
        let number = u8::try_from(signal).map_err(|_| Errno::EINVAL)?;
        if id == tcb().id.get() {
            return Self::raise(signal);
        }
        let signal = Signal { number, code: SI_TKILL, value: 0 };
        Ok(signals::this_process()?.signal(Target::Thread, id.into(), signal)?)
    }

    fn interrupt_thread(id: u32) -> Result<(), Errno> {
        INSTALLED.call_once(|| {
            let action = sigaction {
                sa_handler: learn_of_request as *const () as usize,
                sa_mask: sigset_t { __bits: [u64::MAX; 16] },
                sa_flags: SA_SIGINFO | SA_RESTART,
                sa_restorer: 0,
            };
            // Without signals a thread learns of the request at its next cancellation point.
            let _ = Self::sigaction(signals::CANCEL as c_int, Some(&action));
        });
        match Self::signal_thread(id, signals::CANCEL as c_int) {
            Err(Errno::EPERM) => Ok(()),
            outcome => outcome,
        }
    }

    fn cancelability_changed() {
        // The mask follows from it.
        let _ = Self::sigprocmask(None).map(|mask| signals::set_mask(mask.__bits[0]));
    }

    fn thread_clock(id: u32) -> Result<clockid_t, Errno> {
        Ok((!(id as clockid_t) << 3) | THREAD_CLOCK)
    }

    fn scheduling(id: u32) -> Result<(c_int, sched_param), Errno> {
        let (policy, priority) = by_number(id, |process, target, id| process.scheduling(target, id))?;
        Ok((policy.into(), sched_param { sched_priority: priority.into(), ..sched_param::default() }))
    }

    fn set_scheduling(id: u32, policy: c_int, parameters: &sched_param) -> Result<(), Errno> {
        let policy = u8::try_from(policy).map_err(|_| Errno::EINVAL)?;
        let priority = u8::try_from(parameters.sched_priority).map_err(|_| Errno::EINVAL)?;
        by_number(id, |process, target, id| process.set_scheduling(target, id, policy, priority))
    }

    fn affinity(id: u32, mask: &mut [u8]) -> Result<usize, Errno> {
        Self::scheduling(id)?;
        affinity::all(Self::processors_online(), mask)
    }

    fn set_affinity(id: u32, mask: &[u8]) -> Result<(), Errno> {
        Self::scheduling(id)?;
        affinity::set(Self::processors_online(), mask)
    }

    fn register_robust_list(head: *const c_void, _: usize) {
        // Without SelfProcess the library marks what a thread leaves behind, and nobody what a killed process does.
        if let Ok(process) = signals::this_process() {
            let _ = process.set_robust_list(head.expose_provenance() as u64);
        }
    }

    fn main_stack() -> (usize, usize) {
        let low = startup::startup().stack_low as usize;
        (low, start::stack_top() - low)
    }
}
