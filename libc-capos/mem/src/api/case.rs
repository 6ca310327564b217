//! Comparing strings without regard to ASCII case.

/// `strcasecmp` in the C locale and every UTF-8 one, where bytes above ASCII have no case of their own.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
#[inline(always)]
pub unsafe fn strcasecmp(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(strcasecmp(a, b)) }
}

/// `strncasecmp`.
///
/// # Safety
/// As for [`strcasecmp`], for at most `n` bytes.
#[inline(always)]
pub unsafe fn strncasecmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(strncasecmp(a, b, n)) }
}
