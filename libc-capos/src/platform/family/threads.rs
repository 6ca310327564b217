//! Threads: starting, ending and naming them, waiting and waking.

use crate::errno::Errno;
use crate::types::{c_int, c_void, clockid_t, sched_param, timespec};
use core::sync::atomic::AtomicU32;

/// Who waits at a word: threads of this process, or of every process that maps the memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sharing {
    Private,
    Shared,
}

/// A moment on a clock, which is the realtime or the monotonic one.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    pub clock: clockid_t,
    pub time: timespec,
}

/// What a new thread starts with.
pub struct ThreadStart {
    /// The end of its stack, a multiple of 16.
    pub stack_end: *mut u8,
    /// Its thread pointer.
    pub control_block: *mut c_void,
    /// Gets `argument`; it ends by [`Threads::exit_thread`].
    pub entry: unsafe extern "C" fn(*mut c_void) -> !,
    pub argument: *mut c_void,
    /// Where the thread's number is stored before it runs.
    pub id: *const AtomicU32,
}

/// Required: waiting, waking and identity, which the locks of the library need. Optional: more than one thread.
pub trait Threads {
    /// Sleeps while `*word == expected`, until woken, or until the deadline (`ETIMEDOUT`). Returning early for no
    /// reason is allowed; `EINTR` tells that a signal handler ran.
    fn park(word: &AtomicU32, expected: u32, sharing: Sharing, until: Option<&Deadline>)
    -> Result<(), Errno>;

    /// Wakes up to `count` sleepers of `word` and returns how many it woke. The word itself is not read.
    fn unpark(word: *const AtomicU32, count: u32, sharing: Sharing) -> usize;

    /// The number of the calling thread, unique among the running ones and never zero.
    fn thread_id() -> u32;

    fn sched_yield();

    /// Starts a thread, with the caller's signal mask.
    ///
    /// # Safety
    /// Stack and control block belong to the new thread until its word `id` is zero again.
    unsafe fn spawn(_start: &ThreadStart) -> Result<(), Errno> {
        Err(Errno::EAGAIN)
    }

    /// Ends the calling thread. When the thread uses no memory any more, `gone` becomes zero, and one sleeper at it
    /// (as [`Sharing::Shared`]) is woken.
    fn exit_thread(gone: &AtomicU32) -> !;

    /// Sends `signal` to a thread of this process.
    fn signal_thread(_id: u32, _signal: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Makes the thread notice that it was cancelled: a blocking call ends with `ECANCELED`, and a thread that is
    /// cancelled asynchronously acts at once. See `thread::cancellation`.
    fn interrupt_thread(_id: u32) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// The calling thread is cancelled asynchronously from now on, or not any more.
    fn cancelability_changed() {}

    /// The clock of the processor time of a thread.
    fn thread_clock(_id: u32) -> Result<clockid_t, Errno> {
        Err(Errno::ENOENT)
    }

    /// Policy and parameters of a thread, or (by process) of another process's first one. Zero is the caller.
    fn scheduling(_id: u32) -> Result<(c_int, sched_param), Errno> {
        Ok((0, sched_param::default()))
    }

    /// Everything but the ordinary policy needs a kernel that has others.
    fn set_scheduling(_id: u32, policy: c_int, parameters: &sched_param) -> Result<(), Errno> {
        if policy == 0 && parameters.sched_priority == 0 { Ok(()) } else { Err(Errno::EPERM) }
    }

    /// The processors that a thread, or another process's first one, may run on, a bit for each from the lowest on; how many
    /// bytes say so. Zero is the caller.
    fn affinity(id: u32, mask: &mut [u8]) -> Result<usize, Errno>;

    fn set_affinity(id: u32, mask: &[u8]) -> Result<(), Errno>;

    /// Shows the name of the thread to whoever watches the system from outside.
    fn publish_name(_id: u32, _name: &[u8]) -> Result<(), Errno> {
        Ok(())
    }

    /// Tells the kernel where the thread's list of held robust mutexes is, so that they are marked when the whole
    /// process ends.
    fn register_robust_list(_head: *const c_void, _size: usize) {}

    /// Lowest address and size of the main thread's stack.
    fn main_stack() -> (usize, usize);
}
