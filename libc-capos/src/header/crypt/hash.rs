//! Hashing passwords.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{c_char, crypt_data};
use capos_libc_engine::crypt as engine;
use core::cell::UnsafeCell;

/// Bytes of a hash at most, its NUL included.
const ROOM: usize = 256;

/// The hash that `crypt` returns. Each call overwrites it.
struct Text(UnsafeCell<[u8; ROOM]>);
// SAFETY: written under `WRITING`; POSIX lets the function be unsafe for threads, whose reads may see a later hash.
unsafe impl Sync for Text {}

static TEXT: Text = Text(UnsafeCell::new([0; ROOM]));
static WRITING: Mutex<()> = Mutex::new(());

/// Hashes into `place`. What is no setting is `EINVAL`.
///
/// # Safety
/// `key` and `setting` are strings (`setting` may lie in `place`); `place` has `ROOM` writable bytes.
unsafe fn hash(key: *const c_char, setting: *const c_char, place: *mut u8) -> *mut c_char {
    // SAFETY: the caller's promise. The hash is finished before `place` changes.
    unsafe {
        let made = engine::crypt(cstr(key).to_bytes(), cstr(setting).to_bytes()).ok_or(Errno::EINVAL);
        errno::pointer(made.map(|hash| {
            let bytes = hash.as_bytes();
            place.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
            *place.add(bytes.len()) = 0;
            place.cast()
        }))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/crypt.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crypt(key: *const c_char, salt: *const c_char) -> *mut c_char {
    let _alone = WRITING.lock();
    // SAFETY: the caller's promise, and the lock makes us the only writer.
    unsafe { hash(key, salt, TEXT.0.get().cast()) }
}

/// <https://man7.org/linux/man-pages/man3/crypt.3.html>
///
/// # Safety
/// Both are strings, and `data` is a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crypt_r(
    key: *const c_char,
    salt: *const c_char,
    data: *mut crypt_data,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { hash(key, salt, (&raw mut (*data).__buf).cast()) }
}
