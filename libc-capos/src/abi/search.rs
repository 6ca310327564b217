//! Searching slices with the library's vectorised functions.

/// The index of the first `byte`.
#[inline]
pub fn find_byte(bytes: &[u8], byte: u8) -> Option<usize> {
    // SAFETY: pointer and length come from one slice.
    let found = unsafe { capos_libc_mem::memchr(bytes.as_ptr(), byte, bytes.len()) };
    (!found.is_null()).then(|| found as usize - bytes.as_ptr() as usize)
}

/// The bytes of a null-terminated string, at most `limit` of them.
///
/// # Safety
/// `string` points to `limit` bytes or to a null before that, which nobody changes during `'a`.
#[inline]
pub unsafe fn string_up_to<'a>(string: *const u8, limit: usize) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(string, capos_libc_mem::strnlen(string, limit)) }
}

/// The units of a null-terminated wide string.
///
/// # Safety
/// `string` points to a null-terminated wide string, which nobody changes during `'a`.
pub unsafe fn wide_string<'a>(string: *const u32) -> &'a [u32] {
    let mut length = 0;
    // SAFETY: the caller promises a null; nothing behind it is read.
    while unsafe { *string.add(length) } != 0 {
        length += 1;
    }
    // SAFETY: these units were just read.
    unsafe { core::slice::from_raw_parts(string, length) }
}
