//! Messages in the user's language: domains, their catalogues, and look-up. The entries are in `<libintl.h>`.
//!
//! Everything that a program may hold a pointer to lives as long as the process: names of domains and directories,
//! catalogues, and texts that were converted to another character set.

mod bindings;
mod chain;
mod languages;
mod loaded;
mod lookup;
mod text;

pub use lookup::{NoMemory, bind_codeset, bind_directory, find, select};
