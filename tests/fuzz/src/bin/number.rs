//! Numbers in text: floating ones in every rounding direction, integers in every base.
#![no_main]

use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::float::Format;
use capos_libc_engine::number::{parse_float, parse_integer};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let rounding = input.pick(&host::ROUNDINGS);
    let base = input.below(37) as u32;
    let text = input.text();
    // The binary numbers of C23, which payloads of NaN take as well: glibc 2.36 does not know them.
    if text.windows(2).any(|pair| pair.eq_ignore_ascii_case(b"0b")) {
        return;
    }
    let double = parse_float(text, Format::BINARY64, rounding);
    assert_eq!((double.to_f64().to_bits(), double.end), host::double(text, rounding), "{rounding:?}");
    let float = parse_float(text, Format::BINARY32, rounding);
    assert_eq!((float.to_f32().to_bits(), float.end), host::float(text, rounding), "{rounding:?}");
    // There is no oracle for this one but the two others.
    let long = parse_float(text, Format::EXTENDED80, rounding);
    assert_eq!(long.end, double.end);

    let Ok(integer) = parse_integer(text, base) else {
        assert_eq!(base, 1);
        return;
    };
    let (signed, overflow) = integer.to_signed(64);
    assert_eq!((signed as u64, integer.end, overflow), host::integer(text, base as i32, true), "base {base}");
    let (unsigned, overflow) = integer.to_unsigned(64);
    assert_eq!((unsigned, integer.end, overflow), host::integer(text, base as i32, false), "base {base}");
}
