//! Tests of the line discipline: tables of what is typed, what shows and what is read.

mod bounds;
mod editing;
mod fixture;
mod input_modes;
mod output;
mod raw;
mod signals;
