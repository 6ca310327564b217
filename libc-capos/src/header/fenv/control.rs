//! The state of the two floating-point units, x87 and SSE, which the environment functions keep in step.

use crate::types::fenv_t;
use core::arch::asm;

pub const INVALID: u32 = 1;
pub const DIVBYZERO: u32 = 4;
pub const OVERFLOW: u32 = 8;
pub const UNDERFLOW: u32 = 16;
pub const INEXACT: u32 = 32;
/// Every exception of the standard (the "denormal" one of the units is not among them).
pub const ALL: u32 = INVALID | DIVBYZERO | OVERFLOW | UNDERFLOW | INEXACT;
/// The rounding mode in the x87 control word; SSE has it three bits higher.
pub const ROUNDING: u32 = 0xc00;
const SSE_SHIFT: u32 = 3;
/// Where the rounding mode's two bits begin in the SSE register.
pub const SSE_ROUNDING: u32 = 13;
/// Masks of exceptions in the SSE register, seven bits above the flags.
const SSE_MASKS: u32 = 7;

/// The SSE unit's register. Exceptions that are raised have the bits they have in the header.
pub fn sse() -> u32 {
    let mut register = 0u32;
    // SAFETY: stores the register to a local.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut register, options(nostack)) };
    register
}

fn set_sse(register: u32) {
    // SAFETY: the value comes from `sse` with flag, mask or rounding bits changed; no reserved bit is set.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const register, options(nostack)) };
}

fn x87_status() -> u32 {
    let status: u16;
    // SAFETY: reads the status word.
    unsafe { asm!("fnstsw ax", out("ax") status, options(nomem, nostack)) };
    u32::from(status)
}

fn x87_control() -> u32 {
    let mut word = 0u16;
    // SAFETY: stores the control word to a local.
    unsafe { asm!("fnstcw [{}]", in(reg) &raw mut word, options(nostack)) };
    u32::from(word)
}

fn set_x87_control(word: u32) {
    let word = word as u16;
    // SAFETY: the value comes from `x87_control` with mask or rounding bits changed.
    unsafe { asm!("fldcw [{}]", in(reg) &raw const word, options(nostack)) };
}

fn x87_environment() -> fenv_t {
    let mut environment = fenv_t::default();
    // SAFETY: stores 28 bytes, which the record begins with. `fnstenv` masks all exceptions; the load undoes that.
    unsafe { asm!("fnstenv [{0}]", "fldenv [{0}]", in(reg) &raw mut environment, options(nostack)) };
    environment
}

fn set_x87_environment(environment: &fenv_t) {
    // SAFETY: loads the 28 bytes the record begins with.
    unsafe { asm!("fldenv [{}]", in(reg) core::ptr::from_ref(environment), options(nostack)) };
}

/// Exceptions raised in either unit.
pub fn raised() -> u32 {
    (sse() | x87_status()) & ALL
}

/// Runs a computation of the SSE unit; if it comes to nothing, it has raised nothing either.
pub fn without_trace<T>(compute: impl FnOnce() -> Option<T>) -> Option<T> {
    let before = sse();
    let outcome = compute();
    if outcome.is_none() {
        set_sse(before);
    }
    outcome
}

/// Clears exceptions in both units.
pub fn clear(exceptions: u32) {
    let exceptions = exceptions & ALL;
    if x87_status() & exceptions != 0 {
        let mut environment = x87_environment();
        environment.__status_word &= !(exceptions as u16);
        set_x87_environment(&environment);
    }
    set_sse(sse() & !exceptions);
}

/// Raises exceptions: in the SSE unit, and where one is not masked also by an operation that traps.
pub fn raise(exceptions: u32) {
    let exceptions = exceptions & ALL;
    let register = sse() | exceptions;
    set_sse(register);
    let trapping = exceptions & !(register >> SSE_MASKS);
    if trapping != 0 {
        let mut environment = x87_environment();
        environment.__status_word |= trapping as u16;
        set_x87_environment(&environment);
        // SAFETY: checks for pending exceptions, which is the purpose.
        unsafe { asm!("fwait", options(nomem, nostack)) };
    }
}

/// The same, for functions that nearly always raise what is raised already.
pub fn raise_quickly(exceptions: u32) {
    if sse() & exceptions != exceptions {
        raise(exceptions);
    }
}

/// The rounding mode, as in the constants of the header.
pub fn rounding() -> u32 {
    (sse() >> SSE_SHIFT) & ROUNDING
}

/// Sets the rounding mode of both units.
pub fn set_rounding(mode: u32) {
    set_x87_control((x87_control() & !ROUNDING) | mode);
    set_sse((sse() & !(ROUNDING << SSE_SHIFT)) | (mode << SSE_SHIFT));
}

/// Both units' state.
pub fn environment() -> fenv_t {
    let mut environment = x87_environment();
    environment.__mxcsr = sse();
    environment
}

pub fn set_environment(environment: &fenv_t) {
    set_x87_environment(environment);
    set_sse(environment.__mxcsr);
}

/// The state at program start: all exceptions masked and clear, rounding to nearest, x87 precision 64 bits.
pub fn default_environment() -> fenv_t {
    fenv_t { __control_word: 0x37f, __tags: 0xffff, __mxcsr: 0x1f80, ..fenv_t::default() }
}

/// Masks every exception, so that none traps.
pub fn mask_all() {
    set_x87_control(x87_control() | ALL);
    set_sse(sse() | (ALL << SSE_MASKS));
}

/// Exceptions that trap, as `fegetexcept` tells.
pub fn trapping() -> u32 {
    !x87_control() & ALL
}

/// Lets exceptions trap, or not.
pub fn set_trapping(exceptions: u32) {
    let exceptions = exceptions & ALL;
    set_x87_control((x87_control() | ALL) & !exceptions);
    set_sse((sse() | (ALL << SSE_MASKS)) & !(exceptions << SSE_MASKS));
}
