//! Tests of open flags.

use super::OpenFlags;

#[test]
fn flags() {
    assert!(OpenFlags::decode(0).is_some_and(|flags| flags.reads() && !flags.writes()));
    assert!(OpenFlags::decode(1).is_some_and(|flags| !flags.reads() && flags.writes()));
    assert!(OpenFlags::decode(2).is_some_and(|flags| flags.reads() && flags.writes()));
    assert!(OpenFlags::decode(0o1000).is_some_and(|flags| !flags.writes()));
    assert!(OpenFlags::decode(0o10000000).is_some_and(|flags| !flags.reads()));
    assert_eq!(OpenFlags::decode(3), None);
    assert_eq!(OpenFlags::decode(1 << 31), None);
    assert_eq!(OpenFlags::decode(0o4010000), Some(OpenFlags::SYNCHRONOUS | OpenFlags::DATA_SYNCHRONOUS));
}

#[test]
fn what_only_acts_at_opening_does_not_last() {
    let flags = OpenFlags::decode(0o2 | 0o100 | 0o200 | 0o1000 | 0o2000 | 0o2000000).expect("known flags");
    assert_eq!(flags.lasting(), OpenFlags::READ_WRITE | OpenFlags::APPEND);
}
