//! Floating-point exceptions kept from being seen.

use crate::header::fenv::control;

/// Runs `compute` without letting it raise "inexact".
pub(super) fn without_inexact<T>(compute: impl FnOnce() -> T) -> T {
    let before = control::raised();
    let result = compute();
    if before & control::INEXACT == 0 {
        control::clear(control::INEXACT);
    }
    result
}
