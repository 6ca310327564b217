//! Format strings and input of scanf: no format reads beyond its input or takes more than there is.
#![no_main]

use capos_fuzz::{Input, fuzz_target};
use capos_libc_engine::float::Rounding;
use capos_libc_engine::format::Decoded;
use capos_libc_engine::number::ParsedFloat;
use capos_libc_engine::scan::{Length, Real, Source, Stop, Targets, Text, scan};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let (format, text) = (input.text(), input.rest());
    let mut source = Bytes { text, at: 0 };
    let mut memory = Memory { assigned: 0, open: 0 };
    let outcome = scan(&mut source, format, &mut memory);
    assert!(source.at <= text.len());
    assert_eq!(memory.open, 0, "a text was neither closed nor discarded");
    assert!(outcome.assigned <= memory.assigned);
    // A format that is none is an error whenever it shows.
    assert!(!outcome.end_of_file || outcome.assigned == 0 || outcome.stop == Some(Stop::InvalidFormat));
    assert!(outcome.stop.is_some() || !outcome.end_of_file);
}

struct Bytes<'a> {
    text: &'a [u8],
    at: usize,
}

impl Source for Bytes<'_> {
    const WIDE: bool = false;

    fn peek(&mut self) -> Option<u32> {
        self.text.get(self.at).copied().map(u32::from)
    }

    fn take(&mut self) {
        self.at += 1;
    }

    fn unread(&mut self, unit: u32) {
        self.at -= 1;
        assert_eq!(u32::from(self.text[self.at]), unit);
    }

    fn is_space(unit: u32) -> bool {
        unit == 0x20 || (9..14).contains(&unit)
    }
}

/// Counts what is stored.
struct Memory {
    assigned: usize,
    open: usize,
}

impl Targets for Memory {
    type Output = usize;

    fn pointer(&mut self) -> u64 {
        8
    }

    fn store_integer(&mut self, _: u64, _: Length, _: u64) {
        self.assigned += 1;
    }

    fn store_float(&mut self, _: u64, _: Real, _: &ParsedFloat) {
        self.assigned += 1;
    }

    fn store_bytes(&mut self, _: u64, _: usize, _: &[u8]) {
        self.assigned += 1;
    }

    fn open(&mut self, _: u64, _: Text) -> Result<usize, Stop> {
        self.open += 1;
        Ok(0)
    }

    fn push(&mut self, output: &mut usize, _: u32) -> Result<(), Stop> {
        *output += 1;
        if *output > 1000 { Err(Stop::NoMemory) } else { Ok(()) }
    }

    fn close(&mut self, _: &mut usize) -> Result<(), Stop> {
        self.open -= 1;
        self.assigned += 1;
        Ok(())
    }

    fn discard(&mut self, _: usize) {
        self.open -= 1;
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        match core::str::from_utf8(bytes) {
            Ok(text) => {
                text.chars().next().map_or(Decoded::Incomplete, |first| Decoded::Character(first.into()))
            }
            Err(error) if error.error_len().is_none() => Decoded::Incomplete,
            Err(_) => Decoded::Invalid,
        }
    }

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        char::from_u32(wide).map(|character| character.encode_utf8(out).len())
    }

    fn rounding(&self) -> Rounding {
        Rounding::NearestEven
    }
}
