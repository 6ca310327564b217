//! Small functions over byte strings: version numbers, path names, the digits of `a64l`, tables of mounts.

mod mount;
mod path;
mod radix64;
mod resolve;
mod version;

pub use mount::{Mount, escaped, find_option, unescaped};
pub use path::{PathPart, base_name, directory_name};
pub use radix64::{from_radix64, to_radix64};
pub use resolve::{Node, ResolveError, resolve_path};
pub use version::version_order;

#[cfg(test)]
mod tests;
