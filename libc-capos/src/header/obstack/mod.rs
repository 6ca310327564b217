//! `<obstack.h>`

mod entries;
mod print;
mod stack;

pub use entries::{
    _obstack_allocated_p, _obstack_begin, _obstack_begin_1, _obstack_free, _obstack_memory_used,
    _obstack_newchunk,
};
pub use print::{obstack_printf, obstack_vprintf};
pub use stack::{obstack_alloc_failed_handler, obstack_exit_failure};
