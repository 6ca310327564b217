//! Limits, use and priorities of processes. Scheduling policies are those of threads: see [`super::Threads`].

use crate::errno::Errno;
use crate::types::{c_int, id_t, pid_t, rlimit, rusage, timespec, tms};

/// Optional family.
pub trait Resources {
    /// Reads and, if `new` is given, replaces the limit of a resource.
    fn limit(_resource: c_int, _new: Option<&rlimit>) -> Result<rlimit, Errno> {
        Err(Errno::ENOSYS)
    }

    fn usage(_who: c_int) -> Result<rusage, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Processor time of the process and its children, and the time since some moment, in hundredths of a second.
    fn times() -> Result<(tms, i64), Errno> {
        Err(Errno::ENOSYS)
    }

    /// The nice value, -20 to 19.
    fn priority(_which: c_int, _who: id_t) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    fn set_priority(_which: c_int, _who: id_t, _priority: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn round_robin_interval(_pid: pid_t) -> Result<timespec, Errno> {
        Err(Errno::ENOSYS)
    }
}
