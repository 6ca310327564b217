//! Locks that know their order, values set once, per-CPU data.

mod held;
mod once;
mod per_cpu;
mod spin_lock;

pub use held::assert_none_held;
pub use once::Once;
pub use per_cpu::{MAX_CPUS, PerCpu};
pub use spin_lock::{Level, SpinLock, SpinLockGuard};
