use super::FrameBitmap;

fn with_bitmap(frames: usize, test: impl FnOnce(FrameBitmap<'_>)) {
    let mut storage = vec![u64::MAX; FrameBitmap::storage_words(frames)];
    test(FrameBitmap::new(&mut storage, frames));
}

#[test]
fn a_new_bitmap_is_empty() {
    with_bitmap(1000, |mut bitmap| {
        assert_eq!(bitmap.free(), 0);
        assert_eq!(bitmap.take(), None);
    });
}

#[test]
fn gives_each_frame_once_lowest_first() {
    with_bitmap(300_000, |mut bitmap| {
        bitmap.insert_range(5, 200);
        bitmap.insert_range(270_001, 270_100);
        let expected: Vec<_> = (5..200).chain(270_001..270_100).collect();
        assert_eq!(bitmap.free(), expected.len() as u64);
        let taken: Vec<_> = std::iter::from_fn(|| bitmap.take()).collect();
        assert_eq!(taken, expected);
        assert_eq!(bitmap.free(), 0);
    });
}

#[test]
fn a_freed_frame_is_given_again() {
    with_bitmap(100_000, |mut bitmap| {
        bitmap.insert_range(0, 100_000);
        let taken: Vec<_> = (0..100_000).map(|_| bitmap.take().unwrap()).collect();
        assert_eq!(bitmap.take(), None);
        for frame in taken.iter().rev().step_by(977) {
            bitmap.insert(*frame);
        }
        let mut again: Vec<_> = std::iter::from_fn(|| bitmap.take()).collect();
        again.reverse();
        assert!(again.iter().eq(taken.iter().rev().step_by(977)));
    });
}

#[test]
fn agrees_with_a_set_under_random_use() {
    let mut random = 0x1234_5678_9abc_def1u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    with_bitmap(9000, |mut bitmap| {
        let mut free = std::collections::BTreeSet::new();
        for _ in 0..200_000 {
            let frame = next() % 9000;
            if next() % 2 == 0 && free.insert(frame) {
                bitmap.insert(frame);
            } else if next() % 3 != 0 {
                assert_eq!(bitmap.take(), free.pop_first());
            }
            assert_eq!(bitmap.free(), free.len() as u64);
        }
    });
}
