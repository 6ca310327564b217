//! Threads: passing blocks on, ending with full caches, and memory going back.

mod common;
use common::*;
use std::sync::atomic::Ordering;
use std::sync::mpsc;

struct Sent(*mut u8, usize, u64);
// SAFETY: the receiver is the only user.
unsafe impl Send for Sent {}

#[test]
fn blocks_are_freed_by_other_threads() {
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..4).map(|_| mpsc::sync_channel::<Sent>(1000)).unzip();
    let handles: Vec<_> = receivers
        .into_iter()
        .enumerate()
        .map(|(id, receiver)| {
            let senders = senders.clone();
            std::thread::spawn(move || {
                let mut random = Random(id as u64 + 1);
                for round in 0..50_000_u64 {
                    let size = random.size() % 70_000;
                    let p = malloc(size);
                    stamp(p, size, round);
                    let to = random.below(4);
                    if let Err(error) = senders[to].try_send(Sent(p, size, round)) {
                        let (mpsc::TrySendError::Full(Sent(p, size, seed))
                        | mpsc::TrySendError::Disconnected(Sent(p, size, seed))) = error;
                        verify(p, size, seed);
                        free(p);
                    }
                    while let Ok(Sent(p, size, seed)) = receiver.try_recv() {
                        verify(p, size, seed);
                        free(p);
                    }
                }
                drop(senders);
                while let Ok(Sent(p, size, seed)) = receiver.recv() {
                    verify(p, size, seed);
                    free(p);
                }
                thread_ends();
            })
        })
        .collect();
    drop(senders);
    for handle in handles {
        handle.join().unwrap();
    }
}

#[test]
fn memory_of_ended_threads_is_used_again() {
    // SAFETY: this thread's cache.
    let before = unsafe { HEAP.statistics(cache()) }.metadata;
    for _ in 0..300 {
        std::thread::spawn(|| {
            let blocks: Vec<_> = (0..500).map(malloc).collect();
            blocks.into_iter().for_each(free);
            thread_ends();
        })
        .join()
        .unwrap();
    }
    // SAFETY: this thread's cache.
    let after = unsafe { HEAP.statistics(cache()) }.metadata;
    assert!(after - before < 8 << 20, "{before} {after}");
}

#[test]
fn freed_memory_goes_back_to_the_system() {
    let returned = RETURNED.load(Ordering::Relaxed);
    let blocks: Vec<_> = (0..100_000)
        .map(|i| {
            let p = malloc(1000);
            stamp(p, 1000, i);
            p
        })
        .collect();
    blocks.into_iter().for_each(free);
    assert!(RETURNED.load(Ordering::Relaxed) - returned > 60 << 20);
}

#[test]
fn fork_hooks_leave_the_heap_usable() {
    for _ in 0..100 {
        HEAP.before_fork();
        // SAFETY: called before on this thread.
        unsafe { HEAP.after_fork() };
        free(malloc(100));
    }
}

#[test]
fn a_thread_that_only_frees_takes_over_a_cache() {
    // One cache of every class is left behind, empty but for its limits.
    std::thread::spawn(|| {
        for size in [16, 100, 1000, 5000] {
            free(malloc(size));
        }
        thread_ends();
    })
    .join()
    .unwrap();
    for size in [16, 100, 1000, 5000] {
        let block = Sent(malloc(size), size, 1);
        std::thread::spawn(move || {
            let Sent(p, ..) = { block };
            free(p);
            thread_ends();
        })
        .join()
        .unwrap();
    }
}
