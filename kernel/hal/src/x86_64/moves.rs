//! Loops that the routines for the kernel's memory and those for user memory have in common, as text of the assembler.
//!
//! Unrolled: QEMU's translator runs string instructions an element at a time.

/// Moves the 64 bytes at so many bytes behind RSI to as many behind RDI. Takes RCX and R8 to R10. What is moved is loaded 32
/// bytes ahead of what is stored, so the source may begin inside of the target's bytes.
macro_rules! move_64 {
    ($behind:literal) => {
        concat!(
            "
    .set byte_at, ",
            $behind,
            "
    .rept 2
    mov rcx, [rsi + byte_at]
    mov r8, [rsi + byte_at + 8]
    mov r9, [rsi + byte_at + 16]
    mov r10, [rsi + byte_at + 24]
    mov [rdi + byte_at], rcx
    mov [rdi + byte_at + 8], r8
    mov [rdi + byte_at + 16], r9
    mov [rdi + byte_at + 24], r10
    .set byte_at, byte_at + 32
    .endr
"
        )
    };
}

/// Does that, upwards, while RDX, the bytes left less 64, is not negative.
macro_rules! move_upwards {
    () => {
        concat!(
            "
1:",
            $crate::x86_64::moves::move_64!(0),
            "
    add rsi, 64
    add rdi, 64
    sub rdx, 64
    jae 1b
"
        )
    };
}

/// Stores RCX from RDI on, 64 bytes at a time, while RDX, the bytes left less 64, is not negative.
macro_rules! store_upwards {
    () => {
        "
1:  .set byte_at, 0
    .rept 64 / 8
    mov [rdi + byte_at], rcx
    .set byte_at, byte_at + 8
    .endr
    add rdi, 64
    sub rdx, 64
    jae 1b
"
    };
}

pub(super) use {move_64, move_upwards, store_upwards};
