//! Limits, use and scheduling: what processes consume.

use super::{c_int, c_long, c_ulong, c_ulonglong, clock_t, time_t, timeval};

pub type rlim_t = c_ulonglong;

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct rlimit {
    pub rlim_cur: rlim_t,
    pub rlim_max: rlim_t,
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct rusage {
    pub ru_utime: timeval,
    pub ru_stime: timeval,
    pub ru_maxrss: c_long,
    pub ru_ixrss: c_long,
    pub ru_idrss: c_long,
    pub ru_isrss: c_long,
    pub ru_minflt: c_long,
    pub ru_majflt: c_long,
    pub ru_nswap: c_long,
    pub ru_inblock: c_long,
    pub ru_oublock: c_long,
    pub ru_msgsnd: c_long,
    pub ru_msgrcv: c_long,
    pub ru_nsignals: c_long,
    pub ru_nvcsw: c_long,
    pub ru_nivcsw: c_long,
    pub __reserved: [c_long; 16],
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct tms {
    pub tms_utime: clock_t,
    pub tms_stime: clock_t,
    pub tms_cutime: clock_t,
    pub tms_cstime: clock_t,
}

/// A set of processors.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct cpu_set_t {
    pub __bits: [c_ulong; 16],
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct __sched_reserved {
    pub __reserved1: time_t,
    pub __reserved2: c_long,
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct sched_param {
    pub sched_priority: c_int,
    pub __reserved1: c_int,
    pub __reserved2: [__sched_reserved; 2],
    pub __reserved3: c_int,
}
