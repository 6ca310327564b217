//! Files and directories with new names.

use crate::abi::cstr;
use crate::entropy;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW, O_ACCMODE, O_CREAT, O_EXCL, O_RDWR};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int};
use capos_libc_mem as mem;

/// What stands for the new part of a name.
const PATTERN: &[u8] = b"XXXXXX";
/// A name's new part is made of these: 64, so that six bits choose one.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
/// Names tried before giving up; as `TMP_MAX` is in the header.
const ATTEMPTS: usize = 10_000;

/// Replaces the pattern in `template`, `suffix` bytes before its end, until `make` succeeds or fails for another reason
/// than that the name is taken. A failure leaves the template as it was.
///
/// # Safety
/// `template` is a writable string.
unsafe fn with_new_name<T>(
    template: *mut c_char,
    suffix: c_int,
    make: impl Fn(&core::ffi::CStr) -> Result<T, Errno>,
) -> Result<T, Errno> {
    let suffix = usize::try_from(suffix).map_err(|_| Errno::EINVAL)?;
    // SAFETY: the caller's promise; the pattern's place was checked against the length.
    let place = unsafe {
        let length = mem::strlen(template.cast());
        let start = length.checked_sub(suffix).and_then(|end| end.checked_sub(PATTERN.len()));
        let place = template.add(start.ok_or(Errno::EINVAL)?).cast::<u8>();
        if !mem::equal(place, PATTERN.as_ptr(), PATTERN.len()) {
            return Err(Errno::EINVAL);
        }
        place
    };
    let mut outcome = Err(Errno::EEXIST);
    for _ in 0..ATTEMPTS {
        let mut bits = [0; PATTERN.len()];
        entropy::fill(&mut bits);
        // SAFETY: six bytes of the caller's string, which is read only until the next round.
        outcome = unsafe {
            for (i, byte) in bits.into_iter().enumerate() {
                *place.add(i) = LETTERS[usize::from(byte) % LETTERS.len()];
            }
            make(cstr(template))
        };
        match outcome {
            Err(Errno::EEXIST) => {}
            Err(error) => {
                outcome = Err(error);
                break;
            }
            Ok(_) => return outcome,
        }
    }
    // SAFETY: as above.
    unsafe { mem::memcpy(place, PATTERN.as_ptr(), PATTERN.len()) };
    outcome
}

/// Makes a file and opens it.
///
/// # Safety
/// `template` is a writable string.
unsafe fn make_file(template: *mut c_char, suffix: c_int, flags: c_int) -> c_int {
    let flags = flags & !O_ACCMODE | O_RDWR | O_CREAT | O_EXCL;
    // SAFETY: the caller's promise.
    errno::result(unsafe {
        with_new_name(template, suffix, |name| Sys::openat(AT_FDCWD, name, flags, 0o600))
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkstemp.html>
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkstemp(template: *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { make_file(template, 0, 0) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkostemp.html>
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkostemp(template: *mut c_char, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { make_file(template, 0, flags) }
}

/// BSD: `mkstemp` for names that end with `suffix` bytes of the template.
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkstemps(template: *mut c_char, suffix: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { make_file(template, suffix, 0) }
}

/// GNU: `mkostemp` for names that end with `suffix` bytes of the template.
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkostemps(template: *mut c_char, suffix: c_int, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { make_file(template, suffix, flags) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkdtemp.html>
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdtemp(template: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let made = unsafe { with_new_name(template, 0, |name| Sys::mkdirat(AT_FDCWD, name, 0o700)) };
    errno::pointer(made.map(|()| template))
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/mktemp.html>
///
/// A name that was free a moment ago; on failure the template becomes the empty string. Programs should make the
/// file at once, with [`mkstemp`].
///
/// # Safety
/// `template` is a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mktemp(template: *mut c_char) -> *mut c_char {
    let is_free = |name: &core::ffi::CStr| match Sys::fstatat(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW) {
        Ok(_) => Err(Errno::EEXIST),
        Err(Errno::ENOENT) => Ok(()),
        Err(error) => Err(error),
    };
    // SAFETY: the caller's promise; even an empty string has room for a terminator.
    unsafe {
        if let Err(error) = with_new_name(template, 0, is_free) {
            errno::set(error);
            *template = 0;
        }
    }
    template
}
