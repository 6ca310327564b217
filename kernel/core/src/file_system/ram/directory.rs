//! `Directory`: names and what they lead to, listed in the order in which they were made.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use super::super::{Inode, Kind};

#[derive(Default)]
pub struct Directory {
    by_name: BTreeMap<Box<[u8]>, Place>,
    /// A name keeps its number, so a listing that stopped there goes on behind it whatever else changes.
    by_number: BTreeMap<u64, Named>,
    last_number: u64,
}

#[derive(Clone, Copy)]
struct Place {
    inode: Inode,
    number: u64,
}

/// What a listing tells, so that it needs to look for nothing.
pub struct Named {
    pub name: Box<[u8]>,
    pub inode: Inode,
    pub kind: Kind,
}

impl Directory {
    /// What an entry adds to the size that `stat` tells.
    pub const ENTRY_SIZE: u64 = 32;

    /// What a name of that length costs the volume.
    pub fn cost(name: &[u8]) -> usize {
        2 * name.len() + 144
    }

    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    pub fn get(&self, name: &[u8]) -> Option<Inode> {
        self.by_name.get(name).map(|place| place.inode)
    }

    /// The name is new.
    pub fn insert(&mut self, name: &[u8], inode: Inode, kind: Kind) {
        self.last_number += 1;
        self.by_name.insert(name.into(), Place { inode, number: self.last_number });
        self.by_number.insert(self.last_number, Named { name: name.into(), inode, kind });
    }

    /// The name is there and leads elsewhere from now on.
    pub fn replace(&mut self, name: &[u8], inode: Inode, kind: Kind) {
        if let Some(place) = self.by_name.get_mut(name) {
            place.inode = inode;
            if let Some(named) = self.by_number.get_mut(&place.number) {
                (named.inode, named.kind) = (inode, kind);
            }
        }
    }

    pub fn remove(&mut self, name: &[u8]) {
        if let Some(place) = self.by_name.remove(name) {
            self.by_number.remove(&place.number);
        }
    }

    /// Those with numbers above the cursor.
    pub fn behind(&self, cursor: u64) -> impl Iterator<Item = (u64, &Named)> {
        self.by_number.range(cursor.saturating_add(1)..).map(|(number, named)| (*number, named))
    }
}
