//! `long double` across the border.
//!
//! The psABI passes a `long double` in 16 bytes of the caller's stack and returns it in `st(0)`; Rust knows neither.
//! An entry with such a parameter is therefore naked: its signature only documents (and generates the prototype),
//! and its body is one macro below, which calls an ordinary function with pointers instead. In each macro the
//! first `long double` argument stands at `[rsp + 8]` on entry, the next 16 bytes further.

/// Body of `long double f(long double, long double)`; calls
/// `fn(out: *mut long_double, x: *const long_double, y: *const long_double)`.
macro_rules! ld_from_ld_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rsi, [rsp + 8]",
            "lea rdx, [rsp + 24]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double, A)` for an integer or pointer `A`; calls
/// `fn(out: *mut long_double, x: *const long_double, a: A)`.
macro_rules! ld_from_ld_word {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "mov rdx, rdi",
            "lea rsi, [rsp + 8]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(A, B, C)` for up to three integers or pointers (`strtold`, `wcstold`, `nanl`); calls
/// `fn(out: *mut long_double, a: A, b: B, c: C)`.
macro_rules! ld_from_words {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "mov rcx, rdx",
            "mov rdx, rsi",
            "mov rsi, rdi",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `R f(long double)` for an integer, pointer or `double` result; calls `fn(x: *const long_double) -> R`.
macro_rules! word_from_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rdi, [rsp + 8]",
            "sub rsp, 8",
            "call {f}",
            "add rsp, 8",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `R f(A, B, C, long double)` for up to three integers or pointers; calls
/// `fn(x: *const long_double, a: A, b: B, c: C) -> R`.
macro_rules! word_from_words_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "mov rcx, rdx",
            "mov rdx, rsi",
            "mov rsi, rdi",
            "lea rdi, [rsp + 8]",
            "sub rsp, 8",
            "call {f}",
            "add rsp, 8",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double)`; calls `fn(out: *mut F, x: *const F)`, where `F` here and below is
/// `long_double` or another name for the same bytes.
macro_rules! ld_from_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rsi, [rsp + 8]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double, long double, long double)`; calls
/// `fn(out: *mut F, x: *const F, y: *const F, z: *const F)`.
macro_rules! ld_from_ld_ld_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rsi, [rsp + 8]",
            "lea rdx, [rsp + 24]",
            "lea rcx, [rsp + 40]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double, long double, A)` for an integer or pointer `A`; calls
/// `fn(out: *mut F, x: *const F, y: *const F, a: A)`.
macro_rules! ld_from_ld_ld_word {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "mov rcx, rdi",
            "lea rsi, [rsp + 8]",
            "lea rdx, [rsp + 24]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double, A, B)` for integers or pointers; calls
/// `fn(out: *mut F, x: *const F, a: A, b: B)`.
macro_rules! ld_from_ld_words {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "mov rcx, rsi",
            "mov rdx, rdi",
            "lea rsi, [rsp + 8]",
            "sub rsp, 24",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp]",
            "add rsp, 24",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `R f(long double, long double)` for an integer, pointer, `float` or `double` result; calls
/// `fn(x: *const F, y: *const F) -> R`.
macro_rules! word_from_ld_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rdi, [rsp + 8]",
            "lea rsi, [rsp + 24]",
            "sub rsp, 8",
            "call {f}",
            "add rsp, 8",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `R f(long double, long double, long double)`; calls `fn(x: *const F, y: *const F, z: *const F) -> R`.
macro_rules! word_from_ld_ld_ld {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rdi, [rsp + 8]",
            "lea rsi, [rsp + 24]",
            "lea rdx, [rsp + 40]",
            "sub rsp, 8",
            "call {f}",
            "add rsp, 8",
            "ret",
            f = sym $function,
        )
    };
}

pub(crate) use {
    ld_from_ld, ld_from_ld_ld, ld_from_ld_ld_ld, ld_from_ld_ld_word, ld_from_ld_word, ld_from_ld_words,
    ld_from_words, word_from_ld, word_from_ld_ld, word_from_ld_ld_ld, word_from_words_ld,
};
