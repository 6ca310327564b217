//! The end of a program whose assertion does not hold.

use crate::abi::cstr;
use crate::panic::RawStderr;
use crate::start;
use crate::types::{c_char, c_int};
use core::fmt::Write;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/assert.html>
///
/// Prints one line on standard error and aborts.
///
/// # Safety
/// The pointers are strings; the macro passes literals.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __assert_fail(
    expression: *const c_char,
    file: *const c_char,
    line: c_int,
    function: *const c_char,
) -> ! {
    // SAFETY: by the contract.
    let [expression, file, function] =
        unsafe { [cstr(expression), cstr(file), cstr(function)] }.map(|text| text.to_bytes());
    // Nothing is left to do about a failure to report.
    let _ = writeln!(
        RawStderr,
        "{}:{line}: {}: Assertion `{}' failed.",
        Verbatim(file),
        Verbatim(function),
        Verbatim(expression)
    );
    start::abort()
}

/// The text as it is, with what is no UTF-8 replaced.
struct Verbatim<'a>(&'a [u8]);

impl core::fmt::Display for Verbatim<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for chunk in self.0.utf8_chunks() {
            f.write_str(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                f.write_char(char::REPLACEMENT_CHARACTER)?;
            }
        }
        Ok(())
    }
}
