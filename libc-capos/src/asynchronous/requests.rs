//! The queue of requests and the threads that carry them out.

use super::aiocb;
use super::completion::{Group, finish};
use super::operation::{Operation, appends};
use crate::errno::Errno;
use crate::notify::{Notice, start_thread};
use crate::platform::{Clock, Deadline, Sharing, Sys, Threads};
use crate::sync::Mutex;
use crate::thread::{DEFAULT_ATTRIBUTES, end_of_solitude};
use crate::types::{c_int, clockid_t, pthread_attr_t};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU32, Ordering};

/// Requests that run at once at most: each may wait for long.
const THREADS: usize = 64;
/// Seconds that a thread without work stays.
const PATIENCE: i64 = 2;
const CLOCK_MONOTONIC: clockid_t = 1;
/// These threads call nothing deep.
const STACK: usize = 64 << 10;

struct Request {
    block: *const aiocb,
    descriptor: c_int,
    operation: Operation,
    notice: Notice,
    group: Option<Arc<Group>>,
    appends: bool,
    is_running: bool,
}

// SAFETY: POSIX asks the program to keep the block for the request until it is done.
unsafe impl Send for Request {}

struct Requests {
    /// In the order in which they were made; those that run stay until they are done.
    list: Vec<Request>,
    threads: usize,
    idle: usize,
}

static REQUESTS: Mutex<Requests> = Mutex::new(Requests { list: Vec::new(), threads: 0, idle: 0 });
/// Changes whenever there may be something to do.
static NEWS: AtomicU32 = AtomicU32::new(0);

fn announce() {
    NEWS.fetch_add(1, Ordering::SeqCst);
    Sys::unpark(&NEWS, u32::MAX, Sharing::Private);
}

impl Requests {
    /// The next request that may run.
    fn next(&self) -> Option<usize> {
        (0..self.list.len()).find(|&place| {
            let request = &self.list[place];
            !request.is_running
                && self.list[..place].iter().all(|before| {
                    before.descriptor != request.descriptor
                        || !request.operation.comes_after(&before.operation, request.appends)
                })
        })
    }
}

/// Has a request carried out.
///
/// # Safety
/// The block and the buffer of the operation are the request's until it is finished.
pub unsafe fn submit(
    block: &aiocb,
    operation: Operation,
    notice: Notice,
    group: Option<&Arc<Group>>,
) -> Result<(), Errno> {
    end_of_solitude();
    let descriptor = block.aio_fildes;
    let appends = matches!(operation, Operation::Write { .. }) && appends(descriptor);
    let mut requests = REQUESTS.lock();
    requests.list.try_reserve(1).map_err(|_| Errno::EAGAIN)?;
    let starts = requests.idle == 0 && requests.threads < THREADS;
    if starts {
        let attributes = pthread_attr_t { stack_size: STACK, ..DEFAULT_ATTRIBUTES };
        match start_thread(attributes, work) {
            Ok(()) => requests.threads += 1,
            Err(_) if requests.threads > 0 => {}
            Err(error) => return Err(error),
        }
    }
    block.start();
    if let Some(group) = group {
        group.one_more();
    }
    let group = group.cloned();
    requests.list.push(Request { block, descriptor, operation, notice, group, appends, is_running: false });
    drop(requests);
    announce();
    Ok(())
}

/// What the threads do.
fn work() {
    loop {
        let news = NEWS.load(Ordering::SeqCst);
        let mut requests = REQUESTS.lock();
        if let Some(place) = requests.next() {
            let request = &mut requests.list[place];
            request.is_running = true;
            let (block, descriptor, operation) = (request.block, request.descriptor, request.operation);
            drop(requests);
            let outcome = operation.perform(descriptor);
            let mut requests = REQUESTS.lock();
            let place = requests.list.iter().position(|request| request.block == block && request.is_running);
            let request = requests.list.remove(place.expect("a running request stays in the list"));
            drop(requests);
            // SAFETY: the block is the request's until it is finished.
            finish(unsafe { &*block }, request.notice, request.group.as_deref(), outcome);
            announce();
            continue;
        }
        requests.idle += 1;
        drop(requests);
        let mut time = Sys::clock_gettime(CLOCK_MONOTONIC).unwrap_or_default();
        time.tv_sec += PATIENCE;
        let until = Deadline { clock: CLOCK_MONOTONIC, time };
        let waited = Sys::park(&NEWS, news, Sharing::Private, Some(&until));
        let mut requests = REQUESTS.lock();
        requests.idle -= 1;
        if waited == Err(Errno::ETIMEDOUT) && requests.next().is_none() {
            requests.threads -= 1;
            return;
        }
    }
}

/// What became of an attempt to cancel.
pub enum Cancelled {
    All,
    NotAll,
    NothingToDo,
}

/// Takes back the requests of a descriptor, or one of them, that have not begun.
pub fn cancel(descriptor: c_int, block: Option<*const aiocb>) -> Cancelled {
    let mut taken = 0;
    let running = loop {
        let mut requests = REQUESTS.lock();
        let concerns = |request: &Request| {
            request.descriptor == descriptor && block.is_none_or(|block| request.block == block)
        };
        let running = requests.list.iter().filter(|request| concerns(request) && request.is_running).count();
        let Some(place) = requests.list.iter().position(|request| concerns(request) && !request.is_running)
        else {
            break running;
        };
        let request = requests.list.remove(place);
        drop(requests);
        taken += 1;
        // SAFETY: the block is the request's until it is finished.
        let block = unsafe { &*request.block };
        finish(block, request.notice, request.group.as_deref(), Err(Errno::ECANCELED));
    };
    announce();
    match (taken, running) {
        (0, 0) => Cancelled::NothingToDo,
        (_, 0) => Cancelled::All,
        _ => Cancelled::NotAll,
    }
}
