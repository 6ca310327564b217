//! The Rust side of the types of `threads.h.in`: what the opaque words of `<pthread.h>`, `<threads.h>` and
//! `<semaphore.h>` hold. All zero is what the static initializers make.

use super::{c_int, c_uint, clockid_t, size_t};
use crate::thread::ControlBlock;
use core::cell::Cell;
use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64};

/// A thread: where its control block is.
pub type pthread_t = *const ControlBlock;
pub type thrd_t = pthread_t;
pub type pthread_once_t = c_int;
pub type once_flag = c_int;
pub type pthread_key_t = c_uint;
pub type tss_t = pthread_key_t;
pub type pthread_spinlock_t = c_int;
pub type thrd_start_t = Option<unsafe extern "C" fn(*mut super::c_void) -> c_int>;
pub type tss_dtor_t = Option<unsafe extern "C" fn(*mut super::c_void)>;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pthread_attr_t {
    pub stack_size: size_t,
    pub guard_size: size_t,
    /// The end of a stack that the program provides, or zero.
    pub stack_end: size_t,
    pub detached: c_int,
    pub policy: c_int,
    pub priority: c_int,
    pub explicit_scheduling: c_int,
    pub _reserved: [c_int; 4],
}

/// Links of a robust mutex; the first word is what the kernel follows.
#[repr(C)]
pub struct RobustLinks {
    pub next: AtomicPtr<RobustLinks>,
}

#[repr(C)]
pub struct pthread_mutex_t {
    /// Type and attributes, fixed by initialization.
    pub kind: u32,
    /// Zero, or the number of the thread that holds it; with bits that Linux defines.
    pub word: AtomicU32,
    /// How often its owner has locked it, less one.
    pub depth: Cell<u32>,
    pub ceiling: Cell<c_int>,
    pub _reserved: usize,
    pub previous: AtomicPtr<RobustLinks>,
    pub links: RobustLinks,
}

#[repr(C)]
pub struct pthread_cond_t {
    /// Counts wake-ups; what the waiters sleep at.
    pub sequence: AtomicU32,
    /// How many wait, and whether `pthread_cond_destroy` waits for them to leave.
    pub waiters: AtomicU32,
    pub shared: u32,
    pub clock: clockid_t,
    pub _reserved: [usize; 4],
}

#[repr(C)]
pub struct pthread_rwlock_t {
    /// The number of readers, or a writer; and whether somebody sleeps.
    pub word: AtomicU32,
    pub sleepers: AtomicU32,
    pub shared: u32,
    /// The thread that writes.
    pub writer: AtomicU32,
    /// Who goes first (`pthread_rwlockattr_setkind_np`), and how many threads wait to write.
    pub kind: u32,
    pub writers: AtomicU32,
    pub _reserved: [usize; 4],
}

#[repr(C)]
pub struct pthread_barrier_t {
    pub limit: u32,
    pub shared: u32,
    /// The number of the round, and below it of those who have arrived.
    pub state: AtomicU64,
    /// The round that goes on, as far as it is known to those who sleep.
    pub round: AtomicU32,
    /// How many are still inside, and whether `pthread_barrier_destroy` waits for them to leave.
    pub inside: AtomicU32,
    pub _reserved: usize,
}

#[repr(C)]
pub struct mtx_t(pub pthread_mutex_t);

#[repr(C)]
pub struct cnd_t(pub pthread_cond_t);

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pthread_mutexattr_t {
    pub attributes: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pthread_condattr_t {
    pub attributes: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pthread_barrierattr_t {
    pub attributes: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pthread_rwlockattr_t {
    pub attributes: [u32; 2],
}

#[repr(C)]
pub struct sem_t {
    /// The value, and whether somebody sleeps.
    pub word: AtomicU32,
    pub sleepers: AtomicU32,
    pub shared: u32,
    pub _reserved: [u32; 5],
}

const _: () = {
    assert!(size_of::<pthread_attr_t>() == 56);
    assert!(size_of::<pthread_mutex_t>() == 40 && size_of::<mtx_t>() == 40);
    assert!(size_of::<pthread_cond_t>() == 48 && size_of::<cnd_t>() == 48);
    assert!(size_of::<pthread_rwlock_t>() == 56);
    assert!(size_of::<pthread_barrier_t>() == 32);
    assert!(size_of::<sem_t>() == 32);
};
