use std::vec::Vec;

use super::{Load, RunQueue};

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

#[test]
fn the_urgent_go_first_by_priority_and_age() {
    let mut queue = RunQueue::new();
    queue.push("ordinary", false);
    queue.push_urgent("low", 1, false);
    queue.push_urgent("high", 9, false);
    queue.push_urgent("high too", 9, false);
    queue.push_urgent("made room", 9, true);
    assert_eq!(queue.highest(), 9);
    let order: Vec<&str> = core::iter::from_fn(|| queue.pop()).collect();
    assert_eq!(order, ["made room", "high", "high too", "low", "ordinary"]);
    assert_eq!(queue.highest(), 0);
}

#[test]
fn the_urgent_leave_the_ordinary_a_part() {
    let mut queue = RunQueue::new();
    queue.push_urgent(0, 50, false);
    assert!((0..100).all(|_| !queue.urgent_tick()), "nobody else is ready");
    queue.push(1, true);
    let ticks = (1..100).take_while(|_| !queue.urgent_tick()).count();
    assert!(ticks < 10, "{ticks}");
    assert_eq!((queue.pop(), queue.pop()), (Some(1), Some(0)));
}

#[test]
fn a_thread_is_taken_out_wherever_it_is() {
    let mut queue = RunQueue::new();
    queue.push_urgent(1, 5, false);
    queue.push(2, false);
    queue.push(3, true);
    for thread in [2, 1, 3] {
        assert_eq!(queue.remove(|queued| *queued == thread), Some(thread));
        assert_eq!(queue.remove(|queued| *queued == thread), None);
    }
    assert!(queue.is_empty());
}

#[test]
fn the_load_approaches_what_runs() {
    let mut load = Load::new();
    load.sample(60_000_000_000, 2);
    let [one, five, fifteen] = load.averages().map(|average| f64::from(average) / 65536.0);
    let expected = |minutes: f64| 2.0 * (1.0 - (-1.0 / minutes).exp());
    assert!((one - expected(1.0)).abs() < 0.01, "{one}");
    assert!((five - expected(5.0)).abs() < 0.01, "{five}");
    assert!((fifteen - expected(15.0)).abs() < 0.01, "{fifteen}");
    load.sample(u64::MAX, 0);
    assert_eq!(load.averages(), [0; 3]);
}
