//! The list of robust mutexes that a thread holds.
//!
//! Whoever ends marks them as left behind. The list has the form that Linux reads when a process is killed: a head,
//! the distance from an element to its word, and the element that is being changed just now.

use crate::platform::{Sys, Threads};
use crate::thread::tcb;
use crate::types::{RobustLinks, pthread_mutex_t};
use core::cell::Cell;
use core::mem::offset_of;
use core::ptr;
use core::sync::atomic::AtomicPtr;
use core::sync::atomic::Ordering::{Relaxed, SeqCst};

/// The head, one for each thread. The kernel reads it at any time, hence atomics.
#[repr(C)]
pub struct RobustList {
    first: RobustLinks,
    word_offset: isize,
    changing: AtomicPtr<RobustLinks>,
    registered: Cell<bool>,
}

/// What the kernel takes for the size: the head without what follows it here.
const HEAD_SIZE: usize = offset_of!(RobustList, registered);
const LINKS: usize = offset_of!(pthread_mutex_t, links);
const WORD: usize = offset_of!(pthread_mutex_t, word);

impl RobustList {
    pub const fn new() -> Self {
        RobustList {
            first: RobustLinks { next: AtomicPtr::new(ptr::null_mut()) },
            word_offset: WORD as isize - LINKS as isize,
            changing: AtomicPtr::new(ptr::null_mut()),
            registered: Cell::new(false),
        }
    }

    /// The end of the list: the head itself.
    fn end(&self) -> *mut RobustLinks {
        (&raw const self.first).cast_mut()
    }

    fn register(&self) {
        if !self.registered.replace(true) {
            self.first.next.store(self.end(), Relaxed);
            Sys::register_robust_list(ptr::from_ref(self).cast(), HEAD_SIZE);
        }
    }
}

fn links(mutex: &pthread_mutex_t) -> *mut RobustLinks {
    (&raw const mutex.links).cast_mut()
}

/// The mutex around its links.
///
/// # Safety
/// `links` are those of a mutex, not the head.
unsafe fn mutex_of<'a>(links: *mut RobustLinks) -> &'a pthread_mutex_t {
    // SAFETY: the links are a field of the mutex.
    unsafe { &*links.byte_sub(LINKS).cast::<pthread_mutex_t>() }
}

/// Before a mutex is locked or unlocked: should the process be killed in between, the kernel looks at it too.
pub fn about_to_change(mutex: &pthread_mutex_t) {
    let list = &tcb().robust;
    list.register();
    list.changing.store(links(mutex), SeqCst);
}

/// The change is over.
pub fn changed() {
    tcb().robust.changing.store(ptr::null_mut(), SeqCst);
}

/// The calling thread holds the mutex now.
pub fn hold(mutex: &pthread_mutex_t) {
    let list = &tcb().robust;
    let next = list.first.next.load(Relaxed);
    mutex.links.next.store(next, Relaxed);
    mutex.previous.store(list.end(), Relaxed);
    if next != list.end() {
        // SAFETY: what is in the list is a mutex that this thread holds, hence alive.
        unsafe { mutex_of(next) }.previous.store(links(mutex), Relaxed);
    }
    list.first.next.store(links(mutex), SeqCst);
}

/// The calling thread does not hold the mutex any more.
pub fn release(mutex: &pthread_mutex_t) {
    let list = &tcb().robust;
    let (previous, next) = (mutex.previous.load(Relaxed), mutex.links.next.load(Relaxed));
    // SAFETY: the predecessor is the head or a mutex that this thread holds.
    unsafe { &*previous }.next.store(next, SeqCst);
    if next != list.end() {
        // SAFETY: as above, and it is not the head.
        unsafe { mutex_of(next) }.previous.store(previous, Relaxed);
    }
}

/// The calling thread ends: marks what it holds.
pub fn thread_ends() {
    let list = &tcb().robust;
    if !list.registered.get() {
        return;
    }
    loop {
        let first = list.first.next.load(Relaxed);
        if first == list.end() {
            return;
        }
        // SAFETY: what is in the list, other than the head, is a mutex that this thread holds.
        let mutex = unsafe { mutex_of(first) };
        about_to_change(mutex);
        release(mutex);
        mutex.owner_ends();
        changed();
    }
}

/// In the child of `fork`: its mutexes belong to the parent's thread.
pub fn forget() {
    let list = &tcb().robust;
    list.registered.set(false);
    list.changing.store(ptr::null_mut(), Relaxed);
}
