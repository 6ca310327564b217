use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::{Cursor, Database, Error, Existing, MAX_PAIR, Part, Storage};

#[derive(Default)]
struct Memory {
    files: [Vec<u8>; 2],
    /// Writes that are done before all fail.
    writes_left: Option<usize>,
}

impl Memory {
    fn file(&mut self, part: Part) -> &mut Vec<u8> {
        &mut self.files[usize::from(part == Part::Pages)]
    }
}

impl Storage for Memory {
    type Error = &'static str;

    fn read(&mut self, part: Part, offset: u64, bytes: &mut [u8]) -> Result<usize, Self::Error> {
        let file = self.file(part);
        let found = file.get(offset as usize..).unwrap_or_default();
        let count = found.len().min(bytes.len());
        bytes[..count].copy_from_slice(&found[..count]);
        Ok(count)
    }

    fn write(&mut self, part: Part, offset: u64, bytes: &[u8]) -> Result<(), Self::Error> {
        if let Some(left) = &mut self.writes_left {
            *left = left.checked_sub(1).ok_or("full")?;
        }
        let (start, file) = (offset as usize, self.file(part));
        file.resize(file.len().max(start + bytes.len()), 0);
        file[start..start + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }
}

type Base = Database<Memory>;

fn keys(base: &mut Base) -> Vec<Vec<u8>> {
    let mut cursor = Cursor::default();
    core::iter::from_fn(|| base.next_key(&mut cursor).unwrap()).collect()
}

#[test]
fn pairs_come_and_go() {
    let mut base = Base::new(Memory::default());
    assert_eq!(base.fetch(b"key"), Ok(None));
    assert_eq!(base.delete(b"key"), Ok(false));
    assert_eq!(base.store(b"key", b"one", Existing::Keep), Ok(true));
    assert_eq!(base.store(b"key", b"two", Existing::Keep), Ok(false));
    assert_eq!(base.fetch(b"key"), Ok(Some(b"one".to_vec())));
    assert_eq!(base.store(b"key", b"three", Existing::Replace), Ok(true));
    assert_eq!(base.store(b"", b"", Existing::Keep), Ok(true));
    assert_eq!(base.fetch(b"key"), Ok(Some(b"three".to_vec())));
    assert_eq!(base.fetch(b""), Ok(Some(Vec::new())));
    assert_eq!(base.delete(b"key"), Ok(true));
    assert_eq!(keys(&mut base), [b""]);
}

#[test]
fn a_map_that_random_changes_are_compared_with() {
    for seed in 1..6_u64 {
        let mut state = seed;
        let mut random = |bound: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % bound
        };
        let (mut base, mut map) = (Base::new(Memory::default()), BTreeMap::new());
        for _ in 0..4000 {
            let key = vec![b'k'; random(4) as usize + 1].into_iter().chain(random(900).to_le_bytes());
            let key: Vec<u8> = key.collect();
            match random(5) {
                0 => assert_eq!(base.delete(&key), Ok(map.remove(&key).is_some())),
                1 => assert_eq!(base.fetch(&key), Ok(map.get(&key).cloned())),
                _ => {
                    let content = vec![random(256) as u8; random(200) as usize];
                    assert_eq!(base.store(&key, &content, Existing::Replace), Ok(true));
                    map.insert(key, content);
                }
            }
        }
        let mut found = keys(&mut base);
        found.sort();
        assert!(found.iter().eq(map.keys()));
        for (key, content) in &map {
            assert_eq!(base.fetch(key).as_ref(), Ok(&Some(content.clone())));
        }
    }
}

#[test]
fn limits() {
    let mut base = Base::new(Memory::default());
    assert_eq!(base.store(b"", &[1; MAX_PAIR], Existing::Keep), Ok(true));
    assert_eq!(base.store(b"", &[1; MAX_PAIR + 1], Existing::Replace), Err(Error::TooLarge));
    assert_eq!(base.store(b"other", &[2; MAX_PAIR - 5], Existing::Keep), Ok(true));
    assert_eq!(base.fetch(b"").map(|found| found.map(|bytes| bytes.len())), Ok(Some(MAX_PAIR)));
    const { assert!(MAX_PAIR >= 1023) };
}

#[test]
fn what_was_there_is_found_after_a_failure() {
    let filled = |base: &mut Base, count: u32| {
        (0..count).find_map(|number| base.store(&number.to_le_bytes(), &[9; 300], Existing::Keep).err())
    };
    for writes in 0..60 {
        let mut base = Base::new(Memory::default());
        assert_eq!(filled(&mut base, 12), None);
        base.storage.writes_left = Some(writes);
        let failed = filled(&mut base, 60);
        assert!(matches!(failed, None | Some(Error::Storage("full"))));
        base.storage.writes_left = None;
        for number in 0..12_u32 {
            assert_eq!(base.fetch(&number.to_le_bytes()), Ok(Some(vec![9; 300])), "{writes}");
        }
    }
}

#[test]
fn other_files_are_damaged_and_nothing_worse() {
    let mut state = 9_u64;
    for _ in 0..200 {
        let mut base = Base::new(Memory::default());
        for number in 0..40_u32 {
            base.store(&number.to_le_bytes(), &[1; 200], Existing::Keep).unwrap();
        }
        for _ in 0..3 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let file = &mut base.storage.files[(state >> 60) as usize % 2];
            let at = (state >> 20) as usize % file.len().min(64);
            file[at] = (state >> 50) as u8;
        }
        for number in 0..40_u32 {
            let _ = base.fetch(&number.to_le_bytes());
            let _ = base.store(&number.to_le_bytes(), &[2; 300], Existing::Replace);
            let _ = base.delete(&number.to_le_bytes());
        }
        let mut cursor = Cursor::default();
        while let Ok(Some(_)) = base.next_key(&mut cursor) {}
    }
}
