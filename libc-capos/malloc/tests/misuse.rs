//! Misuse ends the process with a message. Each case runs in a process of its own: this test, called again.

mod common;
use common::*;
use std::process::Command;

const CASE: &str = "CAPOS_MALLOC_CASE";

fn cases() -> Vec<(&'static str, &'static str, fn())> {
    fn twice(size: usize) {
        let p = malloc(size);
        free(p);
        free(p);
    }
    fn past_the_end(size: usize) {
        let p = malloc(size);
        let end = usable(p);
        // SAFETY: none: this is the misuse to be caught; the byte belongs to the allocator.
        unsafe { *p.add(end) ^= 0xff };
        free(p);
    }
    vec![
        ("small-twice", "already free", || twice(40)),
        ("medium-twice", "already free", || twice(10_000)),
        ("large-twice", "already free", || twice(200_000)),
        ("huge-twice", "not a block", || twice(5_000_000)),
        ("realloc-freed", "already free", || {
            let p = malloc(40);
            free(p);
            realloc(p, 1000);
        }),
        ("after-cache-drained", "already free", || {
            let p = malloc(40);
            free(p);
            thread_ends();
            free(p);
        }),
        ("inside-small", "not a block", || free(malloc(100).wrapping_add(16))),
        ("inside-large", "not a block", || free(malloc(100_000).wrapping_add(4096))),
        ("inside-huge", "not a block", || free(malloc(9_000_000).wrapping_add(4096))),
        ("far-inside-huge", "not a block", || free(malloc(90_000_000).wrapping_add(8 << 20))),
        ("never-allocated", "not a block", || {
            // A slot of the same span that was not handed out: the last one of its 64 KiB.
            let p = malloc(24);
            free(p.map_addr(|a| (a & !0xffff) + 0x10000 - 32));
        }),
        ("stack", "not a block", || {
            let mut local = 0_u64;
            free((&raw mut local).cast());
        }),
        ("wild", "not a block", || free(std::ptr::without_provenance_mut(0xdead_beef_0000))),
        ("non-canonical", "not a block", || free(std::ptr::without_provenance_mut(usize::MAX - 15))),
        ("small-overflow", "past the end", || past_the_end(24)),
        ("medium-overflow", "past the end", || past_the_end(5000)),
        ("large-overflow", "past the end", || past_the_end(150_000)),
        ("realloc-overflow", "past the end", || {
            let p = malloc(24);
            let end = usable(p);
            // SAFETY: none: this is the misuse to be caught.
            unsafe { *p.add(end + 3) ^= 0x10 };
            realloc(p, 100);
        }),
    ]
}

#[test]
fn misuse_is_reported() {
    if let Ok(name) = std::env::var(CASE) {
        let (_, _, run) = cases().into_iter().find(|c| c.0 == name).unwrap();
        run();
        return;
    }
    for (name, message, _) in cases() {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "misuse_is_reported", "--nocapture"])
            .env(CASE, name)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name} went unnoticed");
        assert!(said.contains(message), "{name}: {said}");
    }
}

#[test]
fn huge_blocks_end_at_a_guard_page() {
    if std::env::var(CASE).as_deref() == Ok("guard") {
        let size = 5 << 20;
        let p = malloc(size);
        // SAFETY: none: this is the misuse to be caught.
        unsafe { *p.add(usable(p)) = 1 };
        return;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "huge_blocks_end_at_a_guard_page"])
        .env(CASE, "guard")
        .output()
        .unwrap();
    use std::os::unix::process::ExitStatusExt;
    assert_eq!(output.status.signal(), Some(libc::SIGSEGV));
}

#[test]
fn the_order_of_slots_is_not_predictable() {
    let blocks: Vec<usize> = (0..64).map(|_| malloc(48).addr()).collect();
    let ascending = blocks.windows(2).filter(|w| w[1] > w[0]).count();
    assert!((8..56).contains(&ascending), "{ascending} of 63 steps ascend");
}
