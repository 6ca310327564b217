//! Datagrams out and in.

use alloc::vec::Vec;
use core::net::SocketAddr;

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::udp_socket::{GetAvailable, ReceiveFrom, SendFrom, SendTo};

use super::UdpSocket;
use crate::network::{ADDRESS_ROOM, Datagram, IP_ROOM, Manner, read_ip, write_address, write_ip};
use crate::object::{Call, CallError, CallResult, Outcome};

/// No datagram is longer.
const MAX_DATAGRAM: u64 = 65_535;

const RECEIVED_ROOM: usize = ADDRESS_ROOM + IP_ROOM;

impl UdpSocket {
    pub(super) fn send_to(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SendTo>();
        let remote = self.address(call, message.get()?)?;
        self.send(call, remote, Manner::default())
    }

    pub(super) fn send_from(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SendFrom>();
        let params = message.get()?;
        let remote = self.address(call, params.get_to()?)?;
        let source = match read_ip(params.get_source()?, true) {
            Ok(source) => source,
            Err(error) => {
                return Err(call.exception(ErrorCode::AddressFamilyWrong, format_args!("source: {error}")));
            }
        };
        let manner = Manner {
            source,
            hop_limit: u8::try_from(params.get_hop_limit()).ok(),
            traffic_class: u8::try_from(params.get_traffic_class()).ok(),
        };
        if manner.hop_limit == Some(0) {
            return Err(call.exception(ErrorCode::InvalidArgument, "hopLimit: 0"));
        }
        self.send(call, remote, manner)
    }

    fn send(&self, call: &mut Call<'_>, remote: Option<SocketAddr>, manner: Manner) -> CallResult {
        let length = call.bulk_length();
        if length > MAX_DATAGRAM {
            return Err(ErrorCode::MessageTooLong.into());
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length as usize).map_err(|_| ErrorCode::NoMemory)?;
        bytes.resize(length as usize, 0);
        call.bulk_in(0, &mut bytes)?;
        let sent = self.network.send(&self.endpoint, remote, manner, &bytes);
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
        let (family, reports) = (self.endpoint.family(), self.endpoint.options().reports);
        let fits = datagram.bytes.len().min(call.bulk_length() as usize);
        call.bulk_out(0, &datagram.bytes[..fits])?;
        call.answer::<ReceiveFrom>(RECEIVED_ROOM, |mut results| {
            write_address(family, datagram.source, results.reborrow().init_source());
            write_ip(family, datagram.destination, |bytes| results.set_destination(bytes));
            results.set_length(datagram.bytes.len() as u32);
            results.set_interface(datagram.arrival.interface);
            results.set_hop_limit(datagram.arrival.hop_limit);
            results.set_traffic_class(datagram.arrival.traffic_class);
            results.set_reports(reports);
        })?;
        call.set_value(fits as u64);
        Ok(())
    }

    pub(super) fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let available = self.endpoint.available() as u32;
        call.answer::<GetAvailable>(0, |mut results| results.set_bytes(available))
    }
}
