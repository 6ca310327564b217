//! The host's C library, and reproducible random cases to put to it.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::ffi::{CString, c_char, c_int, c_void};

use capos_libc_engine::float::{F80, Rounding};
use capos_libc_engine::format::{Arguments, Decoded, Environment, Failure, Length, Sink, format};

unsafe extern "C" {
    fn snprintf(buffer: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
    fn sscanf(text: *const c_char, format: *const c_char, ...) -> c_int;
    fn strtod(text: *const c_char, end: *mut *mut c_char) -> f64;
    fn strtof(text: *const c_char, end: *mut *mut c_char) -> f32;
    fn fesetround(mode: c_int) -> c_int;
}

pub const ROUNDINGS: [Rounding; 4] =
    [Rounding::NearestEven, Rounding::Downward, Rounding::Upward, Rounding::TowardZero];

/// One argument.
#[derive(Clone, Copy, Debug)]
pub enum Argument {
    Int(u64),
    Double(f64),
    LongDouble(F80),
}

/// The number of cases: `few`, or that many times the value of `CAPOS_TEST_FACTOR`.
pub fn cases(few: u64) -> u64 {
    let factor = std::env::var("CAPOS_TEST_FACTOR").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    few * factor
}

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A double from all over the range, or one with few digits, or one next to such.
    pub fn double(&mut self) -> f64 {
        match self.below(6) {
            0 | 1 => f64::from_bits(self.next()),
            2 => self.below(100_000_000) as f64 / 10_f64.powi(self.below(9) as i32),
            3 => self.next() as f64,
            4 => (self.below(2000) as f64 - 1000.0) / 8.0,
            _ => f64::from_bits((self.below(1_000_000) as f64 / 1000.0).to_bits() ^ self.below(4)),
        }
    }

    pub fn long_double(&mut self) -> F80 {
        match self.below(3) {
            0 => F80::from(self.double()),
            1 => F80::from_parts(self.next() as u16 & 0xbfff | 1, self.next() | 1 << 63),
            _ => F80::from_parts(16383 + self.below(80) as u16 - 40, self.next() | 1 << 63),
        }
    }
}

/// What the host prints, in the rounding direction given.
pub fn host_print(text: &str, argument: Argument, rounding: Rounding) -> String {
    let mut buffer = vec![0_u8; 24_000];
    let skipped = CString::new(format!("%.0s%.0s%.0s{text}")).unwrap();
    let plain = CString::new(text).unwrap();
    let (out, size) = (buffer.as_mut_ptr().cast(), buffer.len());
    let empty = c"".as_ptr();
    with_rounding(rounding, || match argument {
        // SAFETY: the formats in these tests take one argument of the type passed.
        Argument::Int(value) => unsafe { snprintf(out, size, plain.as_ptr(), value) },
        // SAFETY: as above.
        Argument::Double(value) => unsafe { snprintf(out, size, plain.as_ptr(), value) },
        Argument::LongDouble(value) => {
            let (low, high) = (value.mantissa(), u64::from(value.sign_exponent()));
            // SAFETY: three empty strings fill the argument registers; the two words behind them lie on the
            // stack exactly as a long double would.
            unsafe { snprintf(out, size, skipped.as_ptr(), empty, empty, empty, low, high) }
        }
    });
    let end = buffer.iter().position(|&byte| byte == 0).unwrap();
    String::from_utf8(buffer[..end].to_vec()).unwrap()
}

fn with_rounding<T>(rounding: Rounding, action: impl FnOnce() -> T) -> T {
    // SAFETY: the modes are those of x86; the default is restored before Rust code computes with floats.
    unsafe { fesetround((rounding as c_int) << 10) };
    let result = action();
    // SAFETY: as above.
    unsafe { fesetround(0) };
    result
}

/// The host's `strtod`: bits and the number of bytes read.
pub fn host_double(text: &str, rounding: Rounding) -> (u64, usize) {
    let text = CString::new(text).unwrap();
    let mut end = std::ptr::null_mut();
    // SAFETY: a null-terminated string and a place for the end.
    let value = with_rounding(rounding, || unsafe { strtod(text.as_ptr(), &mut end) });
    (value.to_bits(), end as usize - text.as_ptr() as usize)
}

/// The host's `strtof`.
pub fn host_float(text: &str, rounding: Rounding) -> (u32, usize) {
    let text = CString::new(text).unwrap();
    let mut end = std::ptr::null_mut();
    // SAFETY: as above.
    let value = with_rounding(rounding, || unsafe { strtof(text.as_ptr(), &mut end) });
    (value.to_bits(), end as usize - text.as_ptr() as usize)
}

/// The host's `strtold`, by way of `sscanf`, since Rust cannot receive its result.
pub fn host_long_double(text: &str, rounding: Rounding) -> F80 {
    let text = CString::new(text).unwrap();
    let mut value = F80::ZERO;
    // SAFETY: the layout of F80 is that of a long double.
    with_rounding(rounding, || unsafe {
        sscanf(text.as_ptr(), c"%Lf".as_ptr(), (&raw mut value).cast::<c_void>())
    });
    value
}

struct One(Argument);

impl Arguments for One {
    fn int(&mut self) -> u64 {
        self.long()
    }

    fn long(&mut self) -> u64 {
        match self.0 {
            Argument::Int(value) => value,
            _ => panic!("not an integer"),
        }
    }

    fn double(&mut self) -> f64 {
        match self.0 {
            Argument::Double(value) => value,
            _ => panic!("not a double"),
        }
    }

    fn long_double(&mut self) -> F80 {
        match self.0 {
            Argument::LongDouble(value) => value,
            _ => panic!("not a long double"),
        }
    }
}

struct Machine(Rounding);

impl Environment for Machine {
    fn narrow(&self, _: u64, _: usize) -> &[u8] {
        b""
    }

    fn narrow_unit(&self, _: u64, _: usize) -> u8 {
        0
    }

    fn wide_unit(&self, _: u64, _: usize) -> u32 {
        0
    }

    fn store(&self, _: u64, _: Length, _: usize) {}

    fn encode(&self, _: u32, _: &mut [u8; 16]) -> Option<usize> {
        None
    }

    fn decode(&self, _: &[u8]) -> Decoded {
        Decoded::Invalid
    }

    fn error_text(&self) -> &[u8] {
        b""
    }

    fn rounding(&self) -> Rounding {
        self.0
    }
}

pub struct Buffer(pub Vec<u8>);

impl Sink for Buffer {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// What the engine prints.
pub fn print(text: &str, argument: Argument, rounding: Rounding) -> String {
    let mut sink = Buffer(Vec::new());
    format(&mut sink, text.as_bytes(), &mut One(argument), &Machine(rounding)).unwrap();
    String::from_utf8(sink.0).unwrap()
}
