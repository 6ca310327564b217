//! `<malloc.h>`: what is not in `<stdlib.h>` of the allocator.

mod query;

pub use query::*;
