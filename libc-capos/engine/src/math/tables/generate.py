#!/usr/bin/env python3
"""Computes the tables of numbers in this folder, in exact integer arithmetic: generate.py FOLDER

Every value is worked out with GUARD bits more than are written, so that the last bit written is the nearest one.
"""
import struct
import sys
from fractions import Fraction
from math import comb, cos, factorial, isqrt, pi as rough_pi
from pathlib import Path

GUARD = 192
HEAD = "//! {title} Made by `generate.py`; not edited by hand.\n\n"


def nearest(value, bits=0):
    """The integer nearest to value * 2^bits."""
    scaled = Fraction(value) * 2**bits
    return (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)


def series(first, step, bits):
    """The sum first + step(1, first) + ... in units of 2^-bits, until terms vanish."""
    total, term, n = first, first, 1
    while term:
        term = step(n, term)
        total, n = total + term, n + 1
    return total


def exp(x, bits):
    """e^x for a rational x, as a fraction of 2^-bits units."""
    return Fraction(series(1 << bits, lambda n, t: t * x.numerator // (x.denominator * n), bits), 1 << bits)


def atanh_inverse(n, bits, sign=1):
    """atanh(1/n), or with sign -1 atan(1/n), for an integer n."""
    power, total, k = (1 << bits) // n, 0, 0
    while power:
        total += (power // (2 * k + 1)) * (sign**k)
        power, k = power // (n * n), k + 1
    return Fraction(total, 1 << bits)


def log_ratio(a, b, bits):
    """ln(a/b) by 2 atanh((a-b)/(a+b))."""
    x = Fraction(a - b, a + b)
    power, total, k, square = nearest(x, bits), 0, 0, x * x
    while power:
        total += power // (2 * k + 1) if power > 0 else -(-power // (2 * k + 1))
        power = int(power * square)
        k += 1
    return 2 * Fraction(total, 1 << bits)


def atan(x, bits):
    """The arc tangent of a rational number between 0 and 1, by halving once it is small."""
    if x > Fraction(1, 2):
        return pi(bits) / 4 - atan((1 - x) / (1 + x), bits)
    power, total, k = nearest(x, bits), 0, 0
    while power:
        total += (power // (2 * k + 1)) * (-1) ** k
        power = int(power * x * x)
        k += 1
    return Fraction(total, 1 << bits)


def pi(bits):
    return 16 * atanh_inverse(5, bits, -1) - 4 * atanh_inverse(239, bits, -1)


def bernoulli(count):
    numbers = [Fraction(1)]
    for m in range(1, count + 1):
        numbers.append(-sum(comb(m + 1, k) * numbers[k] for k in range(m)) / (m + 1))
    return numbers


B = bernoulli(120)


def zeta_minus_one(s, bits):
    """zeta(s) - 1 by the sum to N and Euler and Maclaurin's correction."""
    n, unit = 60, 1 << bits
    total = sum(unit // k**s for k in range(2, n))
    total += nearest(Fraction(1, (s - 1) * n ** (s - 1)), bits) + nearest(Fraction(1, 2 * n**s), bits)
    rising = Fraction(s)
    for j in range(1, 50):
        total += nearest(B[2 * j] / factorial(2 * j) * rising / n ** (s + 2 * j - 1), bits)
        rising *= (s + 2 * j - 1) * (s + 2 * j)
    return Fraction(total, unit)


def euler_gamma(bits):
    n = 64  # ln n is exact in ln 2
    value = sum(Fraction(1, k) for k in range(1, n)) + Fraction(1, 2 * n) - 6 * log_ratio(2, 1, bits)
    for j in range(1, 50):
        value += B[2 * j] / (2 * j * n ** (2 * j))
    return value


def root(value, bits):
    return Fraction(isqrt(nearest(value, 2 * bits)), 1 << bits)


def wide(value):
    """The fields of a `Wide`."""
    negative, value = value < 0, abs(Fraction(value))
    exponent = value.numerator.bit_length() - value.denominator.bit_length()
    if value < Fraction(2) ** exponent:
        exponent -= 1
    mantissa = nearest(value / Fraction(2) ** exponent, 127)
    return f"Wide::from_fields({'true' if negative else 'false'}, {exponent}, {number(mantissa, 128)})"


def number(value, bits):
    digits = f"{value:0{bits // 4}x}"
    return "0x" + "_".join(digits[i : i + 8] for i in range(0, len(digits), 8))


def array(name, doc, kind, items):
    body = "".join(f"    {item},\n" for item in items)
    return f"/// {doc}\npub(crate) static {name}: [{kind}; {len(items)}] = [\n{body}];\n"


def words(name, doc, value_bits, count):
    items = [number((value_bits >> (64 * (count - 1 - i))) & (2**64 - 1), 64) for i in range(count)]
    rows = "".join("    " + ", ".join(items[i : i + 4]) + ",\n" for i in range(0, count, 4))
    return f"/// {doc}\npub(crate) static {name}: [u64; {count}] = [\n{rows}];\n"


def double(value):
    """The nearest `double`: Python's division of integers rounds rightly."""
    value = Fraction(value)
    return value.numerator / value.denominator


def bits_of(value):
    return int.from_bytes(struct.pack(">d", value), "big")


def f64(value):
    return f"f64::from_bits({number(bits_of(double(value)), 64)})"


def quick_tables(ln2, bits):
    """For `double` alone: powers of two with what their rounding leaves, and points of the logarithm."""
    text = HEAD.format(title="Points of the quick exponential and logarithm.")
    rows = []
    for i in range(128):
        value = exp(ln2 * i / 128, bits)
        rounded = double(value)
        rest = value / Fraction(rounded) - 1
        rows.append(f"({number(bits_of(rounded) - (i << 45), 64)}, {f64(rest)})")
    text += array("QUICK_EXP2", "2^(i/128) as bits less i * 2^45, and the rest of its rounding relative to it.", "(u64, f64)", rows)
    # The argument z lies between 0x3fe6955500000000 as bits and twice that; interval i is the i-th of 128.
    rows = []
    for i in range(128):
        start = 0x3FE6955500000000 + (i << 45)
        low, high = (Fraction(struct.unpack(">d", (start + n).to_bytes(8, "big"))[0]) for n in (0, 1 << 45))
        unit = 256 if low < 1 else 512
        n = unit if low <= 1 <= high else nearest(unit * 2 / (low + high))
        value = -log_ratio(n, unit, bits)
        head = Fraction(nearest(value, 42), 1 << 42)
        rows.append(f"({f64(Fraction(n, unit))}, {f64(head)}, {f64(value - head)})")
    text += "\n" + array("QUICK_LOG", "A short number n next to 1/z, and minus its logarithm in two parts, the first a multiple of 2^-42.", "(f64, f64, f64)", rows)
    return text


def fitted(function, low, high, count):
    """Coefficients of a polynomial in x - (low + high)/2 that is the function at Chebyshev's points between the two."""
    middle, half = (low + high) / 2, (high - low) / 2
    points = [half * Fraction(cos((2 * i + 1) * rough_pi / (2 * count))) for i in range(count)]
    values = [function(middle + point) for point in points]
    # Newton's divided differences, then powers.
    for level in range(1, count):
        for i in range(count - 1, level - 1, -1):
            values[i] = (values[i] - values[i - 1]) / (points[i] - points[i - level])
            values[i] = Fraction(nearest(values[i], 500), 1 << 500)
    coefficients = [values[-1]]
    for i in range(count - 2, -1, -1):
        shifted = [Fraction(0)] + coefficients
        coefficients = [a - points[i] * b for a, b in zip(shifted, coefficients + [Fraction(0)])]
        coefficients[0] += values[i]
    return coefficients


def row(function, low, high, count, in_parts=1):
    """A fitted polynomial as a row of a table; the first coefficients are in two parts."""
    coefficients = fitted(function, low, high, count)
    parts = [part for c in coefficients[:in_parts] for part in (c, c - Fraction(double(c)))]
    return "[" + ", ".join(f64(c) for c in parts + coefficients[in_parts:]) + "]"


def error_function(x, bits, two_over_root_pi):
    """erf x by its series."""
    unit, square = 1 << bits, x * x
    term, total, k = nearest(x, bits), 0, 0
    while term:
        total += term // (2 * k + 1)
        k += 1
        term = -term * square.numerator // (square.denominator * k)
        if -1 <= term <= 0:
            break
    return two_over_root_pi * Fraction(total, unit)


def scaled_complement(x, bits, two_over_root_pi):
    """e^(x^2) erfc x: from erf, or, where that is next to 1, by Laplace's continued fraction."""
    if x < 5:
        more = bits + 200
        return exp(x * x, more) * (1 - error_function(x, more, two_over_root_pi))
    unit = 1 << bits
    start = nearest(x, bits)
    value = start
    for k in range(1500, 0, -1):
        value = start + k * unit * unit // (2 * value)
    return two_over_root_pi / 2 * Fraction(unit, value)


def ln_gamma(x, bits, half_ln_two_pi):
    """ln gamma(x) by Stirling's series, x brought above 60."""
    product, y = Fraction(1), x
    while y < 60:
        product, y = product * y, y + 1
    value = (y - Fraction(1, 2)) * ln(y, bits) - y + half_ln_two_pi - ln(product, bits)
    return value + sum(B[2 * k] / (2 * k * (2 * k - 1) * y ** (2 * k - 1)) for k in range(1, 50))


def bessel(order, second, x, bits, p, gamma):
    """J or, if `second`, Y of order 0 or 1 by its series. Terms grow to e^x before they shrink."""
    more = bits + 100
    square = nearest(x * x / 4, more)
    term, harmonics, k = nearest((x / 2) ** order, more), Fraction(order), 0
    total, rest = 0, 0
    while term:
        total += term
        rest += nearest(term * harmonics)
        k += 1
        term = nearest(Fraction(-term * square, k * (k + order) << more))
        harmonics += Fraction(1, k) + Fraction(1, k + order)
    total, rest = Fraction(total, 1 << more), Fraction(rest, 1 << more)
    if not second:
        return total
    return 2 / p * (ln(x / 2, more) + gamma) * total - rest / p - (2 / (p * x) if order else 0)


def bessel_tables(p, gamma, bits):
    """For `double`: pieces of the Bessel functions."""
    text = HEAD.format(title="Pieces of the Bessel functions.")
    pieces = [*eighths(-2, 3), *((Fraction(i, 2), Fraction(i + 1, 2)) for i in range(16, 64))]
    for name, order, second in ("J0", 0, False), ("J1", 1, False), ("Y0", 0, True), ("Y1", 1, True):
        function = lambda x: bessel(order, second, x, bits, p, gamma)
        rows = [row(function, low, high, 12, in_parts=2) for low, high in pieces]
        doc = f"{name} in eighths of the intervals from 1/4 to 1/2, to 1, 2, 4 and 8, and in halves to 32: each a polynomial in what x is above the middle, its first two coefficients in two parts."
        text += array("QUICK_" + name, doc, "[f64; 14]", rows) + ("" if name == "Y1" else "\n")
    return text


def ln(x, bits):
    """The logarithm of a positive rational number."""
    k = x.numerator.bit_length() - x.denominator.bit_length()
    x = Fraction(nearest(x / Fraction(2) ** k, bits), 1 << bits)
    return k * log_ratio(2, 1, bits) + log_ratio(x.numerator, x.denominator, bits)


def sine(x, bits):
    """sin x of a rational number by its series; the cosine is that of pi/2 - x."""
    return Fraction(series(nearest(x, bits), lambda n, t: int(-t * x * x / ((2 * n) * (2 * n + 1))), bits), 1 << bits)


def in_two(value):
    first = double(value)
    return f"{f64(value)}, {f64(value - Fraction(first))}"


def extended_tables(half_pi, bits):
    text = HEAD.format(title="Points of sine and cosine for `long double`.")
    rows = [f"[{in_two(sine(Fraction(i, 64), bits))}, {in_two(sine(half_pi - Fraction(i, 64), bits))}]" for i in range(52)]
    text += array("QUICK_SINE", "sin(i/64) and cos(i/64), each in two parts.", "[f64; 4]", rows)
    return text


def eighths(first, last):
    """The eighths of the intervals between powers of two."""
    for order in range(first, last):
        for i in range(8):
            width = Fraction(2) ** (order - 3)
            yield Fraction(2) ** order + i * width, Fraction(2) ** order + (i + 1) * width


def special_tables(two_over_root_pi, half_ln_two_pi, bits):
    """For `double` alone: polynomials of the error functions and of ln gamma, piece by piece."""
    text = HEAD.format(title="Pieces of the error functions and of the logarithm of gamma.")
    erf = lambda x: error_function(x, bits, two_over_root_pi)
    rows = [row(erf, Fraction(i, 8), Fraction(i + 1, 8), 11) for i in range(4, 48)]
    text += array("QUICK_ERF", "erf in pieces of 1/8 from 1/2 on, each a polynomial in what x is above its middle; the constant in two parts.", "[f64; 12]", rows)
    erfc = lambda x: scaled_complement(x, bits, two_over_root_pi)
    rows = [row(erfc, low, high, 12) for low, high in eighths(-1, 5)]
    text += "\n" + array("QUICK_ERFC", "e^(x^2) erfc x in eighths of the intervals from 1/2 to 1, to 2, 4, and so on.", "[f64; 13]", rows)
    gamma = lambda x: ln_gamma(x, bits, half_ln_two_pi)
    without_zeros = lambda x: gamma(x) / ((x - 1) * (x - 2))
    rows = [row(gamma if low >= 4 else without_zeros, low, high, 12) for low, high in eighths(-1, 5)]
    text += "\n" + array("QUICK_LN_GAMMA", "ln gamma(x), up to 4 divided by (x - 1)(x - 2), in eighths of the intervals from 1/2 to 1, to 2, 4, 8, 16 and 32.", "[f64; 13]", rows)
    return text


def main(folder):
    bits = 128 + GUARD
    p, ln2, gamma = pi(bits), log_ratio(2, 1, bits), euler_gamma(bits)
    ln10 = 3 * ln2 + log_ratio(5, 4, bits)
    constants = {
        "PI": (p, "pi"), "HALF_PI": (p / 2, "pi/2"), "QUARTER_PI": (p / 4, "pi/4"),
        "INVERSE_PI": (1 / p, "1/pi"), "LN_2": (ln2, "ln 2"), "LN_10": (ln10, "ln 10"),
        "LOG2_E": (1 / ln2, "log2 e"), "LOG10_E": (1 / ln10, "log10 e"), "LOG2_10": (ln10 / ln2, "log2 10"),
        "TWO_OVER_ROOT_PI": (2 / root(p, bits), "2/sqrt(pi)"),
        "TWO_OVER_PI": (2 / p, "2/pi"), "ROOT_PI": (root(p, bits), "sqrt(pi)"),
        "EULER_GAMMA": (gamma, "Euler's constant"),
    }
    # Half the logarithm of 2 pi: 2 pi = 2^3 * (pi/4), and pi/4 is near enough to one.
    quarter = Fraction(nearest(p / 4, bits), 1 << bits)
    constants["HALF_LN_TWO_PI"] = ((3 * ln2 + log_ratio(quarter.numerator, quarter.denominator, bits)) / 2, "ln(2 pi)/2")
    text = HEAD.format(title="Constants to 128 bits.") + "use crate::math::wide::Wide;\n"
    for name, (value, doc) in constants.items():
        text += f"\n/// {doc}\npub(crate) const {name}: Wide =\n    {wide(value)};\n"
    (folder / "constants.rs").write_text(text)

    text = HEAD.format(title="Powers, logarithms and arc tangents at the points that arguments are reduced to.")
    powers = [number(nearest(exp(ln2 * i / 128, bits), 127), 128) for i in range(128)]
    text += array("EXP2", "2^(i/128), in units of 2^-127.", "u128", powers)
    logs = []
    for n in range(180, 364):
        value = log_ratio(n, 256, bits)
        logs.append(number(nearest(abs(value), 128), 128))
    text += "\n" + array("LOG", "|ln(n/256)| for n from 180 to 363, in units of 2^-128.", "u128", logs)
    arcs = [number(nearest(atan(Fraction(i, 64), bits), 128), 128) for i in range(65)]
    text += "\n" + array("ATAN", "atan(i/64), in units of 2^-128.", "u128", arcs)
    (folder / "points.rs").write_text(text)

    text = HEAD.format(title="Coefficients of series, in units of 2^-128 or as `Wide`.") + "use crate::math::wide::Wide;\n\n"
    inverse = lambda n: number(nearest(Fraction(1, n), 128), 128)
    text += array("INVERSE_FACTORIAL", "1/n! for n from 2.", "u128", [inverse(factorial(n)) for n in range(2, 36)])
    text += "\n" + array("INVERSE", "1/n for n from 2.", "u128", [inverse(n) for n in range(2, 32)])
    odd = [inverse(2 * k + 1) for k in range(1, 129)]
    text += "\n" + array("INVERSE_ODD", "1/(2k+1) for k from 1.", "u128", odd)
    stirling = [wide(B[2 * k] / (2 * k * (2 * k - 1))) for k in range(1, 31)]
    text += "\n" + array("STIRLING", "B(2k)/(2k(2k-1)) for k from 1: Stirling's series for ln gamma.", "Wide", stirling)
    zetas = [number(nearest(zeta_minus_one(k, bits) / k, 128), 128) for k in range(2, 66)]
    text += "\n" + array("ZETA", "(zeta(k) - 1)/k for k from 2: the Taylor series of ln gamma at 2.", "u128", zetas)
    (folder / "series.rs").write_text(text)

    (folder / "quick.rs").write_text(quick_tables(ln2, bits))
    (folder / "special.rs").write_text(special_tables(constants["TWO_OVER_ROOT_PI"][0], constants["HALF_LN_TWO_PI"][0], bits))

    (folder / "bessel.rs").write_text(bessel_tables(p, gamma, bits))

    (folder / "sines.rs").write_text(extended_tables(p / 2, bits))

    count = 264
    high = 64 * count + GUARD
    text = HEAD.format(title="2/pi for the reduction of arguments of any size.")
    text += words("TWO_OVER_PI", "The binary places of 2/pi.", nearest(2 / pi(high), 64 * count), count)
    (folder / "two_over_pi.rs").write_text(text)


main(Path(sys.argv[1]))
