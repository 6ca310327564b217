//! `stdin`, `stdout`, `stderr`.

use core::sync::atomic::AtomicPtr;

use crate::stream::{FILE, standard};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/stdin.html>
///
/// Programs may assign to these; the functions that use a standard stream look here.
#[unsafe(no_mangle)]
pub static stdin: AtomicPtr<FILE> = AtomicPtr::new((&raw const standard::INPUT).cast_mut());
#[unsafe(no_mangle)]
pub static stdout: AtomicPtr<FILE> = AtomicPtr::new((&raw const standard::OUTPUT).cast_mut());
#[unsafe(no_mangle)]
pub static stderr: AtomicPtr<FILE> = AtomicPtr::new((&raw const standard::ERROR).cast_mut());

fn current(stream: &AtomicPtr<FILE>) -> &'static FILE {
    // SAFETY: the initial value is a static, and programs assign open streams only.
    unsafe { &*stream.load(core::sync::atomic::Ordering::Relaxed) }
}

/// What `stdin` means now.
pub(in crate::header) fn input() -> &'static FILE {
    current(&stdin)
}

/// What `stdout` means now.
pub(in crate::header) fn output() -> &'static FILE {
    current(&stdout)
}

/// What `stderr` means now.
pub(in crate::header) fn error() -> &'static FILE {
    current(&stderr)
}
