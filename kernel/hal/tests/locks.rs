//! The lock order, values set once, per-CPU data.
#![cfg(not(target_os = "none"))]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use capos_hal::sync::{Level, MAX_CPUS, Once, PerCpu, SpinLock, assert_none_held};

struct Low;
impl Level for Low {
    const RANK: u8 = 3;
    const NAME: &'static str = "low";
}

struct High;
impl Level for High {
    const RANK: u8 = 7;
    const NAME: &'static str = "high";
}

#[test]
fn locks_in_ascending_order() {
    let low = SpinLock::<Low, _>::new(1);
    let high = SpinLock::<High, _>::new(2);
    let first = low.lock();
    let second = high.lock();
    assert_eq!(*first + *second, 3);
    drop((first, second));
    assert_none_held();
}

#[test]
#[cfg(debug_assertions)]
fn refuses_the_other_order_and_two_of_one_rank() {
    let low = SpinLock::<Low, _>::new(());
    let other = SpinLock::<Low, _>::new(());
    let high = SpinLock::<High, _>::new(());
    let guard = high.lock();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(low.lock()))).is_err());
    drop(guard);
    let guard = low.lock();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(other.lock()))).is_err());
    assert!(catch_unwind(assert_none_held).is_err());
    drop(guard);
    assert_none_held();
}

#[test]
fn excludes_other_threads() {
    let counter = SpinLock::<Low, _>::new(0u64);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10_000 {
                    *counter.lock() += 1;
                }
            });
        }
    });
    assert_eq!(counter.into_inner(), 40_000);
}

#[test]
fn try_lock_never_waits() {
    let lock = SpinLock::<Low, _>::new(5);
    let guard = lock.lock();
    assert!(lock.try_lock().is_none());
    drop(guard);
    assert_eq!(lock.try_lock().map(|value| *value), Some(5));
}

#[test]
fn once_keeps_the_first_value() {
    let once = Once::new();
    assert_eq!(once.get(), None);
    assert_eq!(once.set("first"), Ok(()));
    assert_eq!(once.set("second"), Err("second"));
    assert_eq!(once.get(), Some(&"first"));
}

#[test]
fn per_cpu_data_is_one_value_for_each() {
    let counts = PerCpu::new([const { AtomicU32::new(0) }; MAX_CPUS]);
    counts.get().fetch_add(2, Relaxed);
    assert_eq!(counts.all().iter().map(|count| count.load(Relaxed)).sum::<u32>(), 2);
}
