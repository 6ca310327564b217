//! `<sys/random.h>`

pub mod constants;
mod get;

pub use get::{getentropy, getrandom};
