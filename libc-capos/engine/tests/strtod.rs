//! The engine's strtod family against the host's.

mod host;

use capos_libc_engine::float::{Format, Rounding};
use capos_libc_engine::number::parse_float;
use host::{Argument, ROUNDINGS, Random, cases, host_double, host_float, host_long_double, host_print};

fn check(text: &str, rounding: Rounding) {
    let bytes = text.as_bytes();
    let double = parse_float(bytes, Format::BINARY64, rounding);
    assert_eq!((double.to_f64().to_bits(), double.end), host_double(text, rounding), "{text:?} {rounding:?}");
    let float = parse_float(bytes, Format::BINARY32, rounding);
    assert_eq!((float.to_f32().to_bits(), float.end), host_float(text, rounding), "{text:?} {rounding:?}");
}

fn check_long(text: &str, rounding: Rounding) {
    let value = parse_float(text.as_bytes(), Format::EXTENDED80, rounding);
    assert_eq!(value.to_f80(), host_long_double(text, rounding), "{text:?} {rounding:?}");
}

fn digits(random: &mut Random, most: u64) -> String {
    (0..random.below(most)).map(|_| char::from(b'0' + random.below(10) as u8)).collect()
}

#[test]
fn random_decimals() {
    let mut random = Random(11);
    for _ in 0..cases(400_000) {
        let most = [4, 20, 25, 60][random.below(4) as usize];
        let mut text = digits(&mut random, most);
        if random.below(2) == 0 {
            text = text + "." + &digits(&mut random, most);
        }
        if random.below(2) == 0 {
            text += &format!("e{}", random.below(700) as i64 - 350);
        }
        if random.below(8) == 0 {
            text.insert(0, '-');
        }
        let rounding = ROUNDINGS[random.below(4) as usize];
        check(&text, rounding);
        if text.bytes().any(|byte| byte.is_ascii_digit()) && text.starts_with(|c: char| c.is_ascii_digit()) {
            check_long(&text, rounding);
        }
    }
}

/// Numbers exactly half way between two values, and just beside.
#[test]
fn ties() {
    let mut random = Random(12);
    for _ in 0..cases(20_000) {
        let value = f64::from_bits(random.next() & !(1 << 63));
        if !value.is_finite() {
            continue;
        }
        let next = f64::from_bits(value.to_bits() + 1);
        // The sum of the two as an exact decimal: half of it, by halving the digits, is the tie.
        let tie = halve(&add(&exact(value), &exact(next)));
        for text in [
            tie.clone(),
            tie.clone() + "1",
            tie[..tie.len() - 1].to_string() + "4999",
            tie.replace('.', "") + "e-1100",
        ] {
            for rounding in ROUNDINGS {
                check(&text, rounding);
            }
        }
    }
}

fn exact(value: f64) -> String {
    host_print("%.1100f", Argument::Double(value), Rounding::NearestEven)
}

fn add(left: &str, right: &str) -> String {
    let width = left.len().max(right.len()) + 1;
    let (left, right) = (format!("{left:0>width$}"), format!("{right:0>width$}"));
    let mut carry = 0;
    let mut sum: Vec<u8> = left
        .bytes()
        .zip(right.bytes())
        .rev()
        .map(|(a, b)| {
            if a == b'.' {
                return a;
            }
            let digit = a - b'0' + b - b'0' + carry;
            carry = digit / 10;
            digit % 10 + b'0'
        })
        .collect();
    sum.reverse();
    String::from_utf8(sum).unwrap()
}

fn halve(text: &str) -> String {
    let mut rest = 0;
    text.bytes()
        .map(|byte| {
            if byte == b'.' {
                return '.';
            }
            let digit = rest * 10 + byte - b'0';
            rest = digit % 2;
            char::from(digit / 2 + b'0')
        })
        .collect()
}

#[test]
fn long_double_ties() {
    let mut random = Random(13);
    for _ in 0..cases(3_000) {
        let value = random.long_double();
        let text = host_print("%.17000Lf", Argument::LongDouble(value), Rounding::NearestEven);
        let text = text.trim_end_matches('0');
        for rounding in ROUNDINGS {
            check_long(text, rounding);
            check_long(&(text.to_string() + "0000000000000000000000001"), rounding);
        }
    }
}

#[test]
fn hexadecimal() {
    let mut random = Random(14);
    for _ in 0..cases(100_000) {
        let whole = random.next() >> random.below(64);
        let text = format!("0x{:x}.{:x}p{}", whole, random.next(), random.below(2400) as i64 - 1200);
        let rounding = ROUNDINGS[random.below(4) as usize];
        check(&text, rounding);
        check_long(&text, rounding);
    }
}

#[test]
fn the_odd_ones() {
    let texts = [
        "",
        " ",
        "+",
        "-",
        ".",
        "e5",
        ".e1",
        "1e",
        "1e+",
        "1e-",
        "1.e1",
        "0x",
        "0xp1",
        "0x.p1",
        "0x.8",
        "0x1.p",
        "inf",
        "INFINITYx",
        "-infinit",
        "nan",
        "nan()",
        "nan(123)",
        "nan(0x7)",
        "nan(xyz",
        "nan(a b)",
        "-NaN(1)",
        "1e99999999999999999999",
        "0e99999999999999999999",
        "1e-99999999999999999999",
        "\t\n 12",
        "12abc",
        "0x1.fffffffffffff8p1023",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "4.9e-324",
        "2.2250738585072011e-308",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
        "9007199254740993",
        "9007199254740993.00000000000000000000001",
        "0.000000000000000000000000000000000000011754943508222875",
    ];
    for text in texts {
        for rounding in ROUNDINGS {
            check(text, rounding);
        }
    }
    check(&("0.".to_string() + &"0".repeat(5000) + "1e5001"), Rounding::NearestEven);
    check(&("1".to_string() + &"0".repeat(5000) + "e-5000"), Rounding::NearestEven);
    check(&("1.".to_string() + &"0".repeat(5000) + "1"), Rounding::Upward);
}
