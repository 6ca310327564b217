//! The blocks that the kernel reads, and masks.

use super::{actions, enter};
use crate::thread;
use capos_rt::schema::abi::signal::{ProcessSignals, ThreadSignals};
use capos_rt::{SelfProcess, startup};
use core::arch::asm;
use core::cell::Cell;
use core::sync::atomic::Ordering::{Relaxed, SeqCst};
use core::sync::atomic::{AtomicBool, AtomicU64, compiler_fence};

const SIGKILL: u32 = 9;
const SIGSTOP: u32 = 19;
/// The entry SIGNAL_RETURN.
const SIGNAL_RETURN: u64 = capos_rt::schema::abi::entry::SIGNAL_RETURN;

/// Signals that can be neither caught nor blocked.
pub const UNSTOPPABLE: u64 = bit(SIGKILL) | bit(SIGSTOP);

/// The library's own signal, by which a thread learns that it was cancelled. It is blocked but for waits of cancellation
/// points and in threads that are cancelled asynchronously; programs never see it in a mask.
pub const CANCEL: u32 = 33;

/// The bit that the calling thread's mask has for it.
fn own_bit() -> u64 {
    if thread::cancellation::acts_at_once() { 0 } else { bit(CANCEL) }
}

pub const fn bit(signal: u32) -> u64 {
    1 << (signal - 1)
}

/// `ProcessSignals`, which the kernel reads while this thread is in it.
#[repr(C)]
pub struct ProcessBlock {
    pub entry: AtomicU64,
    pub caught: AtomicU64,
    pub ignored: AtomicU64,
    pub on_stack: AtomicU64,
    pub flags: AtomicU64,
}

const _: () = assert!(size_of::<ProcessBlock>() == size_of::<ProcessSignals>());

pub static PROCESS: ProcessBlock = ProcessBlock {
    entry: AtomicU64::new(0),
    caught: AtomicU64::new(0),
    ignored: AtomicU64::new(0),
    on_stack: AtomicU64::new(0),
    flags: AtomicU64::new(0),
};

/// `ThreadSignals`.
#[repr(C)]
pub struct ThreadBlock {
    pub blocked: AtomicU64,
    pub pending: AtomicU64,
    pub wait_mask: AtomicU64,
    pub use_wait_mask: AtomicU64,
    pub stack_base: AtomicU64,
    pub stack_size: AtomicU64,
}

const _: () = assert!(size_of::<ThreadBlock>() == size_of::<ThreadSignals>());

/// A thread's part in signals; in its control block.
#[repr(C)]
pub struct ThreadState {
    pub(super) block: ThreadBlock,
    /// The kernel knows the block.
    registered: Cell<bool>,
    /// A handler ran, and one that does not want interrupted calls to go on.
    pub(super) ran: Cell<bool>,
    pub(super) interrupts: Cell<bool>,
    /// The mask of a wait is in force: handlers add to it, not to the thread's own.
    pub(super) waits: Cell<bool>,
    /// Where its ring is, 0 for the first thread's.
    pub ring: Cell<usize>,
}

impl Default for ThreadState {
    fn default() -> Self {
        Self::new()
    }
}

impl ThreadState {
    pub const fn new() -> Self {
        ThreadState {
            block: ThreadBlock {
                blocked: AtomicU64::new(0),
                pending: AtomicU64::new(0),
                wait_mask: AtomicU64::new(0),
                use_wait_mask: AtomicU64::new(0),
                stack_base: AtomicU64::new(0),
                stack_size: AtomicU64::new(0),
            },
            registered: Cell::new(false),
            ran: Cell::new(false),
            interrupts: Cell::new(false),
            waits: Cell::new(false),
            ring: Cell::new(0),
        }
    }

    /// Prepares the state of a thread that the calling one starts, whose mask is the same; the address of the block for
    /// the kernel, 0 if it has no signals for this process.
    pub fn inherit(&self) -> u64 {
        if !kernel_delivers() {
            return 0;
        }
        self.block.blocked.store(state().block.blocked.load(Relaxed) | bit(CANCEL), Relaxed);
        self.registered.set(true);
        &raw const self.block as u64
    }
}

/// What was blocked and ignored from the start has been taken over.
static TAKEN_OVER: AtomicBool = AtomicBool::new(false);
/// The kernel was asked, and has no signals for this process.
static LOCAL: AtomicBool = AtomicBool::new(false);

/// The calling thread's part.
#[inline]
pub fn state() -> &'static ThreadState {
    let state = &thread::tcb().platform;
    if !TAKEN_OVER.load(Relaxed) {
        take_over(state);
    }
    state
}

#[cold]
fn take_over(state: &ThreadState) {
    TAKEN_OVER.store(true, Relaxed);
    let start = startup::startup();
    state.block.blocked.store(start.blocked_signals & !UNSTOPPABLE | bit(CANCEL), Relaxed);
    actions::ignore_from_start(start.ignored_signals);
}

/// Whether the kernel delivers signals. Tells it of the blocks at the first use by each thread.
pub fn kernel_delivers() -> bool {
    let state = state();
    if state.registered.get() {
        return true;
    }
    if LOCAL.load(Relaxed) {
        return false;
    }
    PROCESS.entry.store(enter::enter as *const () as u64, Relaxed);
    let process = &raw const PROCESS as u64;
    let known = startup::granted_any::<SelfProcess>()
        .is_some_and(|this| this.set_signal_blocks(process, &raw const state.block as u64).is_ok());
    state.registered.set(known);
    LOCAL.store(!known, Relaxed);
    known
}

/// In the child of `fork`: the blocks are where they were, but the kernel does not know that yet.
pub fn after_fork() {
    let state = state();
    state.block.pending.store(0, Relaxed);
    if state.registered.replace(false) {
        kernel_delivers();
    }
}

/// Has the kernel deliver what is pending and not blocked.
pub fn deliver_pending() {
    // SAFETY: with 0 the entry changes nothing of ours but the registers it is said to; handlers that it starts return.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") SIGNAL_RETURN => _,
            in("rdi") 0,
            lateout("rdx") _,
            lateout("rsi") _,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
}

/// Ends a handler's frame.
///
/// # Safety
/// `context` is the `ucontext_t` that the kernel passed to the entry.
pub unsafe fn return_from(context: *mut u8) -> ! {
    // SAFETY: the caller's promise: the kernel restores what it saved.
    unsafe {
        asm!("syscall", "ud2", in("rax") SIGNAL_RETURN, in("rdi") context, options(noreturn, nostack));
    }
}

/// Sets the mask and answers the old one; what it lets through is delivered.
pub fn set_mask(mask: u64) -> u64 {
    let block = &state().block;
    let old = block.blocked.load(Relaxed);
    let mask = mask & !UNSTOPPABLE & !bit(CANCEL) | own_bit();
    // Handlers run on this thread: only the compiler could reorder what they see.
    compiler_fence(SeqCst);
    block.blocked.store(mask, Relaxed);
    compiler_fence(SeqCst);
    deliver_unblocked(block, mask);
    old
}

#[inline]
fn deliver_unblocked(block: &ThreadBlock, mask: u64) {
    if block.pending.load(Relaxed) & !mask != 0 {
        if state().registered.get() {
            deliver_pending();
        } else {
            super::local::deliver_pending();
        }
    }
}

/// Blocks every signal for as long as it takes to look at something that handlers use too; answers the mask for
/// [`release`].
#[inline]
pub fn hold() -> u64 {
    let block = &state().block;
    let old = block.blocked.load(Relaxed);
    block.blocked.store(!UNSTOPPABLE, Relaxed);
    compiler_fence(SeqCst);
    old
}

/// Ends what [`hold`] began. Signals that came meanwhile are delivered.
#[inline]
pub fn release(mask: u64) {
    let block = &state().block;
    compiler_fence(SeqCst);
    block.blocked.store(mask, Relaxed);
    compiler_fence(SeqCst);
    deliver_unblocked(block, mask);
}

/// Runs something that no handler may interrupt.
pub fn without_signals<T>(operation: impl FnOnce() -> T) -> T {
    let old = set_mask(u64::MAX);
    let outcome = operation();
    set_mask(old);
    outcome
}
