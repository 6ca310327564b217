use std::collections::BTreeMap;
use std::vec::Vec;

use proptest::prelude::*;

use super::{Due, TimerQueue};

fn drain(queue: &mut TimerQueue<u32>, now: u64) -> Vec<u32> {
    let mut fired = Vec::new();
    while let Due::Fired(waiter) = queue.pop_due(now) {
        fired.push(waiter);
    }
    fired
}

#[test]
fn timers_fire_in_order_and_once() {
    let mut queue = TimerQueue::new();
    for (deadline, name) in [(30, 3), (10, 1), (20, 2)] {
        queue.insert(deadline, name).expect("memory");
    }
    assert!(matches!(queue.pop_due(9), Due::Later(10)));
    assert_eq!(drain(&mut queue, 20), [1, 2]);
    assert!(matches!(queue.pop_due(20), Due::Later(30)));
    assert_eq!(drain(&mut queue, 30), [3]);
    assert!(matches!(queue.pop_due(u64::MAX), Due::Never));
}

#[test]
fn an_old_id_does_not_cancel_the_slots_next_timer() {
    let mut queue = TimerQueue::new();
    let (slot, generation) = queue.insert(1, 1).expect("memory");
    assert_eq!(queue.cancel(slot, generation), Some(1));
    let (again, _) = queue.insert(2, 2).expect("memory");
    assert_eq!(slot, again);
    assert_eq!(queue.cancel(slot, generation), None);
    assert_eq!(drain(&mut queue, 2), [2]);
}

#[derive(Clone, Debug)]
enum Step {
    Insert(u64),
    Cancel(usize),
    Advance(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..1000u64).prop_map(Step::Insert),
        (0..100usize).prop_map(Step::Cancel),
        (0..100u64).prop_map(Step::Advance),
    ]
}

proptest! {
    #[test]
    fn the_queue_agrees_with_a_map(steps in prop::collection::vec(step(), 0..300)) {
        let mut queue = TimerQueue::new();
        let mut set: BTreeMap<u32, u64> = BTreeMap::new();
        let mut ids = Vec::new();
        let mut now = 0;
        for step in steps {
            match step {
                Step::Insert(deadline) => {
                    let name = ids.len() as u32;
                    ids.push(queue.insert(deadline, name).expect("memory"));
                    set.insert(name, deadline);
                }
                Step::Cancel(index) => if let Some(&(slot, generation)) = ids.get(index) {
                    let canceled = queue.cancel(slot, generation);
                    let expected = set.remove(&(index as u32)).map(|_| index as u32);
                    prop_assert_eq!(canceled, expected);
                },
                Step::Advance(by) => {
                    now += by;
                    let mut fired = drain(&mut queue, now);
                    let deadlines: Vec<_> = fired.iter().map(|name| set[name]).collect();
                    prop_assert!(deadlines.is_sorted());
                    let mut expected: Vec<_> = set.extract_if(.., |_, deadline| *deadline <= now).map(|(name, _)| name).collect();
                    fired.sort_unstable();
                    expected.sort_unstable();
                    prop_assert_eq!(fired, expected);
                }
            }
        }
    }
}
