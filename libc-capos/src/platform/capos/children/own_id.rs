//! The process's number: a fork changes it, so it is not what the start-up block says for ever.

use crate::types::pid_t;
use capos_rt::{SelfProcess, startup};
use core::sync::atomic::{AtomicU64, Ordering};

/// 0 until it is asked for.
static OWN: AtomicU64 = AtomicU64::new(0);
/// The process is a copy: the start-up block is another's.
const COPIED: u64 = u64::MAX;

pub fn own_id() -> pid_t {
    let known = match OWN.load(Ordering::Relaxed) {
        0 => startup::startup().process_id,
        COPIED => {
            let myself = startup::granted_any::<SelfProcess>();
            match myself.and_then(|myself| myself.ids(0).ok()) {
                Some(ids) => ids.process,
                // Without SelfProcess a copy cannot learn who it is.
                None => return 0,
            }
        }
        known => known,
    };
    OWN.store(known, Ordering::Relaxed);
    known as pid_t
}

/// The process has become a copy of another.
pub fn forget() {
    OWN.store(COPIED, Ordering::Relaxed);
}
