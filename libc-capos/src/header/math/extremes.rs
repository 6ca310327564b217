//! Greatest and least of two, by C23's rules: a NaN is an answer, or a missing value (`_num`); by magnitude (`_mag`).

use super::evaluate;
use super::families::{extended_entry, quick_or, real_binary};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Choice, Context, Number};

/// Functions of the engine's form for each choice.
macro_rules! choices {
    ($($name:ident: $greatest:literal $magnitude:literal $number:literal;)*) => {$(
        fn $name(context: &mut Context, x: Number, y: Number) -> Number {
            let choice = Choice { greatest: $greatest, magnitude: $magnitude, number: $number };
            math::choose(context, x, y, choice)
        }
    )*};
}

choices! {
    maximum: true false false;
    minimum: false false false;
    maximum_magnitude: true true false;
    minimum_magnitude: false true false;
    maximum_number: true false true;
    minimum_number: false false true;
    maximum_magnitude_number: true true true;
    minimum_magnitude_number: false true true;
}

real_binary! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.4)
    fmaximum fmaximumf fmaximuml = maximum;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.5)
    fminimum fminimumf fminimuml = minimum;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.6)
    fmaximum_mag fmaximum_magf fmaximum_magl = maximum_magnitude;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.7)
    fminimum_mag fminimum_magf fminimum_magl = minimum_magnitude;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.8)
    fmaximum_num fmaximum_numf fmaximum_numl = maximum_number;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.9)
    fminimum_num fminimum_numf fminimum_numl = minimum_number;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.10)
    fmaximum_mag_num fmaximum_mag_numf fmaximum_mag_numl = maximum_magnitude_number;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.12.11)
    fminimum_mag_num fminimum_mag_numf fminimum_mag_numl = minimum_magnitude_number;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fdim.html>
    fdim fdimf fdiml = math::positive_difference;
}
