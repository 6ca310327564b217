//! Client of `LocalSocket`: messages and capabilities between processes of this machine.

use capos_schema::Interface;
use capos_schema::abi::Handle;
pub use capos_schema::capos_capnp::LocalSocketKind;
use capos_schema::capos_capnp::{ErrorCode, local_name, local_peer, local_socket as schema};
use capos_schema::methods::local_socket as methods;

use crate::call::{Bulk, Wait, act, ask, call, transfer, transfer_with};
use crate::capability::interfaces::LocalSocket;
use crate::descriptions::{WithFlags, WithStatus};
use crate::sockets::{Listens, Socket, Taking, WithOptions};
use crate::{Capability, Error, Result};

/// Capabilities of one message at most.
pub const MAX_RIGHTS: usize = 64;
/// Bytes of a name.
pub const MAX_LOCAL_NAME: usize = 107;

/// Words of messages: with a name, with that and capabilities, and what receiving tells without and with them.
const WITH_NAME: usize = 20;
const SENT: usize = 56;
const RECEIVED: usize = 23;
const RECEIVED_RIGHTS: usize = 153;
const NAMES: usize = 34;

/// Where a socket's file is: the Namespace, the path in it, and the directory where that begins.
#[derive(Clone, Copy, Debug)]
pub struct LocalName<'a> {
    pub namespace: Handle,
    pub path: &'a [u8],
    pub directory: Handle,
}

/// What was received, the bytes aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReceivedLocal {
    /// Bytes that were moved, and that the message has.
    pub moved: usize,
    pub length: usize,
    /// Capabilities that came with them.
    pub rights: usize,
    /// There were more than there was room for.
    pub rights_lost: bool,
    /// If the socket reports it.
    pub sender: Option<LocalPeer>,
}

/// A capability that came with a message; whoever gets it owns it.
#[derive(Clone, Copy, Debug)]
pub struct ReceivedRight {
    pub handle: Handle,
    /// `None` for one that this runtime does not know.
    pub interface: Option<Interface>,
}

/// Who sent, or is at the other side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocalPeer {
    pub process: u64,
    pub user: u32,
    pub group: u32,
}

/// What a socket is at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocalState {
    pub kind: LocalSocketKind,
    pub listens: bool,
    /// Bytes that a read would give.
    pub available: usize,
}

impl LocalName<'_> {
    fn write(&self, mut to: local_name::Builder<'_>) {
        to.set_namespace(self.namespace.bits());
        to.set_path(self.path);
        to.set_directory(self.directory.bits());
    }

    fn check(&self) -> Result<()> {
        if self.path.len() > MAX_LOCAL_NAME {
            return Err(Error::Exception(ErrorCode::NameTooLong));
        }
        Ok(())
    }
}

impl WithFlags for LocalSocket {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl WithStatus for LocalSocket {
    type Get = methods::GetStatus;
}

impl Socket for LocalSocket {
    type TakeError = methods::TakeError;
    type Shutdown = methods::Shutdown;
}

impl WithOptions for LocalSocket {
    type GetOption = methods::GetOption;
    type SetOption = methods::SetOption;
}

impl LocalPeer {
    fn read(reader: local_peer::Reader<'_>) -> Self {
        LocalPeer { process: reader.get_process(), user: reader.get_user(), group: reader.get_group() }
    }
}

impl Listens for LocalSocket {
    type Listen = methods::Listen;
}

impl Capability<LocalSocket> {
    /// Makes the socket's file.
    pub fn bind(&self, at: LocalName<'_>, mode: u32) -> Result<()> {
        at.check()?;
        let fill = |mut params: schema::bind_params::Builder<'_>| {
            params.set_mode(mode);
            at.write(params.init_at());
        };
        act::<methods::Bind, WITH_NAME>(self.handle(), fill)
    }

    /// The next connection.
    pub fn accept(&self, wait: Wait) -> Result<Capability<LocalSocket>> {
        let read = |results: schema::accept_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_socket())))
        };
        call::<methods::Accept, 0, 3, _>(self.handle(), wait, Bulk::None, |_| (), read)
            .map(|(socket, _)| socket)
    }

    /// Datagrams without an address go there from now on; with `None` they need one, and everybody is heard again.
    pub fn connect(&self, to: Option<LocalName<'_>>) -> Result<()> {
        to.iter().try_for_each(LocalName::check)?;
        let fill = |params: schema::connect_params::Builder<'_>| {
            if let Some(to) = to {
                to.write(params.init_to());
            }
        };
        act::<methods::Connect, WITH_NAME>(self.handle(), fill)
    }

    /// Sends to the peer if no name is given. At most [`MAX_RIGHTS`] capabilities. With a Namespace the sender is whom that
    /// acts for, not whom the process started as.
    pub fn send(
        &self,
        bytes: Bulk<'_>,
        to: Option<LocalName<'_>>,
        rights: &[u32],
        identity: Handle,
        wait: Wait,
    ) -> Result<usize> {
        if to.is_none() && rights.is_empty() && identity == Handle::NONE {
            return transfer::<methods::Send>(self.handle(), wait, bytes);
        }
        to.iter().try_for_each(LocalName::check)?;
        if rights.len() > MAX_RIGHTS {
            return Err(Error::Exception(ErrorCode::InvalidArgument));
        }
        let fill = |mut params: schema::send_params::Builder<'_>| {
            params.set_rights(rights);
            params.set_identity(identity.bits());
            if let Some(to) = to {
                to.write(params.init_to());
            }
        };
        transfer_with::<methods::Send, SENT>(self.handle(), wait, bytes, fill)
    }

    /// Receives bytes, the sender's name and as many capabilities as there is room for.
    pub fn receive(
        &self,
        buffer: Bulk<'_>,
        taking: Taking,
        wait: Wait,
        rights: &mut [ReceivedRight],
        source: impl FnOnce(&[u8]),
    ) -> Result<ReceivedLocal> {
        let room = rights.len().min(MAX_RIGHTS);
        let fill = |mut params: schema::receive_params::Builder<'_>| {
            params.set_peek(taking.peeks());
            params.set_whole(taking == Taking::PeekWhole);
            params.set_rights(room as u32);
        };
        let read = |results: schema::receive_results::Reader<'_>| {
            source(results.get_source()?);
            let mut count = 0;
            for (right, place) in results.get_rights()?.iter().zip(&mut rights[..room]) {
                let interface = Interface::try_from(right.get_interface()).ok();
                *place = ReceivedRight { handle: Handle::from_bits(right.get_capability()), interface };
                count += 1;
            }
            let length = results.get_length() as usize;
            // No process has the number 0.
            let sender = Some(LocalPeer::read(results.get_sender()?)).filter(|sender| sender.process != 0);
            let rights_lost = results.get_rights_lost();
            Ok(ReceivedLocal { moved: 0, length, rights: count, rights_lost, sender })
        };
        let received = if room == 0 {
            call::<methods::Receive, 3, RECEIVED, _>(self.handle(), wait, buffer, fill, read)
        } else {
            call::<methods::Receive, 3, RECEIVED_RIGHTS, _>(self.handle(), wait, buffer, fill, read)
        };
        received.map(|(received, moved)| ReceivedLocal { moved: moved as usize, ..received })
    }

    /// Shows its own name and the peer's; empty for none.
    pub fn names<T>(&self, show: impl FnOnce(&[u8], &[u8]) -> T) -> Result<T> {
        let read = |results: schema::get_names_results::Reader<'_>| {
            Ok(show(results.get_local()?, results.get_remote()?))
        };
        ask::<methods::GetNames, NAMES, _>(self.handle(), read)
    }

    pub fn peer(&self) -> Result<LocalPeer> {
        ask::<methods::GetPeer, 4, _>(self.handle(), |results| Ok(LocalPeer::read(results)))
    }

    pub fn state(&self) -> Result<LocalState> {
        let read = |results: schema::get_state_results::Reader<'_>| {
            Ok(LocalState {
                kind: results.get_kind().map_err(|_| Error::BadResults)?,
                listens: results.get_listens(),
                available: results.get_available() as usize,
            })
        };
        ask::<methods::GetState, 4, _>(self.handle(), read)
    }
}
