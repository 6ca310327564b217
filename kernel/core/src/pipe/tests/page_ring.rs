use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::PAGE_SIZE;
use capos_hal::host::Machine;
use proptest::prelude::*;

use super::super::page_ring::{CAPACITY, PIPE_BUF, PageRing};
use crate::quota::Account;

fn ring(pages: u64) -> (PageRing, Arc<Account>) {
    Machine::new(4096).enter();
    let account = Arc::new(Account::new(pages));
    let ring = PageRing::new(Arc::clone(&account)).expect("room for a page");
    (ring, account)
}

/// As many of the bytes as go in.
fn push(ring: &mut PageRing, bytes: &[u8]) -> usize {
    let count = ring.prepare(bytes.len());
    let mut copied = 0;
    while copied < count {
        let part = ring.vacant(copied, count - copied).expect("prepared");
        part.frame.write(part.offset, &bytes[copied..copied + part.length]);
        copied += part.length;
    }
    ring.append(count);
    count
}

/// At most so many bytes.
fn pull(ring: &mut PageRing, most: usize) -> Vec<u8> {
    let mut bytes = vec![0; most.min(ring.len())];
    let mut copied = 0;
    while copied < bytes.len() {
        let part = ring.filled(copied, bytes.len() - copied).expect("filled");
        part.frame.read(part.offset, &mut bytes[copied..copied + part.length]);
        copied += part.length;
    }
    ring.consume(copied);
    if ring.is_empty() {
        ring.rewind();
    }
    bytes
}

#[test]
fn pages_come_as_they_are_needed_and_go_with_the_ring() {
    let (mut ring, account) = ring(100);
    assert_eq!(account.used(), 1);
    for _ in 0..100 {
        assert_eq!(push(&mut ring, &[1; 3000]), 3000);
        assert_eq!(pull(&mut ring, 4000).len(), 3000);
    }
    assert_eq!(account.used(), 1, "small moves stay in the first page");
    assert_eq!(push(&mut ring, &[2; CAPACITY + 1]), CAPACITY);
    assert_eq!((ring.room(), account.used()), (0, (CAPACITY / PAGE_SIZE) as u64));
    drop(ring);
    assert_eq!(account.used(), 0);
}

#[test]
fn without_further_pages_it_works_with_those_it_has() {
    let (mut ring, account) = ring(2);
    assert_eq!(ring.room(), CAPACITY, "nobody knows yet");
    assert_eq!(push(&mut ring, &[1; 10_000]), 2 * PAGE_SIZE);
    assert_eq!(ring.room(), 0);
    assert_eq!(pull(&mut ring, 5000).len(), 5000);
    assert_eq!(push(&mut ring, &[2; 10]), 0, "behind the second page there is nothing");
    assert_eq!(pull(&mut ring, 5000).len(), 2 * PAGE_SIZE - 5000);
    assert_eq!(push(&mut ring, &[3; PIPE_BUF]), PIPE_BUF);
    assert_eq!(account.used(), 2);
    assert!(PageRing::new(account).is_err());
}

proptest! {
    #[test]
    fn bytes_come_out_as_they_went_in(pages in 1..20u64, moves in prop::collection::vec((any::<bool>(), 1..30_000usize), 1..60)) {
        let (mut ring, account) = ring(pages);
        let mut expected: VecDeque<u8> = VecDeque::new();
        let mut next = 0_u8;
        for (goes_in, length) in moves {
            if goes_in {
                let bytes: Vec<u8> = (0..length).map(|index| next.wrapping_add(index as u8)).collect();
                let was_empty = ring.is_empty();
                let room = ring.room();
                let count = push(&mut ring, &bytes);
                prop_assert!(count <= room);
                prop_assert!(!was_empty || count >= length.min(PIPE_BUF));
                prop_assert!(count == length || ring.room() == 0, "what does not fit finds no room");
                next = next.wrapping_add(count as u8);
                expected.extend(&bytes[..count]);
            } else {
                let bytes = pull(&mut ring, length);
                prop_assert_eq!(bytes.len(), length.min(expected.len()));
                prop_assert!(expected.drain(..bytes.len()).eq(bytes));
            }
            prop_assert_eq!(ring.len(), expected.len());
            prop_assert!(account.used() <= pages);
        }
    }
}
