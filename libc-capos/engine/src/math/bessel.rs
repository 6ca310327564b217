//! Bessel functions of whole orders: power series for small arguments, Hankel's expansions for large ones, recurrence
//! for orders above 1 in the direction in which errors shrink.

use super::logarithm::log_wide;
use super::number::{Context, Number};
use super::reduction::radians;
use super::tables::{EULER_GAMMA, PI, TWO_OVER_PI};
use super::wide::Wide;

/// From here on Hankel's expansions have more bits than the series.
const LARGE: i64 = 32;
/// Below this order a function is its first term.
const TINY: i32 = -46;
/// Terms beyond this part of the sum do not count.
const ENOUGH: i32 = -132;

fn integer(n: i64) -> Wide {
    Wide::from_integer(n)
}

/// Adds `term(k)` for k from 1 until it vanishes against what was the largest.
fn sum(first: Wide, mut term: impl FnMut(i64) -> Wide) -> Wide {
    let (mut total, mut largest) = (first, first.exponent);
    for k in 1..400 {
        let next = term(k);
        if next.is_zero() || next.exponent < largest + ENOUGH {
            break;
        }
        largest = largest.max(next.exponent);
        total = total.plus(next);
    }
    total
}

/// J_n(x) by its series: (x/2)^n / n! times the sum of (-x^2/4)^k / (k! (n+1)...(n+k)).
fn series(order: i64, x: Wide) -> Wide {
    let half = x.scaled(-1);
    let step = half.squared().negated();
    let mut term = Wide::ONE;
    let total = sum(term, |k| {
        term = term.times(step).over(integer(k * (order + k)));
        term
    });
    (1..=order).fold(total, |product, n| product.times(half).over(integer(n)))
}

/// (2/pi) (ln(x/2) + gamma).
fn logarithm(x: Wide) -> Wide {
    log_wide(x.scaled(-1)).plus(EULER_GAMMA).times(TWO_OVER_PI)
}

/// Y_0(x) by its series.
fn second_series_0(x: Wide) -> Wide {
    let step = x.scaled(-1).squared().negated();
    let (mut term, mut harmonic) = (Wide::ONE, Wide::ZERO);
    let rest = sum(Wide::ZERO, |k| {
        term = term.times(step).over(integer(k * k));
        harmonic = harmonic.plus(integer(k).inverse());
        term.times(harmonic)
    });
    logarithm(x).times(series(0, x)).minus(rest.times(TWO_OVER_PI))
}

/// Y_1(x) by its series.
fn second_series_1(x: Wide) -> Wide {
    let half = x.scaled(-1);
    let step = half.squared().negated();
    // The sum of two harmonic numbers, H(k) + H(k + 1).
    let (mut term, mut harmonics) = (Wide::ONE, Wide::ONE);
    let rest = sum(Wide::ONE, |k| {
        term = term.times(step).over(integer(k * (k + 1)));
        harmonics = harmonics.plus(integer(k).inverse()).plus(integer(k + 1).inverse());
        term.times(harmonics)
    });
    let pole = TWO_OVER_PI.over(x);
    logarithm(x).times(series(1, x)).minus(pole).minus(rest.times(half).over(PI))
}

/// J and Y of order 0 or 1 for large x, by Hankel: sqrt(2/(pi x)) (P cos c - Q sin c) and (P sin c + Q cos c), where
/// c is x less an eighth of a turn, and for order 1 a quarter more.
fn hankel(order: i64, x: Wide) -> (Wide, Wide) {
    let inverse = x.inverse().scaled(-3);
    let mut term = Wide::ONE;
    let (mut even, mut odd) = (term, Wide::ZERO);
    for k in 1..200i64 {
        let factor = integer(4 * order * order - (2 * k - 1) * (2 * k - 1)).times(inverse).over(integer(k));
        // Where terms grow again the expansion has given all it can.
        if factor.exponent >= 0 || term.exponent < ENOUGH {
            break;
        }
        term = term.times(factor);
        let signed = if k & 2 == 0 { term } else { term.negated() };
        if k & 1 == 0 {
            even = even.plus(signed);
        } else {
            odd = odd.plus(signed);
        }
    }
    let turned = radians(x);
    let (sine, cosine) = (turned.sine(), turned.cosine());
    // sqrt 2 cos c and sqrt 2 sin c.
    let (cos, sin) = match order {
        0 => (cosine.plus(sine), sine.minus(cosine)),
        _ => (sine.minus(cosine), sine.plus(cosine).negated()),
    };
    let scale = PI.times(x).inverse().root();
    (scale.times(even.times(cos).minus(odd.times(sin))), scale.times(even.times(sin).plus(odd.times(cos))))
}

/// J_0 or J_1 of a positive number.
fn first_low(order: i64, x: Wide) -> Wide {
    match (order, x.exponent < TINY) {
        (0, true) => Wide::ONE.nudged(false),
        (_, true) => x.scaled(-1).nudged(false),
        _ if x.is_below(integer(LARGE)) => series(order, x),
        _ => hankel(order, x).0,
    }
}

/// Y_0 or Y_1 of a positive number.
fn second_low(order: i64, x: Wide) -> Wide {
    match order {
        _ if !x.is_below(integer(LARGE)) => hankel(order, x).1,
        0 => second_series_0(x),
        _ => second_series_1(x),
    }
}

/// The next order from two: f(n + 1) = 2n/x f(n) - f(n - 1).
fn recur(order: i64, x: Wide, mut before: Wide, mut current: Wide) -> Wide {
    let double = x.inverse().scaled(1);
    for n in 1..order {
        (before, current) = (current, integer(n).times(double).times(current).minus(before));
        if current.exponent > 1 << 20 {
            break;
        }
    }
    current
}

/// J_n(x) for positive x and n.
fn first(order: i64, x: Wide) -> Wide {
    if order < 2 {
        return first_low(order, x);
    }
    // (x/2)^n / n! is an upper bound: far beyond x every format underflows.
    if order > 20_000 && x.is_below(integer(order / 4)) {
        return Wide::power_of_two(-(1 << 20));
    }
    if x.is_below(integer(LARGE)) {
        return series(order, x);
    }
    if integer(order).is_below(x) {
        return recur(order, x, first_low(0, x), first_low(1, x));
    }
    // Downward from an order so high that what is started with does not matter (J. C. P. Miller).
    let double = x.inverse().scaled(1);
    let (mut above, mut current, mut wanted) = (Wide::ZERO, Wide::power_of_two(-10_000), Wide::ZERO);
    for n in (1..=order + 200 + order / 4).rev() {
        (above, current) = (current, integer(n).times(double).times(current).minus(above));
        if n - 1 == order {
            wanted = current;
        }
    }
    // Of J_0 and J_1 the one that is not next to a zero gives the scale.
    let (low, high) = (first_low(0, x), first_low(1, x));
    let scale = if low.exponent < high.exponent { high.over(above) } else { low.over(current) };
    wanted.times(scale)
}

/// The Bessel function of the first kind.
pub fn jn(context: &mut Context, x: Number, order: i64) -> Number {
    let odd = order & 1 != 0;
    let negative = odd && (x.is_negative() != (order < 0));
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } if order == 0 => Number::ONE,
        Number::Zero { .. } | Number::Infinite { .. } => Number::Zero { negative },
        Number::Finite(x) => {
            let value = first(order.abs(), x.abs());
            Number::from_wide(if negative { value.negated() } else { value }, negative)
        }
    }
}

/// The Bessel function of the second kind.
pub fn yn(context: &mut Context, x: Number, order: i64) -> Number {
    let flipped = order < 0 && order & 1 != 0;
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => context.pole(!flipped),
        Number::Infinite { negative: false } => Number::ZERO,
        Number::Finite(x) if !x.negative => {
            let order = order.abs();
            let value = match order {
                0 | 1 => second_low(order, x),
                _ => recur(order, x, second_low(0, x), second_low(1, x)),
            };
            Number::from_wide(if flipped { value.negated() } else { value }, false)
        }
        _ => context.invalid(),
    }
}

pub fn j0(context: &mut Context, x: Number) -> Number {
    jn(context, x, 0)
}

pub fn j1(context: &mut Context, x: Number) -> Number {
    jn(context, x, 1)
}

pub fn y0(context: &mut Context, x: Number) -> Number {
    yn(context, x, 0)
}

pub fn y1(context: &mut Context, x: Number) -> Number {
    yn(context, x, 1)
}
