//! Threads: the thread control block at `%fs:0` with the program's static TLS before it, and their life from
//! [`create`] to [`end`].

mod alone;
pub mod cancellation;
mod cleanup;
mod control_block;
mod create;
mod destructors;
mod end;
mod fork;
mod join;
mod keys;
mod life;
mod names;
mod once;
mod signal;
mod space;
mod static_tls;

pub use alone::{end_of_solitude, is_alone};
pub use cleanup::{Cleanup, pop_cleanup, push_cleanup};
pub use control_block::{ControlBlock, MESSAGE, tcb};
pub use create::{DEFAULT_ATTRIBUTES, Routine, attributes_of, create, stack_of};
pub use destructors::{at_thread_exit, run as run_destructors};
pub use end::{CANCELED, end};
pub use fork::{
    ForkHandlers, after_fork_in_child, after_fork_in_parent, become_only_thread, before_fork,
    register_fork_handlers, with_locks,
};
pub use join::{detach, join, join_now};
pub use keys::{Key, create_key, delete_key, set_value, value};
pub use life::{Thread, without_signals};
pub use names::{name, set_name};
pub use once::once;
pub use signal::{cancel, priorities, processor_clock, scheduling, set_scheduling, signal};
pub use static_tls::{MainThreadError, Template, set_up_main};
