//! The options that a socket for streams has.

use capos_schema::capos_capnp::{ErrorCode, SocketOption};
use capos_schema::methods::tcp_socket::{GetOption, SetOption};

use super::super::sockets::{check_option, tell_option};
use super::TcpSocket;
use crate::network::{Stage, TcpOptions};
use crate::object::{Call, CallResult, Outcome};

const NOT_OF_STREAMS: &str = "option: not one of sockets for streams";

/// Bytes of a packet to another machine, and of a move within this one.
const SEGMENT_IPV4: u64 = 1460;
const SEGMENT_IPV6: u64 = 1440;

impl TcpSocket {
    pub(super) fn get_option(&self, call: &mut Call<'_>) -> CallResult {
        let option = call.params::<GetOption>().get()?.get_option()?;
        let options = self.endpoint.options();
        let value = match option {
            SocketOption::ReuseAddress => options.reuse_address.into(),
            SocketOption::ReceiveBuffer => options.receive_room as u64,
            SocketOption::SendBuffer => options.send_room as u64,
            SocketOption::HopLimit => options.hop_limit.into(),
            SocketOption::OnlyIpv6 => options.only_ipv6.into(),
            SocketOption::TrafficClass => options.traffic_class.into(),
            SocketOption::KeepAlive => options.keep_alive.into(),
            SocketOption::KeepAliveIdle => options.keep_alive_idle.into(),
            SocketOption::KeepAliveInterval => options.keep_alive_interval.into(),
            SocketOption::KeepAliveCount => options.keep_alive_count.into(),
            SocketOption::NoDelay => options.no_delay.into(),
            SocketOption::Linger => options.linger.map_or(0, |seconds| u64::from(seconds) + 1),
            SocketOption::UserTimeout => options.user_timeout.into(),
            SocketOption::MaximumSegment => match self.endpoint.addresses() {
                (_, Some(remote)) if remote.is_ipv6() => SEGMENT_IPV6,
                _ => SEGMENT_IPV4,
            },
            SocketOption::Broadcast | SocketOption::Reports => {
                return Err(call.exception(ErrorCode::NotSupported, NOT_OF_STREAMS));
            }
        };
        tell_option::<GetOption>(call, value)
    }

    pub(super) fn set_option(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOption>();
        let params = message.get()?;
        let (option, value) = (params.get_option()?, params.get_value());
        let is_bound = self.endpoint.addresses().0.is_some();
        let is_idle = matches!(self.endpoint.stage(), Stage::Idle);
        let problem = check_option(option, value, is_bound || !is_idle).or(match option {
            SocketOption::KeepAliveIdle | SocketOption::KeepAliveInterval
                if !(1..=32_767).contains(&value) =>
            {
                Some("keep-alive: 1 to 32767 seconds")
            }
            SocketOption::KeepAliveCount if !(1..=127).contains(&value) => Some("keepAliveCount: 1 to 127"),
            SocketOption::UserTimeout | SocketOption::Linger if value > u32::MAX.into() => {
                Some("value: more than 32 bits")
            }
            _ => None,
        });
        if let Some(problem) = problem {
            return Err(call.exception(ErrorCode::InvalidArgument, problem));
        }
        let is_foreign =
            matches!(option, SocketOption::Broadcast | SocketOption::MaximumSegment | SocketOption::Reports);
        if is_foreign {
            return Err(call.exception(ErrorCode::NotSupported, NOT_OF_STREAMS));
        }
        self.network.change_stream_options(&self.endpoint, |options| change(options, option, value));
        Ok(Outcome::Done)
    }
}

fn change(options: &mut TcpOptions, option: SocketOption, value: u64) {
    let room = usize::try_from(value).unwrap_or(usize::MAX);
    match option {
        SocketOption::ReuseAddress => options.reuse_address = value != 0,
        SocketOption::ReceiveBuffer => options.receive_room = room,
        SocketOption::SendBuffer => options.send_room = room,
        SocketOption::HopLimit => options.hop_limit = value as u8,
        SocketOption::OnlyIpv6 => options.only_ipv6 = value != 0,
        SocketOption::TrafficClass => options.traffic_class = value as u8,
        SocketOption::KeepAlive => options.keep_alive = value != 0,
        SocketOption::KeepAliveIdle => options.keep_alive_idle = value as u32,
        SocketOption::KeepAliveInterval => options.keep_alive_interval = value as u32,
        SocketOption::KeepAliveCount => options.keep_alive_count = value as u32,
        SocketOption::NoDelay => options.no_delay = value != 0,
        SocketOption::Linger => options.linger = (value as u32).checked_sub(1),
        SocketOption::UserTimeout => options.user_timeout = value as u32,
        SocketOption::Broadcast | SocketOption::MaximumSegment | SocketOption::Reports => {}
    }
}
