//! Exact results, special values, directions of rounding. How accurate the functions are, `make test-ulp` measures.

mod arithmetic;
mod complex;
mod elementary;
mod wide;

use super::{Context, Flags, Number, Real};
use crate::float::Rounding;

/// The result for a `double`, with the exceptions.
fn evaluate(function: fn(&mut Context, Number) -> Number, x: f64, rounding: Rounding) -> (f64, Flags) {
    let mut context = Context::new(rounding);
    let result = function(&mut context, x.number());
    (f64::from_number(result, &mut context), context.flags)
}

fn nearest(function: fn(&mut Context, Number) -> Number, x: f64) -> f64 {
    evaluate(function, x, Rounding::NearestEven).0
}
