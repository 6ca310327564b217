//! `<sched.h>`

mod affinity;
mod policy;

pub use affinity::{sched_getaffinity, sched_setaffinity};
pub use policy::{
    sched_get_priority_max, sched_get_priority_min, sched_getparam, sched_getscheduler,
    sched_rr_get_interval, sched_setparam, sched_setscheduler, sched_yield,
};
