//! What opening a file asks for.

mod flags;

pub use flags::OpenFlags;

#[cfg(test)]
mod tests;
