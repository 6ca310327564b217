//! Every algorithm once, over [`crate::vector::Vector`].
//!
//! All of these are `#[inline(always)]` so that they take on the target features of the [`crate::arch`] function that
//! instantiates them, and all share two conditions beyond their own: the processor has `V`'s instructions, and pointers
//! are valid as the C function of that name demands.
//!
//! No closure takes, returns or captures a vector, and no iterator adapter or array method is given one: those are
//! compiled without the features, and then hand vectors over in memory, by calls.

pub mod compare;
pub mod copy;
pub mod fill;
pub mod find;
pub mod head;
mod page;
pub mod pair;
pub mod rfind;
pub mod string_compare;
pub mod string_copy;

pub use page::PAGE;
pub use page::to_page_end;
