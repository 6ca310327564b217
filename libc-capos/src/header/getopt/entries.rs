//! The public functions.

use super::scan::Scan;
use crate::abi::{Out, cstr, slice, slice_mut};
use crate::types::{c_char, c_int, option};

/// # Safety
/// `argv` holds `argc` strings, `options` is a string, `long` is NULL or a table that ends with a NULL name,
/// `index` is NULL or points to a writable int.
unsafe fn next(
    argc: c_int,
    argv: *mut *mut c_char,
    options: *const c_char,
    long: *const option,
    index: *mut c_int,
    long_only: bool,
) -> c_int {
    // SAFETY: by the contract; the table is measured before it is made a slice.
    let (argv, options, long, mut index) = unsafe {
        let mut count = 0;
        while !long.is_null() && !(*long.add(count)).name.is_null() {
            count += 1;
        }
        let argc = usize::try_from(argc).unwrap_or(0);
        (
            slice_mut(argv, argc),
            cstr(options).to_bytes(),
            (!long.is_null()).then(|| slice(long, count)),
            Out::new(index),
        )
    };
    let mut scan = Scan::new(argv, options, long);
    scan.long_only = long_only;
    let result = scan.next(&mut index);
    scan.state.store();
    result
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getopt.html>
///
/// # Safety
/// `argv` holds `argc` strings, `options` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt(argc: c_int, argv: *const *mut c_char, options: *const c_char) -> c_int {
    // SAFETY: the same contract; without long options nothing in `argv` is moved.
    unsafe { next(argc, argv.cast_mut(), options, core::ptr::null(), core::ptr::null_mut(), false) }
}

/// <https://man7.org/linux/man-pages/man3/getopt.3.html>
///
/// # Safety
/// `argv` holds `argc` strings, `options` is a string, `long` ends with a NULL name, `index` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt_long(
    argc: c_int,
    argv: *const *mut c_char,
    options: *const c_char,
    long: *const option,
    index: *mut c_int,
) -> c_int {
    // SAFETY: the same contract; callers of getopt_long let it reorder `argv`.
    unsafe { next(argc, argv.cast_mut(), options, long, index, false) }
}

/// <https://man7.org/linux/man-pages/man3/getopt.3.html>
///
/// # Safety
/// As for [`getopt_long`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt_long_only(
    argc: c_int,
    argv: *const *mut c_char,
    options: *const c_char,
    long: *const option,
    index: *mut c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { next(argc, argv.cast_mut(), options, long, index, true) }
}
