//! Making, removing and renaming.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{Link, MakeNode, MakeSymbolicLink, ReadLink, Remove, Rename};

use super::{Namespace, Reached};
use crate::file_system::{FileResult, Kind, Last, Position, Rename as How};
use crate::object::{Call, CallResult, Outcome};

/// Longest target of a symbolic link (`SYMLINK_MAX`).
const MAX_TARGET: usize = capos_schema::abi::limits::MAX_PATH - 1;

impl Namespace {
    pub(super) fn make_node(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<MakeNode>();
        let params = message.get()?;
        let mode = params.get_mode();
        let kind = match Kind::of(mode) {
            Some(kind @ (Kind::Directory | Kind::Fifo | Kind::Regular)) => kind,
            Some(Kind::CharacterDevice) => return Err(ErrorCode::NotPermitted.into()),
            _ => {
                return Err(call.exception(ErrorCode::InvalidArgument, "mode: no file type that can be made"));
            }
        };
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Name)?;
        self.check_new(&reached, kind)?;
        self.make(&reached.found.directory, reached.found.name.bytes(), kind, mode, &[])?;
        Ok(Outcome::Done)
    }

    pub(super) fn make_symbolic_link(&self, call: &mut Call<'_>) -> CallResult {
        const MODE: u32 = 0o777;
        let message = call.params::<MakeSymbolicLink>();
        let params = message.get()?;
        let target = params.get_target()?;
        match target.len() {
            0 => return Err(ErrorCode::NotFound.into()),
            length if length > MAX_TARGET => return Err(ErrorCode::NameTooLong.into()),
            _ if target.contains(&0) => {
                return Err(call.exception(ErrorCode::InvalidArgument, "target: a NUL byte"));
            }
            _ => {}
        }
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Name)?;
        self.check_new(&reached, Kind::SymbolicLink)?;
        let name = reached.found.name.bytes();
        self.make(&reached.found.directory, name, Kind::SymbolicLink, MODE, target)?;
        Ok(Outcome::Done)
    }

    /// Whether there is a name to be made, and none yet.
    pub(super) fn check_new(&self, reached: &Reached<'_>, kind: Kind) -> FileResult<()> {
        if reached.found.node.is_some() {
            return Err(ErrorCode::AlreadyExists);
        }
        if reached.found.trailing_slash && kind != Kind::Directory {
            return Err(ErrorCode::NotFound);
        }
        reached.check_changeable()
    }

    pub(super) fn remove(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Remove>();
        let params = message.get()?;
        let is_directory = params.get_is_directory();
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Name)?;
        let name = reached.found.name.bytes();
        if name.is_empty() {
            // The root, `.` or `..`.
            return Err(match (is_directory, reached.found.name.dots) {
                (false, _) => ErrorCode::IsDirectory,
                (true, 1) => ErrorCode::InvalidArgument,
                (true, 2) => ErrorCode::NotEmpty,
                (true, _) => ErrorCode::Busy,
            }
            .into());
        }
        self.check_taking(&reached)?;
        let directory = reached.found.directory.node();
        directory.file_system().remove(directory.inode(), name, is_directory)?;
        Ok(Outcome::Done)
    }

    /// Whether the name, which must be there, may be taken out of its directory.
    fn check_taking(&self, reached: &Reached<'_>) -> FileResult<()> {
        let directory = &reached.found.directory;
        let node = reached.found.node.as_ref().ok_or(ErrorCode::NotFound)?;
        let status = node.node().status()?;
        if reached.found.trailing_slash && !status.is_directory() {
            return Err(ErrorCode::NotDirectory);
        }
        reached.check_changeable()?;
        if directory.has_bound(reached.found.name.bytes()) {
            return Err(ErrorCode::Busy);
        }
        self.check_names(directory)?;
        self.identity.check_sticky(&directory.node().status()?, &status)
    }

    pub(super) fn rename(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Rename>();
        let params = message.get()?;
        let how = match (params.get_no_replace(), params.get_exchange()) {
            (false, false) => How::Replace,
            (true, false) => How::NoReplace,
            (false, true) => How::Exchange,
            (true, true) => {
                return Err(call.exception(ErrorCode::InvalidArgument, "noReplace and exchange"));
            }
        };
        let from = self.reach(call, params.get_from()?, params.get_from_directory(), Last::Name)?;
        let to = self.reach(call, params.get_to()?, params.get_to_directory(), Last::Name)?;
        for end in [&from, &to] {
            if end.found.name.bytes().is_empty() {
                let dots = end.found.name.dots > 0;
                return Err(if dots { ErrorCode::InvalidArgument } else { ErrorCode::Busy }.into());
            }
        }
        let source = from.found.node.as_ref().ok_or(ErrorCode::NotFound)?;
        let moves_directory = source.node().status()?.is_directory();
        if (from.found.trailing_slash || to.found.trailing_slash) && !moves_directory {
            return Err(ErrorCode::NotDirectory.into());
        }
        same_tree(&from.found.directory, &to.found.directory)?;
        self.check_taking(&from)?;
        self.check_names(&to.found.directory)?;
        to.check_changeable()?;
        if to.found.node.is_some() {
            if how == How::NoReplace {
                return Err(ErrorCode::AlreadyExists.into());
            }
            self.check_taking(&to)?;
        }
        let (from_directory, to_directory) = (from.found.directory.node(), to.found.directory.node());
        let from = (from_directory.inode(), from.found.name.bytes());
        from_directory.file_system().rename(from, (to_directory.inode(), to.found.name.bytes()), how)?;
        Ok(Outcome::Done)
    }

    pub(super) fn link(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Link>();
        let params = message.get()?;
        let last = if params.get_follow_links() { Last::Follow } else { Last::Keep };
        let from = self.reach(call, params.get_from()?, params.get_from_directory(), last)?;
        let source = from.found.node.clone().ok_or(ErrorCode::NotFound)?;
        let to = self.reach(call, params.get_to()?, params.get_to_directory(), Last::Name)?;
        self.check_new(&to, Kind::Regular)?;
        // Another name would permit what this one does not.
        from.check_position(&source).map_err(|_| ErrorCode::CrossDevice)?;
        let status = source.node().status()?;
        if status.is_directory() {
            return Err(ErrorCode::NotPermitted.into());
        }
        let directory = &to.found.directory;
        same_tree(&source, directory)?;
        self.check_names(directory)?;
        let file_system = directory.node().file_system();
        file_system.link(source.node().inode(), directory.node().inode(), to.found.name.bytes())?;
        Ok(Outcome::Done)
    }

    pub(super) fn read_link(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<ReadLink>();
        let params = message.get()?;
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Keep)?;
        let position = reached.found.existing()?;
        let mut target = [0; MAX_TARGET];
        let mut length = 0;
        position.node().file_system().read_link(position.node().inode(), &mut |bytes| {
            length = bytes.len().min(MAX_TARGET);
            target[..length].copy_from_slice(&bytes[..length]);
        })?;
        let given = length.min(call.bulk_length() as usize);
        call.bulk_out(0, &target[..given])?;
        call.set_value(given as u64);
        Ok(Outcome::Done)
    }
}

/// A name and its file are in one tree, bound once.
fn same_tree(one: &Position, other: &Position) -> FileResult<()> {
    if one.is_in_tree_of(other) { Ok(()) } else { Err(ErrorCode::CrossDevice) }
}
