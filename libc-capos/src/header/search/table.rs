//! The hash table: chains of entries that keep their addresses while the table grows.

use crate::errno::Errno;
use crate::types::{ENTRY, c_char};
use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_libc_mem as mem;

/// An entry and its hash.
struct Node {
    hash: u64,
    entry: Box<ENTRY>,
}

/// A table; the keys belong to the program.
pub struct Table {
    chains: Vec<Vec<Node>>,
    count: usize,
}

// SAFETY: the pointers in the entries are the program's; the table only compares the keys behind them, under the
// same rules as any call that is given them.
unsafe impl Send for Table {}

/// The hash of a key: FNV-1a.
///
/// # Safety
/// The key is a string.
pub unsafe fn hash(key: *const c_char) -> u64 {
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325_u64, key);
    loop {
        // SAFETY: the caller's promise; the loop ends at the string's end.
        let byte = unsafe { *at } as u8;
        if byte == 0 {
            return hash;
        }
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        at = at.wrapping_add(1);
    }
}

impl Table {
    /// A table that will hold about `expected` entries.
    pub fn new(expected: usize) -> Result<Table, Errno> {
        let count = expected.max(8).checked_next_power_of_two().ok_or(Errno::ENOMEM)?;
        Ok(Table { chains: chains(count)?, count: 0 })
    }

    fn place(&self, hash: u64) -> usize {
        hash as usize & (self.chains.len() - 1)
    }

    /// The entry with the key of `wanted`, whose hash is given.
    ///
    /// # Safety
    /// The keys of `wanted` and of all entries are strings.
    pub unsafe fn find(&mut self, wanted: &ENTRY, hash: u64) -> Option<*mut ENTRY> {
        let place = self.place(hash);
        let found = self.chains[place].iter_mut().find(|node| {
            // SAFETY: the caller's promise.
            node.hash == hash && unsafe { mem::strcmp(node.entry.key.cast(), wanted.key.cast()) } == 0
        });
        found.map(|node| &raw mut *node.entry)
    }

    /// Adds an entry, whose key, of the hash given, is not there yet.
    pub fn insert(&mut self, entry: ENTRY, hash: u64) -> Result<*mut ENTRY, Errno> {
        if self.count >= self.chains.len() {
            self.grow()?;
        }
        let place = self.place(hash);
        let chain = &mut self.chains[place];
        chain.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        let mut entry = Box::new(entry);
        let address = &raw mut *entry;
        chain.push(Node { hash, entry });
        self.count += 1;
        Ok(address)
    }

    /// Doubles the number of chains.
    fn grow(&mut self) -> Result<(), Errno> {
        let mut larger = chains(self.chains.len() * 2)?;
        let mask = larger.len() - 1;
        for node in self.chains.drain(..).flatten() {
            larger[node.hash as usize & mask].push(node);
        }
        self.chains = larger;
        Ok(())
    }
}

fn chains(count: usize) -> Result<Vec<Vec<Node>>, Errno> {
    let mut chains = Vec::new();
    chains.try_reserve_exact(count).map_err(|_| Errno::ENOMEM)?;
    chains.resize_with(count, Vec::new);
    Ok(chains)
}
