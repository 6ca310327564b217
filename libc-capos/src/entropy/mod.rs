//! Unpredictable numbers for the library and, as `arc4random`, for programs.

mod generator;

pub use generator::{fill, forget, number};
