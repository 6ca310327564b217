//! The per-thread ring: three consecutive pages, mapped before the thread starts.
//!
//! Page 0 is the header, page 1 the submissions, page 2 the completions. Indices run freely and are taken
//! modulo the number of entries. Each side trusts only the indices it owns.

use core::sync::atomic::AtomicU32;

use super::limits::PAGE_SIZE;
use super::{Completion, Submission};

#[derive(Debug, Default)]
#[repr(C)]
pub struct RingHeader {
    /// Next submission the kernel takes. Written by the kernel.
    pub submission_head: AtomicU32,
    /// One past the last submission. Written by the thread.
    pub submission_tail: AtomicU32,
    /// Next completion the thread takes. Written by the thread.
    pub completion_head: AtomicU32,
    /// One past the last completion. Written by the kernel.
    pub completion_tail: AtomicU32,
}

pub const SUBMISSIONS: u32 = (PAGE_SIZE / size_of::<Submission>()) as u32;
pub const COMPLETIONS: u32 = (PAGE_SIZE / size_of::<Completion>()) as u32;

/// Submissions that may wait for completion at a time: each is sure of a place in the completion page.
pub const MAX_PENDING: u32 = COMPLETIONS;

pub const HEADER_OFFSET: usize = 0;
pub const SUBMISSIONS_OFFSET: usize = PAGE_SIZE;
pub const COMPLETIONS_OFFSET: usize = 2 * PAGE_SIZE;
pub const RING_SIZE: usize = 3 * PAGE_SIZE;
