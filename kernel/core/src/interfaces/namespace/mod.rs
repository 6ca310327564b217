//! `Namespace`: a tree of files as one identity may use it.

mod attributes;
mod names;
mod open;
mod sockets;
mod trees;

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{
    Assume, Bind, CheckAccess, Empty, GetBinding, GetFileSystemStatus, GetIdentity, GetPath, GetStatus, Link,
    MakeNode, MakeSymbolicLink, Open, ReadLink, ReadOnly, Remove, Rename, SetMode, SetOwner, SetSize,
    SetTimes, Sub, Sync,
};
use capos_schema::{Interface, Method};

use super::File;
use crate::file_system::{Access, FileResult, Found, Identity, Last, Position, Status, View, Walk};
use crate::object::{Call, CallError, CallResult, Capability, Object};

pub struct Namespace {
    view: Arc<View>,
    identity: Arc<Identity>,
    read_only: bool,
}

/// Where a path led, and whether anything may be changed there.
struct Reached<'p> {
    found: Found<'p>,
    read_only: bool,
}

impl Reached<'_> {
    /// `readOnly` where no names may be changed.
    fn check_changeable(&self) -> FileResult<()> {
        self.check_position(&self.found.directory)
    }

    /// `readOnly` where the file that was found may not be changed: another volume may be bound at its name.
    fn check_found_changeable(&self) -> FileResult<()> {
        self.check_position(self.found.node.as_ref().unwrap_or(&self.found.directory))
    }

    fn check_position(&self, position: &Position) -> FileResult<()> {
        if self.read_only || position.is_read_only() { Err(ErrorCode::ReadOnly) } else { Ok(()) }
    }
}

impl Namespace {
    pub fn new(view: Arc<View>, identity: Identity) -> Self {
        Namespace { view, identity: Arc::new(identity), read_only: false }
    }

    pub fn root(&self) -> Position {
        self.view.root()
    }

    /// Resolves the path from the directory that the handle names, or from the root for handle 0.
    fn reach<'p>(
        &self,
        call: &mut Call<'_>,
        path: &'p [u8],
        directory: u32,
        last: Last,
    ) -> Result<Reached<'p>, CallError> {
        self.look_at(call, path, directory, last, &mut { Status::UNKNOWN })
    }

    /// As `reach`, and what `stat` tells of the file that was found.
    fn look_at<'p>(
        &self,
        call: &mut Call<'_>,
        path: &'p [u8],
        directory: u32,
        last: Last,
        status: &mut Status,
    ) -> Result<Reached<'p>, CallError> {
        let walk = Walk { identity: &self.identity };
        if directory == 0 || path.first() == Some(&b'/') {
            let found = walk.look_in(&self.view, path, last, status)?;
            return Ok(Reached { found, read_only: self.read_only });
        }
        let start = self.directory(call, directory)?;
        let read_only = self.read_only || start.is_read_only();
        let found = if self.shows(start.position()) {
            walk.look(start.position(), path, last, status)?
        } else {
            walk.look_below(start.position(), path, last, status)?
        };
        Ok(Reached { found, read_only })
    }

    /// Whether it was reached through this tree. Another's directory is a tree of its own: whoever has it can not go
    /// above it.
    pub(super) fn shows(&self, position: &Position) -> bool {
        Arc::ptr_eq(position.view(), &self.view)
    }

    fn directory(&self, call: &mut Call<'_>, handle: u32) -> Result<Arc<File>, CallError> {
        let found = {
            let capabilities = call.process().capabilities().lock();
            let found = capabilities.lookup(Handle::from_bits(handle), Interface::File);
            found.map(Capability::duplicate).ok().and_then(Capability::downcast)
        };
        found.ok_or_else(|| call.exception(ErrorCode::InvalidArgument, "directory: not a handle of a File"))
    }

    /// Whether names may be added to the directory or taken out of it.
    fn check_names(&self, directory: &Position) -> FileResult<()> {
        self.identity.check(&directory.node().status()?, Access::WRITE | Access::EXECUTE)
    }
}

impl Object for Namespace {
    fn interface(&self) -> Interface {
        Interface::Namespace
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Open::ORDINAL => self.open(call),
            GetStatus::ORDINAL => self.get_status(call),
            MakeNode::ORDINAL => self.make_node(call),
            Remove::ORDINAL => self.remove(call),
            Rename::ORDINAL => self.rename(call),
            Link::ORDINAL => self.link(call),
            MakeSymbolicLink::ORDINAL => self.make_symbolic_link(call),
            ReadLink::ORDINAL => self.read_link(call),
            SetMode::ORDINAL => self.set_mode(call),
            SetOwner::ORDINAL => self.set_owner(call),
            SetTimes::ORDINAL => self.set_times(call),
            SetSize::ORDINAL => self.set_size(call),
            CheckAccess::ORDINAL => self.check_access(call),
            GetFileSystemStatus::ORDINAL => self.get_file_system_status(call),
            GetPath::ORDINAL => self.get_path(call),
            Sub::ORDINAL => self.sub(call),
            ReadOnly::ORDINAL => self.narrow_to_reading(call),
            Bind::ORDINAL => self.bind(call),
            Assume::ORDINAL => self.assume(call),
            GetIdentity::ORDINAL => self.get_identity(call),
            Sync::ORDINAL => self.sync(),
            Empty::ORDINAL => self.empty(call),
            GetBinding::ORDINAL => self.get_binding(call),
            _ => Err(Fault::Method.into()),
        }
    }
}
