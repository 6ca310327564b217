//! Prefixes made of, or free of, a set of bytes.

use super::{strchrnul, strlen, strnlen};

/// A set of bytes, one flag each, for shorter strings and for processors that can not look up a vector of bytes at once.
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

/// Looks bytes up one by one.
unsafe fn span_by_flags(s: *const u8, set: *const u8, member: bool) -> usize {
    // SAFETY: the caller's promise; zero is a member exactly where members end the prefix.
    unsafe { Set::of(set, !member).prefix(s, member) }
}

/// Compares a short string with every member; looks a vector of bytes of a long one up at once, where the processor can.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
unsafe fn span(s: *const u8, set: *const u8, member: bool) -> usize {
    use crate::generic::find::ByteSet;
    // Tables are slower to make than flags.
    const SHORT: usize = 128;
    // SAFETY: the caller's promise.
    unsafe {
        let short =
            if member { widest!(short_span_made_of(s, set)) } else { widest!(short_span_free_of(s, set)) };
        if let Some(length) = short {
            return length;
        }
        if crate::cpu::level() < crate::cpu::Level::Avx2 || strnlen(s, SHORT) < SHORT {
            return span_by_flags(s, set, member);
        }
    }
    let mut table = ByteSet { tables: [[0; 16]; 2] };
    let mut add = |byte: u8| {
        table.tables[usize::from(byte >> 7)][usize::from(byte & 15)] |= 1 << (byte >> 4 & 7);
    };
    let mut p = set;
    // SAFETY: the caller's promise; the terminator ends the loop, and is a member where members end the prefix.
    unsafe {
        while *p != 0 {
            add(*p);
            p = p.wrapping_add(1);
        }
        if member {
            return widest_lookup!(span_while(s, &table));
        }
        add(0);
        widest_lookup!(span_until(s, &table))
    }
}

/// Looks bytes up one by one.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
unsafe fn span(s: *const u8, set: *const u8, member: bool) -> usize {
    // SAFETY: the caller's promise.
    unsafe { span_by_flags(s, set, member) }
}

/// The index of the set's last member, if there are one to four.
///
/// # Safety
/// `set` is a string that is not empty.
#[inline(always)]
unsafe fn few(set: *const u8) -> Option<usize> {
    // SAFETY: no byte is read after a terminator.
    unsafe {
        if *set.wrapping_add(1) == 0 {
            Some(0)
        } else if *set.wrapping_add(2) == 0 {
            Some(1)
        } else if *set.wrapping_add(3) == 0 {
            Some(2)
        } else {
            (*set.wrapping_add(4) == 0).then_some(3)
        }
    }
}

/// `strspn`: length of the prefix made of bytes of `accept`.
///
/// # Safety
/// Both are strings.
#[inline(always)]
pub unsafe fn strspn(s: *const u8, accept: *const u8) -> usize {
    // SAFETY: the caller's promise; zero is not a member, so the terminator ends the prefix.
    unsafe {
        if *accept == 0 || *s == 0 {
            return 0;
        }
        if *accept.wrapping_add(1) == 0 {
            // Separators mostly stand alone, or nearly.
            for i in 0..8 {
                if *s.wrapping_add(i) != *accept {
                    return i;
                }
            }
        }
        long_span(s, accept)
    }
}

/// # Safety
/// Both are strings that are not empty.
#[inline(never)]
unsafe fn long_span(s: *const u8, accept: *const u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        match few(accept) {
            Some(last) => widest!(span_made_of(s, accept, last)),
            None => span(s, accept, true),
        }
    }
}

/// `strcspn`: length of the prefix free of bytes of `reject`.
///
/// # Safety
/// Both are strings.
pub unsafe fn strcspn(s: *const u8, reject: *const u8) -> usize {
    // SAFETY: the caller's promise; zero is a member, so the terminator ends the prefix.
    unsafe {
        if *reject == 0 {
            return strlen(s);
        }
        if *s == 0 {
            return 0;
        }
        if *reject.wrapping_add(1) == 0 {
            return strchrnul(s, *reject).addr() - s.addr();
        }
        match few(reject) {
            Some(last) => widest!(span_free_of(s, reject, last)),
            None => span(s, reject, false),
        }
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
