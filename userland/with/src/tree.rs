//! The tree of files that the program sees.

use alloc::vec::Vec;

use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{Capability, Error, File, Namespace, Result};

use crate::message::{Message, explain};
use crate::options::Part;

/// `O_DIRECTORY` and `O_PATH` of <fcntl.h>.
const O_DIRECTORY: u32 = 0o200_000;
const O_PATH: u32 = 0o10_000_000;

/// A tree with nothing but the parts, each at the path that it has in `whole`.
pub fn select(
    whole: &Capability<Namespace>,
    directory: Handle,
    parts: &[Part<'_>],
) -> core::result::Result<Capability<Namespace>, Message> {
    let mut tree = whole.empty().map_err(|error| explain(b"an empty tree", error))?;
    for part in parts {
        tree = add(whole, directory, tree, part).map_err(|error| explain(part.path, error))?;
    }
    Ok(tree)
}

fn add(
    whole: &Capability<Namespace>,
    directory: Handle,
    tree: Capability<Namespace>,
    part: &Part<'_>,
) -> Result<Capability<Namespace>> {
    let opened = open_directory(whole, directory, part.path)?;
    let mut room = [0; MAX_PATH];
    let length = whole.path(opened.handle(), &mut room)?;
    let path = &room[..length];
    let mut source = whole.sub(opened.handle(), b".")?;
    if part.read_only {
        source = source.read_only()?;
    }
    if path == b"/" {
        return Ok(source);
    }
    let mut tree = tree;
    for end in above(path) {
        match tree.status(&path[..end], true) {
            Ok(_) => {}
            Err(Error::Exception(ErrorCode::NotFound)) => {
                let directory = tree.empty()?;
                tree = tree.bind(&path[..end], &directory)?;
            }
            Err(other) => return Err(other),
        }
    }
    tree.bind(path, &source)
}

/// Where the names end of the directories above the one that the path, which is absolute, leads to.
fn above(path: &[u8]) -> Vec<usize> {
    let slash = |(index, byte): (usize, &u8)| (*byte == b'/' && index > 0).then_some(index);
    path.iter().enumerate().filter_map(slash).collect()
}

fn open_directory(namespace: &Capability<Namespace>, base: Handle, path: &[u8]) -> Result<Capability<File>> {
    let opened = namespace.open_at(base, path, O_DIRECTORY | O_PATH, 0)?;
    Ok(Capability::from_handle(opened.handle))
}

/// The working directory as the narrower tree has it; `None` if it does not.
pub fn same_place(
    whole: &Capability<Namespace>,
    tree: &Capability<Namespace>,
    directory: Handle,
) -> Option<Capability<File>> {
    let mut room = [0; MAX_PATH];
    let length = whole.path(directory, &mut room).ok()?;
    open_directory(tree, Handle::NONE, &room[..length]).ok()
}
