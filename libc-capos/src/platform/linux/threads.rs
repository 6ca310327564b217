//! Futexes, thread identity and signals to threads. Starting and ending them: [`super::clone`].

use super::syscall::{args, blocking, int, nr, syscall};
use super::{Linux, cancellation, clone};
use crate::errno::Errno;
use crate::platform::{Deadline, Process, Sharing, ThreadStart, Threads};
use crate::start;
use crate::types::{c_int, c_void, clockid_t, sched_param};
use core::sync::atomic::AtomicU32;

const FUTEX_WAKE: usize = 1;
const FUTEX_WAIT_BITSET: usize = 9;
const FUTEX_PRIVATE: usize = 128;
const FUTEX_CLOCK_REALTIME: usize = 256;
const ANY_BIT: usize = 0xffff_ffff;
const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_MONOTONIC: clockid_t = 1;
/// The kernel's name for the processor time of a thread: its number, inverted, above these bits.
const THREAD_CLOCK: clockid_t = 6;
const RLIMIT_STACK: usize = 3;
const USUAL_STACK: usize = 8 << 20;

fn private(sharing: Sharing) -> usize {
    if sharing == Sharing::Private { FUTEX_PRIVATE } else { 0 }
}

impl Threads for Linux {
    fn park(
        word: &AtomicU32,
        expected: u32,
        sharing: Sharing,
        until: Option<&Deadline>,
    ) -> Result<(), Errno> {
        let clock = match until.map(|deadline| deadline.clock) {
            Some(CLOCK_REALTIME) => FUTEX_CLOCK_REALTIME,
            Some(CLOCK_MONOTONIC) | None => 0,
            Some(_) => return Err(Errno::EINVAL),
        };
        let time = until.map(|deadline| &deadline.time);
        match time {
            Some(time) if !(0..1_000_000_000).contains(&time.tv_nsec) => return Err(Errno::EINVAL),
            // The kernel refuses times before 1970, which have passed.
            Some(time) if time.tv_sec < 0 => return Err(Errno::ETIMEDOUT),
            _ => {}
        }
        let time = time.map_or(0, |time| core::ptr::from_ref(time) as usize);
        let operation = FUTEX_WAIT_BITSET | private(sharing) | clock;
        let arguments = [word.as_ptr() as usize, operation, expected as usize, time, 0, ANY_BIT];
        // SAFETY: the word is live; the time is null or readable.
        match unsafe { blocking(nr::FUTEX, arguments) } {
            Ok(_) | Err(Errno::EAGAIN) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn unpark(word: *const AtomicU32, count: u32, sharing: Sharing) -> usize {
        // The kernel reads the count as a signed int.
        let count = count.min(i32::MAX as u32) as usize;
        let arguments = args([word as usize, FUTEX_WAKE | private(sharing), count]);
        // SAFETY: waking touches no memory; the address is only a key.
        unsafe { syscall(nr::FUTEX, arguments) }.unwrap_or(0)
    }

    fn thread_id() -> u32 {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::GETTID, [0; 6]) }.unwrap_or(1) as u32
    }

    fn sched_yield() {
        // SAFETY: no memory is involved; the call cannot fail.
        let _ = unsafe { syscall(nr::SCHED_YIELD, [0; 6]) };
    }

    unsafe fn spawn(start: &ThreadStart) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe { clone::spawn(start) }
    }

    fn exit_thread(gone: &AtomicU32) -> ! {
        clone::exit(gone)
    }

    fn signal_thread(id: u32, signal: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::TGKILL, args([int(Linux::getpid()), id as usize, int(signal)])) }.map(drop)
    }

    fn interrupt_thread(id: u32) -> Result<(), Errno> {
        cancellation::interrupt(id)
    }

    fn thread_clock(id: u32) -> Result<clockid_t, Errno> {
        Ok((!(id as clockid_t) << 3) | THREAD_CLOCK)
    }

    fn scheduling(id: u32) -> Result<(c_int, sched_param), Errno> {
        let mut parameters = sched_param::default();
        // SAFETY: the kernel writes one int, which the record begins with.
        let policy = unsafe {
            syscall(nr::SCHED_GETPARAM, args([id as usize, &raw mut parameters as usize]))?;
            syscall(nr::SCHED_GETSCHEDULER, args([id as usize]))?
        };
        Ok((policy as c_int, parameters))
    }

    fn set_scheduling(id: u32, policy: c_int, parameters: &sched_param) -> Result<(), Errno> {
        let arguments = args([id as usize, int(policy), core::ptr::from_ref(parameters) as usize]);
        // SAFETY: the kernel reads one int, which the record begins with.
        unsafe { syscall(nr::SCHED_SETSCHEDULER, arguments) }.map(drop)
    }

    fn affinity(id: u32, mask: &mut [u8]) -> Result<usize, Errno> {
        let arguments = args([id as usize, mask.len(), mask.as_mut_ptr() as usize]);
        // SAFETY: the mask is writable for its length.
        unsafe { syscall(nr::SCHED_GETAFFINITY, arguments) }
    }

    fn set_affinity(id: u32, mask: &[u8]) -> Result<(), Errno> {
        let arguments = args([id as usize, mask.len(), mask.as_ptr() as usize]);
        // SAFETY: the mask is readable for its length.
        unsafe { syscall(nr::SCHED_SETAFFINITY, arguments) }.map(drop)
    }

    fn publish_name(id: u32, name: &[u8]) -> Result<(), Errno> {
        clone::publish_name(id, name)
    }

    fn register_robust_list(head: *const c_void, size: usize) {
        // SAFETY: the list's head is part of the thread's control block, which outlives the thread.
        let outcome = unsafe { syscall(nr::SET_ROBUST_LIST, args([head as usize, size])) };
        debug_assert!(outcome.is_ok(), "the size is the kernel's");
    }

    fn main_stack() -> (usize, usize) {
        let mut limit = [0usize; 2];
        let arguments = args([0, RLIMIT_STACK, 0, &raw mut limit as usize]);
        // SAFETY: the kernel writes two words.
        let known = unsafe { syscall(nr::PRLIMIT64, arguments) }.is_ok();
        let size = if known && limit[0] < 1 << 40 { limit[0] } else { USUAL_STACK } & !4095;
        (start::stack_top() - size, size)
    }
}
