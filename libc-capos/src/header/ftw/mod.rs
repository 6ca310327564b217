//! `<ftw.h>`

pub mod constants;
mod entries;
mod level;
mod visited;
mod walk;

pub use entries::{ftw, nftw};
