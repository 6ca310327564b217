//! The public functions.

use super::families::{complex_binary, complex_unary, long_entry, quickly_or, real_from_complex};
use super::pair::{Pair, binary, conjugate, imaginary_part, of_parts, real_part, unary};
use crate::header::math::evaluate::widened;
use crate::header::math::families::quick_or;
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{atan2, complex, hypot, quick};

complex_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cacos.html>
    cacos cacosf cacosl = |z| unary(z, complex::acos);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/casin.html>
    casin casinf casinl = |z| unary(z, complex::asin);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/catan.html>
    catan catanf catanl = |z| unary(z, complex::atan);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ccos.html>
    ccos ccosf ccosl = |z| unary(z, complex::cos), cos;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/csin.html>
    csin csinf csinl = |z| unary(z, complex::sin), sin;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctan.html>
    ctan ctanf ctanl = |z| unary(z, complex::tan);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cacosh.html>
    cacosh cacoshf cacoshl = |z| unary(z, complex::acosh);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/casinh.html>
    casinh casinhf casinhl = |z| unary(z, complex::asinh);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/catanh.html>
    catanh catanhf catanhl = |z| unary(z, complex::atanh);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ccosh.html>
    ccosh ccoshf ccoshl = |z| unary(z, complex::cosh), cosh;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/csinh.html>
    csinh csinhf csinhl = |z| unary(z, complex::sinh), sinh;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctanh.html>
    ctanh ctanhf ctanhl = |z| unary(z, complex::tanh);
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cexp.html>
    cexp cexpf cexpl = |z| unary(z, complex::exp), exp;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clog.html>
    clog clogf clogl = |z| unary(z, complex::log), log;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/csqrt.html>
    csqrt csqrtf csqrtl = |z| unary(z, complex::sqrt), sqrt;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/conj.html>
    conj conjf conjl = conjugate;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cproj.html>
    cproj cprojf cprojl = |z| unary(z, |_, z| complex::project(z));
}

complex_binary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cpow.html>
    cpow cpowf cpowl = |z, w| binary(z, w, complex::pow);
}

real_from_complex! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cabs.html>
    cabs cabsf cabsl = |z| of_parts(z, hypot), abs, absf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/carg.html>
    carg cargf cargl = |z| of_parts(z, |context, x, y| atan2(context, y, x)), arg, argf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/creal.html>
    creal crealf creall = real_part;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cimag.html>
    cimag cimagf cimagl = imaginary_part;
}
