//! Scanning strings, with results kept by address.

extern crate std;

use std::collections::BTreeMap;
use std::string::{String, ToString};

use super::*;
use crate::float::Rounding;
use crate::format::Decoded;
use crate::number::ParsedFloat;

/// A string, and how far it has been read.
struct Input<'a>(&'a [u8], usize);

impl Source for Input<'_> {
    const WIDE: bool = false;

    fn peek(&mut self) -> Option<u32> {
        self.0.get(self.1).copied().map(u32::from)
    }

    fn take(&mut self) {
        self.1 += 1;
    }

    fn unread(&mut self, _: u32) {
        self.1 -= 1;
    }

    fn is_space(unit: u32) -> bool {
        matches!(unit, 0x20 | 9..=13)
    }
}

/// Results as text; arguments are numbered from 1.
#[derive(Default)]
struct Results {
    next: u64,
    found: BTreeMap<u64, String>,
}

impl Targets for Results {
    type Output = (u64, String);

    fn pointer(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn store_integer(&mut self, address: u64, length: Length, value: u64) {
        let unused = 64 - length.bits();
        self.found.insert(address, ((value << unused) as i64 >> unused).to_string());
    }

    fn store_float(&mut self, address: u64, real: Real, value: &ParsedFloat) {
        let text = match real {
            Real::Float => value.to_f32().to_string(),
            Real::Double => value.to_f64().to_string(),
            Real::LongDouble => value.to_f80().to_f64(Rounding::NearestEven).to_string(),
        };
        self.found.insert(address, text);
    }

    fn store_bytes(&mut self, address: u64, offset: usize, bytes: &[u8]) {
        let text = self.found.entry(address).or_default();
        assert_eq!(text.len(), offset);
        text.extend(bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)));
    }

    fn open(&mut self, address: u64, _: Text) -> Result<(u64, String), Stop> {
        Ok((address, String::new()))
    }

    fn push(&mut self, output: &mut (u64, String), unit: u32) -> Result<(), Stop> {
        output.1.push(char::from_u32(unit).unwrap());
        Ok(())
    }

    fn close(&mut self, output: &mut (u64, String)) -> Result<(), Stop> {
        self.found.insert(output.0, output.1.clone());
        Ok(())
    }

    fn discard(&mut self, _: (u64, String)) {}

    fn decode(&self, bytes: &[u8]) -> Decoded {
        match core::str::from_utf8(bytes) {
            Ok(text) => Decoded::Character(text.chars().next().map_or(0, u32::from)),
            Err(error) if error.error_len().is_none() => Decoded::Incomplete,
            Err(_) => Decoded::Invalid,
        }
    }

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        Some(char::from_u32(wide)?.encode_utf8(out).len())
    }

    fn rounding(&self) -> Rounding {
        Rounding::NearestEven
    }
}

/// The results joined by bars, the number assigned (-1 for EOF), and how much input was used.
fn run(input: &str, format: &str) -> (String, i32, usize) {
    let mut source = Input(input.as_bytes(), 0);
    let mut results = Results::default();
    let outcome = scan(&mut source, format.as_bytes(), &mut results);
    let found: std::vec::Vec<String> = results.found.into_values().collect();
    let assigned = if outcome.end_of_file { -1 } else { outcome.assigned as i32 };
    (found.join("|"), assigned, source.1)
}

#[test]
fn integers() {
    assert_eq!(run(" 12 -7 0x1f 017 0b11", "%d%i%i%i%i"), ("12|-7|31|15|3".into(), 5, 20));
    assert_eq!(run("123456", "%3d%d"), ("123|456".into(), 2, 6));
    assert_eq!(run("300", "%hhd"), ("44".into(), 1, 3));
    assert_eq!(run("0xg", "%x"), ("".into(), 0, 2));
    assert_eq!(run("-", "%d"), ("".into(), 0, 1));
    assert_eq!(run("(nil) 0x10", "%p%p"), ("0|16".into(), 2, 10));
}

#[test]
fn floats() {
    assert_eq!(run("1.5e3x", "%lf%c"), ("1500|x".into(), 2, 6));
    assert_eq!(run("1e+x", "%f"), ("".into(), 0, 3));
    assert_eq!(run("inf infinity nan(12)", "%f%Lf%lf"), ("inf|inf|NaN".into(), 3, 20));
    assert_eq!(run("infin", "%f"), ("".into(), 0, 5));
    assert_eq!(run("0x1.8p1 0x", "%la%a"), ("3".into(), 1, 10));
    assert_eq!(run("000.00012345678901234567890123e4", "%lf"), ("1.2345678901234567".into(), 1, 32));
    assert_eq!(run(".5.", "%f."), ("0.5".into(), 1, 3));
    // The nineteenth digit is the last one that the short way takes.
    assert_eq!(run("1234567890.123456789", "%lf"), ("1234567890.1234567".into(), 1, 20));
    assert_eq!(run("12345678901234567890", "%lf"), ("12345678901234567000".into(), 1, 20));
    assert_eq!(run("9007199254740993.0000000000000000001e2", "%lf"), ("900719925474099300".into(), 1, 38));
}

#[test]
fn text_and_sets() {
    assert_eq!(run("ab cd", "%s%3c"), ("ab| cd".into(), 2, 5));
    assert_eq!(run("a-c]x", "%[]a-c-]%c"), ("a-c]|x".into(), 2, 5));
    assert_eq!(run("hello,", "%*[^,]%n"), ("5".into(), 0, 5));
    assert_eq!(run("grünx", "%l[a-zü]"), ("grünx".into(), 1, 6));
    assert_eq!(run("grün€", "%l[a-zü]%n"), ("grün|5".into(), 1, 5));
    // What was read of an item that turned out too short is in memory, and not counted.
    assert_eq!(run("ab", "%3c"), ("ab".into(), 0, 2));
    assert_eq!(run("", "%3c"), ("".into(), -1, 0));
    assert_eq!(run("ab1", "%[0-9]"), ("".into(), 0, 0));
}

#[test]
fn ends_and_mismatches() {
    assert_eq!(run("", "%d").1, -1);
    assert_eq!(run("  ", "x").1, 0);
    assert_eq!(run("", "x").1, -1);
    assert_eq!(run("5", "%d%d"), ("5".into(), 1, 1));
    assert_eq!(run("5 %", "%d%% %d"), ("5".into(), 1, 3));
    assert_eq!(run("1 2", "%2$d%1$d"), ("2|1".into(), 2, 3));
}

#[test]
fn formats_that_end_within_a_conversion() {
    for format in ["%", "%1$", "%*", "%5", "%l", "%1$d %", "%1$d %2$"] {
        assert_eq!(run("1 2", format).1, -1, "{format}");
    }
}

/// A terminal: after its end it would have more.
struct Terminal {
    line: &'static [u8],
    ended: bool,
}

impl Source for Terminal {
    const WIDE: bool = false;

    fn peek(&mut self) -> Option<u32> {
        assert!(!self.ended, "the end was asked for again");
        self.ended = self.line.is_empty();
        self.line.first().copied().map(u32::from)
    }

    fn take(&mut self) {
        self.line = &self.line[1..];
    }

    fn unread(&mut self, _: u32) {
        panic!("nothing follows that could be given back");
    }

    fn is_space(unit: u32) -> bool {
        unit == 0x20
    }
}

#[test]
fn the_end_is_seen_once() {
    for format in ["%s%s", "%d%d", "%f%f", "%[0-9]%[0-9]", "%s %s", "%s%n%c", "%*s %*s", "%9c%s"] {
        let mut source = Terminal { line: b"12", ended: false };
        let outcome = scan(&mut source, format.as_bytes(), &mut Results::default());
        assert!(outcome.stop.is_some(), "{format}");
        assert!(source.ended, "{format}");
    }
}
