//! Extended attributes on a disk.

use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;
use rsext4::{Ext4Error, Ext4ErrorKind, XattrNamespace, XattrSetMode};

use super::super::traits::SetAttribute;
use super::super::{FileResult, Inode, Time};
use super::engine::number;
use super::volume::Ext4Volume;

/// The spaces of names that programs can reach, as names begin.
const SPACES: [(&[u8], XattrNamespace); 3] = [
    (b"user.", XattrNamespace::User),
    (b"trusted.", XattrNamespace::Trusted),
    (b"security.", XattrNamespace::Security),
];

/// The name's space, and what follows.
fn split(name: &[u8]) -> FileResult<(XattrNamespace, &[u8])> {
    let found = SPACES.iter().find_map(|(prefix, space)| Some((*space, name.strip_prefix(*prefix)?)));
    found.ok_or(ErrorCode::NotSupported)
}

/// One that is too large for the place that ext4 has for them is no defect of the file.
fn refusal(error: Ext4Error) -> Ext4Error {
    match error.kind() {
        Ext4ErrorKind::InvalidInput | Ext4ErrorKind::Overflow => Ext4Error::no_space(),
        _ => error,
    }
}

impl Ext4Volume {
    pub(super) fn get_attribute(&self, inode: Inode, name: &[u8]) -> FileResult<Vec<u8>> {
        let (number, (space, name)) = (number(inode)?, split(name)?);
        self.engine.ask(|core| core.files.get_xattr(number, space, name))
    }

    pub(super) fn put_attribute(
        &self,
        inode: Inode,
        name: &[u8],
        value: &[u8],
        how: SetAttribute,
    ) -> FileResult<()> {
        let (number, (space, name)) = (number(inode)?, split(name)?);
        let mode = match how {
            SetAttribute::Create => XattrSetMode::Create,
            SetAttribute::Replace => XattrSetMode::Replace,
            SetAttribute::Either => XattrSetMode::Upsert,
        };
        let now = Time::now();
        self.engine
            .change(now, |core| core.files.set_xattr(number, space, name, value, mode).map_err(refusal))?;
        self.attributes_changed(inode, now)
    }

    pub(super) fn drop_attribute(&self, inode: Inode, name: &[u8]) -> FileResult<()> {
        let (number, (space, name)) = (number(inode)?, split(name)?);
        let now = Time::now();
        self.engine.change(now, |core| core.files.remove_xattr(number, space, name))?;
        self.attributes_changed(inode, now)
    }

    pub(super) fn attribute_names(&self, inode: Inode) -> FileResult<Vec<u8>> {
        let number = number(inode)?;
        let found = self.engine.ask(|core| core.files.list_xattrs(number))?;
        let mut names = Vec::new();
        for found in &found {
            let space = SPACES.iter().find(|(_, space)| *space == found.namespace);
            // Other spaces are the file system's own.
            if let Some((prefix, _)) = space {
                names.extend_from_slice(prefix);
                names.extend_from_slice(&found.name);
                names.push(0);
            }
        }
        Ok(names)
    }

    fn attributes_changed(&self, inode: Inode, now: Time) -> FileResult<()> {
        let info = self.engine.load(inode)?.info;
        self.with(inode, |node| {
            node.blocks = info.blocks;
            node.changed = now;
            node.times_differ = true;
            Ok(())
        })
    }
}
