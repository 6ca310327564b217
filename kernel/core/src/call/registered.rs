//! `Registered`: the places that a waiting request has in a wait queue and among the timers.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::Request;
use crate::object::{Object, Registration, Waiter};
use crate::parking::Parked;
use crate::process::Process;
use crate::thread::Thread;
use crate::timers::{self, TimerId};

/// A place in an object's queue, given up when dropped.
pub(crate) struct Watched {
    process: Arc<Process>,
    object: Arc<dyn Object>,
    place: Registration,
}

impl Watched {
    /// `None` if the object has no queue: it never keeps anybody waiting.
    pub(crate) fn new(object: &Arc<dyn Object>, waiter: Waiter) -> Result<Option<Self>, ErrorCode> {
        let process = Arc::clone(waiter.thread.process());
        let Some(queue) = object.wait_queue_for(&process) else { return Ok(None) };
        let place = queue.register(waiter).map_err(|_| ErrorCode::NoMemory)?;
        Ok(Some(Watched { object: Arc::clone(object), process, place }))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(queue) = self.object.wait_queue_for(&self.process) {
            queue.cancel(self.place);
            self.object.stopped_waiting(self.process.id());
        }
    }
}

/// Gives its places up when dropped.
pub(crate) struct Registered {
    _queue: Option<Watched>,
    _watched: Vec<Watched>,
    timer: Option<TimerId>,
    deadline: Option<u64>,
    _parked: Option<Parked>,
}

impl Registered {
    /// From now on the thread is notified of whatever may let the request go on; whoever registers tries the
    /// request once more before it waits, so that nothing is missed.
    pub(crate) fn new(
        thread: &Arc<Thread>,
        operation: Option<u8>,
        request: &Request,
    ) -> Result<Self, ErrorCode> {
        let waiter = || Waiter { thread: Arc::clone(thread), operation };
        let queue = request.object().map(|object| Watched::new(object, waiter())).transpose()?.flatten();
        let mut registered = Registered {
            _queue: queue,
            _watched: request.watch(thread, waiter)?,
            timer: None,
            deadline: None,
            _parked: request.enter(waiter)?,
        };
        registered.set_deadline(request.deadline(), waiter)?;
        Ok(registered)
    }

    /// A try may have changed the deadline.
    pub(crate) fn refresh(
        &mut self,
        thread: &Arc<Thread>,
        operation: Option<u8>,
        request: &Request,
    ) -> Result<(), ErrorCode> {
        let deadline = request.deadline();
        if deadline == self.deadline {
            return Ok(());
        }
        self.set_deadline(deadline, || Waiter { thread: Arc::clone(thread), operation })
    }

    fn set_deadline(
        &mut self,
        deadline: Option<u64>,
        waiter: impl FnOnce() -> Waiter,
    ) -> Result<(), ErrorCode> {
        if let Some(timer) = self.timer.take() {
            timers::cancel(timer);
        }
        self.deadline = deadline;
        // The end of time never comes.
        if let Some(deadline) = deadline.filter(|&deadline| deadline != u64::MAX) {
            self.timer = Some(timers::set(deadline, waiter()).map_err(|_| ErrorCode::NoMemory)?);
        }
        Ok(())
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timers::cancel(timer);
        }
    }
}
