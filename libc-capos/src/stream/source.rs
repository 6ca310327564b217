//! Sources of `scanf`: strings and streams, narrow and wide.

use capos_libc_engine::scan::{Run, Source, Stop};

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

impl StringSource {
    /// How many bytes follow, at most `limit`, that are members.
    #[inline]
    fn count(&self, limit: usize, mut member: impl FnMut(u32) -> bool) -> usize {
        let mut count = 0;
        while count < limit {
            // SAFETY: `new` was promised a null, and nothing behind it is read.
            let unit = unsafe { *self.next.add(count) };
            if unit == 0 || !member(u32::from(unit)) {
                break;
            }
            count += 1;
        }
        count
    }
}

// Asking memory for its end again costs nothing, so runs never tell.
impl Source for StringSource {
    const WIDE: bool = false;

    #[inline]
    fn peek(&mut self) -> Option<u32> {
        // SAFETY: `new` was promised a null, and `next` never moves past it.
        let unit = unsafe { *self.next };
        (unit != 0).then_some(u32::from(unit))
    }

    #[inline]
    fn take(&mut self) {
        self.next = self.next.wrapping_add(1);
    }

    #[inline]
    fn unread(&mut self, _: u32) {
        self.next = self.next.wrapping_sub(1);
    }

    #[inline]
    fn take_while(&mut self, limit: usize, accept: impl FnMut(u32) -> bool) -> Run {
        let count = self.count(limit, accept);
        self.next = self.next.wrapping_add(count);
        Run { count, at_end: false }
    }

    #[inline]
    fn take_bytes(
        &mut self,
        limit: usize,
        member: impl Fn(u32) -> bool,
        mut store: impl FnMut(&[u8]) -> Result<(), Stop>,
    ) -> Result<Run, Stop> {
        let count = self.count(limit, member);
        if count > 0 {
            // SAFETY: so many bytes were just read.
            store(unsafe { core::slice::from_raw_parts(self.next, count) })?;
        }
        self.next = self.next.wrapping_add(count);
        Ok(Run { count, at_end: false })
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

    #[inline]
    fn peek(&mut self) -> Option<u32> {
        // SAFETY: `new` was promised a null, and `next` never moves past it.
        let unit = unsafe { *self.next };
        (unit != 0).then_some(unit)
    }

    #[inline]
    fn take(&mut self) {
        self.next = self.next.wrapping_add(1);
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
    /// A wide character that was looked at and not taken. Bytes stay in the buffer.
    ahead: Option<u32>,
    error: Option<Errno>,
}

impl<'a, const WIDE: bool> StreamSource<'a, WIDE> {
    pub fn new(stream: &'a mut Stream) -> Self {
        Self { stream, ahead: None, error: None }
    }

    /// Why reading has failed, if it has.
    pub fn error(&self) -> Option<Errno> {
        self.error
    }

    /// The bytes in the buffer, after reading if there were none; none at the end.
    #[inline]
    fn available(&mut self) -> &[u8] {
        self.stream.available().unwrap_or_else(|error| {
            self.error = Some(error);
            &[]
        })
    }

    #[inline]
    fn peek_wide(&mut self) -> Option<u32> {
        if self.ahead.is_none() {
            self.ahead = self.stream.get_wide().unwrap_or_else(|error| {
                self.error = Some(error);
                None
            });
        }
        self.ahead
    }
}

impl<const WIDE: bool> Source for StreamSource<'_, WIDE> {
    const WIDE: bool = WIDE;

    #[inline]
    fn peek(&mut self) -> Option<u32> {
        if WIDE { self.peek_wide() } else { self.available().first().copied().map(u32::from) }
    }

    #[inline]
    fn take(&mut self) {
        if WIDE { self.ahead = None } else { self.stream.consume(1) }
    }

    fn unread(&mut self, byte: u32) {
        // The byte was just read, so there is a place for it.
        let _ = self.stream.unget(byte as u8);
    }

    #[inline]
    fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> Run {
        let mut count = 0;
        while count < limit {
            if WIDE {
                let Some(unit) = self.peek_wide() else { return Run { count, at_end: true } };
                if !accept(unit) {
                    break;
                }
                self.ahead = None;
                count += 1;
                continue;
            }
            let available = self.available();
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
    fn take_bytes(
        &mut self,
        limit: usize,
        member: impl Fn(u32) -> bool,
        mut store: impl FnMut(&[u8]) -> Result<(), Stop>,
    ) -> Result<Run, Stop> {
        let mut count = 0;
        while count < limit {
            let available = self.available();
            if available.is_empty() {
                return Ok(Run { count, at_end: true });
            }
            let most = available.len().min(limit - count);
            let refused = available[..most].iter().position(|&byte| !member(u32::from(byte)));
            let run = refused.unwrap_or(most);
            if run > 0 {
                store(&available[..run])?;
            }
            self.stream.consume(run);
            count += run;
            if refused.is_some() {
                break;
            }
        }
        Ok(Run { count, at_end: false })
    }

    #[inline]
    fn is_space(unit: u32) -> bool {
        if WIDE { locale::is_wide_space(unit) } else { is_narrow_space(unit) }
    }

    fn finish(&mut self) {
        if let Some(unit) = self.ahead.take() {
            // The character was just read, so there is a place for it.
            let _ = self.stream.unget_wide(unit);
        }
    }
}
