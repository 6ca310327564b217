//! NetworkManager, UdpSocket, TcpSocket and TcpListener, within the machine: alone, with a child as the peer, and misused.

use alloc::vec;
use core::net::{Ipv4Addr, SocketAddr};

use capos_rt::call::{Bulk, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Readiness};
use capos_rt::schema::methods::{tcp_socket, timer, udp_socket};
use capos_rt::startup::granted;
use capos_rt::{
    AddressFamily, Capability, Error, Grant, NetworkManager, ProcessSpawner, Quota, SocketOption, Taking,
    TcpSocket,
};

use crate::check::Check;
use crate::processes::{handle, launch};
use crate::raw::{fault, submission};

const O_RDWR: u32 = 2;
const O_NONBLOCK: u32 = 0o4000;
const WOULD_BLOCK: Error = Error::Exception(ErrorCode::WouldBlock);
const CLOSED: Error = Error::Exception(ErrorCode::Closed);

fn localhost(port: u16) -> SocketAddr {
    SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)
}

pub fn run(check: &mut Check) {
    let Some(network) = granted::<NetworkManager>("network") else {
        return check.that(false, "a NetworkManager was granted");
    };
    let mut loopback = false;
    check.works(
        network.config(|item| {
            if let capos_rt::ConfigItem::Interface(interface) = item {
                loopback |= interface.name == "lo";
            }
        }),
        "the network tells what it has",
    );
    check.that(loopback, "loopback is among it");
    datagrams(check, &network);
    streams(check, &network);
    alone(check, &network);
    death(check, &network);
    quota(check, &network);
}

fn datagrams(check: &mut Check, network: &Capability<NetworkManager>) {
    let made =
        (network.create_udp_socket(AddressFamily::Ipv4), network.create_udp_socket(AddressFamily::Ipv4));
    let (Ok(one), Ok(other)) = made else { return check.that(false, "sockets for datagrams can be made") };
    check.works(one.bind(localhost(0)), "one is bound");
    let at = one.addresses().ok().and_then(|addresses| addresses.local);
    check.equal(other.send_to(Bulk::From(b"hello"), at, Wait::Block), Ok(5), "a datagram is sent");
    check.equal(one.available(), Ok(5), "is there");
    let mut buffer = [0; 8];
    let received = one.receive_from(Bulk::To(&mut buffer), false, Wait::Block);
    check.equal(received.map(|received| received.length), Ok(5), "and received");
    let nothing = one.receive_from(Bulk::To(&mut buffer), false, Wait::Never);
    check.equal(nothing.err(), Some(WOULD_BLOCK), "once");
    check.works(one.set_option(SocketOption::ReceiveBuffer, 4096), "an option can be set");
    check.equal(one.option(SocketOption::ReceiveBuffer), Ok(4096), "and asked for");
    let mut send = submission::<udp_socket::SendTo>(other.handle());
    (send.bulk_address, send.bulk_length) = (0x10_0000_0000, 16);
    check.equal(fault(&send), Some(Fault::BulkAddress), "bytes that are not there are a fault");
}

/// Both ends of a connection.
fn pair(
    network: &Capability<NetworkManager>,
) -> capos_rt::Result<(Capability<TcpSocket>, Capability<TcpSocket>)> {
    let listener = network.create_tcp_listener(localhost(0), 1)?;
    let at = listener.addresses()?.local.ok_or(Error::BadResults)?;
    let client = network.connect_tcp(at)?;
    Ok((client, listener.accept(Wait::Block)?.socket))
}

fn streams(check: &mut Check, network: &Capability<NetworkManager>) {
    let made =
        (network.create_tcp_socket(AddressFamily::Ipv4), network.create_tcp_socket(AddressFamily::Ipv4));
    let (Ok(listener), Ok(client)) = made else {
        return check.that(false, "sockets for streams can be made");
    };
    check.works(listener.bind(localhost(0)), "one is bound");
    check.works(listener.listen(2), "and listens");
    check.equal(listener.accept(Wait::Never).err(), Some(WOULD_BLOCK), "nobody has connected");
    let Some(at) = listener.addresses().ok().and_then(|addresses| addresses.local) else {
        return check.that(false, "it has an address");
    };
    check.works(client.connect(at, Wait::Block), "the other one connects");
    let again = client.connect(at, Wait::Block).err();
    check.equal(again, Some(Error::Exception(ErrorCode::AlreadyConnected)), "once");
    check.equal(listener.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "POLL tells the listener");
    let Some(accepted) = check.works(listener.accept(Wait::Block), "which accepts") else { return };
    let server = accepted.socket;
    let ends = (client.addresses(), server.addresses());
    if let (Ok(client), Ok(server)) = ends {
        check.that(client.local == server.remote && client.remote == server.local, "the addresses agree");
    }
    check.equal(client.send(Bulk::From(b"there"), Wait::Block), Ok(5), "bytes are sent");
    let mut buffer = [0; 8];
    check.equal(server.receive(Bulk::To(&mut buffer), Taking::Peek, Wait::Block), Ok(5), "looked at");
    check.equal(server.queues().map(|queues| queues.available), Ok(5), "are still there");
    check.equal(server.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block), Ok(5), "and received");
    check.that(&buffer[..5] == b"there", "as they were");
    check.works(server.set_flags(O_NONBLOCK), "status flags can be set");
    check.equal(server.flags(), Ok(O_RDWR | O_NONBLOCK), "but for the access mode");
    let nothing = server.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block);
    check.equal(nothing, Err(WOULD_BLOCK), "an empty one with O_NONBLOCK would block");
    check.works(server.set_option(SocketOption::NoDelay, 1), "an option can be set");
    check.equal(server.option(SocketOption::NoDelay), Ok(1), "and asked for");
    check.works(client.shutdown(false, true), "one direction ends");
    check.equal(
        server.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block),
        Ok(0),
        "which the peer reads",
    );
    check.equal(client.send(Bulk::From(b"x"), Wait::Block), Err(CLOSED), "nothing more is sent");
    check.equal(server.send(Bulk::From(b"back"), Wait::Block), Ok(4), "but the other way");
    drop((server, listener));
    check.equal(
        client.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block),
        Ok(4),
        "what was sent arrives",
    );
    let refusal = network.connect_tcp(at).err();
    check.equal(refusal, Some(Error::Exception(ErrorCode::ConnectionRefused)), "nobody listens any more");
    let wrong = fault(&submission::<timer::Now>(client.handle()));
    check.equal(wrong, Some(Fault::WrongInterface), "a TcpSocket is no Timer");
    let stale = submission::<tcp_socket::TakeError>(client.handle());
    drop(client);
    check.equal(fault(&stale), Some(Fault::StaleHandle), "a released socket is stale");
}

fn alone(check: &mut Check, network: &Capability<NetworkManager>) {
    let Some(listener) =
        check.works(network.create_tcp_listener(localhost(0), 1), "a listener can be had alone")
    else {
        return;
    };
    check.works(listener.set_flags(O_NONBLOCK), "it has status flags");
    check.equal(listener.flags(), Ok(O_RDWR | O_NONBLOCK), "which it tells");
    check.equal(listener.accept(Wait::Block).err(), Some(WOULD_BLOCK), "and need not wait");
    let wrong = fault(&submission::<tcp_socket::Listen>(listener.handle()));
    check.equal(wrong, Some(Fault::WrongInterface), "a TcpListener is no TcpSocket");
    let Some((client, server)) = check.works(pair(network), "a connection can be had alone") else { return };
    let mut send = submission::<tcp_socket::Send>(client.handle());
    (send.bulk_address, send.bulk_length) = (0x10_0000_0000, 16);
    check.equal(fault(&send), Some(Fault::BulkAddress), "bytes that are not there are a fault");
    check.equal(server.queues().map(|queues| queues.available), Ok(0), "and nothing of them arrives");
}

fn death(check: &mut Check, network: &Capability<NetworkManager>) {
    let (Some((client, server)), Some(spawner)) =
        (check.works(pair(network), "another connection"), granted::<ProcessSpawner>("spawner"))
    else {
        return;
    };
    let grants = [
        Grant { name: "console", capability: handle("console") },
        Grant { name: "in", capability: server.handle() },
    ];
    let child = spawner.spawn("bin/smoke", &grants, Quota::default(), &launch("spin"));
    drop(server);
    let Some(child) = check.works(child, "a child gets one end by its grants") else { return };
    check.equal(client.send(Bulk::From(b"unread"), Wait::Block), Ok(6), "it is sent something");
    check.works(child.kill(), "and killed");
    let mut buffer = [0; 1];
    let reset = Err(Error::Exception(ErrorCode::ConnectionReset));
    check.equal(
        client.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block),
        reset,
        "its death resets",
    );
    check.equal(client.receive(Bulk::To(&mut buffer), Taking::Consume, Wait::Block), Ok(0), "the connection");
    check.equal(client.send(Bulk::From(b"x"), Wait::Block), Err(CLOSED), "which is over");
}

fn quota(check: &mut Check, network: &Capability<NetworkManager>) {
    let mut sockets = vec![];
    let refused = loop {
        match network.create_tcp_socket(AddressFamily::Ipv6) {
            Ok(socket) => sockets.push(socket),
            Err(error) => break error,
        }
    };
    let expected = [ErrorCode::QuotaExceeded, ErrorCode::TooManyHandles].map(Error::Exception);
    check.that(expected.contains(&refused), "the quota ends the making of sockets");
    check.that(sockets.len() > 10, "but not at once");
    sockets.clear();
    check.works(network.create_tcp_socket(AddressFamily::Ipv6), "and takes back what was given up");
}
