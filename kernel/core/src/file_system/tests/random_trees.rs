//! Random changes of a RAM volume leave a tree that hangs together.

use alloc::collections::BTreeMap;

use super::{new, volume};
use crate::file_system::{FileSystem, Inode, Kind, Listed, Rename};

pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

pub const NAMES: [&[u8]; 5] = [b"a", b"b", b"c", b"d", b"e"];

/// Every directory reached once, its `..` right, and link counts as the names say.
pub fn check(volume: &dyn FileSystem) -> Vec<Inode> {
    let mut names: BTreeMap<Inode, u32> = BTreeMap::new();
    let mut below: BTreeMap<Inode, u32> = BTreeMap::new();
    let mut pending = vec![volume.root()];
    let mut directories = Vec::new();
    while let Some(directory) = pending.pop() {
        assert!(!directories.contains(&directory), "a directory with two names");
        directories.push(directory);
        let mut found = Vec::new();
        let listed = volume.list(directory, 0, &mut |entry| {
            found.push((entry.inode, entry.kind));
            Listed::More
        });
        listed.expect("a directory");
        for (inode, kind) in found {
            *names.entry(inode).or_default() += 1;
            if kind == Kind::Directory {
                assert_eq!(volume.parent(inode), Ok(directory));
                volume.release(directory);
                *below.entry(directory).or_default() += 1;
                pending.push(inode);
            }
        }
    }
    for (inode, count) in &names {
        let status = volume.status(*inode).expect("there");
        let expected =
            if status.is_directory() { 2 + below.get(inode).copied().unwrap_or(0) } else { *count };
        assert_eq!(status.links, expected);
    }
    directories
}

/// One change of the names. What is refused must change nothing; `check` sees it.
pub fn change(volume: &dyn FileSystem, random: &mut Random, one: (Inode, &[u8]), two: (Inode, &[u8])) {
    match random.below(8) {
        0 | 1 => {
            if let Ok(inode) = volume.create(one.0, one.1, new(Kind::Directory)) {
                volume.release(inode);
            }
        }
        2 => {
            if let Ok(inode) = volume.create(one.0, one.1, new(Kind::Regular)) {
                volume.release(inode);
            }
        }
        3 => drop(volume.remove(one.0, one.1, random.below(2) == 0)),
        4 => {
            if let Ok(inode) = volume.lookup(one.0, one.1) {
                let _ = volume.link(inode, two.0, two.1);
                volume.release(inode);
            }
        }
        5 => drop(volume.rename(one, two, Rename::Exchange)),
        6 => drop(volume.rename(one, two, Rename::NoReplace)),
        _ => drop(volume.rename(one, two, Rename::Replace)),
    }
}

#[test]
fn random_changes() {
    for seed in 1..40 {
        let mut random = Random(seed);
        let (volume, account) = volume(512);
        let before = account.used();
        let mut directories = vec![volume.root()];
        for _ in 0..300 {
            let pick =
                |random: &mut Random| (directories[random.below(directories.len())], NAMES[random.below(5)]);
            let (one, two) = (pick(&mut random), pick(&mut random));
            change(&*volume, &mut random, one, two);
            directories = check(&*volume);
        }
        // Everything goes, and costs nothing any more.
        while check(&*volume).len() > 1 || volume.status(volume.root()).is_ok_and(|status| status.size > 0) {
            for directory in check(&*volume) {
                for name in NAMES {
                    let _ = volume.remove(directory, name, false);
                    let _ = volume.remove(directory, name, true);
                }
            }
        }
        assert_eq!(account.used(), before);
    }
}
