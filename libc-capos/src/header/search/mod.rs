//! `<search.h>`

mod hash;
mod linear;
mod queue;
mod table;
mod tree;
mod walk;

pub use hash::{hcreate, hcreate_r, hdestroy, hdestroy_r, hsearch, hsearch_r};
pub use linear::{lfind, lsearch};
pub use queue::{insque, remque};
pub use tree::{tdelete, tfind, tsearch};
pub use walk::{tdestroy, twalk, twalk_r};
