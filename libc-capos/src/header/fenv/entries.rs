//! The public functions.

use super::control;
use crate::abi::Out;
use crate::types::{c_int, femode_t, fenv_t, fexcept_t};

/// `FE_DFL_ENV` and `FE_DFL_MODE`.
const DEFAULT: usize = usize::MAX;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/feclearexcept.html>
#[unsafe(no_mangle)]
pub extern "C" fn feclearexcept(exceptions: c_int) -> c_int {
    control::clear(exceptions as u32);
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/feraiseexcept.html>
#[unsafe(no_mangle)]
pub extern "C" fn feraiseexcept(exceptions: c_int) -> c_int {
    control::raise(exceptions as u32);
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fetestexcept.html>
#[unsafe(no_mangle)]
pub extern "C" fn fetestexcept(exceptions: c_int) -> c_int {
    (control::raised() & exceptions as u32) as c_int
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fegetexceptflag.html>
///
/// # Safety
/// `flags` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fegetexceptflag(flags: *mut fexcept_t, exceptions: c_int) -> c_int {
    // SAFETY: by the contract.
    unsafe { Out::new(flags) }.write((control::raised() & exceptions as u32) as fexcept_t);
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fesetexceptflag.html>
///
/// # Safety
/// `flags` points to what `fegetexceptflag` stored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fesetexceptflag(flags: *const fexcept_t, exceptions: c_int) -> c_int {
    // SAFETY: by the contract.
    let saved = u32::from(unsafe { *flags });
    let exceptions = exceptions as u32;
    // Setting a flag must not trap, so it is done with all exceptions masked.
    let trapping = control::trapping();
    control::mask_all();
    control::clear(exceptions & !saved);
    control::raise(exceptions & saved);
    control::set_trapping(trapping);
    0
}

/// <https://www.iso.org/standard/82075.html> (C23 7.6.4.4)
#[unsafe(no_mangle)]
pub extern "C" fn fesetexcept(exceptions: c_int) -> c_int {
    let trapping = control::trapping();
    control::mask_all();
    control::raise(exceptions as u32);
    control::set_trapping(trapping);
    0
}

/// <https://www.iso.org/standard/82075.html> (C23 7.6.4.6)
///
/// # Safety
/// `flags` points to what `fegetexceptflag` stored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fetestexceptflag(flags: *const fexcept_t, exceptions: c_int) -> c_int {
    // SAFETY: by the contract.
    c_int::from(unsafe { *flags }) & exceptions
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fegetround.html>
#[unsafe(no_mangle)]
pub extern "C" fn fegetround() -> c_int {
    control::rounding() as c_int
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fesetround.html>
#[unsafe(no_mangle)]
pub extern "C" fn fesetround(mode: c_int) -> c_int {
    let mode = mode as u32;
    if mode & !control::ROUNDING != 0 {
        return -1;
    }
    control::set_rounding(mode);
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fegetenv.html>
///
/// # Safety
/// `environment` points to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fegetenv(environment: *mut fenv_t) -> c_int {
    // SAFETY: by the contract.
    unsafe { Out::new(environment) }.write(control::environment());
    0
}

/// # Safety
/// `environment` is the constant for the default, or points to a record.
unsafe fn read(environment: *const fenv_t) -> fenv_t {
    if environment.addr() == DEFAULT {
        return control::default_environment();
    }
    // SAFETY: by the contract.
    unsafe { *environment }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fesetenv.html>
///
/// # Safety
/// `environment` is `FE_DFL_ENV` or points to a saved environment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fesetenv(environment: *const fenv_t) -> c_int {
    // SAFETY: the same contract.
    control::set_environment(&unsafe { read(environment) });
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/feholdexcept.html>
///
/// # Safety
/// `environment` points to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn feholdexcept(environment: *mut fenv_t) -> c_int {
    // SAFETY: by the contract.
    unsafe { Out::new(environment) }.write(control::environment());
    control::clear(control::ALL);
    control::mask_all();
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/feupdateenv.html>
///
/// # Safety
/// As for [`fesetenv`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn feupdateenv(environment: *const fenv_t) -> c_int {
    let raised = control::raised();
    // SAFETY: the same contract.
    control::set_environment(&unsafe { read(environment) });
    control::raise(raised);
    0
}

/// <https://www.iso.org/standard/82075.html> (C23 7.6.5.1)
///
/// # Safety
/// `mode` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fegetmode(mode: *mut femode_t) -> c_int {
    // SAFETY: by the contract.
    unsafe { Out::new(mode) }.write(control::rounding() | control::trapping());
    0
}

/// <https://www.iso.org/standard/82075.html> (C23 7.6.5.3)
///
/// # Safety
/// `mode` is `FE_DFL_MODE` or points to a saved mode.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fesetmode(mode: *const femode_t) -> c_int {
    // SAFETY: by the contract.
    let mode = if mode.addr() == DEFAULT { 0 } else { unsafe { *mode } };
    control::set_rounding(mode & control::ROUNDING);
    control::set_trapping(mode & control::ALL);
    0
}

/// GNU: lets exceptions trap; returns those that did before.
#[unsafe(no_mangle)]
pub extern "C" fn feenableexcept(exceptions: c_int) -> c_int {
    let before = control::trapping();
    control::set_trapping(before | exceptions as u32);
    before as c_int
}

/// GNU: keeps exceptions from trapping; returns those that did before.
#[unsafe(no_mangle)]
pub extern "C" fn fedisableexcept(exceptions: c_int) -> c_int {
    let before = control::trapping();
    control::set_trapping(before & !(exceptions as u32));
    before as c_int
}

/// GNU: the exceptions that trap.
#[unsafe(no_mangle)]
pub extern "C" fn fegetexcept() -> c_int {
    control::trapping() as c_int
}

/// `FLT_ROUNDS` of `<float.h>`: 1 to nearest, 2 up, 3 down, 0 to zero.
#[unsafe(no_mangle)]
pub extern "C" fn __flt_rounds() -> c_int {
    match control::rounding() {
        0x400 => 3,
        0x800 => 2,
        0xc00 => 0,
        _ => 1,
    }
}
