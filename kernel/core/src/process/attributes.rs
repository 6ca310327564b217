//! `Attributes`: what a process has of POSIX that its children inherit and no capability says: limits, the nice value,
//! and the user that others see it act for.

use core::array;
use core::sync::atomic::{AtomicI8, AtomicU32, AtomicU64, Ordering::Relaxed};

use capos_schema::capos_capnp::ErrorCode;

/// Resources that have a number; `RLIMIT_*` of `<sys/resource.h>` on Linux for x86-64.
const RESOURCES: usize = 16;

pub mod resource {
    pub const CPU: u8 = 0;
    pub const FSIZE: u8 = 1;
    pub const DATA: u8 = 2;
    pub const STACK: u8 = 3;
    pub const NPROC: u8 = 6;
    pub const AS: u8 = 9;
    pub const RTPRIO: u8 = 14;
}

/// No limit.
pub const INFINITY: u64 = u64::MAX;

/// Of who has no Namespace to say: the overflow user of Linux.
const NOBODY: u32 = 65534;

/// Range of the nice value; less is more of the processor.
const MIN_NICE: i8 = -20;
const MAX_NICE: i8 = 19;

#[derive(Debug)]
pub struct Attributes {
    soft: [AtomicU64; RESOURCES],
    hard: [AtomicU64; RESOURCES],
    nice: AtomicI8,
    user: AtomicU32,
    group: AtomicU32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    pub soft: u64,
    pub hard: u64,
}

impl Default for Attributes {
    fn default() -> Self {
        Attributes {
            soft: [const { AtomicU64::new(INFINITY) }; RESOURCES],
            hard: [const { AtomicU64::new(INFINITY) }; RESOURCES],
            nice: AtomicI8::new(0),
            user: AtomicU32::new(NOBODY),
            group: AtomicU32::new(NOBODY),
        }
    }
}

impl Clone for Attributes {
    fn clone(&self) -> Self {
        let copy =
            |of: &[AtomicU64; RESOURCES]| array::from_fn(|index| AtomicU64::new(of[index].load(Relaxed)));
        Attributes {
            soft: copy(&self.soft),
            hard: copy(&self.hard),
            nice: AtomicI8::new(self.nice()),
            user: AtomicU32::new(self.user()),
            group: AtomicU32::new(self.group()),
        }
    }
}

impl Attributes {
    /// The limit that is in force; none for a number that is no resource.
    pub fn soft(&self, resource: u8) -> u64 {
        self.soft.get(usize::from(resource)).map_or(INFINITY, |soft| soft.load(Relaxed))
    }

    /// Both limits; `None` for a number that is no resource.
    pub fn limit(&self, resource: u8) -> Option<Limit> {
        let hard = self.hard.get(usize::from(resource))?.load(Relaxed);
        Some(Limit { soft: self.soft(resource), hard })
    }

    /// A hard limit only goes down.
    pub fn set_limit(&self, resource: u8, new: Limit) -> Result<(), ErrorCode> {
        let old = self.limit(resource).ok_or(ErrorCode::InvalidArgument)?;
        if new.soft > new.hard {
            return Err(ErrorCode::InvalidArgument);
        }
        if new.hard > old.hard {
            return Err(ErrorCode::NotPermitted);
        }
        self.soft[usize::from(resource)].store(new.soft, Relaxed);
        self.hard[usize::from(resource)].store(new.hard, Relaxed);
        Ok(())
    }

    pub fn nice(&self) -> i8 {
        self.nice.load(Relaxed)
    }

    /// Cut to the range of nice values. Nobody may take more of the processor than it was given.
    pub fn set_nice(&self, nice: i8) -> Result<(), ErrorCode> {
        let nice = nice.clamp(MIN_NICE, MAX_NICE);
        if nice < self.nice() {
            return Err(ErrorCode::AccessDenied);
        }
        self.nice.store(nice, Relaxed);
        Ok(())
    }

    pub fn user(&self) -> u32 {
        self.user.load(Relaxed)
    }

    pub fn group(&self) -> u32 {
        self.group.load(Relaxed)
    }

    /// User and group; `None` for nobody's.
    pub fn set_identity(&self, identity: Option<(u32, u32)>) {
        let (user, group) = identity.unwrap_or((NOBODY, NOBODY));
        self.user.store(user, Relaxed);
        self.group.store(group, Relaxed);
    }
}
