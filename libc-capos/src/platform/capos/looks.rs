//! `Looks`: what the kernel is asked about many objects in one call, which may wait for the first that is ready.

use super::descriptors::OPEN_MAX;
use crate::errno::Errno;
use capos_rt::capability::look_at;
use capos_rt::schema::abi::{Glance, Handle, Readiness};
use core::mem::MaybeUninit;

/// Objects of one call: one for each descriptor, and each object behind a descriptor once more.
const LOOKS: usize = 2 * OPEN_MAX;

/// Nothing here allocates: `poll` may be called by a signal handler.
pub struct Looks {
    /// The first `count` are set.
    entries: [MaybeUninit<Glance>; LOOKS],
    count: usize,
    /// From here on entries are only waited for.
    asked: usize,
}

/// Where the answer about an object will be.
#[derive(Clone, Copy)]
pub struct Place(u16);

impl Looks {
    pub const fn new() -> Self {
        Looks { entries: [const { MaybeUninit::uninit() }; LOOKS], count: 0, asked: 0 }
    }

    /// Asks about an object; `None` if there is no place left. All are asked about before any is awaited.
    pub fn ask(&mut self, handle: Handle, wanted: Readiness) -> Option<Place> {
        let place = self.count;
        self.push(handle, wanted)?;
        self.asked = self.count;
        Some(Place(place as u16))
    }

    /// Ends the wait when the object is ready, too.
    pub fn wait_for(&mut self, handle: Handle, wanted: Readiness) {
        if self.push(handle, wanted).is_none() {
            self.merge_awaited();
            // There are no more objects than descriptors, except for some that are gone.
            let _ = self.push(handle, wanted);
        }
    }

    fn push(&mut self, handle: Handle, wanted: Readiness) -> Option<()> {
        let entry = self.entries.get_mut(self.count)?;
        entry.write(Glance { capability: handle.bits(), readiness: wanted.0 });
        self.count += 1;
        Some(())
    }

    /// Each object that is awaited takes one place.
    fn merge_awaited(&mut self) {
        let asked = self.asked;
        let awaited = &mut self.filled()[asked..];
        awaited.sort_unstable_by_key(|entry| entry.capability);
        let mut kept = 0;
        for index in 1..awaited.len() {
            if awaited[index].capability == awaited[kept].capability {
                awaited[kept].readiness |= awaited[index].readiness;
            } else {
                kept += 1;
                awaited[kept] = awaited[index];
            }
        }
        self.count = asked + (kept + 1).min(awaited.len());
    }

    /// Looks, and waits until something is ready or the deadline has come; 0 does not wait.
    pub fn look(&mut self, deadline: u64) -> Result<(), Errno> {
        if self.count > 0 || deadline > 0 {
            look_at(self.filled(), deadline)?;
        }
        Ok(())
    }

    pub fn readiness(&mut self, place: Place) -> Readiness {
        Readiness(self.filled()[usize::from(place.0)].readiness)
    }

    fn filled(&mut self) -> &mut [Glance] {
        // SAFETY: `push` sets an entry before it counts it.
        unsafe { core::slice::from_raw_parts_mut(self.entries.as_mut_ptr().cast(), self.count) }
    }
}
