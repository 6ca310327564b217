//! Which lock levels this CPU holds; only builds with debug assertions keep count.

#[cfg(all(debug_assertions, not(target_os = "none")))]
mod levels {
    use core::cell::Cell;

    // A thread of the host is what a CPU is on the machine: tasks never switch with a lock held.
    std::thread_local!(static HELD: Cell<u64> = const { Cell::new(0) });

    pub fn get() -> u64 {
        HELD.get()
    }

    pub fn set(levels: u64) {
        HELD.set(levels);
    }
}

#[cfg(all(debug_assertions, target_os = "none"))]
mod levels {
    use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use super::super::PerCpu;

    static HELD: PerCpu<AtomicU64> = PerCpu::new([const { AtomicU64::new(0) }; super::super::MAX_CPUS]);

    pub fn get() -> u64 {
        HELD.get().load(Relaxed)
    }

    pub fn set(levels: u64) {
        HELD.get().store(levels, Relaxed);
    }
}

/// Notes that a lock of the rank is about to be taken. Panics if one of the same or a higher rank is held.
#[track_caller]
pub(super) fn acquire(_rank: u8, _name: &str) {
    #[cfg(debug_assertions)]
    {
        let held = levels::get();
        assert!(held >> _rank == 0, "lock order: {_name} (rank {_rank}) taken with ranks {held:#b} held");
        levels::set(held | 1 << _rank);
    }
}

pub(super) fn release(_rank: u8) {
    #[cfg(debug_assertions)]
    levels::set(levels::get() & !(1 << _rank));
}

/// Panics in builds with debug assertions if this CPU holds a spin lock: whoever may sleep, switch or touch
/// user memory must not.
#[track_caller]
#[inline(always)]
pub fn assert_none_held() {
    #[cfg(debug_assertions)]
    assert!(levels::get() == 0, "a spin lock is held: ranks {:#b}", levels::get());
}
