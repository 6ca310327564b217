//! The ways to end: `exit` with its handlers, `quick_exit`, `_Exit`, `abort`.

use crate::errno::Errno;
use crate::platform::{Process, SignalChange, Signals, Sys};
use crate::sync::{Mutex, RecursiveLock};
use crate::thread;
use crate::types::{c_int, c_void, sigaction, sigset_t};
use alloc::vec::Vec;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A function to run at the end.
#[derive(Clone, Copy)]
pub enum Handler {
    Plain(unsafe extern "C" fn()),
    /// `__cxa_atexit`: a destructor with its object.
    WithArgument(unsafe extern "C" fn(*mut c_void), *mut c_void),
}

// SAFETY: the argument is only handed back to the function it was registered with.
unsafe impl Send for Handler {}

impl Handler {
    fn run(self) {
        // SAFETY: whoever registered the function promised that it may be called once at exit.
        unsafe {
            match self {
                Handler::Plain(function) => function(),
                Handler::WithArgument(function, argument) => function(argument),
            }
        }
    }
}

/// Handlers, last registered first to run. The standard's 32 need no allocation.
struct Handlers {
    first: [Option<Handler>; 32],
    used: usize,
    more: Vec<Handler>,
}

impl Handlers {
    const fn new() -> Self {
        Handlers { first: [None; 32], used: 0, more: Vec::new() }
    }

    fn push(&mut self, handler: Handler) -> Result<(), Errno> {
        if let Some(slot) = self.first.get_mut(self.used) {
            *slot = Some(handler);
            self.used += 1;
            return Ok(());
        }
        self.more.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        self.more.push(handler);
        Ok(())
    }

    fn pop(&mut self) -> Option<Handler> {
        if let Some(handler) = self.more.pop() {
            return Some(handler);
        }
        self.used = self.used.checked_sub(1)?;
        self.first[self.used].take()
    }
}

static AT_EXIT: Mutex<Handlers> = Mutex::new(Handlers::new());
static AT_QUICK_EXIT: Mutex<Handlers> = Mutex::new(Handlers::new());
/// Makes the second thread that calls `exit` wait for the end of the process.
static EXITING: RecursiveLock = RecursiveLock::new();
/// Flushes the streams; set by `<stdio.h>` when the first stream is used, so that programs without streams do not
/// contain them.
static FLUSH: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

unsafe extern "C" {
    // Bounds of the destructor table, defined by the linker.
    #[link_name = "__fini_array_start"]
    static FINI_START: [unsafe extern "C" fn(); 0];
    #[link_name = "__fini_array_end"]
    static FINI_END: [unsafe extern "C" fn(); 0];
}

/// What is to be undone among processes, however the process exits; set when there is something, so that other programs do
/// not contain it.
static LAST: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

/// Names the function that is called when nothing of the program runs any more.
pub fn register_last(last: fn()) {
    LAST.store(last as *mut (), Ordering::Release);
}

/// Names the function that writes out all streams at the end.
pub fn register_flush(flush: fn()) {
    FLUSH.store(flush as *mut (), Ordering::Release);
}

/// Registers a handler of [`exit`].
pub fn at_exit(handler: Handler) -> Result<(), Errno> {
    AT_EXIT.lock().push(handler)
}

/// Registers a handler of [`quick_exit`].
pub fn at_quick_exit(handler: Handler) -> Result<(), Errno> {
    AT_QUICK_EXIT.lock().push(handler)
}

/// Takes one handler at a time, so that a handler may register others, which then run next.
fn run_all(handlers: &Mutex<Handlers>) {
    loop {
        let next = handlers.lock().pop();
        match next {
            Some(handler) => handler.run(),
            None => return,
        }
    }
}

/// Ends the process in the ordinary way: handlers, destructors, streams.
pub fn exit(status: c_int) -> ! {
    EXITING.acquire();
    // C++: the objects of the thread that ends the process go first.
    thread::run_destructors();
    run_all(&AT_EXIT);
    let start = (&raw const FINI_START).cast::<unsafe extern "C" fn()>();
    let mut next = (&raw const FINI_END).cast::<unsafe extern "C" fn()>();
    while next > start {
        // SAFETY: the linker's bounds enclose the program's destructors; they run from the last to the first.
        unsafe {
            next = next.sub(1);
            (*next)();
        }
    }
    let flush = FLUSH.load(Ordering::Acquire);
    if !flush.is_null() {
        // SAFETY: only `register_flush` stores here, and it stores a `fn()`.
        let flush: fn() = unsafe { core::mem::transmute(flush) };
        flush();
    }
    exit_now(status)
}

/// Ends the process with only the handlers of `at_quick_exit`.
pub fn quick_exit(status: c_int) -> ! {
    EXITING.acquire();
    run_all(&AT_QUICK_EXIT);
    exit_now(status)
}

/// Ends the process at once.
pub fn exit_now(status: c_int) -> ! {
    let last = LAST.load(Ordering::Acquire);
    if !last.is_null() {
        // SAFETY: only `register_last` stores here, and it stores a `fn()`.
        let last: fn() = unsafe { core::mem::transmute(last) };
        last();
    }
    Sys::exit(status)
}

const SIGABRT: c_int = 6;

/// Ends the process abnormally: by `SIGABRT`, and if a handler returns, by its default action.
pub fn abort() -> ! {
    // Errors change nothing here: every step is another attempt to end.
    let _ = Sys::raise(SIGABRT);
    let default =
        sigaction { sa_handler: 0, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };
    let _ = Sys::sigaction(SIGABRT, Some(&default));
    let mut only_abort = sigset_t { __bits: [0; 16] };
    only_abort.__bits[0] = 1 << (SIGABRT - 1);
    let _ = Sys::sigprocmask(Some((SignalChange::Unblock, &only_abort)));
    let _ = Sys::raise(SIGABRT);
    Sys::exit(128 + SIGABRT)
}
