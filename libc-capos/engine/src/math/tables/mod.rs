//! Numbers computed by `generate.py`.

mod bessel;
mod constants;
mod points;
mod quick;
mod series;
mod sines;
mod special;
mod two_over_pi;

pub(crate) use bessel::*;
pub(crate) use constants::*;
pub(crate) use points::*;
pub(crate) use quick::*;
pub(crate) use series::*;
pub(crate) use sines::*;
pub(crate) use special::*;
pub(crate) use two_over_pi::TWO_OVER_PI as TWO_OVER_PI_WORDS;
