//! The files of local sockets.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::Namespace;
use crate::file_system::{Access, Identity, Kind, Last, Position};
use crate::local_socket::{self, Endpoint};
use crate::object::{Call, CallError};

impl Namespace {
    /// Who makes files here.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Makes the file of a socket.
    pub fn make_socket(
        &self,
        call: &mut Call<'_>,
        path: &[u8],
        directory: u32,
        mode: u32,
    ) -> Result<Position, CallError> {
        let reached = self.reach(call, path, directory, Last::Name)?;
        self.check_new(&reached, Kind::Socket)?;
        Ok(self.make(&reached.found.directory, reached.found.name.bytes(), Kind::Socket, mode, &[])?)
    }

    /// The socket whose file the path leads to, and to which the identity may write.
    pub fn socket_at(
        &self,
        call: &mut Call<'_>,
        path: &[u8],
        directory: u32,
    ) -> Result<Arc<Endpoint>, CallError> {
        let found = self.reach(call, path, directory, Last::Follow)?.found.existing()?;
        let status = found.node().status()?;
        if status.kind != Kind::Socket {
            return Err(ErrorCode::ConnectionRefused.into());
        }
        self.identity.check(&status, Access::WRITE)?;
        Ok(local_socket::find(found.node()).ok_or(ErrorCode::ConnectionRefused)?)
    }
}
