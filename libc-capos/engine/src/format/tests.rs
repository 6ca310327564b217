//! What the host's C library cannot judge, or judges by an older standard.

extern crate std;

use std::string::String;
use std::vec::Vec;

use super::*;
use crate::float::{F80, Rounding};

/// Arguments as a list of words; doubles by their bits.
struct Words<'a>(core::slice::Iter<'a, u64>);

impl Arguments for Words<'_> {
    fn int(&mut self) -> u64 {
        self.long()
    }

    fn long(&mut self) -> u64 {
        *self.0.next().unwrap()
    }

    fn double(&mut self) -> f64 {
        f64::from_bits(self.long())
    }

    fn long_double(&mut self) -> F80 {
        F80::from(self.double())
    }
}

/// A locale that groups by thousands (then by two), whose memory is one string at address 1.
struct Memory(&'static str, Rounding);

impl Environment for Memory {
    fn narrow(&self, _: u64, limit: usize) -> &[u8] {
        &self.0.as_bytes()[..self.0.len().min(limit)]
    }

    fn narrow_unit(&self, _: u64, index: usize) -> u8 {
        self.0.as_bytes().get(index).copied().unwrap_or(0)
    }

    fn wide_unit(&self, _: u64, index: usize) -> u32 {
        self.0.chars().nth(index).map_or(0, u32::from)
    }

    fn store(&self, _: u64, _: Length, _: usize) {}

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        Some(char::from_u32(wide)?.encode_utf8(out).len())
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        match core::str::from_utf8(bytes) {
            Ok(text) => Decoded::Character(text.chars().next().map_or(0, u32::from)),
            Err(error) if error.error_len().is_none() => Decoded::Incomplete,
            Err(_) => Decoded::Invalid,
        }
    }

    fn grouping(&self) -> (&[u8], &[u8]) {
        (b"'", &[3, 2])
    }

    fn error_text(&self) -> &[u8] {
        b"No such thing"
    }

    fn rounding(&self) -> Rounding {
        self.1
    }
}

#[derive(Default)]
struct Narrow(Vec<u8>);

impl Sink for Narrow {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

#[derive(Default)]
struct Wide(String);

impl Sink for Wide {
    type Unit = u32;

    fn units(&mut self, units: &[u32]) -> Result<(), Failure> {
        self.0.extend(units.iter().filter_map(|&unit| char::from_u32(unit)));
        Ok(())
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.extend(bytes.iter().map(|&byte| char::from(byte)));
        Ok(())
    }
}

fn print_with(memory: Memory, text: &str, words: &[u64]) -> Result<String, Failure> {
    let mut sink = Narrow::default();
    let count = format(&mut sink, text.as_bytes(), &mut Words(words.iter()), &memory)?;
    assert_eq!(count, sink.0.len());
    Ok(String::from_utf8(sink.0).unwrap())
}

fn print(text: &str, words: &[u64]) -> Result<String, Failure> {
    print_with(Memory("grün", Rounding::NearestEven), text, words)
}

fn print_wide(text: &str, words: &[u64]) -> String {
    let mut sink = Wide::default();
    let units: Vec<u32> = text.chars().map(u32::from).collect();
    let memory = Memory("grün", Rounding::NearestEven);
    let count = format(&mut sink, &units, &mut Words(words.iter()), &memory).unwrap();
    assert_eq!(count, sink.0.chars().count());
    sink.0
}

#[test]
fn c23_conversions() {
    assert_eq!(print("%b %#b %#B %08b", &[5, 5, 5, 5]).unwrap(), "101 0b101 0B101 00000101");
    assert_eq!(
        print("%w8d %w16u %w32x %w64d %wf16d", &[0xff, 0x1ffff, !0, !0, !0]).unwrap(),
        "-1 65535 ffffffff -1 -1"
    );
    assert_eq!(print("%w9d", &[1]), Err(Failure::InvalidFormat));
}

#[test]
fn grouping_follows_the_locale() {
    assert_eq!(print("%'d", &[1_234_567_890]).unwrap(), "1'23'45'67'890");
    assert_eq!(print("%'d|%'d|%'12d", &[999, 1000, 1000]).unwrap(), "999|1'000|       1'000");
    assert_eq!(print("%'.1f", &[1e15_f64.to_bits()]).unwrap(), "1'00'00'00'00'00'00'000.0");
    assert_eq!(print("%'.1f", &[1e25_f64.to_bits()]).unwrap(), "1'00'00'00'00'00'00'00'00'90'59'69'664.0");
}

#[test]
fn positions() {
    assert_eq!(print("%2$d %1$d %2$d", &[1, 2]).unwrap(), "2 1 2");
    assert_eq!(print("%2$*1$d", &[5, 7]).unwrap(), "    7");
    assert_eq!(print("%9$d %8$d %1$d", &[1, 2, 3, 4, 5, 6, 7, 8, 9]).unwrap(), "9 8 1");
    assert_eq!(print("%1$d %d", &[1, 2]), Err(Failure::InvalidFormat));
    assert_eq!(print("%1$d %1$f", &[1, 2]), Err(Failure::InvalidFormat));
    assert_eq!(print("%99$d", &[1]), Err(Failure::InvalidFormat));
}

#[test]
fn text_of_either_kind() {
    assert_eq!(print("%.3ls|%.2ls|%5c|%lc", &[1, 1, 65, 0xfc]).unwrap(), "gr|gr|    A|ü");
    assert_eq!(print("%s %m", &[0]).unwrap(), "(null) No such thing");
    assert_eq!(print_wide("é%.3s|%6ls|%d", &[1, 1, 42]), "égrü|  grün|42");
    assert_eq!(print("%lc", &[0xd800]), Err(Failure::IllegalSequence));
}

#[test]
fn amounts_out_of_range() {
    assert_eq!(print("%2147483648d", &[1]), Err(Failure::Overflow));
    assert_eq!(print("%y", &[1]), Err(Failure::InvalidFormat));
    assert_eq!(print("%", &[1]), Err(Failure::InvalidFormat));
}

#[test]
fn general_keeps_its_zeros_if_asked() {
    assert_eq!(print("%#.2g %#g", &[99.75_f64.to_bits(), 1_f64.to_bits()]).unwrap(), "1.0e+02 1.00000");
}

#[test]
fn directed_rounding() {
    let tenth = [0.1_f64.to_bits()];
    let up = |text| print_with(Memory("", Rounding::Upward), text, &tenth).unwrap();
    let down = |text| print_with(Memory("", Rounding::Downward), text, &tenth).unwrap();
    assert_eq!((up("%.3f").as_str(), down("%.3f").as_str()), ("0.101", "0.100"));
    assert_eq!((up("%.0f").as_str(), down("%.0f").as_str()), ("1", "0"));
    assert_eq!(
        (up("%.30e").as_str(), down("%#.17g").as_str()),
        ("1.000000000000000055511151231258e-01", "0.10000000000000000")
    );
}

#[test]
fn formats_that_end_within_a_conversion() {
    for format in ["%", "%1$", "%-", "%5", "%.", "%l", "%1$d %", "%1$d %2$"] {
        assert_eq!(print(format, &[1, 2]), Err(Failure::InvalidFormat), "{format}");
    }
}
