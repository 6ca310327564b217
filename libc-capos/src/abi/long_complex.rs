//! `long double complex` across the border: 32 bytes of the caller's stack as an argument, `st(0)` and `st(1)` as the
//! result. As with `long double`, entries are naked and call an ordinary function with pointers (`C` is the pair, `F`
//! one part). `float` and `double complex` need none of this: the psABI treats them as a struct of two.

/// Body of `long double complex f(long double complex)`; calls `fn(out: *mut C, z: *const C)`.
macro_rules! lc_from_lc {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rsi, [rsp + 8]",
            "sub rsp, 40",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp + 16]",
            "fld tbyte ptr [rsp]",
            "add rsp, 40",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double complex f(long double complex, long double complex)`; calls
/// `fn(out: *mut C, z: *const C, w: *const C)`.
macro_rules! lc_from_lc_lc {
    ($function:path) => {
        ::core::arch::naked_asm!(
            "lea rsi, [rsp + 8]",
            "lea rdx, [rsp + 40]",
            "sub rsp, 40",
            "mov rdi, rsp",
            "call {f}",
            "fld tbyte ptr [rsp + 16]",
            "fld tbyte ptr [rsp]",
            "add rsp, 40",
            "ret",
            f = sym $function,
        )
    };
}

/// Body of `long double f(long double complex)`; calls `fn(out: *mut F, z: *const C)`.
macro_rules! ld_from_lc {
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

pub(crate) use {lc_from_lc, lc_from_lc_lc, ld_from_lc};
