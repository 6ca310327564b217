//! What sockets of all kinds have in common.

use core::net::SocketAddr;

use capos_schema::Method;
use capos_schema::capos_capnp::{
    ErrorCode, SocketOption, directions, option_value, socket_address, socket_addresses, socket_error,
};

use crate::network::{ADDRESS_ROOM, Family, Network, read_address, write_address};
use crate::object::{Call, CallError, CallResult};

/// How soon to look again whether the network has its addresses.
pub const LOOK_AGAIN: u64 = 10_000_000;

/// Ports below this need a rule of their own to be bound.
const FIRST_FREE_PORT: u16 = 1024;

/// An address that a socket of the family can speak to or have; `None` for none.
pub fn read_given(
    call: &mut Call<'_>,
    family: Family,
    only_ipv6: bool,
    reader: socket_address::Reader<'_>,
) -> Result<Option<SocketAddr>, CallError> {
    let address = match read_address(family, reader)? {
        Ok(address) => address,
        Err(error) => {
            return Err(call.exception(
                ErrorCode::AddressFamilyWrong,
                format_args!("address: {error}, and those of the socket's family only one of them"),
            ));
        }
    };
    if let Some(address) = address {
        Network::check_family(family, address, only_ipv6)?;
    }
    Ok(address)
}

/// The address to bind to; `permits` tells whether a rule does, for the ports that need one.
pub fn read_local<M: Method<Params = socket_address::Owned>>(
    call: &mut Call<'_>,
    family: Family,
    only_ipv6: bool,
    permits: impl FnOnce(SocketAddr) -> bool,
) -> Result<SocketAddr, CallError> {
    let message = call.params::<M>();
    let Some(local) = read_given(call, family, only_ipv6, message.get()?)? else {
        return Err(call.exception(ErrorCode::InvalidArgument, "address: none"));
    };
    let free = local.port() == 0 || local.port() >= FIRST_FREE_PORT;
    if !free && !permits(local) {
        return Err(call.exception(ErrorCode::AccessDenied, "port: no rule permits it"));
    }
    Ok(local)
}

pub fn tell_addresses<M: Method<Results = socket_addresses::Owned>>(
    call: &mut Call<'_>,
    family: Family,
    (local, remote): (Option<SocketAddr>, Option<SocketAddr>),
    is_listening: bool,
) -> CallResult {
    // Before it is bound it has the address that says nothing.
    let local = local.unwrap_or(SocketAddr::new(family.unspecified(), 0));
    call.answer::<M>(2 * ADDRESS_ROOM, |mut results| {
        results.set_family(family.into());
        results.set_listening(is_listening);
        write_address(family, local, results.reborrow().init_local());
        if let Some(remote) = remote {
            write_address(family, remote, results.init_remote());
        }
    })
}

/// The error that `take` takes off the socket, if there is one.
pub fn tell_error<M: Method<Results = socket_error::Owned>>(
    call: &mut Call<'_>,
    take: impl FnOnce() -> Option<ErrorCode>,
) -> CallResult {
    call.check_results::<M>(0)?;
    let error = take();
    call.answer::<M>(0, |mut results| {
        if let Some(error) = error {
            results.set_failed(true);
            results.set_code(error);
        }
    })
}

/// Whether receiving, and whether sending is meant.
pub fn read_directions<M>(call: &Call<'_>) -> Result<(bool, bool), CallError>
where
    M: Method<Params = directions::Owned>,
{
    let message = call.params::<M>();
    let directions = message.get()?;
    Ok((directions.get_receive(), directions.get_send()))
}

pub fn tell_option<M: Method<Results = option_value::Owned>>(call: &mut Call<'_>, value: u64) -> CallResult {
    call.answer::<M>(0, |mut results| results.set_value(value))
}

/// What is wrong with a value for an option that all sockets of the network have; nothing for others.
pub fn check_option(option: SocketOption, value: u64, is_bound: bool) -> Option<&'static str> {
    match option {
        SocketOption::OnlyIpv6 if is_bound => Some("onlyIpv6: the socket is bound"),
        SocketOption::HopLimit if !(1..=255).contains(&value) => Some("hopLimit: 1 to 255"),
        SocketOption::TrafficClass if value > 255 => Some("trafficClass: 0 to 255"),
        _ => None,
    }
}
