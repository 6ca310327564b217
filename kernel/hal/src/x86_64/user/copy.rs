//! The routines that touch user memory: the only code between STAC and CLAC.
//!
//! All of them lie between two labels and return 0 in RAX. A page fault in that range which the kernel core can not
//! fill continues at `fail`, with the address that faulted in RAX.
//!
//! Short moves are of 8 bytes. Of long ones every other 64 bytes go in moves of 16, by registers that are the process's: they
//! are on the stack meanwhile, from where `wide_fail` takes them back if such a move faults. Half, because a move of 16 bytes
//! is one instruction for two, but takes QEMU's translator longer than two of 8.

use core::arch::global_asm;

use crate::x86_64::moves::{move_64, move_upwards, store_upwards};
use crate::x86_64::trap::TrapFrame;

global_asm!(
    r#"
    .section .text.user_copy, "ax", @progbits
    .balign 16
    .global capos_copy_submission
    .global capos_copy_user
    .global capos_zero_user
    .global capos_exchange_user
    .global capos_user_copy_start
    .global capos_user_copy_end
    .global capos_user_copy_fail
    .global capos_user_copy_wide_start
    .global capos_user_copy_wide_end
    .global capos_user_copy_wide_fail
capos_user_copy_start:

capos_copy_submission:                      // RDI = to, RSI = from: 64 bytes
    stac
    mov rax, [rsi]
    mov rcx, [rsi + 8]
    mov rdx, [rsi + 16]
    mov r8, [rsi + 24]
    mov r9, [rsi + 32]
    mov r10, [rsi + 40]
    mov r11, [rsi + 48]
    mov rsi, [rsi + 56]
    clac
    mov [rdi], rax
    mov [rdi + 8], rcx
    mov [rdi + 16], rdx
    mov [rdi + 24], r8
    mov [rdi + 32], r9
    mov [rdi + 40], r10
    mov [rdi + 48], r11
    mov [rdi + 56], rsi
    xor eax, eax
    ret

    .balign 16
capos_copy_user:                            // RDI = to, RSI = from, RDX = length
    stac
    cmp rdx, 512
    jae 7f
    sub rdx, 64
    jb 2f
"#,
    move_upwards!(),
    r#"
2:  add edx, 56                             // RDX = length left - 8
    js 4f
3:  mov rax, [rsi]
    mov [rdi], rax
    add rsi, 8
    add rdi, 8
    sub edx, 8
    jns 3b
4:  add edx, 8                              // bytes left
    jz 6f
5:  mov al, [rsi]
    mov [rdi], al
    inc rsi
    inc rdi
    dec edx
    jnz 5b
6:  clac
    xor eax, eax
    ret

    .balign 16
7:  sub rsp, 64
    movups [rsp], xmm0
    movups [rsp + 16], xmm1
    movups [rsp + 32], xmm2
    movups [rsp + 48], xmm3
    sub rdx, 128
capos_user_copy_wide_start:
8:  movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups xmm2, [rsi + 32]
    movups xmm3, [rsi + 48]
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    movups [rdi + 32], xmm2
    movups [rdi + 48], xmm3
"#,
    move_64!(64),
    r#"
    add rsi, 128
    add rdi, 128
    sub rdx, 128
    jae 8b
capos_user_copy_wide_end:
    movups xmm0, [rsp]
    movups xmm1, [rsp + 16]
    movups xmm2, [rsp + 32]
    movups xmm3, [rsp + 48]
    add rsp, 64
    add rdx, 64                             // RDX = length left - 64
    jns 1b
    jmp 2b

    .balign 16
capos_zero_user:                            // RDI = to, RSI = length
    stac
    mov rdx, rsi
    xor ecx, ecx
    sub rdx, 64
    jb 2f
"#,
    store_upwards!(),
    r#"
2:  add edx, 64
    jz 4f
3:  mov [rdi], cl
    inc rdi
    dec edx
    jnz 3b
4:  clac
    xor eax, eax
    ret

    .balign 16
capos_exchange_user:                        // RDI = word, ESI = expected, EDX = new, RCX = for the word found
    stac
    mov eax, esi
    lock cmpxchg [rdi], edx
    clac
    mov [rcx], eax
    xor eax, eax
    ret
capos_user_copy_end:

capos_user_copy_wide_fail:
    movups xmm0, [rsp]
    movups xmm1, [rsp + 16]
    movups xmm2, [rsp + 32]
    movups xmm3, [rsp + 48]
    add rsp, 64
capos_user_copy_fail:
    clac
    ret
"#
);

unsafe extern "C" {
    /// # Safety
    /// One side is kernel memory valid for the length, the other lies in user space.
    #[link_name = "capos_copy_user"]
    pub fn copy_user(to: *mut u8, from: *const u8, length: usize) -> u64;

    /// # Safety
    /// The range lies in user space.
    #[link_name = "capos_zero_user"]
    pub fn zero_user(to: *mut u8, length: usize) -> u64;

    /// # Safety
    /// `word` lies in user space and is aligned, `found` is kernel memory.
    #[link_name = "capos_exchange_user"]
    pub fn exchange_user(word: *mut u32, expected: u32, new: u32, found: *mut u32) -> u64;

    /// # Safety
    /// `to` is kernel memory valid for 64 bytes, and 64 bytes from `from` lie in user space.
    #[link_name = "capos_copy_submission"]
    pub fn copy_submission(to: *mut u64, from: *const u64) -> u64;

    static capos_user_copy_start: u8;
    static capos_user_copy_end: u8;
    static capos_user_copy_fail: u8;
    static capos_user_copy_wide_start: u8;
    static capos_user_copy_wide_end: u8;
    static capos_user_copy_wide_fail: u8;
}

/// Whether an instruction belongs to the routines.
pub fn is_copy(rip: u64) -> bool {
    (&raw const capos_user_copy_start as u64..&raw const capos_user_copy_end as u64).contains(&rip)
}

/// Makes the routine that trapped return the address.
pub fn fail_copy(frame: &mut TrapFrame, address: u64) {
    let wide = &raw const capos_user_copy_wide_start as u64..&raw const capos_user_copy_wide_end as u64;
    let fail = if wide.contains(&frame.rip) {
        &raw const capos_user_copy_wide_fail
    } else {
        &raw const capos_user_copy_fail
    };
    frame.rip = fail as u64;
    frame.rax = address;
}
