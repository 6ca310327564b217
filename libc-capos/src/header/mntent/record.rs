//! Records made of lines.

use crate::errno::Errno;
use crate::types::mntent;
use crate::users::{Place, Record};
use capos_libc_engine::text::{Mount, unescaped};

impl Record for mntent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        let mount = Mount::parse(line)?;
        let mut text = |index: usize| place.string(&unescaped(mount.texts[index]));
        let mut filled = || {
            Ok(Self {
                mnt_fsname: text(0)?,
                mnt_dir: text(1)?,
                mnt_type: text(2)?,
                mnt_opts: text(3)?,
                mnt_freq: mount.frequency,
                mnt_passno: mount.pass,
            })
        };
        Some(filled())
    }
}
