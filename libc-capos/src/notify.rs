//! Telling the program that something asynchronous has happened, as its `struct sigevent` asks for.

use crate::errno::Errno;
use crate::platform::{Process, SignalChange, Signals, Sys};
use crate::thread::{self, DEFAULT_ATTRIBUTES, Routine};
use crate::types::{c_int, c_void, pthread_attr_t, sigevent, sigset_t, sigval};
use alloc::boxed::Box;

const SIGEV_SIGNAL: c_int = 0;
const SIGEV_NONE: c_int = 1;
const SIGEV_THREAD: c_int = 2;
const NSIG: c_int = 65;
const DETACHED: c_int = 1;

type Function = unsafe extern "C" fn(sigval);

/// A checked request.
#[derive(Clone, Copy)]
pub enum Notice {
    Nothing,
    Signal { number: c_int, value: sigval },
    Thread { function: Function, value: sigval, attributes: pthread_attr_t },
}

// SAFETY: the value is handed back to the program only, which said that any thread may get it.
unsafe impl Send for Notice {}

impl Notice {
    /// # Safety
    /// The attributes of a request for a thread are NULL or initialized.
    pub unsafe fn new(event: &sigevent) -> Result<Notice, Errno> {
        let value = event.sigev_value;
        match event.sigev_notify {
            SIGEV_NONE => Ok(Notice::Nothing),
            // Signal 0 is sent to nobody, as elsewhere.
            SIGEV_SIGNAL if event.sigev_signo == 0 => Ok(Notice::Nothing),
            SIGEV_SIGNAL if (1..NSIG).contains(&event.sigev_signo) => {
                Ok(Notice::Signal { number: event.sigev_signo, value })
            }
            SIGEV_THREAD => {
                // SAFETY: this kind of request has these fields; the attributes are as the caller promises.
                let (function, attributes) = unsafe {
                    let call = event.how.call;
                    (call.function, call.attributes.cast::<pthread_attr_t>().as_ref())
                };
                let attributes = *attributes.unwrap_or(&DEFAULT_ATTRIBUTES);
                let function = function.ok_or(Errno::EINVAL)?;
                Ok(Notice::Thread { function, value, attributes })
            }
            _ => Err(Errno::EINVAL),
        }
    }

    /// Tells the calling process; `code` is the `si_code` of a signal. There is nobody to report a failure to.
    pub fn deliver(self, code: c_int) {
        match self {
            Notice::Nothing => {}
            Notice::Signal { number, value } => {
                let _ = Sys::notify(Sys::getpid(), number, value, code);
            }
            Notice::Thread { attributes, .. } => {
                let _ = start_thread(attributes, move || self.call());
            }
        }
    }

    /// Calls the program's function, in a thread made for that.
    pub fn call(self) {
        if let Notice::Thread { function, value, .. } = self {
            // SAFETY: the program asked for this call.
            unsafe { function(value) };
        }
    }
}

/// Starts a detached thread with all signals blocked, which is how the library's own threads run.
pub fn start_thread(attributes: pthread_attr_t, work: impl FnOnce() + Send + 'static) -> Result<(), Errno> {
    let work: Box<dyn FnOnce() + Send> = Box::new(work);
    let argument = Box::into_raw(Box::new(work));
    let attributes = pthread_attr_t { detached: DETACHED, ..attributes };
    let all = sigset_t { __bits: [u64::MAX; 16] };
    let before = Sys::sigprocmask(Some((SignalChange::Set, &all)));
    let outcome = thread::create(&attributes, Routine::Posix(run), argument.cast(), |_| {});
    if let Ok(mask) = before {
        // The mask was the thread's.
        let _ = Sys::sigprocmask(Some((SignalChange::Set, &mask)));
    }
    outcome.inspect_err(|_| {
        // SAFETY: the thread that would have owned it was not started.
        drop(unsafe { Box::from_raw(argument) });
    })
}

/// # Safety
/// `argument` is a box of [`start_thread`], which is this thread's now.
unsafe extern "C" fn run(argument: *mut c_void) -> *mut c_void {
    // SAFETY: the caller's promise.
    let work = unsafe { Box::from_raw(argument.cast::<Box<dyn FnOnce() + Send>>()) };
    work();
    core::ptr::null_mut()
}
