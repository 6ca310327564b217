//! Capabilities within messages.
//!
//! A socket that lies in the inbox of a socket that lies in the inbox of the first would keep both alive for ever, with
//! nobody to read either. So sockets do not nest: one that is on its way holds no sockets itself. Sending one that does, or
//! sending one to a socket that is on its way, is refused; the counts behind that are kept under one lock for all.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_schema::Interface;
use capos_schema::capos_capnp::ErrorCode;

use crate::interfaces::LocalSocket;
use crate::lock_order::RightsLevel;
use crate::object::Capability;

/// Capabilities of one message at most.
pub const MAX_RIGHTS: usize = 64;

/// Guards the counts of every `Travel`.
static TRAVELS: SpinLock<RightsLevel, ()> = SpinLock::new(());

/// What a socket has to do with capabilities on their way. The lock guards it; that they are atomic is for sharing alone.
#[derive(Default)]
pub struct Travel {
    /// Messages that the socket lies in.
    within: AtomicUsize,
    /// Sockets that lie in its inbox.
    holds: AtomicUsize,
}

/// The capabilities of one message.
#[derive(Default)]
pub struct Rights {
    capabilities: Vec<Capability>,
    /// Those of them that are sockets, and in whose inbox they are.
    sockets: Vec<Arc<Travel>>,
    holder: Option<Arc<Travel>>,
}

impl Rights {
    /// Capabilities on their way to a socket. `tooManyLinks` if sockets would nest.
    pub fn send(capabilities: Vec<Capability>, holder: &Arc<Travel>) -> Result<Rights, ErrorCode> {
        let mut sockets = Vec::new();
        for capability in &capabilities {
            if capability.interface() == Interface::LocalSocket
                && let Some(socket) = capability.duplicate().downcast::<LocalSocket>()
            {
                sockets.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
                sockets.push(Arc::clone(socket.endpoint().travel()));
            }
        }
        if !sockets.is_empty() {
            let _travels = TRAVELS.lock();
            let is_within =
                holder.within.load(Relaxed) > 0 || sockets.iter().any(|socket| Arc::ptr_eq(socket, holder));
            if is_within || sockets.iter().any(|socket| socket.holds.load(Relaxed) > 0) {
                return Err(ErrorCode::TooManyLinks);
            }
            holder.holds.fetch_add(sockets.len(), Relaxed);
            for socket in &sockets {
                socket.within.fetch_add(1, Relaxed);
            }
        }
        let holder = (!sockets.is_empty()).then(|| Arc::clone(holder));
        Ok(Rights { capabilities, sockets, holder })
    }

    pub fn len(&self) -> usize {
        self.capabilities.len()
    }

    pub fn is_empty(&self) -> bool {
        self.capabilities.is_empty()
    }

    pub fn has_sockets(&self) -> bool {
        self.holder.is_some()
    }

    /// They have arrived.
    pub fn arrive(mut self) -> Vec<Capability> {
        mem::take(&mut self.capabilities)
    }
}

impl Drop for Rights {
    fn drop(&mut self) {
        let Some(holder) = self.holder.take() else { return };
        let _travels = TRAVELS.lock();
        holder.holds.fetch_sub(self.sockets.len(), Relaxed);
        for socket in &self.sockets {
            socket.within.fetch_sub(1, Relaxed);
        }
    }
}
