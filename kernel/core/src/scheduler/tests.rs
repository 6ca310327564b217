use std::vec::Vec;

use super::RunQueue;

#[test]
fn each_queue_is_first_in_first_out() {
    let mut queue = RunQueue::new();
    (1..=3).for_each(|thread| queue.push(thread, false));
    let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
    assert_eq!(order, [1, 2, 3]);
    assert!(queue.is_empty());
}

#[test]
fn those_who_waited_go_first_but_not_for_ever() {
    let mut queue = RunQueue::new();
    queue.push(0, true);
    (1..=20).for_each(|thread| queue.push(thread, false));
    let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
    let turn = order.iter().position(|&thread| thread == 0).expect("it has its turn");
    assert_eq!(turn, 8);
    assert_eq!(order.len(), 21);
}

#[test]
fn a_reserved_place_is_enough_for_every_thread() {
    let mut queue = RunQueue::new();
    assert!(queue.reserve(100));
    (0..100).for_each(|thread| queue.push(thread, thread % 2 == 0));
    assert!(queue.reserve(100));
}
