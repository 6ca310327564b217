//! memcpy and its kin, for the compiler and for page-sized work.
//!
//! In assembly, because a copy loop in Rust would be compiled into a call of itself, and because frames are copied
//! while processes may write them. Long copies use vectors of 32 bytes under QEMU's translator, and on real silicon
//! with fast string instructions they use those.
//! The vector registers are the process's: whoever uses two of them here keeps them on the stack meanwhile.

use core::arch::{asm, global_asm};

use super::moves::{move_upwards, store_upwards};
use crate::PAGE_SIZE;

global_asm!(
    r#"
    .section .data.fast_strings, "aw", @progbits
    .balign 8
    .global capos_fast_strings              // lengths from here on use REP
capos_fast_strings:
    .quad -1
    .global capos_wide_moves                // lengths from here on use vectors
capos_wide_moves:
    .quad -1

    .section .text.memory, "ax", @progbits
    .balign 16
    .global memcpy
memcpy:                                     // RDI = to, RSI = from, RDX = length; returns RDI
    mov rax, rdi
    cmp rdx, [rip + capos_wide_moves]
    jae 8f
    cmp rdx, [rip + capos_fast_strings]
    jae 7f
9:  sub rdx, 64
    jb 2f
"#,
    move_upwards!(),
    r#"
2:  add edx, 64                             // bytes left: two moves that may overlap take 16 to 32 of them, or 8 to 16
    cmp edx, 16
    jb 4f
    mov rcx, [rsi]
    mov r8, [rsi + 8]
    cmp edx, 32
    jbe 3f
    mov r9, [rsi + 16]
    mov r10, [rsi + 24]
    mov [rdi], rcx
    mov [rdi + 8], r8
    mov [rdi + 16], r9
    mov [rdi + 24], r10
    add rsi, 32
    add rdi, 32
    sub edx, 32
    cmp edx, 16
    jb 4f
    mov rcx, [rsi]
    mov r8, [rsi + 8]
3:  mov r9, [rsi + rdx - 16]
    mov r10, [rsi + rdx - 8]
    mov [rdi], rcx
    mov [rdi + 8], r8
    mov [rdi + rdx - 16], r9
    mov [rdi + rdx - 8], r10
    ret
4:  cmp edx, 8
    jb 5f
    mov rcx, [rsi]
    mov r8, [rsi + rdx - 8]
    mov [rdi], rcx
    mov [rdi + rdx - 8], r8
    ret
5:  cmp edx, 4
    jb 6f
    mov ecx, [rsi]
    mov r8d, [rsi + rdx - 4]
    mov [rdi], ecx
    mov [rdi + rdx - 4], r8d
    ret
6:  test edx, edx
    jz 12f
11: mov cl, [rsi]
    mov [rdi], cl
    inc rsi
    inc rdi
    dec edx
    jnz 11b
12: ret
7:  mov rcx, rdx
    rep movsb
    ret
8:  sub rsp, 64
    vmovdqu [rsp], ymm0
    vmovdqu [rsp + 32], ymm1
    mov rcx, rdx
    shr rcx, 8
    and edx, 255
10: .set byte_at, 0
    .rept 256 / 64
    vmovdqu ymm0, [rsi + byte_at]
    vmovdqu ymm1, [rsi + byte_at + 32]
    vmovdqu [rdi + byte_at], ymm0
    vmovdqu [rdi + byte_at + 32], ymm1
    .set byte_at, byte_at + 64
    .endr
    add rsi, 256
    add rdi, 256
    dec rcx
    jnz 10b
    vmovdqu ymm0, [rsp]
    vmovdqu ymm1, [rsp + 32]
    add rsp, 64
    jmp 9b

    .balign 16
    .global memmove
memmove:                                    // RDI = to, RSI = from, RDX = length; returns RDI
    mov rax, rdi
    sub rax, rsi
    cmp rax, rdx
    jae memcpy                              // to does not begin inside of from's bytes: memcpy goes upwards
    mov rax, rdi
    sub rdx, 32
    jb 2f
1:  mov rcx, [rsi + rdx + 24]
    mov r8, [rsi + rdx + 16]
    mov r9, [rsi + rdx + 8]
    mov r10, [rsi + rdx]
    mov [rdi + rdx + 24], rcx
    mov [rdi + rdx + 16], r8
    mov [rdi + rdx + 8], r9
    mov [rdi + rdx], r10
    sub rdx, 32
    jae 1b
2:  add edx, 32
    jz 4f
3:  mov cl, [rsi + rdx - 1]
    mov [rdi + rdx - 1], cl
    dec rdx
    jnz 3b
4:  ret

    .balign 16
    .global memset
memset:                                     // RDI = to, ESI = byte, RDX = length; returns RDI
    mov rax, rdi
    movzx esi, sil
    cmp rdx, [rip + capos_fast_strings]
    jae 7f
    mov rcx, 0x0101010101010101
    imul rcx, rsi
    sub rdx, 64
    jb 2f
"#,
    store_upwards!(),
    r#"
2:  add edx, 56
    js 4f
3:  mov [rdi], rcx
    add rdi, 8
    sub edx, 8
    jns 3b
4:  add edx, 8
    jz 6f
    lea r8, [rax + 8]
    cmp rdi, r8
    jb 5f
    mov [rdi + rdx - 8], rcx                // the last of eight or more, over some of them again
    ret
5:  mov [rdi], cl
    inc rdi
    dec edx
    jnz 5b
6:  ret
7:  mov rcx, rdx
    mov rdx, rax
    mov eax, esi
    rep stosb
    mov rax, rdx
    ret

    .balign 16
    .global capos_zero_page
capos_zero_page:                            // RDI = the page
    xor eax, eax
    cmp qword ptr [rip + capos_wide_moves], 4096
    jbe 3f
    cmp qword ptr [rip + capos_fast_strings], 4096
    jbe 2f
    mov ecx, 4096 / 256
1:  .set byte_at, 0
    .rept 256 / 8
    mov [rdi + byte_at], rax
    .set byte_at, byte_at + 8
    .endr
    add rdi, 256
    dec ecx
    jnz 1b
    ret
2:  mov ecx, 4096 / 8
    rep stosq
    ret
3:  sub rsp, 32
    vmovdqu [rsp], ymm0
    vpxor xmm0, xmm0, xmm0
    mov ecx, 4096 / 512
4:  .set byte_at, 0
    .rept 512 / 32
    vmovdqu [rdi + byte_at], ymm0
    .set byte_at, byte_at + 32
    .endr
    add rdi, 512
    dec ecx
    jnz 4b
    vmovdqu ymm0, [rsp]
    add rsp, 32
    ret

    .balign 16
    .global memcmp
    .global bcmp
memcmp:
bcmp:                                       // RDI, RSI, RDX = length
    sub rdx, 8
    jb 2f
1:  mov rax, [rdi]
    mov rcx, [rsi]
    cmp rax, rcx
    jne 5f
    add rdi, 8
    add rsi, 8
    sub rdx, 8
    jae 1b
2:  add edx, 8
    jz 4f
3:  movzx eax, byte ptr [rdi]
    movzx ecx, byte ptr [rsi]
    sub eax, ecx
    jne 6f
    inc rdi
    inc rsi
    dec edx
    jnz 3b
4:  xor eax, eax
    ret
5:  bswap rax                               // the first byte that differs decides
    bswap rcx
    cmp rax, rcx
    sbb eax, eax
    or eax, 1
6:  ret
"#
);

unsafe extern "C" {
    fn memcpy(to: *mut u8, from: *const u8, length: usize) -> *mut u8;
    fn memset(to: *mut u8, byte: i32, length: usize) -> *mut u8;
    fn capos_zero_page(page: *mut u8);
    static mut capos_fast_strings: u64;
    static mut capos_wide_moves: u64;
}

/// Where the set-up of string instructions has paid off.
const FAST_STRINGS_FROM: u64 = 512;

/// Lets long copies use string instructions.
pub fn use_fast_strings(fast: bool) {
    if fast {
        // SAFETY: an aligned word that only the assembly reads; written once, by the boot CPU.
        unsafe { asm!("mov [{}], {}", in(reg) &raw mut capos_fast_strings, in(reg) FAST_STRINGS_FROM) };
    }
}

/// Where keeping two vector registers has paid off.
const WIDE_MOVES_FROM: u64 = 256;

/// Lets long copies use vectors of 32 bytes. They must be enabled in XCR0, and nothing wider: what is above the 32 bytes
/// of a register would be lost.
pub fn use_wide_moves(wide: bool) {
    if wide {
        // SAFETY: as in `use_fast_strings`.
        unsafe { asm!("mov [{}], {}", in(reg) &raw mut capos_wide_moves, in(reg) WIDE_MOVES_FROM) };
    }
}

/// # Safety
/// As for `ptr::copy_nonoverlapping`, except that others may write the memory meanwhile: then its bytes are any
/// mixture of old and new.
pub unsafe fn copy(to: *mut u8, from: *const u8, length: usize) {
    // SAFETY: the caller's promise; the assembly reads and writes exactly these bytes.
    unsafe { memcpy(to, from, length) };
}

/// # Safety
/// As for [`copy`].
pub unsafe fn fill(to: *mut u8, byte: u8, length: usize) {
    // SAFETY: the caller's promise.
    unsafe { memset(to, i32::from(byte), length) };
}

/// # Safety
/// As for [`copy`], with a page each.
pub unsafe fn copy_page(to: *mut u8, from: *const u8) {
    // SAFETY: the caller's promise.
    unsafe { copy(to, from, PAGE_SIZE) };
}

/// # Safety
/// A whole page of memory is at the address.
pub unsafe fn zero_page(to: *mut u8) {
    // SAFETY: the caller's promise; the assembly writes PAGE_SIZE bytes.
    unsafe { capos_zero_page(to) };
}

const _: () = assert!(PAGE_SIZE == 4096, "the assembly zeroes pages of this size");
