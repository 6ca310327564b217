//! What sockets of all kinds have in common.

use core::net::SocketAddr;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use capos_schema::capos_capnp::{ErrorCode, socket_address};

use crate::namespace::OpenFlags;
use crate::network::{Family, Network, read_address};
use crate::object::{Call, CallError, CallResult, Outcome};

/// How soon to look again whether the network has its addresses.
pub const LOOK_AGAIN: u64 = 10_000_000;

/// Ports below this need a rule of their own to be bound.
pub const FIRST_FREE_PORT: u16 = 1024;

/// `O_RDWR`, and `O_NONBLOCK`, which can be changed.
pub struct StatusFlags(AtomicU32);

impl StatusFlags {
    pub fn new() -> Self {
        StatusFlags(AtomicU32::new(OpenFlags::READ_WRITE.bits()))
    }

    pub fn bits(&self) -> u32 {
        self.0.load(Relaxed)
    }

    pub fn are_non_blocking(&self) -> bool {
        OpenFlags::from_bits_retain(self.bits()).contains(OpenFlags::NON_BLOCKING)
    }

    pub fn set(&self, call: &mut Call<'_>, given: u32) -> CallResult {
        let Some(given) = OpenFlags::from_bits(given) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits"));
        };
        let kept = OpenFlags::from_bits_retain(self.bits()) - OpenFlags::NON_BLOCKING;
        self.0.store((kept | given & OpenFlags::NON_BLOCKING).bits(), Relaxed);
        Ok(Outcome::Done)
    }

    /// How a try ends that found nothing to do yet.
    pub fn later(&self) -> CallResult {
        if self.are_non_blocking() { Err(ErrorCode::WouldBlock.into()) } else { Ok(Outcome::Wait) }
    }
}

/// An address that a socket of the family can speak to or have; `None` for none.
pub fn read_given(
    call: &mut Call<'_>,
    field: &str,
    family: Family,
    only_ipv6: bool,
    reader: socket_address::Reader<'_>,
) -> Result<Option<SocketAddr>, CallError> {
    let address = match read_address(family, reader)? {
        Ok(address) => address,
        Err(error) => {
            return Err(call.exception(
                ErrorCode::AddressFamilyWrong,
                format_args!("{field}.address: {error}, and those of the socket's family only one of them"),
            ));
        }
    };
    if let Some(address) = address {
        Network::check_family(family, address, only_ipv6)?;
    }
    Ok(address)
}
