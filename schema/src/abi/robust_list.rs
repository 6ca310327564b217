//! The list of locks that a thread holds, in its own memory: the kernel marks them when the thread ends.
//!
//! The form is that of Linux's `set_robust_list`: a head of three words, and elements whose first word is the address of
//! the next one; the last one's is the head's. Each element belongs to a word of 32 bits, the lock, which holds the number
//! of the thread that has it. Of a thread that ends, the kernel takes the number out of its locks, sets [`OWNER_DIED`], and
//! wakes one who waits there.

/// Byte offsets in the head: the address of the first element, the distance from an element to its lock, and the
/// address of an element that is being added or removed just now, or 0.
pub mod head {
    pub const FIRST: u64 = 0;
    pub const LOCK_DISTANCE: u64 = 8;
    pub const CHANGING: u64 = 16;
}

/// Somebody waits at the lock.
pub const WAITERS: u32 = 1 << 31;
/// The owner ended while it had the lock.
pub const OWNER_DIED: u32 = 1 << 30;
/// The owner's number.
pub const OWNER: u32 = OWNER_DIED - 1;

/// Elements of a list that are looked at; the rest of a longer one, or of one that goes in circles, is left as it is.
pub const MOST: usize = 2048;
