//! What is pending, and in which order it is taken.

use crate::signal::{QUEUE_LIMIT, SignalInfo, SignalQueue, SignalSet, number};

fn info(signal: u8, value: u64) -> SignalInfo {
    SignalInfo { signal, value, ..SignalInfo::default() }
}

#[test]
fn standard_signals_are_pending_once_and_the_lowest_goes_first() {
    let queue = SignalQueue::default();
    for value in 0..3 {
        assert_eq!(queue.push(info(number::INT, value)), Ok(()));
        assert_eq!(queue.push(info(number::HUP, value)), Ok(()));
    }
    assert_eq!(queue.take(SignalSet::ALL), Some(info(number::HUP, 0)));
    assert_eq!(queue.take(SignalSet::one(number::HUP)), None);
    assert_eq!(queue.take(SignalSet::ALL), Some(info(number::INT, 0)));
    assert_eq!(queue.take(SignalSet::ALL), None);
    assert!(queue.pending().is_empty());
}

#[test]
fn real_time_signals_queue_in_order_up_to_the_limit() {
    let queue = SignalQueue::default();
    for value in 0..QUEUE_LIMIT as u64 {
        assert_eq!(queue.push(info(40, value)), Ok(()));
    }
    assert!(queue.push(info(40, 999)).is_err());
    assert_eq!(queue.push(info(number::INT, 7)), Ok(()), "a standard one always finds room");
    assert_eq!(queue.take(SignalSet::ALL), Some(info(number::INT, 7)));
    for value in 0..QUEUE_LIMIT as u64 {
        assert_eq!(queue.take(SignalSet::ALL), Some(info(40, value)));
    }
    assert!(queue.pending().is_empty());
}

#[test]
fn what_is_discarded_is_gone_and_the_rest_stays() {
    let queue = SignalQueue::default();
    for signal in [number::INT, 40, 40, 41] {
        assert_eq!(queue.push(info(signal, 0)), Ok(()));
    }
    queue.discard(SignalSet::of(&[40, number::INT]));
    assert_eq!(queue.pending(), SignalSet::one(41));
    assert_eq!(queue.take(SignalSet::ALL).map(|info| info.signal), Some(41));
}
