//! `Mapping`: one run of pages of an address space with the same protection and the same source.

use alloc::sync::Arc;

use capos_hal::Protection;

use super::PageObject;

/// What a page of the mapping holds when it is first touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Backing {
    /// Nothing: touching it is a fault. Guard pages and reserved ranges.
    Reserved,
    /// Zeros.
    Anonymous,
    /// The object's page, copied when it is first written.
    Private { object: ObjectReference, offset: u64 },
    /// The object's page itself. Without `writable` it may never be protected to be written.
    Shared { object: SharedReference, offset: u64, writable: bool },
}

impl Backing {
    pub fn private(object: Arc<PageObject>, offset: u64) -> Self {
        Backing::Private { object: ObjectReference(object), offset }
    }

    pub fn shared(object: Arc<PageObject>, offset: u64, writable: bool) -> Self {
        object.add_mapping();
        Backing::Shared { object: SharedReference(object), offset, writable }
    }

    pub(super) fn object(&self) -> Option<&PageObject> {
        match self {
            Backing::Reserved | Backing::Anonymous => None,
            Backing::Private { object, .. } => Some(object.object()),
            Backing::Shared { object, .. } => Some(object.object()),
        }
    }

    /// The backing of what lies `bytes` further on.
    fn advanced(&self, bytes: u64) -> Self {
        let mut backing = self.clone();
        if let Backing::Private { offset, .. } | Backing::Shared { offset, .. } = &mut backing {
            *offset += bytes;
        }
        backing
    }
}

/// Compares by identity: the same object, not equal contents.
#[derive(Clone, Debug)]
pub struct ObjectReference(Arc<PageObject>);

impl ObjectReference {
    pub fn object(&self) -> &PageObject {
        &self.0
    }
}

impl PartialEq for ObjectReference {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ObjectReference {}

/// A reference that the object counts, so that it knows when nobody shares its pages.
#[derive(Debug)]
pub struct SharedReference(Arc<PageObject>);

impl SharedReference {
    pub fn object(&self) -> &PageObject {
        &self.0
    }

    /// The object, without another mapping of it.
    pub fn shared(&self) -> Arc<PageObject> {
        Arc::clone(&self.0)
    }
}

impl Clone for SharedReference {
    fn clone(&self) -> Self {
        self.0.add_mapping();
        SharedReference(Arc::clone(&self.0))
    }
}

impl Drop for SharedReference {
    fn drop(&mut self) {
        self.0.remove_mapping();
    }
}

impl PartialEq for SharedReference {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedReference {}

/// `start..end` in user addresses, page aligned and not empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    pub start: u64,
    pub end: u64,
    pub protection: Protection,
    pub backing: Backing,
}

impl Mapping {
    /// Cuts at an address inside: `self` keeps what is below, the rest is given.
    pub(super) fn split_off(&mut self, at: u64) -> Mapping {
        debug_assert!(self.start < at && at < self.end);
        let upper = Mapping {
            start: at,
            end: self.end,
            protection: self.protection,
            backing: self.backing.advanced(at - self.start),
        };
        self.end = at;
        upper
    }

    /// Whether `next` begins where this ends and goes on in the same way.
    pub(super) fn continues_in(&self, next: &Mapping) -> bool {
        if self.end != next.start || self.protection != next.protection {
            return false;
        }
        let length = self.end - self.start;
        match (&self.backing, &next.backing) {
            (Backing::Private { object: a, offset: x }, Backing::Private { object: b, offset: y }) => {
                a == b && x.checked_add(length) == Some(*y)
            }
            (
                Backing::Shared { object: a, offset: x, writable: v },
                Backing::Shared { object: b, offset: y, writable: w },
            ) => a == b && v == w && x.checked_add(length) == Some(*y),
            (a, b) => a == b,
        }
    }
}
