//! What the host's C library cannot judge, or judges by an older standard.

use super::*;
use crate::float::{Format, Rounding};
use alloc::format;

fn integer(text: &str, base: u32) -> (u64, usize) {
    let parsed = parse_integer(text.as_bytes(), base).unwrap();
    (parsed.magnitude, parsed.end)
}

#[test]
fn integers_take_c23_prefixes() {
    assert_eq!(integer("0b101z", 0), (5, 5));
    assert_eq!(integer("0B11", 2), (3, 4));
    assert_eq!(integer("0b2", 0), (0, 1));
    assert_eq!(integer("0xg", 16), (0, 1));
    assert_eq!(integer("0b1", 16), (0xb1, 3));
    assert_eq!(integer("  -077", 0), (63, 6));
    assert_eq!(integer("+", 10), (0, 0));
    assert_eq!(parse_integer(b"1".as_slice(), 1), Err(InvalidBase));
    assert_eq!(parse_integer(b"1".as_slice(), 37), Err(InvalidBase));
}

#[test]
fn decimal_integers_are_those_of_the_general_way() {
    let texts = [
        "",
        "-",
        "+7",
        " \t-12x",
        "0x10",
        "000000000000000000000000012",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999",
    ];
    for text in texts {
        let wanted = parse_integer(text.as_bytes(), 10).unwrap().to_signed(64).0;
        assert_eq!(parse_decimal_integer(text.as_bytes()), wanted, "{text}");
    }
}

#[test]
fn integers_are_clamped_to_their_type() {
    let huge = parse_integer(b"-99999999999999999999".as_slice(), 10).unwrap();
    assert_eq!(huge.to_signed(64), (i64::MIN, true));
    assert_eq!(huge.to_unsigned(64), (u64::MAX, true));
    let small = parse_integer(b"-2147483648".as_slice(), 10).unwrap();
    assert_eq!(small.to_signed(32), (i64::from(i32::MIN), false));
    assert_eq!(small.to_unsigned(64), (0_u64.wrapping_sub(1 << 31), false));
}

#[test]
fn floats_stop_where_the_grammar_does() {
    let parse = |text: &str| {
        let parsed = parse_float(text.as_bytes(), Format::BINARY64, Rounding::NearestEven);
        (parsed.to_f64(), parsed.end)
    };
    assert_eq!(parse("1e+"), (1.0, 1));
    assert_eq!(parse("."), (0.0, 0));
    assert_eq!(parse(".5."), (0.5, 2));
    assert_eq!(parse("0x"), (0.0, 1));
    assert_eq!(parse("0x.p1"), (0.0, 1));
    assert_eq!(parse("0x1p"), (1.0, 3));
    assert_eq!(parse(" infinit"), (f64::INFINITY, 4));
    assert_eq!(parse("nan(12").1, 3);
    assert_eq!(parse("nan(0x12)").1, 9);
    assert_eq!(parse("-nan(5)").0.to_bits(), 0xfff8_0000_0000_0005);
}

/// Inexactness as the flag tells it; what the processor computes raises the flag itself.
#[test]
fn inexact_numbers_are_told_from_exact_ones() {
    let inexact = |text: &str, format| match parse_float(text.as_bytes(), format, Rounding::Upward).magnitude
    {
        Magnitude::Finite(rounded) => rounded.inexact,
        _ => panic!("{text}"),
    };
    for text in ["0", "1", "0.5", "1e22", "1e-0", "0x1.8p-1074", "123456789012345678901234567890e-60e"] {
        let exact = !text.ends_with('e') && !text.starts_with("0x1.8");
        assert_eq!(inexact(text, Format::BINARY64), !exact, "{text}");
    }
    // The exact expansions of a double and of a neighbour in the last of their digits.
    let exact = "0.1000000000000000055511151231257827021181583404541015625";
    assert!(!inexact(exact, Format::BINARY64));
    assert!(!inexact(&format!("{exact}000000"), Format::BINARY64));
    assert!(inexact(&format!("{exact}1"), Format::BINARY64));
    assert!(inexact(&exact.replace("5625", "5624"), Format::BINARY64));
    assert!(inexact("0.1", Format::EXTENDED80));
    assert!(!inexact("18446744073709551615", Format::EXTENDED80));
    assert!(inexact("18446744073709551617", Format::EXTENDED80));
    assert!(inexact("1e400", Format::BINARY64) && inexact("1e-400", Format::BINARY64));
}
