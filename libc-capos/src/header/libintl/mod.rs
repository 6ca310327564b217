//! `<libintl.h>`

mod domain;
mod find;

pub use domain::{bind_textdomain_codeset, bindtextdomain, textdomain};
pub use find::*;
