//! The list of locks that a thread holds (`schema/src/abi/robust_list.rs`): marked when it ends, on its own behalf.
//!
//! The list is the process's memory and may be anything: what can not be read or written ends the walk, and so does its
//! length.

use capos_hal::UserAddress;
use capos_hal::user::{self, UserFault};
use capos_schema::abi::Sharing;
use capos_schema::abi::robust_list::{MOST, OWNER, OWNER_DIED, WAITERS, head};

use super::Thread;
use crate::parking::{self, Key};

/// Marks what the thread has locked, once.
pub(super) fn mark(thread: &Thread) {
    let list = thread.take_robust_list();
    if list != 0 {
        // A list that is none harms nobody but those who wait for its locks.
        let _ = mark_all(thread, list);
    }
}

fn read(base: u64, offset: u64) -> Result<u64, UserFault> {
    user::read_u64(UserAddress::new(base.wrapping_add(offset)))
}

fn mark_all(thread: &Thread, list: u64) -> Result<(), UserFault> {
    let distance = read(list, head::LOCK_DISTANCE)?;
    let changing = read(list, head::CHANGING)?;
    let lock = |element: u64| UserAddress::new(element.wrapping_add(distance));
    if changing != 0 {
        mark_lock(thread, lock(changing), true)?;
    }
    let mut element = read(list, head::FIRST)?;
    for _ in 0..MOST {
        if element == list {
            break;
        }
        // Read first: whoever gets the lock may free it.
        let next = read(element, 0)?;
        if element != changing {
            mark_lock(thread, lock(element), false)?;
        }
        element = next;
    }
    Ok(())
}

/// Marks one lock, if the thread has it.
fn mark_lock(thread: &Thread, lock: UserAddress, is_changing: bool) -> Result<(), UserFault> {
    let mut word = user::read_u32(lock)?;
    while word & OWNER == thread.id() & OWNER {
        let found = user::compare_exchange(lock, word, word & WAITERS | OWNER_DIED)?;
        if found == word {
            if word & WAITERS != 0 {
                wake_one(thread, lock);
            }
            return Ok(());
        }
        word = found;
    }
    // It was given back, and the thread ended before it woke somebody.
    if is_changing && word == 0 {
        wake_one(thread, lock);
    }
    Ok(())
}

fn wake_one(thread: &Thread, lock: UserAddress) {
    parking::unpark(&Key::new(thread, lock, Sharing::Memory), 1);
}
