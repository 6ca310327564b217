//! `File`: an open file description, of a file or a directory.

mod attributes;
mod directory;
mod extended;
mod locks;
mod transfer;

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering};

use capos_hal::sync::SpinLock;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::file::{
    Allocate, FindLock, GetAttribute, GetFileSystemStatus, GetFlags, GetStatus, List, ListAttributes, Lock,
    LockWhole, Read, ReadAt, RemoveAttribute, Seek, SetAttribute, SetFlags, SetMode, SetOwner, SetSize,
    SetTimes, Sync, Write, WriteAt,
};
use capos_schema::{Interface, Method};

use super::status_flags::StatusFlags;
use crate::file_system::{
    Access, FileLocks, FileResult, Identity, Kind, LockOwner, NodeReference, Position, Running, end_wait,
};
use crate::lock_order::ObjectState;
use crate::memory::PageObject;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Object, WaitQueue};

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

pub struct File {
    /// Tells descriptions apart as owners of locks.
    id: u64,
    position: Position,
    identity: Arc<Identity>,
    /// Opened through a capability that can not change anything.
    read_only: bool,
    flags: StatusFlags,
    cursor: SpinLock<ObjectState, u64>,
    locks: Arc<FileLocks>,
}

impl File {
    pub fn new(
        position: Position,
        identity: Arc<Identity>,
        read_only: bool,
        flags: OpenFlags,
    ) -> FileResult<Self> {
        let locks = position.node().file_system().locks(position.node().inode())?;
        if flags.writes() {
            locks.usage.begin_writing()?;
        }
        Ok(File {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            position,
            identity,
            read_only,
            flags: StatusFlags::new(flags.lasting()),
            cursor: SpinLock::new(0),
            locks,
        })
    }

    pub fn position(&self) -> &Position {
        &self.position
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only || self.position.is_read_only()
    }

    fn node(&self) -> &NodeReference {
        self.position.node()
    }

    fn flags(&self) -> OpenFlags {
        self.flags.get()
    }

    /// `readOnly` where nothing can be changed through this description.
    fn check_changeable(&self) -> FileResult<()> {
        if self.is_read_only() { Err(ErrorCode::ReadOnly) } else { Ok(()) }
    }

    /// `notPermitted` unless it was opened to be written.
    fn check_writable(&self) -> FileResult<()> {
        if self.flags().writes() { Ok(()) } else { Err(ErrorCode::NotPermitted) }
    }

    /// The pages of a program that the opener may execute, and what keeps it from being written to.
    pub fn program(&self) -> FileResult<(Arc<PageObject>, Running)> {
        let status = self.node().status()?;
        if status.kind != Kind::Regular {
            return Err(ErrorCode::AccessDenied);
        }
        self.identity.check(&status, Access::EXECUTE)?;
        let running = Running::new(&self.locks)?;
        Ok((self.node().file_system().pages(self.node().inode())?, running))
    }

    /// The file's pages for a mapping, and whether the mapping may write to them.
    pub fn pages(&self) -> FileResult<(Arc<PageObject>, bool)> {
        let flags = self.flags();
        if !flags.reads() {
            return Err(ErrorCode::AccessDenied);
        }
        let pages = self.node().file_system().pages(self.node().inode())?;
        Ok((pages, flags.writes() && !self.is_read_only()))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.locks.release(LockOwner::Description(self.id));
        if self.flags().writes() {
            self.locks.usage.end_writing();
        }
    }
}

impl Object for File {
    fn interface(&self) -> Interface {
        Interface::File
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            ReadAt::ORDINAL => self.read_at(call),
            Write::ORDINAL => self.write(call),
            WriteAt::ORDINAL => self.write_at(call),
            Seek::ORDINAL => self.seek(call),
            GetStatus::ORDINAL => self.get_status(call),
            SetSize::ORDINAL => self.set_size(call),
            Allocate::ORDINAL => self.allocate(call),
            Sync::ORDINAL => self.sync(call),
            SetMode::ORDINAL => self.changeable()?.set_mode::<SetMode>(call),
            SetOwner::ORDINAL => self.changeable()?.set_owner::<SetOwner>(call),
            SetTimes::ORDINAL => self.changeable()?.set_times::<SetTimes>(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            List::ORDINAL => self.list(call),
            GetFileSystemStatus::ORDINAL => self.get_file_system_status(call),
            Lock::ORDINAL => self.lock(call),
            FindLock::ORDINAL => self.find_lock(call),
            LockWhole::ORDINAL => self.lock_whole(call),
            GetAttribute::ORDINAL => self.get_attribute(call),
            SetAttribute::ORDINAL => self.set_attribute(call),
            RemoveAttribute::ORDINAL => self.remove_attribute(call),
            ListAttributes::ORDINAL => self.list_attributes(call),
            _ => Err(Fault::Method.into()),
        }
    }

    /// A file never makes anybody wait, but for locks.
    fn readiness(&self) -> Readiness {
        Readiness::READABLE.union(Readiness::WRITABLE)
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(&self.locks.queue)
    }

    fn stopped_waiting(&self, process: u64) {
        end_wait(process);
    }
}
