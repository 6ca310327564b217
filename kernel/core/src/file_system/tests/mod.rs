//! Tests of file systems, views and locks without processes.

mod damaged_disks;
mod disk_trees;
mod locks;
mod random_trees;
mod trees;
mod walks;

use alloc::sync::Arc;

use capos_hal::host::Machine;

use super::{FileSystem, Identity, Inode, Kind, NewNode, RamVolume};
use crate::quota::Account;

/// A volume of that many pages, on a machine of its own.
fn volume(pages: u64) -> (Arc<RamVolume>, Arc<Account>) {
    Machine::new(4096).enter();
    let account = Arc::new(Account::new(pages));
    let volume = RamVolume::new(7, Arc::clone(&account), 0o755).expect("room for a root");
    (Arc::new(volume), account)
}

fn new(kind: Kind) -> NewNode<'static> {
    NewNode { kind, mode: 0o755, user: 0, group: 0, target: b"" }
}

/// Makes a node that nobody holds.
#[track_caller]
fn make(volume: &RamVolume, directory: Inode, name: &str, kind: Kind) -> Inode {
    let inode = volume.create(directory, name.as_bytes(), new(kind)).expect("made");
    volume.release(inode);
    inode
}

fn link_to<'a>(target: &'a str) -> NewNode<'a> {
    NewNode { target: target.as_bytes(), ..new(Kind::SymbolicLink) }
}

fn super_user() -> Identity {
    Identity::new(Identity::SUPER_USER, 0)
}
