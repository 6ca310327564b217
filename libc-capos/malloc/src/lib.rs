//! The allocator behind `malloc`.
//!
//! # Shape
//! Address space is reserved in *regions* and used in [`segment::Segment`]s of 4 MiB, each cut into 64 slices of 64 KiB.
//! A *span* is a run of slices: either one large block, or slots of one [`class`]. Bigger blocks are mapped on their own
//! ([`huge`]). The [`map`] finds the segment of any address in two loads.
//!
//! | layer | holds | synchronised by |
//! | --- | --- | --- |
//! | [`cache::ThreadCache`] | free slots per class, ready to hand out | belongs to one thread |
//! | [`bin`] | spans of one class with free slots | one lock per class, taken per batch |
//! | [`pages`] | free slices | one lock |
//! | [`huge`] | mappings of their own | one lock |
//!
//! A thread that ends gives its cache back to the bins, so nothing of it is lost; slots belong to no thread, so freeing
//! another thread's block is as cheap as one's own.
//!
//! # Hardening
//! * Nothing the allocator trusts lies among the blocks: free lists, states and sizes are in mappings of their own.
//! * Every slot has a state byte. Freeing what is not live, or what does not begin at a slot, ends the process.
//! * Behind each block stands a secret word, checked when the block is freed or resized.
//! * Slots are opened in random order. A block over 2 MiB ends at an unmapped page, and each segment ends with 64 KiB of
//!   them.
//!
//! # Memory goes back
//! Slices of spans that became empty are reused first; beyond a share of what is in use they are discarded.
//!
//! The crate is generic over [`System`], so the tests run it on the host.
#![no_std]

mod aligned;
pub mod allocator;
mod bin;
mod cache;
pub mod class;
mod fork;
mod huge;
mod lock;
mod map;
mod metadata;
mod pages;
mod random;
mod resize;
mod segment;
mod statistics;
mod system;

pub use allocator::Allocator;
pub use cache::ThreadCache;
pub use statistics::Statistics;
pub use system::System;
