//! Character classes of single bytes in the C locale, and the classes' names for every locale.

mod class;
mod table;

pub use class::{CaseMap, Class, ClassSet};
pub use table::{is, to_lower, to_upper};

#[cfg(test)]
mod tests;
