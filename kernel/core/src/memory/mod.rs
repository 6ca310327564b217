//! User memory: address spaces, the objects they map, charged to the process's account.

mod address_space;
mod error;
mod fault;
mod fork;
mod inner;
mod kept;
mod layout;
mod mapping;
mod mapping_tree;
mod object_pages;
mod page_object;

pub use address_space::{AddressSpace, Usage};
pub use error::{Absence, MemoryError};
pub use inner::{MAX_MAPPINGS, Place};
pub use layout::Layout;
pub use mapping::{Backing, Mapping};
pub use mapping_tree::MappingTree;
pub use page_object::{ContentStatus, MAX_OBJECT_SIZE, PageObject, PageSource};

#[cfg(test)]
mod tests;
