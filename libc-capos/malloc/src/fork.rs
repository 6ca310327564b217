//! `fork`: the child gets a copy of every lock, so none may be held by a thread that it does not have.

use crate::allocator::Allocator;
use crate::system::System;

impl<S: System> Allocator<S> {
    /// Before `fork`: nobody else is inside afterwards.
    pub fn before_fork(&self) {
        // In the order in which the allocator takes them.
        for bin in &self.bins {
            bin.lock_for_fork();
        }
        self.pages.lock_for_fork();
        self.huges.lock_for_fork();
        self.spare.lock_for_fork();
        self.metadata.lock_for_fork();
    }

    /// After `fork`, in the parent and in the child.
    ///
    /// # Safety
    /// This thread, or the one it is a copy of, called [`Allocator::before_fork`].
    pub unsafe fn after_fork(&self) {
        // SAFETY: the caller's promise.
        unsafe {
            self.metadata.unlock_after_fork();
            self.spare.unlock_after_fork();
            self.huges.unlock_after_fork();
            self.pages.unlock_after_fork();
            for bin in self.bins.iter().rev() {
                bin.unlock_after_fork();
            }
        }
    }
}
