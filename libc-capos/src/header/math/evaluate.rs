//! From C values to the engine and back: the rounding direction goes in, exceptions and `errno` come out.

use crate::abi::current_rounding;
use crate::errno::{self, Errno};
use crate::header::fenv::control;
use capos_libc_engine::math::{Context, Flags, Number, Real};
use core::arch::asm;

/// Functions of the engine.
pub(crate) type Unary = fn(&mut Context, Number) -> Number;
pub(crate) type Binary = fn(&mut Context, Number, Number) -> Number;
pub(crate) type Ternary = fn(&mut Context, Number, Number, Number) -> Number;

/// Runs a computation in the environment of the thread.
pub(crate) fn run<R>(compute: impl FnOnce(&mut Context) -> R) -> R {
    let mut context = Context::new(current_rounding());
    let result = compute(&mut context);
    if context.flags != Flags::NONE {
        control::raise_quickly(context.flags.0);
    }
    if context.domain_error {
        errno::set(Errno::EDOM);
    } else if context.flags.0 & RANGE.0 != 0 {
        errno::set(Errno::ERANGE);
    }
    result
}

/// Exceptions that are range errors.
const RANGE: Flags = Flags(Flags::DIVIDE_BY_ZERO.0 | Flags::OVERFLOW.0 | Flags::UNDERFLOW.0);

/// A `float` as a `double`. The instruction leaves half of its register as it was, and so waits for whoever wrote that:
/// calls in a row would take turns. Clearing the register first sets them free.
#[inline(always)]
pub(crate) fn widened(x: f32) -> f64 {
    let wide;
    // SAFETY: nothing but two registers is touched.
    unsafe {
        asm!(
            "xorps {wide}, {wide}",
            "cvtss2sd {wide}, {x}",
            wide = out(xmm_reg) wide,
            x = in(xmm_reg) x,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    wide
}

pub(crate) fn unary<R: Real>(x: R, function: Unary) -> R {
    run(|context| {
        let result = function(context, x.number());
        R::from_number(result, context)
    })
}

pub(crate) fn binary<R: Real>(x: R, y: R, function: Binary) -> R {
    run(|context| {
        let result = function(context, x.number(), y.number());
        R::from_number(result, context)
    })
}

pub(crate) fn with_integer<R: Real>(x: R, n: i64, function: fn(&mut Context, Number, i64) -> Number) -> R {
    run(|context| {
        let result = function(context, x.number(), n);
        R::from_number(result, context)
    })
}

/// Operands of one format, result in another.
pub(crate) fn narrow1<R: Real, W: Real>(x: W, function: Unary) -> R {
    run(|context| {
        let result = function(context, x.number());
        R::from_number(result, context)
    })
}

pub(crate) fn narrow2<R: Real, W: Real>(x: W, y: W, function: Binary) -> R {
    run(|context| {
        let result = function(context, x.number(), y.number());
        R::from_number(result, context)
    })
}

pub(crate) fn narrow3<R: Real, W: Real>(x: W, y: W, z: W, function: Ternary) -> R {
    run(|context| {
        let result = function(context, x.number(), y.number(), z.number());
        R::from_number(result, context)
    })
}
