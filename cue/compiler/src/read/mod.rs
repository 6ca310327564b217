//! From JSON to the model: shapes and types, unknown and missing fields, duplicate names.

mod fields;
mod network;
mod system;

pub use system::read_system;
