use super::MemoryMap;

fn sorted<const N: usize>(map: &MemoryMap<N>) -> Vec<(u64, u64)> {
    let mut ranges: Vec<_> = map.ranges().iter().map(|range| (range.start, range.end)).collect();
    ranges.sort_unstable();
    ranges
}

#[test]
fn usable_memory_shrinks_to_frames() {
    let mut map = MemoryMap::<4>::new();
    map.add(0x10..0x9fc00);
    map.add(0x5001..0x5fff);
    assert_eq!(sorted(&map), [(0x1000, 0x9f000)]);
}

#[test]
fn removal_splits_and_grows_to_frames() {
    let mut map = MemoryMap::<8>::new();
    map.add(0..0x10_0000);
    map.add(0x20_0000..0x30_0000);
    map.remove(0x1234..0x2345);
    map.remove(0xf_8000..0x21_0000);
    map.remove(0x40_0000..0x50_0000);
    map.remove(0x5000..0x5000);
    assert_eq!(sorted(&map), [(0, 0x1000), (0x3000, 0xf_8000), (0x21_0000, 0x30_0000)]);
    assert_eq!(map.end(), 0x30_0000);
}

#[test]
fn finds_the_lowest_room_below_a_limit() {
    let mut map = MemoryMap::<4>::new();
    map.add(0x8000..0x9000);
    map.add(0x1000..0x3000);
    map.add(0x10000..0x40000);
    assert_eq!(map.find(0x1000, u64::MAX), Some(0x1000));
    assert_eq!(map.find(0x3000, u64::MAX), Some(0x10000));
    assert_eq!(map.find(0x3000, 0x12000), None);
    assert_eq!(map.find(0x100000, u64::MAX), None);
}

#[test]
fn too_many_pieces_give_up_the_smallest() {
    let mut map = MemoryMap::<2>::new();
    map.add(0x1000..0x3000);
    map.add(0x5000..0x6000);
    map.add(0x8000..0xc000);
    assert_eq!(sorted(&map), [(0x1000, 0x3000), (0x8000, 0xc000)]);
}
