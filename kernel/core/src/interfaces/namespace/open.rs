//! `Namespace.open`, with the errors of open() in the order in which other systems find them.

use alloc::sync::Arc;

use capos_schema::Interface;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::Open;

use super::super::Pipe;
use super::super::status::{check_not_running, drop_set_id};
use super::{File, Namespace, Reached};
use crate::file_system::{Access, FileResult, Kind, Last, NewNode, Opened, Position, Status};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Capability};
use crate::process::jobs;

impl Namespace {
    pub(super) fn open(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Open>();
        let params = message.get()?;
        let path = params.get_path()?;
        let Some(flags) = OpenFlags::decode(params.get_flags()) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits or access mode"));
        };
        if flags.contains(OpenFlags::TEMPORARY) {
            return Err(ErrorCode::NotSupported.into());
        }
        call.check_results::<Open>(0)?;
        let creates = flags.contains(OpenFlags::CREATE);
        let keeps_link =
            flags.contains(OpenFlags::NO_FOLLOW) || (creates && flags.contains(OpenFlags::EXCLUSIVE));
        let last = if keeps_link { Last::Keep } else { Last::Follow };
        let mut status = Status::UNKNOWN;
        let reached = self.look_at(call, path, params.get_directory(), last, &mut status)?;
        let read_only = reached.read_only;
        let (position, kind) = if creates {
            self.create(reached, &status, params.get_mode(), flags)?
        } else {
            self.existing(reached, &status, flags)?
        };
        let capability = self.behind(position, kind, flags, read_only, call)?;
        let interface: Interface = capability.interface();
        let handle = call.insert(capability)?;
        call.answer::<Open>(0, |mut results| {
            results.set_file(handle.bits());
            results.set_interface(interface.id());
        })
    }

    /// The File, or what stands behind a special file.
    fn behind(
        &self,
        position: Position,
        kind: Kind,
        flags: OpenFlags,
        read_only: bool,
        call: &Call<'_>,
    ) -> FileResult<Capability> {
        let identity = Arc::clone(&self.identity);
        if !flags.contains(OpenFlags::PATH) {
            let (file_system, inode) = (position.node().file_system(), position.node().inode());
            let account = &call.process().quota().memory;
            match file_system.open(inode, account)? {
                Opened::Node => {}
                Opened::Other(capability) => return Ok(capability),
                Opened::ControllingTerminal => {
                    let terminal = jobs::terminal_of(call.process().id()).ok_or(ErrorCode::NoPeer)?;
                    return Ok(Capability::new(terminal));
                }
            }
            if kind == Kind::Socket {
                return Err(ErrorCode::NoPeer);
            }
            if kind == Kind::Fifo {
                let pipe = file_system.fifo(inode, account)?;
                let end = Pipe::open(pipe, position, identity, read_only, flags)?;
                return Ok(Capability::new(Arc::new(end)));
            }
        }
        Ok(Capability::new(Arc::new(File::new(position, identity, read_only, flags)?)))
    }

    /// The file that is there, which the identity may open so.
    fn existing(
        &self,
        reached: Reached<'_>,
        status: &Status,
        flags: OpenFlags,
    ) -> FileResult<(Position, Kind)> {
        let changeable = reached.check_found_changeable();
        let position = reached.found.existing()?;
        if flags.contains(OpenFlags::DIRECTORY) && !status.is_directory() {
            return Err(ErrorCode::NotDirectory);
        }
        if flags.contains(OpenFlags::PATH) {
            return Ok((position, status.kind));
        }
        let truncates = flags.contains(OpenFlags::TRUNCATE);
        match status.kind {
            Kind::SymbolicLink => return Err(ErrorCode::TooManyLinks),
            Kind::Directory if flags.writes() || truncates => return Err(ErrorCode::IsDirectory),
            _ => {}
        }
        self.identity.check(status, wanted(flags))?;
        let is_special = matches!(status.kind, Kind::CharacterDevice | Kind::Fifo | Kind::Socket);
        if (flags.writes() || truncates) && !is_special {
            changeable?;
        }
        if flags.contains(OpenFlags::NO_ACCESS_TIME) {
            self.identity.check_owner(status)?;
        }
        if truncates && !is_special {
            check_not_running(position.node())?;
            position.node().file_system().set_size(position.node().inode(), 0)?;
            drop_set_id(position.node(), &self.identity)?;
        }
        Ok((position, status.kind))
    }

    /// The file that is there or is made now.
    fn create(
        &self,
        reached: Reached<'_>,
        status: &Status,
        mode: u32,
        flags: OpenFlags,
    ) -> FileResult<(Position, Kind)> {
        if reached.found.node.is_some() {
            if flags.contains(OpenFlags::EXCLUSIVE) {
                return Err(ErrorCode::AlreadyExists);
            }
            if reached.found.trailing_slash || status.is_directory() {
                return Err(ErrorCode::IsDirectory);
            }
            return self.existing(reached, status, flags);
        }
        if reached.found.trailing_slash {
            return Err(ErrorCode::IsDirectory);
        }
        if flags.contains(OpenFlags::DIRECTORY) {
            return Err(ErrorCode::InvalidArgument);
        }
        reached.check_changeable()?;
        let name = reached.found.name.bytes();
        let made = self.make(&reached.found.directory, name, Kind::Regular, mode, &[])?;
        Ok((made, Kind::Regular))
    }

    /// Makes a node of this identity's in the directory.
    pub(super) fn make(
        &self,
        directory: &Position,
        name: &[u8],
        kind: Kind,
        mode: u32,
        target: &[u8],
    ) -> FileResult<Position> {
        self.check_names(directory)?;
        let above = directory.node().status()?;
        let inherits = above.mode & Status::SET_GROUP != 0;
        let group = if inherits { above.group } else { self.identity.group };
        let mut mode = mode & Status::MODE;
        if inherits && kind == Kind::Directory {
            mode |= Status::SET_GROUP;
        }
        let new = NewNode { kind, mode, user: self.identity.user, group, target };
        let inode = directory.node().file_system().create(directory.node().inode(), name, new)?;
        Ok(directory.with_node(inode))
    }
}

fn wanted(flags: OpenFlags) -> Access {
    let mut wanted = Access::empty();
    wanted.set(Access::READ, flags.reads());
    wanted.set(Access::WRITE, flags.writes() || flags.contains(OpenFlags::TRUNCATE));
    wanted
}
