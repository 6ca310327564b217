//! The options that a socket for datagrams has.

use capos_schema::abi::SocketReports;
use capos_schema::capos_capnp::{ErrorCode, SocketOption};
use capos_schema::methods::udp_socket::{GetOption, SetOption};

use super::super::sockets::{check_option, tell_option};
use super::UdpSocket;
use crate::object::{Call, CallResult, Outcome};

const NOT_OF_DATAGRAMS: &str = "option: not one of sockets for datagrams";

impl UdpSocket {
    pub(super) fn get_option(&self, call: &mut Call<'_>) -> CallResult {
        let option = call.params::<GetOption>().get()?.get_option()?;
        let options = self.endpoint.options();
        let value = match option {
            SocketOption::ReuseAddress => options.reuse_address.into(),
            SocketOption::Broadcast => options.broadcast.into(),
            SocketOption::ReceiveBuffer => options.receive_room as u64,
            SocketOption::SendBuffer => options.send_room as u64,
            SocketOption::HopLimit => options.hop_limit.into(),
            SocketOption::OnlyIpv6 => options.only_ipv6.into(),
            SocketOption::TrafficClass => options.traffic_class.into(),
            SocketOption::Reports => options.reports.into(),
            _ => return Err(call.exception(ErrorCode::NotSupported, NOT_OF_DATAGRAMS)),
        };
        tell_option::<GetOption>(call, value)
    }

    pub(super) fn set_option(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOption>();
        let params = message.get()?;
        let (option, value) = (params.get_option()?, params.get_value());
        let is_bound = self.endpoint.addresses().0.is_some();
        if let Some(problem) = check_option(option, value, is_bound) {
            return Err(call.exception(ErrorCode::InvalidArgument, problem));
        }
        match option {
            SocketOption::ReuseAddress
            | SocketOption::Broadcast
            | SocketOption::ReceiveBuffer
            | SocketOption::SendBuffer
            | SocketOption::HopLimit
            | SocketOption::OnlyIpv6
            | SocketOption::TrafficClass => {}
            SocketOption::Reports if value & !SocketReports::OF_DATAGRAMS == 0 => {}
            SocketOption::Reports => {
                return Err(call.exception(ErrorCode::InvalidArgument, "reports: unknown bits"));
            }
            _ => return Err(call.exception(ErrorCode::NotSupported, NOT_OF_DATAGRAMS)),
        }
        self.endpoint.change_options(|options| match option {
            SocketOption::ReuseAddress => options.reuse_address = value != 0,
            SocketOption::Broadcast => options.broadcast = value != 0,
            SocketOption::ReceiveBuffer => {
                options.receive_room = usize::try_from(value).unwrap_or(usize::MAX)
            }
            SocketOption::SendBuffer => options.send_room = usize::try_from(value).unwrap_or(usize::MAX),
            SocketOption::HopLimit => options.hop_limit = value as u8,
            SocketOption::OnlyIpv6 => options.only_ipv6 = value != 0,
            SocketOption::TrafficClass => options.traffic_class = value as u8,
            SocketOption::Reports => options.reports = value as u8,
            _ => {}
        });
        Ok(Outcome::Done)
    }
}
