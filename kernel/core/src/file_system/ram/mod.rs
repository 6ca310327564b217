//! `RamVolume`: a file system in memory.

mod attributes;
mod directory;
mod inode;
mod meter;
mod tree;
mod volume;

pub use volume::RamVolume;
