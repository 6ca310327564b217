//! `Registered`: the places that a waiting request has in a wait queue and among the timers.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::Request;
use crate::object::{Object, Registration, Waiter};
use crate::process::Process;
use crate::thread::Thread;
use crate::timers::{self, TimerId};

/// Gives its places up when dropped.
pub(crate) struct Registered {
    process: Arc<Process>,
    queue: Option<(Arc<dyn Object>, Registration)>,
    timer: Option<TimerId>,
    deadline: Option<u64>,
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
        let (queue, deadline) = request.wakers(thread.process());
        let process = Arc::clone(thread.process());
        let mut registered = Registered { process, queue: None, timer: None, deadline: None };
        if let Some((queue, object)) = queue.zip(request.object()) {
            let place = queue.register(waiter()).map_err(|_| ErrorCode::NoMemory)?;
            registered.queue = Some((Arc::clone(object), place));
        }
        registered.set_deadline(deadline, waiter)?;
        Ok(registered)
    }

    /// A try may have changed the deadline.
    pub(crate) fn refresh(
        &mut self,
        thread: &Arc<Thread>,
        operation: Option<u8>,
        request: &Request,
    ) -> Result<(), ErrorCode> {
        let (_, deadline) = request.wakers(thread.process());
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
        if let Some((object, place)) = self.queue.take()
            && let Some(queue) = object.wait_queue_for(&self.process)
        {
            queue.cancel(place);
            object.stopped_waiting(self.process.id());
        }
    }
}
