//! `strverscmp`: strings in which runs of digits are numbers.

/// The order of two strings. The first difference decides, and how depends on the run of digits it lies in:
/// * outside of digits, by the bytes;
/// * in a number without leading zero, by the length of the number, then by the bytes;
/// * in one with leading zeros, it is a fraction: by the bytes, and more zeros come first.
pub fn version_order(a: &[u8], b: &[u8]) -> i32 {
    let byte = |s: &[u8], i: usize| s.get(i).copied().unwrap_or(0);
    let mut i = 0;
    let mut number = 0;
    // Whether the digits since `number` are zeros only.
    let mut zeros = true;
    while byte(a, i) == byte(b, i) {
        let c = byte(a, i);
        if c == 0 {
            return 0;
        }
        if !c.is_ascii_digit() {
            number = i + 1;
            zeros = true;
        } else if c != b'0' {
            zeros = false;
        }
        i += 1;
    }
    let (x, y) = (byte(a, i), byte(b, i));
    let plain = i32::from(x) - i32::from(y);
    let leading_zero = byte(a, number) == b'0' && i > number;
    if leading_zero {
        // A fraction: where only zeros have come and one string goes on with digits, the longer fraction is smaller.
        if zeros && (x.is_ascii_digit() != y.is_ascii_digit()) {
            return if x.is_ascii_digit() { -1 } else { 1 };
        }
        return plain;
    }
    let starts = |c: u8| if i == number { c.is_ascii_digit() && c != b'0' } else { c.is_ascii_digit() };
    if !(starts(x) && starts(y)) && !(i > number && (x.is_ascii_digit() || y.is_ascii_digit())) {
        return plain;
    }
    // A whole number: more digits, greater number.
    let digits = |s: &[u8]| (i..).take_while(|&k| byte(s, k).is_ascii_digit()).count();
    match digits(a).cmp(&digits(b)) {
        core::cmp::Ordering::Less => -1,
        core::cmp::Ordering::Greater => 1,
        core::cmp::Ordering::Equal => plain,
    }
}
