//! `<execinfo.h>`

mod entries;
mod frames;

pub use entries::{backtrace, backtrace_symbols, backtrace_symbols_fd};
