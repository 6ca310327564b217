//! `<malloc.h>`: what is not in `<stdlib.h>` of the allocator.

mod query;
mod report;

pub use query::*;
pub use report::*;
