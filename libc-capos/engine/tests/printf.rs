//! The engine's printf against the host's.

mod host;

use capos_libc_engine::float::{F80, Rounding};
use host::{Argument, ROUNDINGS, Random, cases, host_print, print};

fn check(text: &str, argument: Argument, rounding: Rounding) {
    let expected = host_print(text, argument, rounding);
    assert_eq!(print(text, argument, rounding), expected, "{text} of {argument:x?}, {rounding:?}");
}

/// A specification with random flags, width and precision.
fn specification(random: &mut Random, most_precise: u64, length: &str, conversions: &str) -> String {
    let mut text = String::from("%");
    for flag in "-+ #0".chars() {
        if random.below(5) == 0 {
            text.push(flag);
        }
    }
    if random.below(3) == 0 {
        text += &random.below(40).to_string();
    }
    if random.below(3) != 0 {
        text += &format!(".{}", random.below(most_precise));
    }
    text += length;
    let index = random.below(conversions.len() as u64) as usize;
    let conversion = &conversions[index..=index];
    if conversion.eq_ignore_ascii_case("g") {
        // glibc 2.36 loses a digit of `%#.2g` where rounding carries into a new one.
        text = text.replace('#', "");
    }
    text + conversion
}

fn rounding(random: &mut Random) -> Rounding {
    // Mostly the default.
    ROUNDINGS[random.below(8).min(3) as usize ^ 3]
}

#[test]
fn integers() {
    let mut random = Random(1);
    for _ in 0..cases(300_000) {
        let length = ["hh", "h", "", "l", "ll", "j", "z", "t"][random.below(8) as usize];
        let text = specification(&mut random, 30, length, "diouxX");
        let value = random.next() >> random.below(64);
        let value = if random.below(20) == 0 { 0 } else { value };
        check(&text, Argument::Int(value), Rounding::NearestEven);
    }
}

#[test]
fn doubles() {
    let mut random = Random(2);
    for _ in 0..cases(400_000) {
        let text = specification(&mut random, 21, "", "eEfFgGaA");
        let rounding = rounding(&mut random);
        check(&text, Argument::Double(random.double()), rounding);
    }
}

#[test]
fn doubles_with_many_digits() {
    let mut random = Random(3);
    for _ in 0..cases(30_000) {
        let text = specification(&mut random, 1200, "", "efg");
        let rounding = rounding(&mut random);
        check(&text, Argument::Double(random.double()), rounding);
    }
}

#[test]
fn long_doubles() {
    let mut random = Random(4);
    for _ in 0..cases(60_000) {
        let text = specification(&mut random, 40, "L", "eEfFgGaA");
        let rounding = rounding(&mut random);
        check(&text, Argument::LongDouble(random.long_double()), rounding);
    }
}

#[test]
fn extremes() {
    let doubles = [0.0, -0.0, 5e-324, f64::MIN_POSITIVE, f64::MAX, f64::INFINITY, -f64::NAN, 0.5, 1.5, 2.5];
    let texts =
        ["%f", "%e", "%g", "%a", "%.0f", "%.0e", "%.0g", "%.0a", "%#.0f", "%#g", "%010f", "%.1100f", "%.3a"];
    for rounding in ROUNDINGS {
        for text in texts {
            for value in doubles {
                check(text, Argument::Double(value), rounding);
            }
        }
    }
    for text in ["%Lf", "%Le", "%Lg", "%La", "%.0La", "%.16000Lf", "%.17000Le", "%.2La"] {
        for (sign_exponent, mantissa) in [
            (0, 0),
            (0x8000, 0),
            (0, 1),
            (1, 1 << 63),
            (0x7ffe, u64::MAX),
            (0x7fff, 1 << 63),
            (16383, u64::MAX),
        ] {
            for rounding in ROUNDINGS {
                check(text, Argument::LongDouble(F80::from_parts(sign_exponent, mantissa)), rounding);
            }
        }
    }
}
