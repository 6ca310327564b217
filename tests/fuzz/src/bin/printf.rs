//! Format strings of printf: one conversion compared with the host, and arbitrary ones.
#![no_main]

use capos_fuzz::host::{Argument, print};
use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::float::{F80, Rounding};
use capos_libc_engine::format::{Arguments, Decoded, Environment, Failure, Length, Sink, format};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    match input.bool() {
        true => compare(&mut input),
        false => arbitrary(&mut input),
    }
}

fn compare(input: &mut Input<'_>) {
    let rounding = input.pick(&host::ROUNDINGS);
    let mut text = String::from("%");
    let flags = input.byte();
    let is_float = input.bool();
    let conversion = match is_float {
        true => input.pick(b"eEfFgGaA"),
        false => input.pick(b"diouxXc"),
    };
    for (bit, flag) in "-+ #0".chars().enumerate() {
        // glibc 2.36 loses a digit of %#.2g where rounding carries into a new one.
        let is_lost = flag == '#' && conversion.eq_ignore_ascii_case(&b'g');
        if flags & 1 << bit != 0 && !is_lost {
            text.push(flag);
        }
    }
    if flags & 0x20 != 0 {
        text += &input.byte().to_string();
    }
    if flags & 0x40 != 0 {
        text += &format!(".{}", u16::from(input.byte()) * if is_float { 3 } else { 1 });
    }
    if !is_float && conversion != b'c' {
        text += input.pick(&["", "hh", "h", "l", "ll", "j", "z", "t"]);
    }
    text.push(char::from(conversion));
    let argument = match (is_float, input.word()) {
        (true, bits) => Argument::Double(f64::from_bits(bits)),
        // A null would end the comparison's string.
        (false, value) if conversion == b'c' => Argument::Int(value & 0x3f | 0x40),
        (false, value) => Argument::Int(value),
    };
    let mut sink = Buffer(Vec::new());
    format(&mut sink, text.as_bytes(), &mut Given { argument, mask: u64::MAX }, &Machine(rounding))
        .expect("a sound format");
    let ours = String::from_utf8(sink.0).expect("ASCII");
    assert_eq!(ours, print(&text, argument, rounding), "{text} of {argument:?}, {rounding:?}");
}

/// Any bytes are printed or refused; a count of more than so many units stands for a full device.
fn arbitrary(input: &mut Input<'_>) {
    // Widths and precisions of a star, too: not so large that only the printing of blanks is tested.
    let mut given = Given { argument: Argument::Int(input.word()), mask: 0xffff_0000_ffff_03ff };
    let mut sink = Buffer(Vec::new());
    let _ = format(&mut sink, input.rest(), &mut given, &Machine(Rounding::NearestEven));
}

/// Every argument is the same; an `int` has only the bits of the mask.
struct Given {
    argument: Argument,
    mask: u64,
}

impl Arguments for Given {
    fn int(&mut self) -> u64 {
        self.long() & self.mask
    }

    fn long(&mut self) -> u64 {
        match self.argument {
            Argument::Int(value) => value,
            Argument::Double(value) => value.to_bits(),
        }
    }

    fn double(&mut self) -> f64 {
        match self.argument {
            Argument::Int(value) => f64::from_bits(value),
            Argument::Double(value) => value,
        }
    }

    fn long_double(&mut self) -> F80 {
        F80::from(self.double())
    }
}

/// Every address is that of the same strings.
struct Machine(Rounding);

const NARROW: &[u8] = b"a narrow \xc3\xa4\xff string";
const WIDE: [u32; 4] = [0x77, 0xe4, 0x1f600, 0];

impl Environment for Machine {
    fn narrow(&self, _: u64, limit: usize) -> &[u8] {
        &NARROW[..NARROW.len().min(limit)]
    }

    fn narrow_unit(&self, _: u64, index: usize) -> u8 {
        NARROW.get(index).copied().unwrap_or_default()
    }

    fn wide_unit(&self, _: u64, index: usize) -> u32 {
        WIDE[index]
    }

    fn store(&self, _: u64, _: Length, _: usize) {}

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        char::from_u32(wide).map(|character| character.encode_utf8(out).len())
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

    fn grouping(&self) -> (&[u8], &[u8]) {
        (b",", b"\x03\x02")
    }

    fn error_text(&self) -> &[u8] {
        b"an error"
    }

    fn rounding(&self) -> Rounding {
        self.0
    }
}

struct Buffer(Vec<u8>);

impl Sink for Buffer {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.0.len() > 1 << 20 {
            return Err(Failure::Output);
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}
