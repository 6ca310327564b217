use std::net::SocketAddr;

use super::{DURATION, MOST, TimeWait};

fn local(port: u16) -> SocketAddr {
    SocketAddr::from(([10, 0, 2, 15], port))
}

fn remote(port: u16) -> SocketAddr {
    SocketAddr::from(([10, 0, 2, 2], port))
}

#[test]
fn it_lasts_its_time() {
    let mut ended = TimeWait::new();
    ended.insert(local(80), remote(1000), 0);
    ended.insert(local(80), remote(1001), 5);
    assert!(ended.has(local(80), remote(1000)) && ended.has_port(local(80)));
    assert!(!ended.has(local(80), remote(1002)) && !ended.has_port(local(81)));
    ended.forget_until(DURATION);
    assert!(!ended.has(local(80), remote(1000)) && ended.has(local(80), remote(1001)));
    assert!(ended.has_port(local(80)));
    ended.forget_until(DURATION + 5);
    assert!(!ended.has(local(80), remote(1001)) && !ended.has_port(local(80)));
}

#[test]
fn one_that_begins_anew_is_not_ended_by_the_old_ones_time() {
    let mut ended = TimeWait::new();
    ended.insert(local(80), remote(1000), 0);
    ended.remove(local(80), remote(1000));
    assert!(!ended.has(local(80), remote(1000)) && !ended.has_port(local(80)));
    ended.insert(local(80), remote(1000), 10);
    ended.forget_until(DURATION + 9);
    assert!(ended.has(local(80), remote(1000)));
    ended.forget_until(DURATION + 10);
    assert!(!ended.has_port(local(80)));
}

#[test]
fn of_too_many_the_oldest_are_forgotten() {
    let mut ended = TimeWait::new();
    for number in 0..MOST as u16 + 10 {
        ended.insert(local(80), remote(number), 0);
    }
    assert!(!ended.has(local(80), remote(9)) && ended.has(local(80), remote(10)));
    assert!(ended.has_port(local(80)));
    assert_eq!(ended.lists.iter().map(Vec::len).sum::<usize>(), MOST);
}
