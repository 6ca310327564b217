use std::vec::Vec;

use super::weight::stride;
use super::{Load, RunQueue};

#[test]
fn each_queue_is_first_in_first_out() {
    let mut queue = RunQueue::new();
    (1..=3).for_each(|thread| queue.push(thread));
    let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
    assert_eq!(order, [1, 2, 3]);
    assert!(queue.is_empty());
}

#[test]
fn those_who_waited_go_first_but_not_for_ever() {
    let mut queue = RunQueue::new();
    queue.push_greedy(0, 0, 1);
    (1..=20).for_each(|thread| queue.push(thread));
    let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
    let turn = order.iter().position(|&thread| thread == 0).expect("it has its turn");
    assert_eq!(turn, 8);
    assert_eq!(order.len(), 21);
}

/// Turns of threads with those nice values that use up each, out of so many.
fn turns<const COUNT: usize>(nice: [i8; COUNT], total: u32) -> [u32; COUNT] {
    let (mut queue, mut places, mut turns) = (RunQueue::new(), [0; COUNT], [0; COUNT]);
    for (thread, nice) in nice.into_iter().enumerate() {
        places[thread] = queue.push_greedy(thread, 0, stride(nice));
    }
    for _ in 0..total {
        let thread = queue.pop().expect("all are ready");
        turns[thread] += 1;
        places[thread] = queue.push_greedy(thread, places[thread], stride(nice[thread]));
    }
    turns
}

#[test]
fn the_equally_nice_take_turns() {
    assert_eq!(turns([0; 4], 400), [100; 4]);
    assert_eq!(turns([19; 4], 400), [100; 4]);
}

#[test]
fn nice_values_are_weights() {
    let [one, other] = turns([0, 1], 9000);
    assert!(one.abs_diff(5000) < 5 && other.abs_diff(4000) < 5, "{one} {other}");
    let [none, five, most] = turns([0, 5, 19], 100_000);
    let shares = |nice: f64| 1.25f64.powf(-nice);
    let sum = shares(0.0) + shares(5.0) + shares(19.0);
    for (turns, nice) in [(none, 0.0), (five, 5.0), (most, 19.0)] {
        let expected = 100_000.0 * shares(nice) / sum;
        assert!((f64::from(turns) - expected).abs() < 20.0, "{nice}: {turns} of {expected}");
    }
    assert!(most > 0, "the nicest is not forgotten");
}

#[test]
fn who_was_away_gets_no_more_than_its_share() {
    let mut queue = RunQueue::new();
    let mut place = queue.push_greedy(1, 0, stride(0));
    for _ in 0..100 {
        assert_eq!(queue.pop(), Some(1));
        place = queue.push_greedy(1, place, stride(0));
    }
    let mut other = queue.push_greedy(2, 0, stride(0));
    let mut turns = [0; 3];
    for _ in 0..20 {
        let thread = queue.pop().expect("both are ready");
        turns[thread] += 1;
        let last = if thread == 1 { &mut place } else { &mut other };
        *last = queue.push_greedy(thread, *last, stride(0));
    }
    assert_eq!(turns, [0, 10, 10]);
}

#[test]
fn a_reserved_place_is_enough_for_every_thread() {
    let mut queue = RunQueue::new();
    assert!(queue.reserve(100));
    (0..50).for_each(|thread| queue.push(thread));
    for thread in 50..100 {
        queue.push_greedy(thread, 0, 1);
    }
    assert!(queue.reserve(100));
}

#[test]
fn the_urgent_go_first_by_priority_and_age() {
    let mut queue = RunQueue::new();
    queue.push("ordinary");
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
    queue.push_greedy(1, 0, 1);
    let ticks = (1..100).take_while(|_| !queue.urgent_tick()).count();
    assert!(ticks < 10, "{ticks}");
    assert_eq!((queue.pop(), queue.pop()), (Some(1), Some(0)));
}

#[test]
fn a_thread_is_taken_out_wherever_it_is() {
    let mut queue = RunQueue::new();
    queue.push_urgent(1, 5, false);
    queue.push(2);
    queue.push_greedy(3, 0, 1);
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
