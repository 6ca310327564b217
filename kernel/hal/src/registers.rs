//! The general registers of user mode and the reasons to leave it; the same on both backends.

/// The layout is known to the entry code of `x86_64/entry.rs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct Registers {
    pub rax: u64,
    pub rbx: u64,
    pub rcx: u64,
    pub rdx: u64,
    pub rsi: u64,
    pub rdi: u64,
    pub rbp: u64,
    pub r8: u64,
    pub r9: u64,
    pub r10: u64,
    pub r11: u64,
    pub r12: u64,
    pub r13: u64,
    pub r14: u64,
    pub r15: u64,
    pub rip: u64,
    pub rsp: u64,
    pub rflags: u64,
}

/// Why user mode was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UserExit {
    /// The process asked for something: number in RAX, arguments in RDI, RSI, RDX, R10.
    Syscall,
    /// An exception that the kernel must judge. For a page fault (vector 14) `address` is the data or
    /// instruction address that faulted, otherwise the instruction's own.
    Fault { vector: u8, error_code: u32, address: u64 },
    /// An interrupt, handled already; a chance to schedule.
    Interrupt,
}

/// Exception vectors that the kernel speaks of by name.
pub mod vector {
    pub const DIVIDE: u8 = 0;
    pub const DEBUG: u8 = 1;
    pub const BREAKPOINT: u8 = 3;
    pub const INVALID_OPCODE: u8 = 6;
    pub const GENERAL_PROTECTION: u8 = 13;
    pub const PAGE_FAULT: u8 = 14;
    pub const X87_FLOATING_POINT: u8 = 16;
    pub const ALIGNMENT_CHECK: u8 = 17;
    pub const SIMD_FLOATING_POINT: u8 = 19;
}
