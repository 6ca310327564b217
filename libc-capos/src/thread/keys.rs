//! Thread-specific data.
//!
//! A key has a sequence number, odd while the key exists. Each thread keeps it beside its value, so that the values of
//! a deleted key are those of no later one.

use super::tcb;
use crate::errno::Errno;
use crate::heap;
use crate::types::{c_uint, c_void};
use core::cell::Cell;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicPtr, AtomicU32};

/// `PTHREAD_KEYS_MAX`.
const KEYS: usize = 128;
/// `PTHREAD_DESTRUCTOR_ITERATIONS`.
const ROUNDS: usize = 4;

pub type Key = c_uint;
type Function = unsafe extern "C" fn(*mut c_void);

static SEQUENCES: [AtomicU32; KEYS] = [const { AtomicU32::new(0) }; KEYS];
static DESTRUCTORS: [AtomicPtr<()>; KEYS] = [const { AtomicPtr::new(ptr::null_mut()) }; KEYS];

/// One thread's values.
pub struct Values([Value; KEYS]);

struct Value {
    sequence: Cell<u32>,
    pointer: Cell<*mut c_void>,
}

fn exists(sequence: u32) -> bool {
    sequence % 2 == 1
}

/// Makes a key whose value is NULL in every thread.
pub fn create_key(destructor: Option<Function>) -> Result<Key, Errno> {
    for (key, sequence) in SEQUENCES.iter().enumerate() {
        let before = sequence.load(Relaxed);
        if exists(before)
            || sequence.compare_exchange(before, before.wrapping_add(1), AcqRel, Relaxed).is_err()
        {
            continue;
        }
        let address = destructor.map_or(ptr::null_mut(), |function| function as *mut ());
        DESTRUCTORS[key].store(address, Release);
        return Ok(key as Key);
    }
    Err(Errno::EAGAIN)
}

/// The sequence number of a key that exists.
fn sequence(key: Key) -> Option<u32> {
    let sequence = SEQUENCES.get(key as usize)?.load(Acquire);
    exists(sequence).then_some(sequence)
}

/// Deletes a key. No destructor runs for it any more.
pub fn delete_key(key: Key) -> Result<(), Errno> {
    let now = sequence(key).ok_or(Errno::EINVAL)?;
    DESTRUCTORS[key as usize].store(ptr::null_mut(), Release);
    let word = &SEQUENCES[key as usize];
    word.compare_exchange(now, now.wrapping_add(1), AcqRel, Relaxed).map(drop).map_err(|_| Errno::EINVAL)
}

/// The calling thread's value.
#[inline]
pub fn value(key: Key) -> *mut c_void {
    // SAFETY: NULL, or the block of `set_value`, which only this thread uses.
    let Some(values) = (unsafe { tcb().values.get().as_ref() }) else {
        return ptr::null_mut();
    };
    match (values.0.get(key as usize), sequence(key)) {
        (Some(value), Some(sequence)) if value.sequence.get() == sequence => value.pointer.get(),
        _ => ptr::null_mut(),
    }
}

/// Sets the calling thread's value.
pub fn set_value(key: Key, pointer: *mut c_void) -> Result<(), Errno> {
    let sequence = sequence(key).ok_or(Errno::EINVAL)?;
    let me = tcb();
    if me.values.get().is_null() {
        if pointer.is_null() {
            return Ok(());
        }
        me.values.set(heap::allocate_zeroed(size_of::<Values>())?.cast());
    }
    // SAFETY: the block was made by the lines above, now or before: zeros are values of no key.
    let value = unsafe { &(&(*me.values.get()).0)[key as usize] };
    value.pointer.set(pointer);
    value.sequence.set(sequence);
    Ok(())
}

/// Runs the destructors of a thread that ends. They may set values again, which a few more rounds look for.
pub(super) fn run_destructors() {
    // SAFETY: NULL, or the block of `set_value`, which only this thread uses.
    if unsafe { tcb().values.get().as_ref() }.is_none() {
        return;
    }
    for _ in 0..ROUNDS {
        let mut found = false;
        for key in 0..KEYS {
            let pointer = value(key as Key);
            let destructor = DESTRUCTORS[key].load(Acquire);
            if pointer.is_null() || destructor.is_null() {
                continue;
            }
            found = true;
            // The key exists, and values are there: setting one needs nothing.
            let _ = set_value(key as Key, ptr::null_mut());
            // SAFETY: `create_key` stored a function of this type, which gets the key's value by POSIX.
            unsafe { core::mem::transmute::<*mut (), Function>(destructor)(pointer) };
        }
        if !found {
            return;
        }
    }
}

/// The thread has no values any more.
pub(super) fn free_values() {
    // SAFETY: NULL or the block of `set_value`.
    unsafe { heap::free(tcb().values.replace(ptr::null_mut()).cast()) }
}
