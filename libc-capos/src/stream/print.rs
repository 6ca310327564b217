//! `printf` in this program: its memory, locale and streams behind the engine's traits.

use capos_libc_engine::encoding::{Charset, State, Step, decode, encode};
use capos_libc_engine::float::Rounding;
use capos_libc_engine::format::{Arguments, Decoded, Environment, Failure, Length, Sink, format};

use crate::abi::{current_rounding, string_up_to};
use crate::errno::{self, Errno};
use crate::locale;
use crate::types::c_int;

/// The codeset of the calling thread's locale.
pub fn charset() -> Charset {
    locale::charset()
}

/// A sink that knows why it failed.
pub trait ProgramSink: Sink {
    fn error(&self) -> Errno;
}

/// Formats; the count, or the error for `errno`.
pub fn print<S: ProgramSink, A: Arguments>(
    sink: &mut S,
    text: &[S::Unit],
    arguments: &mut A,
) -> Result<c_int, Errno> {
    let environment = ProgramEnvironment { charset: charset(), error: errno::get() };
    match format(sink, text, arguments, &environment) {
        // The engine refuses to count further than INT_MAX.
        Ok(count) => Ok(count as c_int),
        Err(Failure::Output) => Err(sink.error()),
        Err(Failure::Overflow) => Err(Errno::EOVERFLOW),
        Err(Failure::IllegalSequence) => Err(Errno::EILSEQ),
        Err(Failure::InvalidFormat) => Err(Errno::EINVAL),
    }
}

/// Encodes a wide character.
pub(super) fn encode_character(charset: Charset, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
    let (bytes, length) = encode(charset, wide).ok()?;
    out[..bytes.len()].copy_from_slice(&bytes);
    Some(length)
}

/// Decodes bytes that are one character, or begin one.
pub(super) fn decode_character(charset: Charset, bytes: &[u8]) -> Decoded {
    let mut state = State::default();
    for (index, &byte) in bytes.iter().enumerate() {
        match decode(charset, &mut state, byte) {
            Err(_) => return Decoded::Invalid,
            Ok(Step::Character(code)) if index + 1 == bytes.len() => return Decoded::Character(code),
            Ok(Step::Character(_)) => return Decoded::Invalid,
            Ok(Step::More) => {}
        }
    }
    Decoded::Incomplete
}

/// The calling thread's memory and locale.
///
/// Addresses come from the arguments of one call: that they point to what the format says is the contract of
/// `printf`, which the entries pass on to whoever makes a [`crate::abi::va::VaArgs`].
pub struct ProgramEnvironment {
    charset: Charset,
    error: c_int,
}

fn pointer<T>(address: u64) -> *mut T {
    core::ptr::with_exposed_provenance_mut(address as usize)
}

impl Environment for ProgramEnvironment {
    fn narrow(&self, address: u64, limit: usize) -> &[u8] {
        // SAFETY: the argument of `%s` points to a string, or to as many bytes as the precision says.
        unsafe { string_up_to(pointer(address), limit) }
    }

    fn narrow_unit(&self, address: u64, index: usize) -> u8 {
        // SAFETY: the argument of `%s` points to a string, and the engine stops at its null.
        unsafe { *pointer::<u8>(address).add(index) }
    }

    fn wide_unit(&self, address: u64, index: usize) -> u32 {
        // SAFETY: the argument of `%ls` points to a wide string, and the engine stops at its null.
        unsafe { *pointer::<u32>(address).add(index) }
    }

    fn store(&self, address: u64, length: Length, count: usize) {
        // SAFETY: the argument of `%n` points to an integer of this size.
        unsafe {
            match length {
                Length::Char => pointer::<i8>(address).write(count as i8),
                Length::Short => pointer::<i16>(address).write(count as i16),
                Length::Int => pointer::<i32>(address).write(count as i32),
                Length::Long | Length::LongDouble => pointer::<i64>(address).write(count as i64),
            }
        }
    }

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        encode_character(self.charset, wide, out)
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        decode_character(self.charset, bytes)
    }

    fn error_text(&self) -> &[u8] {
        match Errno::new(self.error) {
            None => b"Success",
            Some(error) => error.text().map_or(b"Unknown error", |text| text.to_bytes()),
        }
    }

    fn rounding(&self) -> Rounding {
        current_rounding()
    }
}
