//! Prefixes made of, or free of, a set of bytes.

use super::strchrnul;

/// A set of bytes, one flag each: a look-up is one load, without the shifts that a bit set needs.
struct Set([bool; 256]);

impl Set {
    /// The bytes of the string `s`; the terminator is a member if `with_nul` says so.
    ///
    /// # Safety
    /// `s` is a string.
    unsafe fn of(s: *const u8, with_nul: bool) -> Self {
        let mut set = Self([false; 256]);
        set.0[0] = with_nul;
        let mut p = s;
        loop {
            // SAFETY: no terminator has come before `p`.
            let byte = unsafe { *p };
            if byte == 0 {
                return set;
            }
            set.0[usize::from(byte)] = true;
            p = p.wrapping_add(1);
        }
    }

    /// Length of the longest prefix of `s` whose bytes all have membership `member`.
    ///
    /// # Safety
    /// `s` is a string, and its terminator does not have that membership.
    unsafe fn prefix(&self, s: *const u8, member: bool) -> usize {
        let mut i = 0;
        loop {
            // SAFETY: the terminator ends the loop, so every byte before it was looked at first.
            let differs = |k: usize| self.0[usize::from(unsafe { *s.wrapping_add(i + k) })] != member;
            if differs(0) {
                return i;
            }
            if differs(1) {
                return i + 1;
            }
            if differs(2) {
                return i + 2;
            }
            if differs(3) {
                return i + 3;
            }
            i += 4;
        }
    }
}

/// `strspn`: length of the prefix made of bytes of `accept`.
///
/// # Safety
/// Both are strings.
pub unsafe fn strspn(s: *const u8, accept: *const u8) -> usize {
    // SAFETY: the caller's promise; zero is not a member, so the terminator ends the prefix.
    unsafe {
        let first = *accept;
        if first == 0 {
            return 0;
        }
        if *accept.wrapping_add(1) == 0 {
            let mut i = 0;
            while *s.wrapping_add(i) == first {
                i += 1;
            }
            return i;
        }
        Set::of(accept, false).prefix(s, true)
    }
}

/// `strcspn`: length of the prefix free of bytes of `reject`.
///
/// # Safety
/// Both are strings.
pub unsafe fn strcspn(s: *const u8, reject: *const u8) -> usize {
    // SAFETY: the caller's promise; zero is a member, so the terminator ends the prefix.
    unsafe {
        if *reject == 0 || *reject.wrapping_add(1) == 0 {
            return strchrnul(s, *reject).addr() - s.addr();
        }
        Set::of(reject, true).prefix(s, false)
    }
}

/// `strpbrk`: the first byte of `s` that is in `accept`, or null.
///
/// # Safety
/// Both are strings.
pub unsafe fn strpbrk(s: *const u8, accept: *const u8) -> *const u8 {
    // SAFETY: the caller's promise; the span ends on a byte of the string.
    unsafe {
        let p = s.wrapping_add(strcspn(s, accept));
        if *p == 0 { core::ptr::null() } else { p }
    }
}

/// `strsep` and `strtok_r` share this: ends the token at `s` in place; where the next one begins, or null at the end.
///
/// # Safety
/// Both are strings, and `s` is writable.
pub unsafe fn cut(s: *mut u8, delimiters: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise; the span ends on a byte of the string.
    unsafe {
        let end = s.wrapping_add(strcspn(s, delimiters));
        if *end == 0 {
            return core::ptr::null_mut();
        }
        *end = 0;
        end.wrapping_add(1)
    }
}
