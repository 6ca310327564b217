//! `Identity`: who asks, and what a file's mode permits (POSIX.1-2024, XBD 4.7).

use alloc::boxed::Box;

use bitflags::bitflags;
use capos_schema::capos_capnp::ErrorCode;

use super::{FileResult, Kind, Status};

bitflags! {
    /// R_OK, W_OK and X_OK of <unistd.h>.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct Access: u32 {
        const EXECUTE = 1;
        const WRITE = 2;
        const READ = 4;
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    pub user: u32,
    pub group: u32,
    /// The supplementary ones.
    pub groups: Box<[u32]>,
}

impl Identity {
    /// The user that modes do not bind.
    pub const SUPER_USER: u32 = 0;

    pub fn new(user: u32, group: u32) -> Self {
        Identity { user, group, groups: Box::new([]) }
    }

    pub fn is_super_user(&self) -> bool {
        self.user == Self::SUPER_USER
    }

    pub fn is_in(&self, group: u32) -> bool {
        self.group == group || self.groups.contains(&group)
    }

    pub fn owns(&self, status: &Status) -> bool {
        self.is_super_user() || self.user == status.user
    }

    /// `accessDenied` unless the mode permits all that is wanted.
    pub fn check(&self, status: &Status, wanted: Access) -> FileResult<()> {
        let bits = if self.is_super_user() {
            // Nobody executes what is executable for nobody; directories are searched, not executed.
            let executable = status.kind == Kind::Directory || status.mode & 0o111 != 0;
            if executable { Access::all() } else { Access::READ | Access::WRITE }
        } else if self.user == status.user {
            Access::from_bits_truncate(status.mode >> 6)
        } else if self.is_in(status.group) {
            Access::from_bits_truncate(status.mode >> 3)
        } else {
            Access::from_bits_truncate(status.mode)
        };
        if bits.contains(wanted) { Ok(()) } else { Err(ErrorCode::AccessDenied) }
    }

    /// `notPermitted` unless the caller owns the file.
    pub fn check_owner(&self, status: &Status) -> FileResult<()> {
        if self.owns(status) { Ok(()) } else { Err(ErrorCode::NotPermitted) }
    }

    /// Whether names of that file may be taken out of the directory, which can be written.
    pub fn check_sticky(&self, directory: &Status, file: &Status) -> FileResult<()> {
        let bound = directory.mode & Status::STICKY != 0;
        if !bound || self.owns(directory) || self.owns(file) { Ok(()) } else { Err(ErrorCode::NotPermitted) }
    }
}
