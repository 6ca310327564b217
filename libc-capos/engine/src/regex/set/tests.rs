use super::*;

fn set(ranges: &[(u32, u32)]) -> CharSet {
    let mut set = CharSet::default();
    ranges.iter().for_each(|&(low, high)| set.add(low, high));
    set.normalise();
    set
}

#[test]
fn ranges_merge() {
    assert_eq!(set(&[(5, 9), (1, 2), (3, 4), (8, 12), (20, 20)]).ranges(), [(1, 12), (20, 20)]);
}

#[test]
fn negation_is_its_own_inverse() {
    for ranges in [&[][..], &[(0, 0x10_ffff)], &[(0, 3), (9, 0x10_ffff)], &[(7, 7)]] {
        let set = set(ranges);
        assert_eq!(set.negated(Charset::Utf8).negated(Charset::Utf8), set);
    }
}

#[test]
fn membership_and_removal() {
    let mut set = set(&[(1, 5), (10, 10)]);
    assert!(set.contains(5) && set.contains(10) && !set.contains(6) && !set.contains(0));
    set.remove(3, Charset::Utf8);
    assert_eq!(set.ranges(), [(1, 2), (4, 5), (10, 10)]);
}

#[test]
fn classes_have_exactly_their_members() {
    for class in Class::ALL {
        let set = CharSet::class(class, Charset::Utf8);
        for c in 0..=0x10_ffff {
            assert_eq!(set.contains(c), unicode::is(c, class), "{} {c:x}", class.name());
        }
    }
}

#[test]
fn folding() {
    let mut set = set(&[(0x61, 0x62), (0x3c3, 0x3c3)]);
    set.fold(Charset::Utf8);
    assert_eq!(set.ranges(), [(0x41, 0x42), (0x61, 0x62), (0x3a3, 0x3a3), (0x3c2, 0x3c3)]);
}
