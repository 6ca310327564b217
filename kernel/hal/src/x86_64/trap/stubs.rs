//! The assembly between user mode and the kernel, both ways.
//!
//! `enter_user` saves the kernel's registers on its stack, notes that stack in the CPU's block, and goes to user
//! mode; whatever happens there, a stub saves the user's registers in the `Registers` noted in the block, returns
//! to that stack and so from `enter_user`, with the reason in RAX and the error code in RDX.
//!
//! Traps in kernel mode save everything on the stack and call `kernel_trap`. The kernel's stack at an entry from
//! user mode is 16-byte aligned, as the CPU makes it for interrupts in any case.

use core::arch::global_asm;
use core::mem::offset_of;

use super::kernel_mode::{fatal_trap, kernel_trap};
use crate::registers::Registers;
use crate::x86_64::cpu::local::{KERNEL_STACK, REGISTERS, USER_STACK};

/// Why `enter_user` returned: 0 for a system call, else 1 + the vector.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Exit {
    pub reason: u64,
    pub error_code: u64,
}

/// How user mode is entered.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Way {
    /// By SYSRET: RCX and R11 are lost; the registers are as the last system call left them.
    Return = 0,
    /// By IRET: every register as given.
    Restore = 1,
}

global_asm!(
    r#"
    .macro restore_most                     // all but RCX, R11, RDI and RSP
    mov rax, [rdi + {RAX}]
    mov rbx, [rdi + {RBX}]
    mov rdx, [rdi + {RDX}]
    mov rsi, [rdi + {RSI}]
    mov rbp, [rdi + {RBP}]
    mov r8, [rdi + {R8}]
    mov r9, [rdi + {R9}]
    mov r10, [rdi + {R10}]
    mov r12, [rdi + {R12}]
    mov r13, [rdi + {R13}]
    mov r14, [rdi + {R14}]
    mov r15, [rdi + {R15}]
    .endm

    .macro save_most base                   // all but RAX, RCX, R11, RSP and the base itself
    mov [\base + {RBX}], rbx
    mov [\base + {RDX}], rdx
    mov [\base + {RSI}], rsi
    mov [\base + {RDI}], rdi
    mov [\base + {RBP}], rbp
    mov [\base + {R8}], r8
    mov [\base + {R9}], r9
    mov [\base + {R10}], r10
    mov [\base + {R12}], r12
    mov [\base + {R13}], r13
    mov [\base + {R14}], r14
    mov [\base + {R15}], r15
    .endm

    .macro push_all                         // the general registers of a TrapFrame
    push rax
    push rbx
    push rcx
    push rdx
    push rsi
    push rdi
    push rbp
    push r8
    push r9
    push r10
    push r11
    push r12
    push r13
    push r14
    push r15
    .endm

    .macro return_to_kernel                 // to the caller of enter_user
    mov rsp, gs:[{KERNEL_STACK}]
    pop rdi                                 // alignment
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    ret
    .endm

    .section .text.entry, "ax", @progbits
    .balign 16
    .global capos_enter_user
capos_enter_user:                           // RDI = Registers, ESI = Way
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    push rdi
    mov gs:[{REGISTERS}], rdi
    mov gs:[{KERNEL_STACK}], rsp
    test esi, esi
    jnz 2f
    mov rcx, [rdi + {RIP}]
    mov r11, [rdi + {RFLAGS}]
    mov rsp, [rdi + {RSP}]
    restore_most
    mov rdi, [rdi + {RDI}]
    swapgs
    sysretq
2:
    push {USER_DATA}
    push [rdi + {RSP}]
    push [rdi + {RFLAGS}]
    push {USER_CODE}
    push [rdi + {RIP}]
    restore_most
    mov rcx, [rdi + {RCX}]
    mov r11, [rdi + {R11}]
    mov rdi, [rdi + {RDI}]
    swapgs
    iretq

    .balign 16
    .global capos_syscall_entry
capos_syscall_entry:
    swapgs
    mov gs:[{USER_STACK}], rsp
    mov rsp, gs:[{REGISTERS}]
    mov [rsp + {RAX}], rax
    mov [rsp + {RIP}], rcx
    mov [rsp + {RFLAGS}], r11
    save_most rsp
    mov rax, gs:[{USER_STACK}]
    mov [rsp + {RSP}], rax
    xor eax, eax
    return_to_kernel

    // One stub for each vector, 16 bytes apart: pushes an error code if the CPU did not, and the vector.
    .balign 16
    .global capos_vector_stubs
capos_vector_stubs:
    .set number, 0
    .rept 256
    .balign 16
    .if !(number == 8 || (number >= 10 && number <= 14) || number == 17 || number == 21 || number == 29 || number == 30)
    push 0
    .endif
    push number
    jmp trap_entry
    .set number, number + 1
    .endr

    .balign 16
trap_entry:
    test byte ptr [rsp + 24], 3
    jz 3f

    // From user mode. The stack holds vector, error code, RIP, CS, RFLAGS, RSP, SS.
    swapgs
    cld
    clac
    push rax
    mov rax, gs:[{REGISTERS}]
    save_most rax
    mov [rax + {RCX}], rcx
    mov [rax + {R11}], r11
    pop rcx
    mov [rax + {RAX}], rcx
    mov rcx, [rsp + 16]
    mov [rax + {RIP}], rcx
    mov rcx, [rsp + 32]
    mov [rax + {RFLAGS}], rcx
    mov rcx, [rsp + 40]
    mov [rax + {RSP}], rcx
    mov rax, [rsp]
    inc rax
    mov rdx, [rsp + 8]
    return_to_kernel

3:  cld
    clac
    push_all
    mov rdi, rsp
    call {kernel_trap}
    pop r15
    pop r14
    pop r13
    pop r12
    pop r11
    pop r10
    pop r9
    pop r8
    pop rbp
    pop rdi
    pop rsi
    pop rdx
    pop rcx
    pop rbx
    pop rax
    add rsp, 16
    iretq

    // Exceptions with a stack of their own. They may come when GS is the user's or not; the CPU's block is noted
    // at the top of the stack.
    .macro fatal number, error
    .balign 16
    .global capos_fatal_\number
capos_fatal_\number:
    .if !\error
    push 0
    .endif
    push \number
    cld
    clac
    push_all
    mov rax, [rsp + 176]
    wrgsbase rax
    mov rdi, rsp
    xor ebp, ebp
    call {fatal_trap}
    ud2
    .endm
    fatal 2, 0
    fatal 8, 1
    fatal 18, 0
"#,
    RAX = const offset_of!(Registers, rax),
    RBX = const offset_of!(Registers, rbx),
    RCX = const offset_of!(Registers, rcx),
    RDX = const offset_of!(Registers, rdx),
    RSI = const offset_of!(Registers, rsi),
    RDI = const offset_of!(Registers, rdi),
    RBP = const offset_of!(Registers, rbp),
    R8 = const offset_of!(Registers, r8),
    R9 = const offset_of!(Registers, r9),
    R10 = const offset_of!(Registers, r10),
    R11 = const offset_of!(Registers, r11),
    R12 = const offset_of!(Registers, r12),
    R13 = const offset_of!(Registers, r13),
    R14 = const offset_of!(Registers, r14),
    R15 = const offset_of!(Registers, r15),
    RIP = const offset_of!(Registers, rip),
    RSP = const offset_of!(Registers, rsp),
    RFLAGS = const offset_of!(Registers, rflags),
    USER_STACK = const USER_STACK,
    REGISTERS = const REGISTERS,
    KERNEL_STACK = const KERNEL_STACK,
    USER_CODE = const crate::x86_64::cpu::segments::USER_CODE,
    USER_DATA = const crate::x86_64::cpu::segments::USER_DATA,
    kernel_trap = sym kernel_trap,
    fatal_trap = sym fatal_trap,
);

unsafe extern "C" {
    /// Goes to user mode and returns when it is left.
    ///
    /// # Safety
    /// The registers are user registers: RIP below the end of user space, RFLAGS with only what user mode may
    /// set; they stay valid and unaliased meanwhile. The block of this CPU is up and interrupts are off.
    #[link_name = "capos_enter_user"]
    pub fn enter_user(registers: *mut Registers, way: Way) -> Exit;

    static capos_syscall_entry: u8;
    static capos_vector_stubs: u8;
    static capos_fatal_2: u8;
    static capos_fatal_8: u8;
    static capos_fatal_18: u8;
}

const STUB_SIZE: u64 = 16;

pub fn syscall_stub() -> u64 {
    &raw const capos_syscall_entry as u64
}

pub fn vector_stub(vector: usize) -> u64 {
    &raw const capos_vector_stubs as u64 + vector as u64 * STUB_SIZE
}

/// The stub of an exception with its own stack.
pub fn fatal_stub(vector: usize) -> u64 {
    match vector {
        2 => &raw const capos_fatal_2 as u64,
        8 => &raw const capos_fatal_8 as u64,
        18 => &raw const capos_fatal_18 as u64,
        _ => unreachable!("vector {vector} has no stack of its own"),
    }
}
