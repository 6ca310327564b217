//! `Fifos`: the pipes behind the FIFO files of a volume.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};

use capos_hal::sync::SpinLock;

use super::Pipe;
use crate::file_system::Inode;
use crate::lock_order::FifosLevel;
use crate::memory::MemoryError;
use crate::quota::Account;

/// A FIFO has a pipe while anybody has it open; what is in it goes with the last end.
pub struct Fifos(SpinLock<FifosLevel, BTreeMap<Inode, Weak<Pipe>>>);

impl Fifos {
    pub const fn new() -> Self {
        Fifos(SpinLock::new(BTreeMap::new()))
    }

    /// The pipe of the FIFO, made at the expense of the account if nobody has it open.
    pub fn of(&self, inode: Inode, account: &Arc<Account>) -> Result<Arc<Pipe>, MemoryError> {
        let mut pipes = self.0.lock();
        if let Some(pipe) = pipes.get(&inode).and_then(Weak::upgrade) {
            return Ok(pipe);
        }
        let pipe = Pipe::new(account)?;
        pipes.insert(inode, Arc::downgrade(&pipe));
        Ok(pipe)
    }

    /// The file is gone.
    pub fn forget(&self, inode: Inode) {
        let gone = self.0.lock().remove(&inode);
        drop(gone);
    }
}

impl Default for Fifos {
    fn default() -> Self {
        Fifos::new()
    }
}
