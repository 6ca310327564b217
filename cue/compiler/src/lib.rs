//! The manifest compiler: a CUE package that says which process gets which authority becomes a boot package.
//!
//! `export` evaluates the CUE package to JSON, `read` turns that into the `model`, `validate` checks what the
//! model says against itself and the schema, `boot_files` gathers the files, `package` writes the result and
//! `inspect` prints one. Every step adds its findings to one `Report`, so that all errors appear at once.
#![forbid(unsafe_code)]

pub mod boot_files;
pub mod build;
pub mod export;
pub mod inspect;
pub mod json;
pub mod message;
pub mod model;
pub mod package;
pub mod read;
pub mod report;
pub mod validate;
