//! File systems of lines.

use crate::errno::Errno;
use crate::types::mntent;
use crate::users::{Place, Record};
use capos_libc_engine::mounts::Mount;

impl Record for mntent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill(&Mount::parse(line)?, place))
    }
}

fn fill(found: &Mount, place: &mut Place<'_>) -> Result<mntent, Errno> {
    Ok(mntent {
        mnt_fsname: place.string(&found.device)?,
        mnt_dir: place.string(&found.directory)?,
        mnt_type: place.string(&found.kind)?,
        mnt_opts: place.string(&found.options)?,
        mnt_freq: found.dump,
        mnt_passno: found.pass,
    })
}
