//! `Caller`: a thread as it enters the kernel, with its message buffers and its ring.

use alloc::sync::Arc;

use capos_hal::{UserAddress, user};
use capos_schema::abi::{Fault, Operation, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;

use super::request::{Begun, Tries, attempt_call, begin, callee};
use super::{Ended, Registered, Request};
use crate::object::MessageBuffers;
use crate::ring::Ring;
use crate::signal::{self, Interruption};
use crate::thread::Thread;

pub struct Caller<'a> {
    pub(crate) thread: &'a Arc<Thread>,
    /// The one that `cap_call` is carrying out: copied from the process once, and never moved.
    submission: Submission,
    pub(crate) buffers: MessageBuffers,
    pub(crate) ring: Ring,
}

impl<'a> Caller<'a> {
    pub fn new(thread: &'a Arc<Thread>) -> Self {
        Caller {
            thread,
            submission: Submission::empty(Operation::Nop),
            buffers: MessageBuffers::take(),
            ring: Ring::new(thread.ring()),
        }
    }

    pub fn thread(&self) -> &'a Arc<Thread> {
        self.thread
    }

    /// The thread leaves: pending submissions are given up.
    pub fn leave(self) {
        self.buffers.give_back();
    }

    /// One submission, from its address to its end.
    #[inline]
    pub fn cap_call(&mut self, address: UserAddress) -> Ended {
        let Caller { thread, submission, buffers, .. } = self;
        if user::read_submission(address, submission).is_err() {
            return Ended::fault(Fault::SubmissionAddress);
        }
        // Both at once: this is on the way of every call.
        let unusual =
            [submission.operation ^ Operation::Call as u8, submission.flags & !SubmissionFlags::ALL];
        if unusual != [0; 2] {
            return self.other_operation();
        }
        let object = match callee(thread, submission) {
            Ok(object) => object,
            Err(fault) => return Ended::fault(fault),
        };
        match attempt_call(&object, Tries::default(), thread, submission, buffers) {
            Ok(ended) => ended,
            Err(tries) => self.wait_for(Request::Call { object, tries }),
        }
    }

    /// Whatever is not a well-formed CALL; as the ring does it.
    #[cold]
    fn other_operation(&mut self) -> Ended {
        let submission = self.submission;
        match begin(self.thread, &submission) {
            Ok(Begun::Request(mut request)) => {
                match request.attempt(self.thread, &submission, &mut self.buffers) {
                    Some(ended) => ended,
                    None => self.wait_for(request),
                }
            }
            Ok(Begun::Ended(ended)) => ended,
            Ok(Begun::Cancel { user_data }) => self.cancel(user_data),
            Err(fault) => Ended::fault(fault),
        }
    }

    /// Blocks the thread until the request ends, or its process does.
    #[cold]
    fn wait_for(&mut self, mut request: Request) -> Ended {
        let submission = &self.submission;
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
            // A thread that leaves is interrupted too, and nobody sees this.
            if self.thread.may_be_interrupted() {
                match signal::interrupts(self.thread) {
                    Interruption::None => {}
                    Interruption::Stopped => continue,
                    Interruption::Ends => {
                        return request.give_up().unwrap_or(Ended::exception(ErrorCode::Interrupted));
                    }
                }
            }
            self.thread.block();
        }
    }
}
