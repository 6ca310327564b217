//! Arithmetic rounded once to a narrower format, and fused.

use super::families::{extended_entry, narrowing_binary, narrowing_ternary, narrowing_unary};
use super::{evaluate, fused};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math;

narrowing_binary! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.1)
    fadd faddl daddl = math::add;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.2)
    fsub fsubl dsubl = math::subtract;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.3)
    fmul fmull dmull = math::multiply;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.4)
    fdiv fdivl ddivl = math::divide;
}

narrowing_ternary! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.5)
    ffma ffmal dfmal = math::fused_multiply_add;
}

narrowing_unary! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.14.6)
    fsqrt fsqrtl dsqrtl = math::square_root;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fma.html>
#[unsafe(no_mangle)]
pub extern "C" fn fma(x: c_double, y: c_double, z: c_double) -> c_double {
    if let Some(value) = fused::double(x, y, z) {
        return value;
    }
    evaluate::narrow3(x, y, z, math::fused_multiply_add)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fma.html>
#[unsafe(no_mangle)]
pub extern "C" fn fmaf(x: c_float, y: c_float, z: c_float) -> c_float {
    if let Some(value) = fused::float(x, y, z) {
        return value;
    }
    evaluate::narrow3(x, y, z, math::fused_multiply_add)
}

unsafe extern "C" fn extended(out: *mut F80, x: *const F80, y: *const F80, z: *const F80) {
    // SAFETY: the naked body passes pointers to the arguments and to its place for the result.
    unsafe { out.write(evaluate::narrow3(x.read(), y.read(), z.read(), math::fused_multiply_add)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fma.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fmal(x: long_double, y: long_double, z: long_double) -> long_double {
    crate::abi::long_double::ld_from_ld_ld_ld!(extended)
}
