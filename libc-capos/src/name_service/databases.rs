//! The files, and what stands for those that are not there: the names that every program may expect.

use crate::errno::Errno;
use crate::users::Database;
use alloc::boxed::Box;
use capos_libc_engine::network::ServiceLine;

pub static HOSTS: Database =
    Database::with_default(c"/etc/hosts", b"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n");

pub static NETWORKS: Database = Database::with_default(
    c"/etc/networks",
    b"default 0.0.0.0\nloopback 127.0.0.0\nlink-local 169.254.0.0\n",
);

/// Numbers from IANA's registry "Assigned Internet Protocol Numbers".
pub static PROTOCOLS: Database = Database::with_default(
    c"/etc/protocols",
    b"ip 0 IP\nicmp 1 ICMP\nigmp 2 IGMP\nipencap 4 IP-ENCAP\ntcp 6 TCP\nudp 17 UDP\nipv6 41 IPv6\n\
      ipv6-route 43 IPv6-Route\nipv6-frag 44 IPv6-Frag\ngre 47 GRE\nesp 50 IPSEC-ESP\nah 51 IPSEC-AH\n\
      ipv6-icmp 58 IPv6-ICMP\nipv6-nonxt 59 IPv6-NoNxt\nipv6-opts 60 IPv6-Opts\nsctp 132 SCTP\nudplite 136 UDPLite\n",
);

/// Ports from IANA's registry "Service Name and Transport Protocol Port Number".
pub static SERVICES: Database = Database::with_default(
    c"/etc/services",
    b"tcpmux 1/tcp\necho 7/tcp\necho 7/udp\ndiscard 9/tcp sink null\ndiscard 9/udp sink null\nsystat 11/tcp users\n\
      daytime 13/tcp\ndaytime 13/udp\nftp-data 20/tcp\nftp 21/tcp\nssh 22/tcp\ntelnet 23/tcp\nsmtp 25/tcp mail\n\
      time 37/tcp timserver\ntime 37/udp timserver\nwhois 43/tcp nicname\ndomain 53/tcp\ndomain 53/udp\nbootps 67/udp\n\
      bootpc 68/udp\ntftp 69/udp\ngopher 70/tcp\nfinger 79/tcp\nhttp 80/tcp www\nkerberos 88/tcp\nkerberos 88/udp\n\
      pop3 110/tcp pop-3\nsunrpc 111/tcp portmapper\nsunrpc 111/udp portmapper\nauth 113/tcp tap ident\n\
      nntp 119/tcp readnews untp\nntp 123/udp\nimap2 143/tcp imap\nsnmp 161/tcp\nsnmp 161/udp\nldap 389/tcp\n\
      ldap 389/udp\nhttps 443/tcp\nhttps 443/udp\nsubmissions 465/tcp ssmtp smtps urd\nsyslog 514/udp\n\
      printer 515/tcp spooler\nsubmission 587/tcp\nldaps 636/tcp\nrsync 873/tcp\nimaps 993/tcp\npop3s 995/tcp\n\
      socks 1080/tcp\nnfs 2049/tcp\nnfs 2049/udp\nmysql 3306/tcp\npostgresql 5432/tcp postgres\nxmpp-client 5222/tcp\n\
      x11 6000/tcp x11-0\nhttp-alt 8080/tcp webcache\nhttp-alt 8080/udp\n",
);

/// The port of a service, if it has one for the protocol.
pub fn port_of(name: &[u8], protocol: &[u8]) -> Result<Option<u16>, Errno> {
    let text = SERVICES.read()?;
    let mut services = text.split(|byte| *byte == b'\n').filter_map(ServiceLine::parse);
    Ok(services.find(|line| line.protocol == protocol && line.has(name)).map(|line| line.port))
}

/// The name of the service at a port.
pub fn service_at(port: u16, protocol: &[u8]) -> Result<Option<Box<[u8]>>, Errno> {
    let text = SERVICES.read()?;
    let mut services = text.split(|byte| *byte == b'\n').filter_map(ServiceLine::parse);
    Ok(services.find(|line| line.protocol == protocol && line.port == port).map(|line| line.name.into()))
}
