//! `Object`: something a capability can name; `Capability`: the reference that tables hold.

use alloc::sync::Arc;
use core::any::Any;
use core::fmt;

use capos_schema::Interface;
use capos_schema::abi::Readiness;

use super::{Call, CallResult, WaitQueue};
use crate::process::Process;
use crate::thread::Thread;

/// A kernel object behind one interface of the schema.
///
/// Blocking has one mechanism. `call` never blocks: it tries, and answers [`Outcome::Wait`] when it cannot go
/// on yet. The caller of `call` then waits until the object's queue wakes or the call's deadline passes, and
/// calls again with the same `progress` and `deadline`. The first try of a call finds both empty.
///
/// [`Outcome::Wait`]: super::Outcome::Wait
pub trait Object: Any + Send + Sync {
    fn interface(&self) -> Interface;

    /// Decodes, acts and encodes. `method` is below the interface's number of methods.
    /// No lock may be held over a copy from or to the caller's memory: the copy can fault and fill a page.
    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult;

    /// What POLL reports. Whatever changes it wakes the wait queue.
    fn readiness(&self) -> Readiness {
        Readiness::NONE
    }

    /// Where those wait whom this object kept waiting; `None` if it never does except until a deadline.
    fn wait_queue(&self) -> Option<&WaitQueue> {
        None
    }

    /// As `wait_queue`, for an object that speaks of whoever calls it.
    fn wait_queue_for<'a>(&'a self, _caller: &'a Process) -> Option<&'a WaitQueue> {
        self.wait_queue()
    }

    /// As `readiness`, for an object that speaks of whoever calls it.
    fn readiness_for(&self, _caller: &Thread) -> Readiness {
        self.readiness()
    }

    /// When the readiness changes without anybody's doing, in the Timer's time.
    fn ready_at(&self) -> Option<u64> {
        None
    }

    /// A thread of that process no longer waits in the queue, whatever the reason.
    fn stopped_waiting(&self, _process: u64) {}
}

/// A counted reference to an object: what a slot of a capability table holds and what a grant hands on.
///
/// Authority is the object itself: a narrower capability is a narrower object. Making a second reference is
/// [`Capability::duplicate`], never an accident.
pub struct Capability {
    object: Arc<dyn Object>,
    /// The object's, at hand for the lookup of every call; and its number of methods.
    interface: Interface,
    methods: u16,
}

impl Capability {
    pub fn new(object: Arc<dyn Object>) -> Self {
        let interface = object.interface();
        Capability { object, interface, methods: interface.methods() }
    }

    pub fn duplicate(&self) -> Self {
        Capability { object: Arc::clone(&self.object), ..*self }
    }

    pub fn object(&self) -> &Arc<dyn Object> {
        &self.object
    }

    pub fn interface(&self) -> Interface {
        self.interface
    }

    /// Its interface's number of methods.
    pub fn methods(&self) -> u16 {
        self.methods
    }

    /// The object itself, for methods that take a capability and need what is behind it.
    pub fn downcast<T: Object>(self) -> Option<Arc<T>> {
        let any: Arc<dyn Any + Send + Sync> = self.object;
        any.downcast().ok()
    }
}

impl fmt::Debug for Capability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Capability({})", self.interface.name())
    }
}
