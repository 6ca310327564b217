//! `Caller`: a thread as it enters the kernel, with its message buffers and its ring.

use alloc::boxed::Box;
use alloc::sync::Arc;

use capos_hal::{UserAddress, user};
use capos_schema::abi::{Fault, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;

use super::request::{Begun, begin};
use super::{Ended, Registered, Request};
use crate::object::MessageBuffers;
use crate::ring::Ring;
use crate::thread::Thread;

pub struct Caller<'a> {
    pub(crate) thread: &'a Arc<Thread>,
    pub(crate) buffers: Box<MessageBuffers>,
    pub(crate) ring: Ring,
}

impl<'a> Caller<'a> {
    pub fn new(thread: &'a Arc<Thread>) -> Self {
        Caller { thread, buffers: MessageBuffers::new(), ring: Ring::new(thread.ring()) }
    }

    pub fn thread(&self) -> &'a Arc<Thread> {
        self.thread
    }

    /// One submission, from its address to its end.
    #[inline]
    pub fn cap_call(&mut self, address: UserAddress) -> Ended {
        let Ok(submission) = user::read_submission(address) else {
            return Ended::fault(Fault::SubmissionAddress);
        };
        match begin(self.thread, &submission) {
            Ok(Begun::Request(mut request)) => {
                match request.attempt(self.thread, &submission, &mut self.buffers) {
                    Some(ended) => ended,
                    None => self.wait_for(request, &submission),
                }
            }
            Ok(Begun::Ended(ended)) => ended,
            Ok(Begun::Cancel { user_data }) => self.cancel(user_data),
            Err(fault) => Ended::fault(fault),
        }
    }

    /// Blocks the thread until the request ends, or its process does.
    #[cold]
    fn wait_for(&mut self, mut request: Request, submission: &Submission) -> Ended {
        if submission.flags & SubmissionFlags::NO_WAIT != 0 {
            return Ended::exception(ErrorCode::WouldBlock);
        }
        loop {
            let mut registered = match Registered::new(self.thread, None, &request) {
                Ok(registered) => registered,
                Err(reason) => return Ended::exception(reason),
            };
            if let Some(ended) = request.attempt(self.thread, submission, &mut self.buffers) {
                return ended;
            }
            if let Err(reason) = registered.refresh(self.thread, None, &request) {
                return Ended::exception(reason);
            }
            self.thread.block();
            if self.thread.process().is_ending() {
                // Nobody sees this: the thread leaves before it is back in user mode.
                return Ended::exception(ErrorCode::Interrupted);
            }
        }
    }
}
