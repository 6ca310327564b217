//! The memory of a queue: a head, then slots of one size. Free slots and messages are in two lists, the messages in the
//! order in which they are received: by priority, and among equals by age.

use crate::errno::Errno;
use crate::sync::mutex_kind;
use crate::types::{c_int, pthread_cond_t, pthread_mutex_t};
use core::ptr;

/// `MQ_PRIO_MAX`.
pub const PRIORITIES: u32 = 32_768;
/// Bytes of a queue at most.
const LARGEST: usize = 64 << 20;
const NO_SLOT: u32 = u32::MAX;
const CLOCK_REALTIME: c_int = 0;

/// Who is to be told when a message comes to the empty queue.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Registration {
    /// Zero: nobody.
    pub process: c_int,
    /// Zero: a thread of the process waits for `fired` to become `number`.
    pub signal: c_int,
    pub value: usize,
    /// Tells registrations apart.
    pub number: u64,
    pub fired: u64,
}

#[repr(C)]
pub struct Head {
    pub mutex: pthread_mutex_t,
    pub not_empty: pthread_cond_t,
    pub not_full: pthread_cond_t,
    pub notified: pthread_cond_t,
    pub registration: Registration,
    pub slots: u32,
    pub message_size: u32,
    pub count: u32,
    /// Threads that wait for a message: as long as there are any, nobody is notified.
    pub receivers: u32,
    free: u32,
    first: u32,
}

#[repr(C)]
struct Slot {
    next: u32,
    priority: u32,
    length: usize,
}

/// Distance of two slots.
fn stride(message_size: usize) -> usize {
    size_of::<Slot>() + message_size.next_multiple_of(align_of::<Slot>())
}

/// Bytes of a queue.
pub fn size(slots: usize, message_size: usize) -> Result<usize, Errno> {
    if slots == 0 || message_size == 0 || slots > LARGEST || message_size > LARGEST {
        return Err(Errno::EINVAL);
    }
    let total =
        stride(message_size).checked_mul(slots).and_then(|bytes| bytes.checked_add(size_of::<Head>()));
    total.filter(|&bytes| bytes <= LARGEST).ok_or(Errno::ENOSPC)
}

impl Head {
    /// # Safety
    /// `place` has [`size`] zeroed bytes, which nobody else uses.
    pub unsafe fn initialize(place: *mut Head, slots: usize, message_size: usize) {
        let nobody = Registration { process: 0, signal: 0, value: 0, number: 0, fired: 0 };
        let head = Head {
            mutex: pthread_mutex_t::new(mutex_kind::SHARED | mutex_kind::ROBUST, 0),
            not_empty: pthread_cond_t::new(CLOCK_REALTIME, true),
            not_full: pthread_cond_t::new(CLOCK_REALTIME, true),
            notified: pthread_cond_t::new(CLOCK_REALTIME, true),
            registration: nobody,
            slots: slots as u32,
            message_size: message_size as u32,
            count: 0,
            receivers: 0,
            free: 0,
            first: NO_SLOT,
        };
        // SAFETY: the caller's promise.
        unsafe {
            place.write(head);
            for index in 0..slots as u32 {
                let next = if index + 1 == slots as u32 { NO_SLOT } else { index + 1 };
                (*slot(place, index)).next = next;
            }
        }
    }
}

/// # Safety
/// `head` is a queue with that slot.
unsafe fn slot(head: *mut Head, index: u32) -> *mut Slot {
    // SAFETY: slots follow the head at equal distances.
    unsafe { head.add(1).byte_add(index as usize * stride((*head).message_size as usize)).cast() }
}

/// # Safety
/// `head` is a queue, whose mutex the caller holds.
pub unsafe fn is_full(head: *mut Head) -> bool {
    // SAFETY: the caller's promise. Others change the count while one waits.
    unsafe { (&raw const (*head).count).read_volatile() == (*head).slots }
}

/// # Safety
/// As for [`is_full`].
pub unsafe fn is_empty(head: *mut Head) -> bool {
    // SAFETY: as above.
    unsafe { (&raw const (*head).count).read_volatile() == 0 }
}

/// Whether a request to be notified is still waiting for its message.
///
/// # Safety
/// As for [`is_full`].
pub unsafe fn awaits(head: *mut Head, number: u64) -> bool {
    // SAFETY: as above.
    let registration = unsafe { (&raw const (*head).registration).read_volatile() };
    registration.number == number && registration.process != 0
}

/// Puts a message in. Every step leaves lists that can be walked, should the process end in between.
///
/// # Safety
/// `head` is a queue that is not full, whose mutex the caller holds; the message fits.
pub unsafe fn insert(head: *mut Head, message: &[u8], priority: u32) {
    // SAFETY: the lists hold valid slots.
    unsafe {
        let index = (*head).free;
        let new = slot(head, index);
        (*head).free = (*new).next;
        (*new).priority = priority;
        (*new).length = message.len();
        ptr::copy_nonoverlapping(message.as_ptr(), new.add(1).cast(), message.len());
        let mut link = &raw mut (*head).first;
        while *link != NO_SLOT && (*slot(head, *link)).priority >= priority {
            link = &raw mut (*slot(head, *link)).next;
        }
        (*new).next = *link;
        *link = index;
        (*head).count += 1;
    }
}

/// Takes the first message out: its length and priority.
///
/// # Safety
/// `head` is a queue that is not empty, whose mutex the caller holds; `buffer` has room for the longest message.
pub unsafe fn take(head: *mut Head, buffer: *mut u8) -> (usize, u32) {
    // SAFETY: the lists hold valid slots.
    unsafe {
        let index = (*head).first;
        let old = slot(head, index);
        let (length, priority) = ((*old).length, (*old).priority);
        ptr::copy_nonoverlapping(old.add(1).cast::<u8>(), buffer, length);
        (*head).first = (*old).next;
        (*old).next = (*head).free;
        (*head).free = index;
        (*head).count -= 1;
        (length, priority)
    }
}
