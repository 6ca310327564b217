//! The machine's network, and NetworkManagers of the manifest.

use alloc::sync::Arc;

use capos_schema::Interface;
use capos_schema::capos_capnp::manifest;
use capos_schema::message;

use super::callbacks;
use crate::interfaces::NetworkManager;
use crate::network::{Authority, Configuration, ConfigurationError, Network};
use crate::object::{CallError, Capability};

/// The network, if the manifest grants it to a process. It begins to look for its addresses.
pub fn begin(
    manifest: manifest::Reader<'_>,
) -> message::Result<Result<Option<Arc<Network>>, ConfigurationError>> {
    let mut granted = false;
    for process in manifest.get_processes()? {
        for grant in process.get_grants()? {
            granted |= grant.get_interface() == Interface::NetworkManager.id();
        }
    }
    if !granted {
        return Ok(Ok(None));
    }
    let configuration = match Configuration::read(manifest.get_network()?)? {
        Ok(configuration) => configuration,
        Err(error) => return Ok(Err(error)),
    };
    let network = Network::new(configuration);
    callbacks::receive_frames(&network);
    Ok(Ok(Some(network)))
}

/// A NetworkManager for what the grant permits, or what is wrong with it.
pub fn grant(
    network: &Arc<Network>,
    grant: manifest::process_grant::Reader<'_>,
) -> message::Result<Result<Capability, &'static str>> {
    let mut authority = Authority::EVERYTHING;
    if grant.get_restricted() {
        authority = match authority.restrict(grant.get_rules()?) {
            Ok(Ok(authority)) => authority,
            Ok(Err(error)) => return Ok(Err(error.problem())),
            // What a message can not be is the compiler's mistake.
            Err(CallError::Fault(_) | CallError::Exception(_)) => return Ok(Err("rules: malformed")),
        };
    }
    Ok(Ok(Capability::new(Arc::new(NetworkManager::new(Arc::clone(network), authority)))))
}
