//! The object, its connections and its status flags.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness, SocketReports};
use capos_schema::capos_capnp::{ErrorCode, LocalSocketKind, SocketOption};
use capos_schema::methods::local_socket::{
    Accept, Bind, Connect, GetFlags, GetNames, GetOption, GetPeer, GetState, GetStatus, Listen, Receive,
    Send, SetFlags, SetOption, Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::sockets::{read_directions, tell_error, tell_option};
use super::super::status::tell_status;
use super::super::status_flags::StatusFlags;
use crate::file_system::{Kind as FileKind, Status};
use crate::local_socket::{Endpoint, Kind, MAX_NAME};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Capability, Object, Outcome, WaitQueue};

/// Room for a name in results.
pub(super) const NAME_ROOM: usize = MAX_NAME.next_multiple_of(8);

const NOT_OF_LOCAL_SOCKETS: &str = "option: not one of local sockets";

pub struct LocalSocket {
    endpoint: Arc<Endpoint>,
    pub(super) flags: StatusFlags,
}

impl LocalSocket {
    pub fn new(endpoint: Arc<Endpoint>) -> Self {
        LocalSocket { endpoint, flags: StatusFlags::new(OpenFlags::READ_WRITE) }
    }

    pub fn endpoint(&self) -> &Arc<Endpoint> {
        &self.endpoint
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
            Err(ErrorCode::WouldBlock) => return self.flags.later(),
            Err(error) => return Err(error.into()),
        };
        // A connection that finds no room in the caller's table is ended.
        let handle = call.insert(Capability::new(Arc::new(LocalSocket::new(accepted))))?;
        call.answer::<Accept>(0, |mut results| results.set_socket(handle.bits()))
    }

    fn get_names(&self, call: &mut Call<'_>) -> CallResult {
        let (local, remote) = self.endpoint.names()?;
        call.answer::<GetNames>(2 * NAME_ROOM, |mut results| {
            results.set_local(local.as_deref().unwrap_or_default());
            results.set_remote(remote.as_deref().unwrap_or_default());
        })
    }

    fn get_peer(&self, call: &mut Call<'_>) -> CallResult {
        let peer = self.endpoint.peer().ok_or(ErrorCode::NotConnected)?;
        call.answer::<GetPeer>(0, |results| peer.write(results))
    }

    fn get_state(&self, call: &mut Call<'_>) -> CallResult {
        let kind = match self.endpoint.kind() {
            Kind::Stream => LocalSocketKind::Stream,
            Kind::Datagram => LocalSocketKind::Datagram,
            Kind::Packets => LocalSocketKind::Packets,
        };
        let (listens, available) = (self.endpoint.is_listening(), self.endpoint.available());
        call.answer::<GetState>(0, |mut results| {
            results.set_kind(kind);
            results.set_listens(listens);
            results.set_available(available as u32);
        })
    }

    fn get_option(&self, call: &mut Call<'_>) -> CallResult {
        match call.params::<GetOption>().get()?.get_option()? {
            SocketOption::Reports => {
                let reports = if self.endpoint.reports_sender() { SocketReports::SENDER } else { 0 };
                tell_option::<GetOption>(call, reports)
            }
            _ => Err(call.exception(ErrorCode::NotSupported, NOT_OF_LOCAL_SOCKETS)),
        }
    }

    fn set_option(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOption>();
        let params = message.get()?;
        let value = params.get_value();
        match params.get_option()? {
            SocketOption::Reports if value & !SocketReports::SENDER == 0 => {
                self.endpoint.report_sender(value != 0);
                Ok(Outcome::Done)
            }
            SocketOption::Reports => Err(call.exception(ErrorCode::InvalidArgument, "reports: unknown bits")),
            _ => Err(call.exception(ErrorCode::NotSupported, NOT_OF_LOCAL_SOCKETS)),
        }
    }

    fn shutdown(&self, call: &mut Call<'_>) -> CallResult {
        let (receive, send) = read_directions::<Shutdown>(call)?;
        self.endpoint.shut_down(receive, send)?;
        Ok(Outcome::Done)
    }

    fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let made = self.endpoint.made();
        let status = Status::without_file(FileKind::Socket, 0o777, self.endpoint.id(), made);
        tell_status::<GetStatus>(call, &status)
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
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            TakeError::ORDINAL => tell_error::<TakeError>(call, || self.endpoint.take_error()),
            Shutdown::ORDINAL => self.shutdown(call),
            GetStatus::ORDINAL => self.get_status(call),
            GetOption::ORDINAL => self.get_option(call),
            SetOption::ORDINAL => self.set_option(call),
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
