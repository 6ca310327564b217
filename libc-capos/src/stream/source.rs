//! Sources of `scanf`: strings and streams, narrow and wide.

use capos_libc_engine::scan::{Run, Source};

use super::state::Stream;
use crate::errno::Errno;
use crate::locale;

/// White space of the narrow character set; the same in every locale there is.
#[inline]
fn is_narrow_space(unit: u32) -> bool {
    matches!(unit, 0x20 | 0x09..=0x0d)
}

/// A null-terminated string of bytes.
pub struct StringSource {
    next: *const u8,
}

impl StringSource {
    /// # Safety
    /// `string` points to a null-terminated string, which stays as it is while `self` lives.
    pub unsafe fn new(string: *const u8) -> Self {
        Self { next: string }
    }
}

impl Source for StringSource {
    const WIDE: bool = false;

    #[inline]
    fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> Run {
        let mut next = self.next;
        let mut count = 0;
        while count < limit {
            // SAFETY: as in `next`.
            let unit = unsafe { *next };
            if unit == 0 || !accept(u32::from(unit)) {
                break;
            }
            next = next.wrapping_add(1);
            count += 1;
        }
        self.next = next;
        // Asking memory again costs nothing.
        Run { count, at_end: false }
    }

    #[inline]
    fn next(&mut self) -> Option<u32> {
        // SAFETY: `new` was promised a null, and `next` never moves past it.
        let unit = unsafe { *self.next };
        if unit == 0 {
            return None;
        }
        self.next = self.next.wrapping_add(1);
        Some(u32::from(unit))
    }

    #[inline]
    fn unread(&mut self, _: u32) {
        self.next = self.next.wrapping_sub(1);
    }

    #[inline]
    fn is_space(unit: u32) -> bool {
        is_narrow_space(unit)
    }
}

/// A null-terminated wide string.
pub struct WideStringSource {
    next: *const u32,
}

impl WideStringSource {
    /// # Safety
    /// `string` points to a null-terminated wide string, which stays as it is while `self` lives.
    pub unsafe fn new(string: *const u32) -> Self {
        Self { next: string }
    }
}

impl Source for WideStringSource {
    const WIDE: bool = true;

    fn next(&mut self) -> Option<u32> {
        // SAFETY: `new` was promised a null, and `next` never moves past it.
        let unit = unsafe { *self.next };
        if unit == 0 {
            return None;
        }
        self.next = self.next.wrapping_add(1);
        Some(unit)
    }

    fn unread(&mut self, _: u32) {
        self.next = self.next.wrapping_sub(1);
    }

    fn is_space(unit: u32) -> bool {
        locale::is_wide_space(unit)
    }
}

/// A stream of bytes or, if `WIDE`, of wide characters.
pub struct StreamSource<'a, const WIDE: bool> {
    stream: &'a mut Stream,
    error: Option<Errno>,
}

impl<'a, const WIDE: bool> StreamSource<'a, WIDE> {
    pub fn new(stream: &'a mut Stream) -> Self {
        Self { stream, error: None }
    }

    /// Why reading has failed, if it has.
    pub fn error(&self) -> Option<Errno> {
        self.error
    }
}

impl<const WIDE: bool> Source for StreamSource<'_, WIDE> {
    const WIDE: bool = WIDE;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let outcome =
            if WIDE { self.stream.get_wide() } else { self.stream.get().map(|byte| byte.map(u32::from)) };
        outcome.unwrap_or_else(|error| {
            self.error = Some(error);
            None
        })
    }

    fn unread(&mut self, unit: u32) {
        // The unit was just read, so there is a place for it.
        let _ = if WIDE { self.stream.unget_wide(unit) } else { self.stream.unget(unit as u8) };
    }

    fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> Run {
        let mut count = 0;
        while count < limit {
            if WIDE {
                let Some(unit) = self.next() else { return Run { count, at_end: true } };
                if !accept(unit) {
                    self.unread(unit);
                    break;
                }
                count += 1;
                continue;
            }
            let available = self.stream.available().unwrap_or_else(|error| {
                self.error = Some(error);
                &[]
            });
            if available.is_empty() {
                return Run { count, at_end: true };
            }
            let most = available.len().min(limit - count);
            let refused = available[..most].iter().position(|&byte| !accept(u32::from(byte)));
            self.stream.consume(refused.unwrap_or(most));
            count += refused.unwrap_or(most);
            if refused.is_some() {
                break;
            }
        }
        Run { count, at_end: false }
    }

    #[inline]
    fn is_space(unit: u32) -> bool {
        if WIDE { locale::is_wide_space(unit) } else { is_narrow_space(unit) }
    }
}
