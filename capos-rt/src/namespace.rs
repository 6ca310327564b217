//! Client of `Namespace`: a tree of files.
//!
//! A path that does not begin with a slash begins at `directory`, an open directory; `Handle::NONE` is the root.

use capos_schema::abi::Handle;
use capos_schema::abi::limits::{MAX_PARAMS, MAX_PATH};
use capos_schema::capos_capnp::{ErrorCode, file_status, file_system_status, namespace as schema};
use capos_schema::methods::namespace as methods;
use capos_schema::{Interface, Method};

use crate::call::{Bulk, ParamsBuilder, ResultsReader, Wait, ask, call, transfer, transfer_with};
use crate::capability::interfaces::{File, Namespace};
use crate::file::{FileStatus, FileSystemStatus, NewTime};
use crate::{Capability, Error, Result};

/// Words of a message with paths of at most `SHORT_PATHS` bytes together, and with any.
const SHORT: usize = 48;
const SHORT_PATHS: usize = 256;
const LONG: usize = MAX_PARAMS / 8;

/// Supplementary groups of an identity at most; their list fits a short message.
const MAX_GROUPS: usize = 64;

/// Calls a method whose parameters hold `paths`, with as much room as those need.
fn call_with_paths<M: Method, const RESULTS: usize, T>(
    handle: Handle,
    paths: &[&[u8]],
    bulk: Bulk<'_>,
    fill: impl FnOnce(ParamsBuilder<'_, M>),
    read: impl FnOnce(ResultsReader<'_, M>) -> Result<T>,
) -> Result<(T, u64)> {
    if paths.iter().any(|path| path.len() >= MAX_PATH) {
        return Err(Error::Exception(ErrorCode::NameTooLong));
    }
    if paths.iter().map(|path| path.len()).sum::<usize>() <= SHORT_PATHS {
        call::<M, SHORT, RESULTS, T>(handle, Wait::Block, bulk, fill, read)
    } else {
        call::<M, LONG, RESULTS, T>(handle, Wait::Block, bulk, fill, read)
    }
}

/// As `call_with_paths`, for methods without results.
fn act_on_paths<M: Method>(
    handle: Handle,
    paths: &[&[u8]],
    fill: impl FnOnce(ParamsBuilder<'_, M>),
) -> Result<()> {
    call_with_paths::<M, 1, _>(handle, paths, Bulk::None, fill, |_| Ok(())).map(drop)
}

/// What opening a path gave: a File, or what stands behind a special file.
#[derive(Debug)]
pub struct Opened {
    /// To be owned by whoever gets this.
    pub handle: Handle,
    /// `None` for one that this runtime does not know.
    pub interface: Option<Interface>,
}

impl Capability<Namespace> {
    /// Opens a path; `flags` are `O_*` of <fcntl.h>.
    pub fn open_at(&self, directory: Handle, path: &[u8], flags: u32, mode: u32) -> Result<Opened> {
        let fill = |mut params: schema::open_params::Builder<'_>| {
            params.set_path(path);
            params.set_flags(flags);
            params.set_mode(mode);
            params.set_directory(directory.bits());
        };
        let read = |results: schema::open_results::Reader<'_>| {
            Ok(Opened {
                handle: Handle::from_bits(results.get_file()),
                interface: Interface::try_from(results.get_interface()).ok(),
            })
        };
        call_with_paths::<methods::Open, 6, _>(self.handle(), &[path], Bulk::None, fill, read)
            .map(|(opened, _)| opened)
    }

    /// Opens a file or a directory from the root.
    pub fn open(&self, path: &[u8], flags: u32, mode: u32) -> Result<Capability<File>> {
        self.open_at(Handle::NONE, path, flags, mode).map(|opened| Capability::from_handle(opened.handle))
    }

    pub fn status_at(&self, directory: Handle, path: &[u8], follow_links: bool) -> Result<FileStatus> {
        let fill = |mut params: schema::get_status_params::Builder<'_>| {
            params.set_path(path);
            params.set_follow_links(follow_links);
            params.set_directory(directory.bits());
        };
        let read = |status: file_status::Reader<'_>| Ok(FileStatus::read(status));
        call_with_paths::<methods::GetStatus, { FileStatus::WORDS }, _>(
            self.handle(),
            &[path],
            Bulk::None,
            fill,
            read,
        )
        .map(|(status, _)| status)
    }

    pub fn status(&self, path: &[u8], follow_links: bool) -> Result<FileStatus> {
        self.status_at(Handle::NONE, path, follow_links)
    }

    /// Makes a directory, FIFO or empty file, by the file type in the mode.
    pub fn make_node(&self, directory: Handle, path: &[u8], mode: u32) -> Result<()> {
        act_on_paths::<methods::MakeNode>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_mode(mode);
            params.set_directory(directory.bits());
        })
    }

    pub fn remove(&self, directory: Handle, path: &[u8], is_directory: bool) -> Result<()> {
        act_on_paths::<methods::Remove>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_is_directory(is_directory);
            params.set_directory(directory.bits());
        })
    }

    pub fn rename(&self, from: (Handle, &[u8]), to: (Handle, &[u8]), how: Rename) -> Result<()> {
        act_on_paths::<methods::Rename>(self.handle(), &[from.1, to.1], |mut params| {
            params.set_from(from.1);
            params.set_to(to.1);
            params.set_from_directory(from.0.bits());
            params.set_to_directory(to.0.bits());
            params.set_no_replace(how == Rename::NoReplace);
            params.set_exchange(how == Rename::Exchange);
        })
    }

    pub fn link(&self, from: (Handle, &[u8]), to: (Handle, &[u8]), follow_links: bool) -> Result<()> {
        act_on_paths::<methods::Link>(self.handle(), &[from.1, to.1], |mut params| {
            params.set_from(from.1);
            params.set_to(to.1);
            params.set_from_directory(from.0.bits());
            params.set_to_directory(to.0.bits());
            params.set_follow_links(follow_links);
        })
    }

    pub fn make_symbolic_link(&self, target: &[u8], directory: Handle, path: &[u8]) -> Result<()> {
        act_on_paths::<methods::MakeSymbolicLink>(self.handle(), &[target, path], |mut params| {
            params.set_target(target);
            params.set_path(path);
            params.set_directory(directory.bits());
        })
    }

    /// The target's first bytes, as many as fit.
    pub fn read_link(&self, directory: Handle, path: &[u8], buffer: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::read_link_params::Builder<'_>| {
            params.set_path(path);
            params.set_directory(directory.bits());
        };
        let bulk = Bulk::To(buffer);
        call_with_paths::<methods::ReadLink, 1, _>(self.handle(), &[path], bulk, fill, |_| Ok(()))
            .map(|(_, count)| count as usize)
    }

    pub fn set_mode(&self, directory: Handle, path: &[u8], mode: u32, follow_links: bool) -> Result<()> {
        act_on_paths::<methods::SetMode>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_mode(mode);
            params.set_follow_links(follow_links);
            params.set_directory(directory.bits());
        })
    }

    /// `u32::MAX` keeps what is there.
    pub fn set_owner(
        &self,
        directory: Handle,
        path: &[u8],
        (user, group): (u32, u32),
        follow_links: bool,
    ) -> Result<()> {
        act_on_paths::<methods::SetOwner>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_user(user);
            params.set_group(group);
            params.set_follow_links(follow_links);
            params.set_directory(directory.bits());
        })
    }

    /// Access and modification time.
    pub fn set_times(
        &self,
        directory: Handle,
        path: &[u8],
        [access, modification]: [NewTime; 2],
        follow_links: bool,
    ) -> Result<()> {
        act_on_paths::<methods::SetTimes>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            access.write(params.reborrow().init_access());
            modification.write(params.reborrow().init_modification());
            params.set_follow_links(follow_links);
            params.set_directory(directory.bits());
        })
    }

    pub fn set_size(&self, directory: Handle, path: &[u8], size: u64) -> Result<()> {
        act_on_paths::<methods::SetSize>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_size(size);
            params.set_directory(directory.bits());
        })
    }

    /// `access` is of `R_OK`, `W_OK` and `X_OK`; 0 asks whether the file is there.
    pub fn check_access(
        &self,
        directory: Handle,
        path: &[u8],
        access: u32,
        follow_links: bool,
    ) -> Result<()> {
        act_on_paths::<methods::CheckAccess>(self.handle(), &[path], |mut params| {
            params.set_path(path);
            params.set_access(access);
            params.set_follow_links(follow_links);
            params.set_directory(directory.bits());
        })
    }

    pub fn file_system_status(&self, directory: Handle, path: &[u8]) -> Result<FileSystemStatus> {
        let fill = |mut params: schema::get_file_system_status_params::Builder<'_>| {
            params.set_path(path);
            params.set_directory(directory.bits());
        };
        let read = |status: file_system_status::Reader<'_>| Ok(FileSystemStatus::read(status));
        call_with_paths::<methods::GetFileSystemStatus, 12, _>(self.handle(), &[path], Bulk::None, fill, read)
            .map(|(status, _)| status)
    }

    /// An absolute path of the directory.
    pub fn path(&self, directory: Handle, buffer: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::get_path_params::Builder<'_>| params.set_directory(directory.bits());
        let bulk = Bulk::To(buffer);
        transfer_with::<methods::GetPath, 4>(self.handle(), Wait::Block, bulk, fill)
    }

    /// The directory's tree alone.
    pub fn sub(&self, directory: Handle, path: &[u8]) -> Result<Capability<Namespace>> {
        let fill = |mut params: schema::sub_params::Builder<'_>| {
            params.set_path(path);
            params.set_directory(directory.bits());
        };
        let read = |results: schema::sub_results::Reader<'_>| Ok(results.get_namespace());
        call_with_paths::<methods::Sub, 4, _>(self.handle(), &[path], Bulk::None, fill, read).map(namespace)
    }

    /// The same tree through a capability that can not change it.
    pub fn read_only(&self) -> Result<Capability<Namespace>> {
        let read = |results: schema::read_only_results::Reader<'_>| Ok(results.get_namespace());
        call::<methods::ReadOnly, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(namespace)
    }

    /// The same tree, but at the path the other one's.
    pub fn bind(&self, path: &[u8], source: &Capability<Namespace>) -> Result<Capability<Namespace>> {
        let fill = |mut params: schema::bind_params::Builder<'_>| {
            params.set_path(path);
            params.set_source(source.handle().bits());
        };
        let read = |results: schema::bind_results::Reader<'_>| Ok(results.get_namespace());
        call_with_paths::<methods::Bind, 4, _>(self.handle(), &[path], Bulk::None, fill, read).map(namespace)
    }

    /// A tree of one empty directory, for the same identity.
    pub fn empty(&self) -> Result<Capability<Namespace>> {
        let read = |results: schema::empty_results::Reader<'_>| Ok(results.get_namespace());
        call::<methods::Empty, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read).map(namespace)
    }

    /// Where the root of the tree of that number is, of those that this one is bound of.
    pub fn binding<'b>(&self, index: u32, path: &'b mut [u8]) -> Result<Binding<'b>> {
        let fill = |mut params: schema::get_binding_params::Builder<'_>| params.set_index(index);
        let read = |results: schema::get_binding_results::Reader<'_>| {
            Ok((results.get_read_only(), results.get_device()))
        };
        let bulk = Bulk::To(path);
        let ((read_only, device), length) =
            call::<methods::GetBinding, 4, 4, _>(self.handle(), Wait::Block, bulk, fill, read)?;
        Ok(Binding { path: &path[..length as usize], read_only, device })
    }

    /// The same tree for another identity, of at most 64 supplementary groups.
    pub fn assume(&self, user: u32, group: u32, groups: &[u32]) -> Result<Capability<Namespace>> {
        if groups.len() > MAX_GROUPS {
            return Err(Error::Exception(ErrorCode::InvalidArgument));
        }
        let fill = |mut params: schema::assume_params::Builder<'_>| {
            params.set_user(user);
            params.set_group(group);
            // The list has the room that it takes.
            params.set_groups(groups);
        };
        let read = |results: schema::assume_results::Reader<'_>| Ok(results.get_namespace());
        call::<methods::Assume, SHORT, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read)
            .map(namespace)
    }

    /// User, group, and as many of the supplementary groups as find room; how many there are.
    pub fn identity(&self, groups: &mut [u32]) -> Result<(u32, u32, usize)> {
        let read = |results: schema::get_identity_results::Reader<'_>| {
            let list = results.get_groups()?;
            for (to, group) in groups.iter_mut().zip(list) {
                *to = group;
            }
            Ok((results.get_user(), results.get_group(), list.len() as usize))
        };
        ask::<methods::GetIdentity, SHORT, _>(self.handle(), read)
    }

    /// Everything that was written is on its medium afterwards.
    pub fn sync(&self) -> Result<()> {
        transfer::<methods::Sync>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }
}

/// One tree of those that a Namespace is bound of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding<'b> {
    pub path: &'b [u8],
    pub read_only: bool,
    /// `st_dev` of its files.
    pub device: u64,
}

fn namespace((handle, _): (u32, u64)) -> Capability<Namespace> {
    Capability::from_handle(Handle::from_bits(handle))
}

/// What becomes of a file that has the new name already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rename {
    Replace,
    /// It stays, and nothing is renamed.
    NoReplace,
    /// It gets the old name.
    Exchange,
}
