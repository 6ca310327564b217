//! Fractions in units of 2^-128: the arithmetic inside of series, without exponents or signs.

/// One, when a number has one bit before its point.
pub(super) const ONE: u128 = 1 << 127;

/// The product of two fractions, up to 3 units too small. Exact where each has 64 bits.
#[inline]
pub(super) const fn multiply(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (high_a, low_a, high_b, low_b) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let high = high_a * high_b;
    high + ((high_a * low_b) >> 64) + ((low_a * high_b) >> 64)
}

/// All 256 bits of a product, as its upper and its lower half.
pub(super) const fn multiply_fully(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (high_a, low_a, high_b, low_b) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = low_a * low_b;
    let middle = high_a * low_b + (low >> 64);
    let other = low_a * high_b + (middle & LOW);
    (high_a * high_b + (middle >> 64) + (other >> 64), (other << 64) | (low & LOW))
}

/// `c[0] + x (c[1] + x (c[2] + ...))`.
#[inline]
pub(super) fn horner(coefficients: &[u128], x: u128) -> u128 {
    coefficients.iter().rev().fold(0, |sum, c| c + multiply(sum, x))
}

/// `c[0] - x (c[1] - x (c[2] - ...))`, for coefficients that fall.
#[inline]
pub(super) fn alternating_horner(coefficients: &[u128], x: u128) -> u128 {
    coefficients.iter().rev().fold(0, |sum, c| c - multiply(sum, x))
}

/// 2^254 / `b` for `b` with its highest bit set, within a few units: in units of 2^-127 the inverse of 2^-127 `b`.
pub(super) fn reciprocal(b: u128) -> u128 {
    // 64 bits by division; then Newton's step doubles them.
    let first = (u128::MAX / ((b >> 64) + 1)) << 62;
    // `first` is 2^126 to 2^127, never too large, so what is missing is positive.
    let missing = ONE.wrapping_sub(multiply(first, b).wrapping_mul(2));
    first + (multiply(first, missing) << 1)
}
