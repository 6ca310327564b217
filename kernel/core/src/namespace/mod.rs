//! Names of files: resolving paths in a tree, and what opening asks for.

mod flags;
mod path;

pub use flags::OpenFlags;
pub use path::{PathError, Resolved, resolve};

#[cfg(test)]
mod tests;
