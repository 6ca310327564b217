//! `Network`, by NetworkManager. Without one there is nothing to see: `EACCES`, as for sockets.

use super::Capos;
use crate::errno::Errno;
use crate::platform::{Interface, InterfaceAddress, Network};
use alloc::vec::Vec;
use capos_rt::{ConfigItem, NetworkManager, startup};
use core::net::{IpAddr, Ipv4Addr};

const IFF_BROADCAST: u32 = 2;

fn configuration(each: impl FnMut(ConfigItem<'_>)) -> Result<(), Errno> {
    let network = startup::granted_any::<NetworkManager>().ok_or(Errno::EACCES)?;
    network.config(each)?;
    Ok(())
}

/// The address of everybody in the network of an IPv4 address.
fn broadcast(address: IpAddr, prefix_length: u8) -> Option<IpAddr> {
    let IpAddr::V4(address) = address else { return None };
    let hosts = u32::MAX.checked_shr(prefix_length.into()).unwrap_or(0);
    Some(Ipv4Addr::from_bits(address.to_bits() | hosts).into())
}

impl Network for Capos {
    fn interfaces() -> Result<Vec<Interface>, Errno> {
        let mut interfaces = Vec::<Interface>::new();
        configuration(|item| match (item, interfaces.last_mut()) {
            (ConfigItem::Interface(found), _) => {
                interfaces.push(Interface::new(found.index, found.name.as_bytes(), found.flags));
            }
            (ConfigItem::Address { address, prefix_length }, Some(interface)) => {
                let other =
                    broadcast(address, prefix_length).filter(|_| interface.flags & IFF_BROADCAST != 0);
                interface.addresses.push(InterfaceAddress { address, prefix_length, other });
            }
            _ => {}
        })?;
        Ok(interfaces)
    }

    fn name_servers() -> Result<Vec<IpAddr>, Errno> {
        let mut servers = Vec::new();
        configuration(|item| {
            if let ConfigItem::NameServer(address) = item {
                servers.push(address);
            }
        })?;
        Ok(servers)
    }
}
