//! The files that a walk has reported: a hash set whose growth may be refused.

use crate::errno::Errno;
use crate::types::stat;
use alloc::vec::Vec;

/// Device and inode.
type Identity = (u64, u64);

pub struct Visited {
    /// A power of two of places, at most half of them taken.
    places: Vec<Option<Identity>>,
    count: usize,
}

fn place_of(identity: Identity, places: usize) -> usize {
    // Fibonacci hashing; inodes of one directory are often neighbours.
    let mixed = (identity.1 ^ identity.0.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & (places - 1)
}

impl Visited {
    pub const fn new() -> Self {
        Visited { places: Vec::new(), count: 0 }
    }

    /// Notes a file; whether it is new.
    pub fn insert(&mut self, status: &stat) -> Result<bool, Errno> {
        if self.places.len() <= self.count * 2 {
            self.grow()?;
        }
        Ok(self.put((status.st_dev, status.st_ino)))
    }

    fn put(&mut self, identity: Identity) -> bool {
        let mut at = place_of(identity, self.places.len());
        loop {
            match self.places[at] {
                Some(taken) if taken == identity => return false,
                Some(_) => at = (at + 1) & (self.places.len() - 1),
                None => {
                    self.places[at] = Some(identity);
                    self.count += 1;
                    return true;
                }
            }
        }
    }

    fn grow(&mut self) -> Result<(), Errno> {
        let size = (self.places.len() * 2).max(64);
        let mut places = Vec::new();
        places.try_reserve_exact(size).map_err(|_| Errno::ENOMEM)?;
        places.resize(size, None);
        let old = core::mem::replace(&mut self.places, places);
        self.count = 0;
        for identity in old.into_iter().flatten() {
            self.put(identity);
        }
        Ok(())
    }
}
