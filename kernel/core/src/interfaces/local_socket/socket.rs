//! The object, its connections and its status flags.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::{ErrorCode, LocalSocketKind};
use capos_schema::methods::local_socket::{
    Accept, Bind, Connect, GetFlags, GetNames, GetPeer, GetState, GetStatus, Listen, Receive, Send, SetFlags,
    Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::status::{STATUS_ROOM, write_status};
use crate::file_system::{Kind as FileKind, Status};
use crate::local_socket::{Endpoint, Kind, MAX_NAME};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Capability, Object, Outcome, WaitQueue};

/// `st_dev` of sockets: no volume's.
const NO_DEVICE: u64 = 0;

/// Room for a name in results.
pub(super) const NAME_ROOM: usize = MAX_NAME.next_multiple_of(8);

pub struct LocalSocket {
    endpoint: Arc<Endpoint>,
    flags: AtomicU32,
}

impl LocalSocket {
    pub fn new(endpoint: Arc<Endpoint>) -> Self {
        LocalSocket { endpoint, flags: AtomicU32::new(OpenFlags::READ_WRITE.bits()) }
    }

    pub fn endpoint(&self) -> &Arc<Endpoint> {
        &self.endpoint
    }

    fn flags(&self) -> OpenFlags {
        OpenFlags::from_bits_retain(self.flags.load(Relaxed))
    }

    pub(super) fn waits(&self) -> bool {
        !self.flags().contains(OpenFlags::NON_BLOCKING)
    }

    /// How a try ends that found nothing to do yet.
    pub(super) fn later(&self) -> CallResult {
        if self.waits() { Ok(Outcome::Wait) } else { Err(ErrorCode::WouldBlock.into()) }
    }

    fn listen(&self, call: &mut Call<'_>) -> CallResult {
        let backlog = call.params::<Listen>().get()?.get_backlog();
        self.endpoint.listen(backlog as usize)?;
        Ok(Outcome::Done)
    }

    fn accept(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Accept>(0)?;
        let accepted = match self.endpoint.accept() {
            Ok(accepted) => accepted,
            Err(ErrorCode::WouldBlock) => return self.later(),
            Err(error) => return Err(error.into()),
        };
        // A connection that finds no room in the caller's table is ended.
        let handle = call.insert(Capability::new(Arc::new(LocalSocket::new(accepted))))?;
        call.results::<Accept>(0, |mut results| {
            results.set_socket(handle.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_names(&self, call: &mut Call<'_>) -> CallResult {
        let (local, remote) = self.endpoint.names()?;
        call.results::<GetNames>(2 * NAME_ROOM, |mut results| {
            results.set_local(local.as_deref().unwrap_or_default());
            results.set_remote(remote.as_deref().unwrap_or_default());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_peer(&self, call: &mut Call<'_>) -> CallResult {
        let peer = self.endpoint.peer().ok_or(ErrorCode::NotConnected)?;
        call.results::<GetPeer>(0, |mut results| {
            results.set_process(peer.process);
            results.set_user(peer.user);
            results.set_group(peer.group);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_state(&self, call: &mut Call<'_>) -> CallResult {
        let kind = match self.endpoint.kind() {
            Kind::Stream => LocalSocketKind::Stream,
            Kind::Datagram => LocalSocketKind::Datagram,
            Kind::Packets => LocalSocketKind::Packets,
        };
        let (listens, available) = (self.endpoint.is_listening(), self.endpoint.available());
        call.results::<GetState>(0, |mut results| {
            results.set_kind(kind);
            results.set_listens(listens);
            results.set_available(available as u32);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_flags(&self, call: &mut Call<'_>) -> CallResult {
        let flags = self.flags();
        call.results::<GetFlags>(0, |mut results| {
            results.set_flags(flags.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn set_flags(&self, call: &mut Call<'_>) -> CallResult {
        let given = call.params::<SetFlags>().get()?.get_flags();
        let Some(given) = OpenFlags::from_bits(given) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits"));
        };
        let kept = self.flags() - OpenFlags::NON_BLOCKING;
        self.flags.store((kept | given & OpenFlags::NON_BLOCKING).bits(), Relaxed);
        Ok(Outcome::Done)
    }

    fn take_error(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<TakeError>(0)?;
        let error = self.endpoint.take_error();
        call.results::<TakeError>(0, |mut results| {
            results.set_failed(error.is_some());
            if let Some(error) = error {
                results.set_code(error);
            }
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn shutdown(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Shutdown>();
        let params = message.get()?;
        self.endpoint.shut_down(params.get_receive(), params.get_send())?;
        Ok(Outcome::Done)
    }

    fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let made = self.endpoint.made();
        let status = Status {
            device: NO_DEVICE,
            inode: self.endpoint.id(),
            kind: FileKind::Socket,
            mode: 0o777,
            user: 0,
            group: 0,
            links: 1,
            size: 0,
            blocks: 0,
            special_device: 0,
            accessed: made,
            modified: made,
            changed: made,
        };
        call.results::<GetStatus>(STATUS_ROOM, |results| {
            write_status(&status, results.init_status());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

impl Drop for LocalSocket {
    fn drop(&mut self) {
        self.endpoint.close();
    }
}

impl Object for LocalSocket {
    fn interface(&self) -> Interface {
        Interface::LocalSocket
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Bind::ORDINAL => self.bind(call),
            Listen::ORDINAL => self.listen(call),
            Accept::ORDINAL => self.accept(call),
            Connect::ORDINAL => self.connect(call),
            Send::ORDINAL => self.send(call),
            Receive::ORDINAL => self.receive(call),
            GetNames::ORDINAL => self.get_names(call),
            GetPeer::ORDINAL => self.get_peer(call),
            GetState::ORDINAL => self.get_state(call),
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => self.set_flags(call),
            TakeError::ORDINAL => self.take_error(call),
            Shutdown::ORDINAL => self.shutdown(call),
            GetStatus::ORDINAL => self.get_status(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        self.endpoint.readiness()
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.endpoint.waiting())
    }
}
