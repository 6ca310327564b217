//! Which socket has which file.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};

use capos_hal::sync::SpinLock;

use super::endpoint::Endpoint;
use crate::file_system::{Inode, NodeReference};
use crate::lock_order::LocalNamesLevel;

/// By device and number of the file. An endpoint keeps its file, so the number is not given to another one meanwhile.
static NAMES: SpinLock<LocalNamesLevel, BTreeMap<(u64, Inode), Weak<Endpoint>>> =
    SpinLock::new(BTreeMap::new());

fn key(node: &NodeReference) -> (u64, Inode) {
    (node.file_system().device(), node.inode())
}

/// The endpoint that has the file.
pub fn find(node: &NodeReference) -> Option<Arc<Endpoint>> {
    let key = key(node);
    NAMES.lock().get(&key).and_then(Weak::upgrade)
}

pub(super) fn insert(node: &NodeReference, endpoint: &Arc<Endpoint>) {
    let key = key(node);
    NAMES.lock().insert(key, Arc::downgrade(endpoint));
}

pub(super) fn remove(node: &NodeReference) {
    let key = key(node);
    let gone = NAMES.lock().remove(&key);
    drop(gone);
}
