//! The thread control block. Its first words are fixed by the psABI and the compilers; the rest is ours.

use super::cancellation::Cancellation;
use super::cleanup::Cleanup;
use super::destructors::Destructor;
use super::keys::Values;
use super::life::Thread;
use crate::platform::ThreadState;
use crate::sync::RobustList;
use crate::types::{__locale_struct, c_int, c_void};
use core::arch::asm;
use core::cell::Cell;
use core::mem::offset_of;
use core::ptr;

/// State of one thread. Only the thread itself uses the cells of its block.
#[repr(C)]
pub struct ControlBlock {
    /// Points to itself: `%fs:0`, by which the address of thread-local variables is computed.
    itself: Cell<*mut ControlBlock>,
    _reserved: [usize; 4],
    /// `%fs:0x28`: compilers compare it with the copy in each protected stack frame.
    stack_guard: Cell<usize>,
    /// The platform's thread number, never zero once the thread runs.
    pub id: Cell<u32>,
    /// `errno`.
    pub errno: Cell<c_int>,
    /// `h_errno`.
    pub host_error: Cell<c_int>,
    /// The thread's locale (`uselocale`); NULL is the global locale.
    pub locale: Cell<*mut __locale_struct>,
    /// The allocator's cache for this thread; the heap defines what is behind it.
    pub heap_cache: Cell<*mut c_void>,
    /// Head of the `pthread_cleanup_push` list.
    pub cleanup: Cell<*mut Cleanup>,
    /// Text of the last `dlerror`.
    pub dl_error: Cell<*mut c_void>,
    /// What `strerror` and `strsignal` return for numbers without a text of their own.
    pub message: Cell<[u8; MESSAGE]>,
    /// Whether the thread can be cancelled, and is.
    pub cancellation: Cancellation,
    /// The robust mutexes that it holds.
    pub robust: RobustList,
    /// Values of keys (`pthread_setspecific`); NULL until the first is set.
    pub(super) values: Cell<*mut Values>,
    /// What runs when the thread ends, before the destructors of keys: those of C++ variables.
    pub(super) destructors: Cell<*mut Destructor>,
    /// What other threads know of it.
    pub thread: Thread,
    /// What the platform keeps of it.
    pub platform: ThreadState,
}

/// Room for the longest such text.
pub const MESSAGE: usize = 40;

const _: () = assert!(offset_of!(ControlBlock, itself) == 0);
const _: () = assert!(offset_of!(ControlBlock, stack_guard) == 0x28);

impl ControlBlock {
    pub(super) const fn new() -> Self {
        ControlBlock {
            itself: Cell::new(ptr::null_mut()),
            _reserved: [0; 4],
            stack_guard: Cell::new(0),
            id: Cell::new(0),
            errno: Cell::new(0),
            host_error: Cell::new(0),
            locale: Cell::new(ptr::null_mut()),
            heap_cache: Cell::new(ptr::null_mut()),
            cleanup: Cell::new(ptr::null_mut()),
            dl_error: Cell::new(ptr::null_mut()),
            message: Cell::new([0; MESSAGE]),
            cancellation: Cancellation::new(),
            robust: RobustList::new(),
            values: Cell::new(ptr::null_mut()),
            destructors: Cell::new(ptr::null_mut()),
            thread: Thread::new(),
            platform: ThreadState::new(),
        }
    }

    /// Sets the words that compilers read.
    pub(super) fn initialize(&self, address: *mut ControlBlock, stack_guard: usize) {
        self.itself.set(address);
        self.stack_guard.set(stack_guard);
    }

    /// What protected stack frames are compared with.
    pub(super) fn stack_guard(&self) -> usize {
        self.stack_guard.get()
    }
}

/// The calling thread's control block.
#[inline(always)]
pub fn tcb() -> &'static ControlBlock {
    let block: *const ControlBlock;
    // SAFETY: `%fs` points to this thread's block from before any code that calls here; its first word is its
    // address. The block lives as long as the thread, and the reference does not leave the thread (cells are
    // not `Sync`).
    unsafe {
        asm!("mov {}, qword ptr fs:[0]", out(reg) block, options(nostack, preserves_flags, pure, readonly));
        &*block
    }
}
