//! Files without a name: memory that is read and written as a file, at somebody's expense.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::{FileResult, FileSystem, Identity, Kind, NewNode, NodeReference, Position, RamVolume, View};
use crate::quota::Account;

/// `st_dev` of each: behind all those of volumes.
static NEXT_DEVICE: AtomicU64 = AtomicU64::new(1 << 32);

const MODE: u32 = 0o777;

/// What it has while it is made.
const NAME: &[u8] = b"file";

/// A new one, empty. The account pays for it as long as anybody has it open.
pub fn unnamed_file(account: &Arc<Account>, owner: &Identity) -> FileResult<Position> {
    let device = NEXT_DEVICE.fetch_add(1, Relaxed);
    let volume: Arc<dyn FileSystem> = Arc::new(RamVolume::new(device, Arc::clone(account), MODE)?);
    let new = NewNode { kind: Kind::Regular, mode: MODE, user: owner.user, group: owner.group, target: &[] };
    let root = volume.root();
    let inode = volume.create(root, NAME, new)?;
    let position = View::new(NodeReference::root(Arc::clone(&volume)), false).root().with_node(inode);
    volume.remove(root, NAME, false)?;
    Ok(position)
}
