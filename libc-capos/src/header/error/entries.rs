//! The entries and the variables that steer them.

use crate::abi::cstr;
use crate::abi::va::VaArgs;
use crate::header::err::{Suffix, write_message};
use crate::header::stdio::streams;
use crate::start;
use crate::types::{c_char, c_int, c_uint};
use core::fmt::Write;
use core::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, Ordering};

/// GNU: how many messages there were.
#[unsafe(no_mangle)]
pub static error_message_count: AtomicU32 = AtomicU32::new(0);

/// GNU: whether `error_at_line` leaves out a second message for the same line.
#[unsafe(no_mangle)]
pub static error_one_per_line: AtomicI32 = AtomicI32::new(0);

/// GNU: prints what stands before a message, instead of the program's name.
#[unsafe(no_mangle)]
pub static error_print_progname: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

/// The line of the last message of `error_at_line`.
static LAST_FILE: AtomicPtr<c_char> = AtomicPtr::new(core::ptr::null_mut());
static LAST_LINE: AtomicU32 = AtomicU32::new(0);

/// Writes one message and ends the process if `status` is not zero.
///
/// # Safety
/// `format` is a format, and `arguments` are what it says.
unsafe fn report(
    status: c_int,
    number: c_int,
    place: &[&[u8]],
    format: *const c_char,
    arguments: &mut VaArgs<'_>,
) {
    // What was printed before comes before the message. A failure shows in that stream's error indicator.
    let _ = streams::output().lock().flush();
    let suffix = if number == 0 { Suffix::Nothing } else { Suffix::Error(number) };
    let own = error_print_progname.load(Ordering::Relaxed);
    let [first, second] = if own.is_null() {
        let separator: &[u8] = if place.is_empty() { b": " } else { b":" };
        [start::program_name().to_bytes(), separator]
    } else {
        // SAFETY: the program assigned a function of this type.
        let print_name = unsafe { core::mem::transmute::<*mut (), unsafe extern "C" fn()>(own) };
        // SAFETY: the program's function, called as documented.
        unsafe { print_name() };
        [&b""[..], b""]
    };
    let mut prefix = [first, second, b"", b"", b"", b""];
    prefix[2..2 + place.len()].copy_from_slice(place);
    // SAFETY: the caller's promise.
    unsafe { write_message(&prefix, format, arguments, suffix) };
    error_message_count.fetch_add(1, Ordering::Relaxed);
    if status != 0 {
        start::exit(status);
    }
}

/// GNU: writes the program's name, a message, and the text of error `number` if that is not zero; then exits, if
/// `status` is not zero.
///
/// # Safety
/// `format` is a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn error(status: c_int, number: c_int, format: *const c_char, mut arguments: ...) {
    // SAFETY: the caller's promise.
    unsafe { report(status, number, &[], format, &mut VaArgs::of(&mut arguments)) }
}

/// A line number in digits.
struct Digits {
    bytes: [u8; 10],
    used: usize,
}

impl Write for Digits {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        let end = self.used + s.len();
        self.bytes.get_mut(self.used..end).ok_or(core::fmt::Error)?.copy_from_slice(s.as_bytes());
        self.used = end;
        Ok(())
    }
}

/// GNU: as `error`, with a place in a file before the message.
///
/// # Safety
/// `file` is a string, `format` is a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn error_at_line(
    status: c_int,
    number: c_int,
    file: *const c_char,
    line: c_uint,
    format: *const c_char,
    mut arguments: ...
) {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(file) };
    if error_one_per_line.load(Ordering::Relaxed) != 0 {
        let last = LAST_FILE.swap(file.cast_mut(), Ordering::Relaxed);
        let same_line = LAST_LINE.swap(line, Ordering::Relaxed) == line;
        // SAFETY: null, or the file of an earlier call, which the program keeps.
        if same_line && !last.is_null() && (last.cast_const() == file || unsafe { cstr(last) } == name) {
            return;
        }
    }
    let mut digits = Digits { bytes: [0; 10], used: 0 };
    // Ten digits hold every number there is.
    let _ = write!(digits, "{line}");
    let place = [name.to_bytes(), b":", &digits.bytes[..digits.used], b": "];
    // SAFETY: the caller's promise.
    unsafe { report(status, number, &place, format, &mut VaArgs::of(&mut arguments)) }
}
