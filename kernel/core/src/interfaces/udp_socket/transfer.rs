//! Datagrams out and in.

use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::udp_socket::{GetAvailable, ReceiveFrom, SendTo};

use super::UdpSocket;
use crate::network::{ADDRESS_ROOM, Datagram, IP_ROOM, write_address, write_ip};
use crate::object::{Call, CallError, CallResult, Outcome};

/// No datagram is longer.
const MAX_DATAGRAM: u64 = 65_535;

const RECEIVED_ROOM: usize = ADDRESS_ROOM + IP_ROOM;

impl UdpSocket {
    pub(super) fn send_to(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SendTo>();
        let remote = self.address(call, message.get()?)?;
        let length = call.bulk_length();
        if length > MAX_DATAGRAM {
            return Err(ErrorCode::MessageTooLong.into());
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length as usize).map_err(|_| ErrorCode::NoMemory)?;
        bytes.resize(length as usize, 0);
        call.bulk_in(0, &mut bytes)?;
        let sent = self.network.send(&self.endpoint, remote, &bytes);
        self.network.after_sending();
        let outcome = self.until_settled(call, sent)?;
        if outcome == Outcome::Done {
            call.set_value(length);
        }
        Ok(outcome)
    }

    pub(super) fn receive_from(&self, call: &mut Call<'_>) -> CallResult {
        let peek = call.params::<ReceiveFrom>().get()?.get_peek();
        call.check_results::<ReceiveFrom>(RECEIVED_ROOM)?;
        let datagram = match self.endpoint.take() {
            Ok(Some(datagram)) => datagram,
            Ok(None) => return Ok(Outcome::Done),
            Err(ErrorCode::WouldBlock) => return self.flags.later(),
            Err(error) => return Err(error.into()),
        };
        let told = self.tell(call, &datagram);
        if peek || told.is_err() {
            self.endpoint.put_back(datagram);
        }
        told.map(|()| Outcome::Done)
    }

    /// Copies a datagram to the caller.
    fn tell(&self, call: &mut Call<'_>, datagram: &Datagram) -> Result<(), CallError> {
        let family = self.endpoint.family();
        let fits = datagram.bytes.len().min(call.bulk_length() as usize);
        call.bulk_out(0, &datagram.bytes[..fits])?;
        call.answer::<ReceiveFrom>(RECEIVED_ROOM, |mut results| {
            write_address(family, datagram.source, results.reborrow().init_source());
            write_ip(family, datagram.destination, |bytes| results.set_destination(bytes));
            results.set_length(datagram.bytes.len() as u32);
        })?;
        call.set_value(fits as u64);
        Ok(())
    }

    pub(super) fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let available = self.endpoint.available() as u32;
        call.answer::<GetAvailable>(0, |mut results| results.set_bytes(available))
    }
}
