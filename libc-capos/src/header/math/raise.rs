//! Floating-point exceptions raised on purpose, or kept from being seen.

use crate::header::fenv::control;

/// Raises "invalid".
pub(super) fn invalid() {
    control::raise(control::INVALID);
}

/// Runs `compute` without letting it raise "inexact".
pub(super) fn without_inexact<T>(compute: impl FnOnce() -> T) -> T {
    let before = control::raised();
    let result = compute();
    if before & control::INEXACT == 0 {
        control::clear(control::INEXACT);
    }
    result
}
