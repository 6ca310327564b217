//! Range locks against a model that keeps one entry a byte.

use crate::file_system::{LockKind, LockOwner, LockTable, Range, Refused, begin_wait, end_wait};

const BYTES: usize = 24;
const OWNERS: [LockOwner; 3] = [LockOwner::Process(1), LockOwner::Process(2), LockOwner::Description(1)];

/// A small generator: the tests are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % bound
    }
}

#[test]
fn ranges_behave_like_bytes() {
    let mut random = Random(1);
    for _ in 0..200 {
        let mut table = LockTable::new();
        let mut model = [[None::<LockKind>; BYTES]; OWNERS.len()];
        for _ in 0..60 {
            let index = random.below(OWNERS.len() as u64) as usize;
            let start = random.below(BYTES as u64);
            let length = random.below(BYTES as u64 - start);
            let range = Range::new(start, length).expect("a range");
            let bytes = start as usize..if length == 0 { BYTES } else { (start + length) as usize };
            let kind = [None, Some(LockKind::Shared), Some(LockKind::Exclusive)][random.below(3) as usize];
            let Some(kind) = kind else {
                assert_eq!(table.clear(OWNERS[index], range), Ok(()));
                model[index][bytes].fill(None);
                continue;
            };
            let blocked = (0..OWNERS.len()).any(|other| {
                let stands_in_the_way = |held: &Option<LockKind>| {
                    held.is_some_and(|held| held == LockKind::Exclusive || kind == LockKind::Exclusive)
                };
                other != index && model[other][bytes.clone()].iter().any(stands_in_the_way)
            });
            let set = table.set(OWNERS[index], kind, range);
            assert_eq!(matches!(set, Err(Refused::Held(_))), blocked, "{set:?}");
            assert_eq!(table.conflict(OWNERS[index], kind, range).is_some(), blocked);
            if !blocked {
                model[index][bytes].fill(Some(kind));
            }
        }
        for owner in OWNERS {
            table.release(owner);
        }
        let all = Range::new(0, 0).expect("everything");
        assert_eq!(table.conflict(LockOwner::Process(9), LockKind::Exclusive, all), None);
    }
}

#[test]
fn neighbours_are_one_lock() {
    let mut table = LockTable::new();
    let owner = LockOwner::Process(1);
    for start in [0, 20, 10] {
        table.set(owner, LockKind::Shared, Range::new(start, 10).expect("a range")).expect("free");
    }
    let found =
        table.conflict(LockOwner::Process(2), LockKind::Exclusive, Range::new(25, 1).expect("a range"));
    assert_eq!(found.map(|lock| (lock.range.start, lock.range.length())), Some((0, 30)));
}

#[test]
fn ranges_end_where_positions_do() {
    assert_eq!(Range::new(5, 0).map(Range::length), Some(0));
    assert_eq!(Range::new(0, i64::MAX as u64).map(Range::length), Some(i64::MAX as u64));
    assert_eq!(Range::new(i64::MAX as u64, 2), None);
    assert_eq!(Range::new(u64::MAX, 0), None);
}

#[test]
fn whole_locks() {
    let mut table = LockTable::new();
    let [one, two, three] = OWNERS;
    assert_eq!(table.set_whole(one, Some(LockKind::Shared)), Ok(()));
    assert_eq!(table.set_whole(two, Some(LockKind::Shared)), Ok(()));
    assert_eq!(table.set_whole(three, Some(LockKind::Exclusive)), Err(Refused::Held(one)));
    assert_eq!(table.set_whole(one, None), Ok(()));
    assert_eq!(table.set_whole(two, Some(LockKind::Exclusive)), Ok(()), "the kind of one's own can change");
    assert_eq!(table.set_whole(one, Some(LockKind::Shared)), Err(Refused::Held(two)));
    assert!(table.release(two));
    assert!(!table.release(two));
}

#[test]
fn circles_of_waiting_are_seen() {
    assert!(begin_wait(101, 102));
    assert!(begin_wait(102, 103));
    assert!(!begin_wait(103, 101));
    end_wait(102);
    assert!(begin_wait(103, 101));
    end_wait(101);
    end_wait(103);
}

#[test]
fn the_number_of_locks_is_bounded() {
    let mut table = LockTable::new();
    let lock = |table: &mut LockTable, index: u64| {
        table.set(LockOwner::Process(1), LockKind::Shared, Range::new(index * 2, 1).expect("a range"))
    };
    let refused = (0..10_000).map(|index| lock(&mut table, index)).find(|set| set.is_err());
    assert_eq!(refused, Some(Err(Refused::TooMany)));
}
