//! Names: binding, and finding others.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::Handle;
use capos_schema::capos_capnp::{ErrorCode, local_name};
use capos_schema::methods::local_socket::{Bind, Connect};

use super::LocalSocket;
use crate::interfaces::Namespace;
use crate::local_socket::{Credentials, Endpoint, Kind, MAX_NAME, Name};
use crate::object::{Call, CallError, CallResult, Capability, Outcome};

/// A name that a caller gave: the Namespace that it is in, the path, and where that begins.
pub(super) struct Named<'a> {
    namespace: Arc<Namespace>,
    path: &'a [u8],
    directory: u32,
}

impl<'a> Named<'a> {
    /// `None` for no name.
    pub fn read(
        call: &mut Call<'_>,
        field: &str,
        reader: local_name::Reader<'a>,
    ) -> Result<Option<Self>, CallError> {
        let handle = reader.get_namespace();
        if handle == 0 {
            return Ok(None);
        }
        let path = reader.get_path()?;
        if path.is_empty() || path.len() > MAX_NAME {
            let reason = format_args!("{field}.path: 1 to {MAX_NAME} bytes");
            return Err(call.exception(ErrorCode::InvalidArgument, reason));
        }
        let Some(namespace) = namespace_at(call, handle) else {
            let reason = format_args!("{field}.namespace: not a handle of a Namespace");
            return Err(call.exception(ErrorCode::InvalidArgument, reason));
        };
        Ok(Some(Named { namespace, path, directory: reader.get_directory() }))
    }

    fn credentials(&self, call: &Call<'_>) -> Credentials {
        credentials(call, &self.namespace)
    }

    pub fn find(&self, call: &mut Call<'_>) -> Result<Arc<Endpoint>, CallError> {
        self.namespace.socket_at(call, self.path, self.directory)
    }
}

fn namespace_at(call: &Call<'_>, handle: u32) -> Option<Arc<Namespace>> {
    let capabilities = call.process().capabilities().lock();
    let found = capabilities.lookup(Handle::from_bits(handle), Interface::Namespace);
    found.map(Capability::duplicate).ok().and_then(Capability::downcast::<Namespace>)
}

fn credentials(call: &Call<'_>, namespace: &Namespace) -> Credentials {
    let identity = namespace.identity();
    Credentials { process: call.process().id(), user: identity.user, group: identity.group }
}

/// Who sends: as whom the process started, or for whom the Namespace acts that it shows.
pub(super) fn sender(call: &mut Call<'_>, identity: u32) -> Result<Credentials, CallError> {
    if identity == 0 {
        return Ok(Credentials::of(call.process()));
    }
    let Some(namespace) = namespace_at(call, identity) else {
        let reason = format_args!("identity: not a handle of a Namespace");
        return Err(call.exception(ErrorCode::InvalidArgument, reason));
    };
    Ok(credentials(call, &namespace))
}

impl LocalSocket {
    pub(super) fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Bind>();
        let params = message.get()?;
        let Some(named) = Named::read(call, "at", params.get_at()?)? else {
            return Err(call.exception(ErrorCode::InvalidArgument, "at.namespace: none"));
        };
        let mut name = Vec::new();
        name.try_reserve_exact(named.path.len()).map_err(|_| ErrorCode::NoMemory)?;
        name.extend_from_slice(named.path);
        self.endpoint().reserve_name(Name::from(name))?;
        match named.namespace.make_socket(call, named.path, named.directory, params.get_mode()) {
            Ok(file) => {
                self.endpoint().set_file(file, named.credentials(call));
                Ok(Outcome::Done)
            }
            Err(error) => {
                self.endpoint().give_up_name();
                Err(error)
            }
        }
    }

    pub(super) fn connect(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Connect>();
        let named = Named::read(call, "to", message.get()?.get_to()?)?;
        let is_datagram = self.endpoint().kind() == Kind::Datagram;
        let Some(named) = named else {
            if !is_datagram {
                return Err(call.exception(ErrorCode::InvalidArgument, "to.namespace: none"));
            }
            self.endpoint().set_peer(None)?;
            return Ok(Outcome::Done);
        };
        let found = named.find(call)?;
        if is_datagram {
            self.endpoint().set_peer(Some(&found))?;
            return Ok(Outcome::Done);
        }
        match self.endpoint().connect(&found, named.credentials(call)) {
            Ok(()) => Ok(Outcome::Done),
            Err(ErrorCode::WouldBlock) => self.flags.later(),
            Err(error) => Err(error.into()),
        }
    }
}
