//! `Configuration`: what the manifest says of the machine's network interface.

use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr};

use capos_schema::capos_capnp::manifest;
use capos_schema::message;

use super::address::read_ip;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Configuration {
    /// Nobody is asked for addresses.
    pub is_static: bool,
    /// An address with the length of its network's prefix: the only one, or for when nobody gives another.
    pub address: Option<(Ipv4Addr, u8)>,
    pub gateway: Option<Ipv4Addr>,
    pub name_servers: Vec<IpAddr>,
}

/// What is wrong with a manifest's network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConfigurationError(pub &'static str);

impl Configuration {
    pub fn read(
        reader: manifest::network::Reader<'_>,
    ) -> message::Result<Result<Configuration, ConfigurationError>> {
        let mut configuration = Configuration { is_static: reader.get_static(), ..Configuration::default() };
        let address = match host(reader.get_address()?) {
            Ok(address) => address,
            Err(()) => return Ok(Err(ConfigurationError("address: not the 4 bytes of a host's address"))),
        };
        let prefix = reader.get_prefix_length();
        if address.is_some() && !(1..=32).contains(&prefix) {
            return Ok(Err(ConfigurationError("prefixLength: 1 to 32")));
        }
        configuration.address = address.map(|address| (address, prefix));
        configuration.gateway = match host(reader.get_gateway()?) {
            Ok(gateway) => gateway,
            Err(()) => return Ok(Err(ConfigurationError("gateway: not the 4 bytes of a host's address"))),
        };
        for server in reader.get_name_servers()? {
            match read_ip(server?, false) {
                Ok(Some(server)) => configuration.name_servers.push(server),
                _ => return Ok(Err(ConfigurationError("nameServers: an address has 4 or 16 bytes"))),
            }
        }
        Ok(Ok(configuration))
    }
}

/// The address of one machine, if there are any bytes.
fn host(bytes: &[u8]) -> Result<Option<Ipv4Addr>, ()> {
    match read_ip(bytes, false) {
        Ok(None) => Ok(None),
        Ok(Some(IpAddr::V4(address)))
            if !address.is_multicast() && !address.is_broadcast() && !address.is_unspecified() =>
        {
            Ok(Some(address))
        }
        _ => Err(()),
    }
}
