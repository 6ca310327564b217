use super::Schedule;

#[test]
fn once_expires_once() {
    let mut schedule = Schedule::new(Some(10), 0);
    assert_eq!(schedule.expire(9), 0);
    assert_eq!(schedule.expire(1000), 1);
    assert_eq!((schedule.next(), schedule.expire(2000)), (None, 0));
}

#[test]
fn intervals_that_were_missed_count() {
    let mut schedule = Schedule::new(Some(10), 5);
    assert_eq!(schedule.expire(10), 1);
    assert_eq!(schedule.next(), Some(15));
    assert_eq!(schedule.expire(29), 3);
    assert_eq!(schedule.next(), Some(30));
}

#[test]
fn the_end_of_time_is_no_time() {
    let mut schedule = Schedule::new(Some(u64::MAX - 1), 5);
    assert_eq!(schedule.expire(u64::MAX), 1);
    assert_eq!(schedule.next(), None);
    let mut schedule = Schedule::new(Some(0), 1);
    assert_eq!(schedule.expire(u64::MAX), u64::MAX);
}
