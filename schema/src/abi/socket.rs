//! What sockets tell of messages beside their bytes.

/// Bits of the option `reports`. Unknown bits are an invalid argument.
pub struct SocketReports;

impl SocketReports {
    /// LocalSocket: who sent; `SO_PASSCRED` of <sys/socket.h>.
    pub const SENDER: u64 = 1;
    /// UdpSocket: the destination and the interface; `IP_PKTINFO` and `IPV6_RECVPKTINFO` of <netinet/in.h>.
    pub const DESTINATION: u64 = 2;
    /// UdpSocket: `IP_RECVTTL`, `IPV6_RECVHOPLIMIT`.
    pub const HOP_LIMIT: u64 = 4;
    /// UdpSocket: `IP_RECVTOS`, `IPV6_RECVTCLASS`.
    pub const TRAFFIC_CLASS: u64 = 8;
    pub const OF_DATAGRAMS: u64 = Self::DESTINATION | Self::HOP_LIMIT | Self::TRAFFIC_CLASS;
}
