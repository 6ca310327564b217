//! `ThreadHandle`: one thread, and what is left of it when it has ended.

use alloc::sync::{Arc, Weak};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::methods::thread_handle::{GetId, GetUsage, Wait};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};
use crate::thread::{Thread, ThreadEnd};

pub struct ThreadHandle {
    id: u32,
    /// The thread itself keeps its address space: whoever holds a handle does not.
    thread: Weak<Thread>,
    end: Arc<ThreadEnd>,
}

impl ThreadHandle {
    pub fn new(thread: &Arc<Thread>) -> Self {
        ThreadHandle { id: thread.id(), thread: Arc::downgrade(thread), end: Arc::clone(thread.end()) }
    }

    fn get_usage(&self, call: &mut Call<'_>) -> CallResult {
        let time = match self.end.time() {
            Some(time) => time,
            None => self.thread.upgrade().map(|thread| thread.times().get()).unwrap_or_default(),
        };
        call.answer::<GetUsage>(0, |results| time.write(results))
    }
}

impl Object for ThreadHandle {
    fn interface(&self) -> Interface {
        Interface::ThreadHandle
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Wait::ORDINAL if self.end.time().is_none() => Ok(Outcome::Wait),
            Wait::ORDINAL => Ok(Outcome::Done),
            GetId::ORDINAL => {
                let id = self.id;
                call.answer::<GetId>(0, |mut results| results.set_id(id))
            }
            GetUsage::ORDINAL => self.get_usage(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        Readiness::READABLE.when(self.end.time().is_some())
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.end.queue())
    }
}
