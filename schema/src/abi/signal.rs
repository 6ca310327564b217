//! Signals: the blocks in a process's own memory that tell the kernel what it does with them, and the frame that a
//! handler gets.
//!
//! In every set bit n - 1 stands for signal n. The kernel reads and writes the blocks only on behalf of the thread they
//! belong to, so a process that lies there harms itself. Before `SelfProcess.setSignalBlocks` nothing is caught, and
//! the sets given at spawn or exec hold.

/// One per process.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct ProcessSignals {
    /// Where a caught signal enters: RDI the signal, RSI its `siginfo_t`, RDX the `ucontext_t`; RSP as at the entry of a
    /// function. Every signal is blocked until the handler's side writes `ThreadSignals::blocked`. Ends with the
    /// entry SIGNAL_RETURN and the address of the `ucontext_t`.
    pub entry: u64,
    /// Signals that have a handler.
    pub caught: u64,
    /// Signals that are ignored on purpose; what is in neither set gets its default action.
    pub ignored: u64,
    /// Caught signals that enter on the alternate stack.
    pub on_stack: u64,
    /// [`flags`].
    pub flags: u64,
}

/// One per thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct ThreadSignals {
    pub blocked: u64,
    /// Written by the kernel: what was pending and blocked when it last looked. Whoever unblocks one of them makes the
    /// entry SIGNAL_RETURN with 0 to have it delivered.
    pub pending: u64,
    /// Takes the place of `blocked` for the next call that waits, if `use_wait_mask` is not 0. A signal that ends the
    /// wait clears `use_wait_mask`, and its frame holds `blocked` as it was.
    pub wait_mask: u64,
    pub use_wait_mask: u64,
    /// Alternate stack; size 0 for none.
    pub stack_base: u64,
    pub stack_size: u64,
}

/// Of `ProcessSignals::flags`.
pub mod flags {
    /// SIGCHLD does not tell of children that stop or continue (`SA_NOCLDSTOP`).
    pub const NO_CHILD_STOP: u64 = 1;
    /// Children that end are forgotten at once (`SA_NOCLDWAIT`, or SIGCHLD ignored on purpose).
    pub const NO_CHILD_WAIT: u64 = 2;
}

/// The highest signal number.
pub const SIGNALS: u8 = 64;

/// `siginfo_t` of a frame, in bytes.
pub const INFO_SIZE: usize = 128;

/// `ucontext_t` as musl has it on x86-64: byte offsets, and what the kernel writes of it.
pub mod context {
    pub const STACK: usize = 16;
    pub const REGISTERS: usize = 40;
    /// Address of the floating-point state: an XSAVE area, whose beginning is what `struct _libc_fpstate` shows.
    pub const FLOATING_POINT: usize = 224;
    pub const MASK: usize = 296;
    /// The kernel writes and reads up to here.
    pub const USED: usize = 304;
    pub const SIZE: usize = 936;
}

impl ProcessSignals {
    pub const SIZE: usize = size_of::<Self>();

    pub fn decode(bytes: &[u8; Self::SIZE]) -> Self {
        let [entry, caught, ignored, on_stack, flags] = words(bytes);
        ProcessSignals { entry, caught, ignored, on_stack, flags }
    }
}

impl ThreadSignals {
    pub const SIZE: usize = size_of::<Self>();

    pub fn decode(bytes: &[u8; Self::SIZE]) -> Self {
        let [blocked, pending, wait_mask, use_wait_mask, stack_base, stack_size] = words(bytes);
        ThreadSignals { blocked, pending, wait_mask, use_wait_mask, stack_base, stack_size }
    }
}

fn words<const N: usize>(bytes: &[u8]) -> [u64; N] {
    let mut words = [0; N];
    for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    words
}

const _: () = assert!(ProcessSignals::SIZE == 40 && ThreadSignals::SIZE == 48);
