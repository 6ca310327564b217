//! Extended attributes, with the rules of Linux about who may do what with which.

use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::file::{GetAttribute, RemoveAttribute, SetAttribute};

use super::File;
use crate::file_system::{Access, FileResult, SetAttribute as How, Status};
use crate::object::{Call, CallResult, Outcome};

/// Of a name.
const MAX_NAME: usize = 255;

/// Of a value.
const MAX_VALUE: u64 = 1 << 16;

/// Names of files and directories that whoever may read or write those may read or write.
const USER: &[u8] = b"user.";

/// Names that only the super-user sees.
const TRUSTED: &[u8] = b"trusted.";

/// Names that everybody may read.
const SECURITY: &[u8] = b"security.";

impl File {
    pub(super) fn get_attribute(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<GetAttribute>();
        let name = check_name(message.get()?.get_name()?)?;
        self.check_reading(name)?;
        let value = self.node().file_system().attribute(self.node().inode(), name)?;
        deliver(call, &value)
    }

    pub(super) fn set_attribute(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetAttribute>();
        let params = message.get()?;
        let name = check_name(params.get_name()?)?;
        let how = match (params.get_create(), params.get_replace()) {
            (false, false) => How::Either,
            (true, false) => How::Create,
            (false, true) => How::Replace,
            (true, true) => {
                return Err(call.exception(ErrorCode::InvalidArgument, "create, replace: both at once"));
            }
        };
        let length = call.bulk_length();
        if length > MAX_VALUE {
            return Err(ErrorCode::OutOfRange.into());
        }
        self.check_writing(name)?;
        let mut value = Vec::new();
        value.try_reserve_exact(length as usize).map_err(|_| ErrorCode::NoMemory)?;
        value.resize(length as usize, 0);
        call.bulk_in(0, &mut value)?;
        self.node().file_system().set_attribute(self.node().inode(), name, &value, how)?;
        call.set_value(length);
        Ok(Outcome::Done)
    }

    pub(super) fn remove_attribute(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<RemoveAttribute>();
        let name = check_name(message.get()?.get_name()?)?;
        self.check_writing(name)?;
        self.node().file_system().remove_attribute(self.node().inode(), name)?;
        Ok(Outcome::Done)
    }

    pub(super) fn list_attributes(&self, call: &mut Call<'_>) -> CallResult {
        let names = self.node().file_system().attributes(self.node().inode())?;
        if self.identity.is_super_user() {
            return deliver(call, &names);
        }
        let shown = names.split_inclusive(|&byte| byte == 0).filter(|name| !name.starts_with(TRUSTED));
        let shown: Vec<u8> = shown.flatten().copied().collect();
        deliver(call, &shown)
    }

    fn check_reading(&self, name: &[u8]) -> FileResult<()> {
        if name.starts_with(USER) {
            let status = self.node().status()?;
            return if has_user_names(&status) {
                self.identity.check(&status, Access::READ)
            } else {
                Err(ErrorCode::NotFound)
            };
        }
        let hidden = name.starts_with(TRUSTED) && !self.identity.is_super_user();
        if hidden { Err(ErrorCode::NotFound) } else { Ok(()) }
    }

    fn check_writing(&self, name: &[u8]) -> FileResult<()> {
        self.check_changeable()?;
        if !name.starts_with(USER) {
            let permitted = self.identity.is_super_user();
            return if permitted { Ok(()) } else { Err(ErrorCode::NotPermitted) };
        }
        let status = self.node().status()?;
        let sticky = status.is_directory() && status.mode & Status::STICKY != 0;
        if !has_user_names(&status) || sticky && !self.identity.owns(&status) {
            return Err(ErrorCode::NotPermitted);
        }
        self.identity.check(&status, Access::WRITE)
    }
}

/// Who may write to other kinds of files says nothing about who may store something there.
fn has_user_names(status: &Status) -> bool {
    matches!(status.kind, crate::file_system::Kind::Regular) || status.is_directory()
}

/// `outOfRange` for what is no name, `notSupported` for one of an unknown space.
fn check_name(name: &[u8]) -> FileResult<&[u8]> {
    if name.is_empty() || name.len() > MAX_NAME {
        return Err(ErrorCode::OutOfRange);
    }
    let rest = [USER, TRUSTED, SECURITY].iter().find_map(|space| name.strip_prefix(*space));
    match rest {
        None => Err(ErrorCode::NotSupported),
        Some(rest) if rest.is_empty() || rest.contains(&0) => Err(ErrorCode::InvalidArgument),
        Some(_) => Ok(name),
    }
}

/// All of it, or with an empty buffer how long it is.
fn deliver(call: &mut Call<'_>, bytes: &[u8]) -> CallResult {
    let length = bytes.len() as u64;
    if call.bulk_length() != 0 {
        if length > call.bulk_length() {
            return Err(ErrorCode::OutOfRange.into());
        }
        call.bulk_out(0, bytes)?;
    }
    call.set_value(length);
    Ok(Outcome::Done)
}
