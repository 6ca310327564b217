//! The user programs, in assembly: position independent, entered with RDI = argument.

use core::arch::global_asm;
use core::slice;

global_asm!(
    r#"
    .section .rodata.user_programs, "a", @progbits
    .balign 4096
user_programs:

    // System call 7 with arguments, in a loop: every preserved register must come back.
user_calls:
    mov rbx, 0xb0b
    mov rbp, 0xb9
    mov r12, 0x12
    mov r13, 0x13
    mov r14, 0x14
    mov r15, 0x15
    mov r8, 0x8
    mov r9, 0x9
1:  mov eax, 7
    mov edi, 1
    mov esi, 2
    mov edx, 3
    mov r10d, 4
    syscall
    cmp rax, 0x111
    jne 9f
    cmp rdx, 0x222
    jne 9f
    cmp rsi, 0x333
    jne 9f
    cmp rdi, 1
    jne 9f
    cmp r10, 4
    jne 9f
    cmp r8, 8
    jne 9f
    cmp r9, 9
    jne 9f
    cmp rbx, 0xb0b
    jne 9f
    cmp rbp, 0xb9
    jne 9f
    cmp r12, 0x12
    jne 9f
    cmp r15, 0x15
    jne 9f
    jmp 1b
9:  ud2

    // Writes to the page at the argument, reads it back, then jumps to the page: not executable.
user_faults:
    mov qword ptr [rdi], 0x77
    cmp qword ptr [rdi], 0x77
    jne 9b
    jmp rdi

    // Fills YMM and x87 registers and FS base with the argument, and checks them until it is stopped.
user_vectors:
    wrfsbase rdi
    vmovq xmm0, rdi
    vpbroadcastq ymm0, xmm0
    vmovdqa ymm15, ymm0
    push rdi
    fild qword ptr [rsp]
    pop rax
1:  vpcmpeqq ymm1, ymm0, ymm15
    vpmovmskb eax, ymm1
    cmp eax, -1
    jne 9b
    vmovq rax, xmm15
    cmp rax, rdi
    jne 9b
    rdfsbase rax
    cmp rax, rdi
    jne 9b
    sub rsp, 8
    fst qword ptr [rsp]
    cvttsd2si rax, [rsp]
    add rsp, 8
    cmp rax, rdi
    jne 9b
    inc rbx
    jmp 1b

    // Tries what user mode may not do.
user_privileged:
    cli
user_kernel_memory:
    mov rax, 0xffffffff80200000
    mov rax, [rax]
user_breakpoint:
    int3

user_programs_end:
    .global user_programs
    .global user_programs_end
    .global user_calls
    .global user_faults
    .global user_vectors
    .global user_privileged
    .global user_kernel_memory
    .global user_breakpoint
"#
);

unsafe extern "C" {
    static user_programs: u8;
    static user_programs_end: u8;
    static user_calls: u8;
    static user_faults: u8;
    static user_vectors: u8;
    static user_privileged: u8;
    static user_kernel_memory: u8;
    static user_breakpoint: u8;
}

#[derive(Clone, Copy)]
pub enum Program {
    Calls,
    Faults,
    Vectors,
    Privileged,
    KernelMemory,
    Breakpoint,
}

/// The bytes of all programs.
pub fn image() -> &'static [u8] {
    let start = &raw const user_programs;
    let length = &raw const user_programs_end as usize - start as usize;
    // SAFETY: the labels enclose constant data.
    unsafe { slice::from_raw_parts(start, length) }
}

impl Program {
    /// Where it starts in the image.
    pub fn offset(self) -> u64 {
        let entry = match self {
            Program::Calls => &raw const user_calls,
            Program::Faults => &raw const user_faults,
            Program::Vectors => &raw const user_vectors,
            Program::Privileged => &raw const user_privileged,
            Program::KernelMemory => &raw const user_kernel_memory,
            Program::Breakpoint => &raw const user_breakpoint,
        };
        entry as u64 - &raw const user_programs as u64
    }
}
