//! `Directory`: names and what they lead to, listed in the order in which they were made.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use super::super::Inode;

#[derive(Default)]
pub struct Directory {
    by_name: BTreeMap<Box<[u8]>, Place>,
    /// A name keeps its number, so a listing that stopped there goes on behind it whatever else changes.
    by_number: BTreeMap<u64, Box<[u8]>>,
    last_number: u64,
}

#[derive(Clone, Copy)]
struct Place {
    inode: Inode,
    number: u64,
}

impl Directory {
    /// What an entry adds to the size that `stat` tells.
    pub const ENTRY_SIZE: u64 = 32;

    /// What a name of that length costs the volume.
    pub fn cost(name: &[u8]) -> usize {
        2 * name.len() + 128
    }

    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    pub fn get(&self, name: &[u8]) -> Option<Inode> {
        self.by_name.get(name).map(|place| place.inode)
    }

    /// The name is new.
    pub fn insert(&mut self, name: &[u8], inode: Inode) {
        self.last_number += 1;
        self.by_name.insert(name.into(), Place { inode, number: self.last_number });
        self.by_number.insert(self.last_number, name.into());
    }

    /// The name is there and leads elsewhere from now on.
    pub fn replace(&mut self, name: &[u8], inode: Inode) {
        if let Some(place) = self.by_name.get_mut(name) {
            place.inode = inode;
        }
    }

    pub fn remove(&mut self, name: &[u8]) {
        if let Some(place) = self.by_name.remove(name) {
            self.by_number.remove(&place.number);
        }
    }

    /// Names with numbers above the cursor: the number, the name, the inode.
    pub fn behind(&self, cursor: u64) -> impl Iterator<Item = (u64, &[u8], Inode)> {
        self.by_number.range(cursor.saturating_add(1)..).filter_map(|(number, name)| {
            let place = self.by_name.get(name)?;
            Some((*number, &**name, place.inode))
        })
    }
}
