//! The thread control block. Its first words are fixed by the psABI and the compilers; the rest is ours.

use crate::types::{__locale_struct, c_int, c_void};
use core::arch::asm;
use core::cell::Cell;
use core::mem::offset_of;
use core::ptr;

/// State of one thread. Only the thread itself uses its block, so plain cells do.
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
    /// The thread's locale (`uselocale`); NULL is the global locale.
    pub locale: Cell<*mut __locale_struct>,
    /// The allocator's cache for this thread; the heap defines what is behind it.
    pub heap_cache: Cell<*mut c_void>,
    /// Head of the `pthread_cleanup_push` list.
    pub cleanup: Cell<*mut c_void>,
    /// Text of the last `dlerror`.
    pub dl_error: Cell<*mut c_void>,
    /// What `strerror` and `strsignal` return for numbers without a text of their own.
    pub message: Cell<[u8; MESSAGE]>,
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
            locale: Cell::new(ptr::null_mut()),
            heap_cache: Cell::new(ptr::null_mut()),
            cleanup: Cell::new(ptr::null_mut()),
            dl_error: Cell::new(ptr::null_mut()),
            message: Cell::new([0; MESSAGE]),
        }
    }

    /// Sets the words that compilers read.
    pub(super) fn initialize(&self, address: *mut ControlBlock, stack_guard: usize) {
        self.itself.set(address);
        self.stack_guard.set(stack_guard);
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
