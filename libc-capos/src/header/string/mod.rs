//! `<string.h>`

mod collate;
mod compare;
mod copy;
mod duplicate;
mod error_text;
mod memory;
mod search;
mod signal_text;
mod token;
mod version;

pub use collate::*;
pub use compare::*;
pub use copy::*;
pub use duplicate::*;
pub use error_text::*;
pub use memory::*;
pub use search::*;
pub use signal_text::*;
pub use token::*;
pub use version::*;
