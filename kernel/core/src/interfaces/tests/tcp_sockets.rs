//! TcpSocket and TcpListener as a process uses and misuses them, on a machine without a network interface.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::network_manager::create_tcp_socket_results;
use capos_schema::capos_capnp::{
    AddressFamily, ErrorCode, SocketOption, accepted_stream, network_rule, socket_address, socket_addresses,
};
use capos_schema::methods::network_manager::{ConnectTcp, CreateTcpListener, CreateTcpSocket, Restrict};
use capos_schema::methods::tcp_listener;
use capos_schema::methods::tcp_socket::{
    Accept, Bind, Close, Connect, GetAddresses, GetAvailable, GetOption, Listen, Receive, Send, SetFlags,
    SetOption, Shutdown, TakeError,
};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User, read_results};

pub(super) const GRANTS: [(&str, Interface); 2] =
    [("network", Interface::NetworkManager), ("timer", Interface::Timer)];
const NON_BLOCKING: u32 = 0o4000;
const LOCALHOST: [u8; 4] = [127, 0, 0, 1];

fn set(mut to: socket_address::Builder<'_>, address: &[u8], port: u16) {
    to.set_address(address);
    to.set_port(port);
}

fn socket_from(user: &User, network: u32) -> u32 {
    let ended = user.call::<CreateTcpSocket>(network, |mut params| params.set_family(AddressFamily::Ipv4));
    works(ended);
    let socket =
        read_results::<create_tcp_socket_results::Owned, _>(user, ended, |results| results.get_socket());
    works(user.call::<SetFlags>(socket, |mut params| params.set_flags(NON_BLOCKING)));
    socket
}

fn socket(user: &User) -> u32 {
    socket_from(user, user.handle("network"))
}

fn bind(user: &User, socket: u32, address: &[u8], port: u16) -> Ended {
    user.call::<Bind>(socket, |params| set(params, address, port))
}

fn connect(user: &User, socket: u32, port: u16) -> Ended {
    user.call::<Connect>(socket, |params| set(params, &LOCALHOST, port))
}

fn listen(user: &User, socket: u32, backlog: u32) -> Ended {
    user.call::<Listen>(socket, |mut params| params.set_backlog(backlog))
}

fn accept(user: &User, socket: u32) -> Result<u32, Ended> {
    let ended = user.call::<Accept>(socket, |_| {});
    if ended.status != Status::Ok {
        return Err(ended);
    }
    let accepted = read_results::<accepted_stream::Owned, _>(user, ended, |results| results.get_socket());
    works(user.call::<SetFlags>(accepted, |mut params| params.set_flags(NON_BLOCKING)));
    Ok(accepted)
}

fn port(user: &User, socket: u32) -> u16 {
    let ended = user.call::<GetAddresses>(socket, |_| {});
    works(ended);
    read_results::<socket_addresses::Owned, _>(user, ended, |results| results.get_local().unwrap().get_port())
}

/// One that listens, and its port.
fn listener(user: &User, backlog: u32) -> (u32, u16) {
    let listener = socket(user);
    works(bind(user, listener, &LOCALHOST, 0));
    works(listen(user, listener, backlog));
    (listener, port(user, listener))
}

/// Both ends of a connection.
pub(super) fn pair(user: &User) -> (u32, u32) {
    let (listener, port) = listener(user, 1);
    let client = socket(user);
    works(connect(user, client, port));
    let server = accept(user, listener).unwrap();
    works(user.operation(Operation::Release, listener, 0));
    (client, server)
}

pub(super) fn send(user: &User, socket: u32, bytes: &[u8]) -> Ended {
    write::<Send>(user, socket, bytes, |_| {})
}

pub(super) fn receive(user: &User, socket: u32, room: u64, peek: bool) -> Result<Vec<u8>, Ended> {
    let ended = bulk::<Receive>(user, socket, user.bulk_address(), room, |mut params| params.set_peek(peek));
    if ended.status != Status::Ok {
        return Err(ended);
    }
    let mut bytes = vec![0; ended.value as usize];
    user.read(user.bulk_address(), &mut bytes);
    Ok(bytes)
}

fn readiness(user: &User, handle: u32) -> Readiness {
    let poll = Submission {
        capability: handle,
        flags: SubmissionFlags::NO_WAIT,
        bulk_address: u64::from(Readiness::READABLE.union(Readiness::WRITABLE).0),
        ..Submission::empty(Operation::Poll)
    };
    Readiness(user.cap_call(&poll).value as u32)
}

#[test]
fn bytes_go_both_ways_and_end() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user);
        assert_eq!(readiness(user, one), Readiness::WRITABLE);
        works(send(user, one, b"from here to there"));
        assert_eq!(readiness(user, other), Readiness::WRITABLE.union(Readiness::READABLE));
        assert_eq!(receive(user, other, 4, true).unwrap(), b"from");
        assert_eq!(receive(user, other, 9, false).unwrap(), b"from here");
        assert_eq!(word(user, user.call::<GetAvailable>(other, |_| {})) as u32, 9);
        assert_eq!(receive(user, other, 100, false).unwrap(), b" to there");
        refused(receive(user, other, 100, false).unwrap_err(), ErrorCode::WouldBlock);
        works(send(user, other, b"back"));
        works(user.call::<Shutdown>(other, |mut params| params.set_send(true)));
        refused(send(user, other, b"more"), ErrorCode::Closed);
        assert_eq!(receive(user, one, 100, false).unwrap(), b"back");
        assert_eq!(receive(user, one, 100, false).unwrap(), b"");
        works(send(user, one, b"still"));
        assert_eq!(receive(user, other, 100, false).unwrap(), b"still");
        0
    });
}

#[test]
fn what_does_not_fit_waits_for_room() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user);
        let chunk: Vec<u8> = (0..3000).map(|byte| byte as u8).collect();
        let mut sent = 0;
        loop {
            let ended = send(user, one, &chunk);
            if ended.status != Status::Ok {
                refused(ended, ErrorCode::WouldBlock);
                break;
            }
            sent += ended.value as usize;
        }
        assert_eq!(sent, 65_536);
        assert_eq!(readiness(user, one), Readiness::NONE);
        let mut received = 0;
        while received < sent {
            received += receive(user, other, 5000, false).unwrap().len();
        }
        assert_eq!(readiness(user, one), Readiness::WRITABLE);
        0
    });
}

#[test]
fn connections_are_refused_by_nobody_and_by_those_who_stop_listening() {
    Kernel::check(&GRANTS, |user| {
        let (first, port) = listener(user, 1);
        let waiting = socket(user);
        works(connect(user, waiting, port));
        let in_line = socket(user);
        refused(connect(user, in_line, port), ErrorCode::InProgress);
        refused(connect(user, in_line, port), ErrorCode::AlreadyInProgress);
        assert_eq!(readiness(user, in_line), Readiness::NONE);
        works(user.operation(Operation::Release, first, 0));
        refused(receive(user, waiting, 1, false).unwrap_err(), ErrorCode::ConnectionReset);
        assert!(!readiness(user, in_line).intersection(Readiness::ERROR).is_empty());
        let error = user.call::<TakeError>(in_line, |_| {});
        assert_eq!(word(user, error), 1 | (ErrorCode::ConnectionRefused as u64) << 16);
        refused(connect(user, in_line, port), ErrorCode::ConnectionRefused);
        0
    });
}

#[test]
fn who_finds_no_room_connects_once_there_is() {
    Kernel::check(&GRANTS, |user| {
        let (listener, port) = listener(user, 1);
        let clients: Vec<u32> = (0..4).map(|_| socket(user)).collect();
        works(connect(user, clients[0], port));
        for client in &clients[1..] {
            refused(connect(user, *client, port), ErrorCode::InProgress);
        }
        // One of them does not wait for it.
        works(user.call::<Close>(clients[2], |_| {}));
        for client in [clients[0], clients[1], clients[3]] {
            let server = accept(user, listener).unwrap();
            works(send(user, server, b"welcome"));
            assert_eq!(receive(user, client, 10, false).unwrap(), b"welcome");
        }
        refused(accept(user, listener).unwrap_err(), ErrorCode::WouldBlock);
        0
    });
}

#[test]
fn the_death_of_the_peer_is_told() {
    Kernel::check(&GRANTS, |user| {
        // One that has read everything ends the stream.
        let (one, other) = pair(user);
        works(send(user, other, b"last words"));
        works(user.operation(Operation::Release, other, 0));
        assert_eq!(receive(user, one, 100, false).unwrap(), b"last words");
        assert_eq!(receive(user, one, 100, false).unwrap(), b"");
        refused(send(user, one, b"x"), ErrorCode::Closed);
        // One that has not, or does not linger, resets it.
        let (one, other) = pair(user);
        works(send(user, one, b"unread"));
        works(user.operation(Operation::Release, other, 0));
        refused(send(user, one, b"x"), ErrorCode::ConnectionReset);
        refused(send(user, one, b"x"), ErrorCode::Closed);
        let (one, other) = pair(user);
        works(user.call::<SetOption>(other, |mut params| {
            params.set_option(SocketOption::Linger);
            params.set_value(1);
        }));
        works(user.call::<Close>(other, |_| {}));
        refused(receive(user, other, 1, false).unwrap_err(), ErrorCode::Closed);
        refused(receive(user, one, 1, false).unwrap_err(), ErrorCode::ConnectionReset);
        assert_eq!(receive(user, one, 1, false).unwrap(), b"");
        0
    });
}

#[test]
fn ports_are_taken_shared_and_given_back() {
    Kernel::check(&GRANTS, |user| {
        let (first, second) = (socket(user), socket(user));
        works(bind(user, first, &[0; 4], 5000));
        refused(bind(user, first, &[0; 4], 5001), ErrorCode::InvalidArgument);
        refused(bind(user, second, &LOCALHOST, 5000), ErrorCode::AddressInUse);
        works(user.call::<Close>(first, |_| {}));
        works(bind(user, second, &LOCALHOST, 5000));
        works(listen(user, second, 4));
        // A connection keeps the port from those who do not share it, also without the listener.
        let client = socket(user);
        works(connect(user, client, 5000));
        let server = accept(user, second).unwrap();
        works(user.operation(Operation::Release, second, 0));
        let third = socket(user);
        refused(bind(user, third, &LOCALHOST, 5000), ErrorCode::AddressInUse);
        works(user.operation(Operation::Release, server, 0));
        works(bind(user, third, &LOCALHOST, 5000));
        works(listen(user, third, 1));
        refused(bind(user, socket(user), &[192, 0, 2, 1], 5001), ErrorCode::AddressNotAvailable);
        0
    });
}

#[test]
fn all_ports_can_be_taken() {
    let mut kernel = Kernel::with_frames(40_000);
    kernel.program("main", |user| {
        let mut bound = Vec::new();
        let last = loop {
            let ended = user.call::<CreateTcpSocket>(user.handle("network"), |_| {});
            works(ended);
            let socket = read_results::<create_tcp_socket_results::Owned, _>(user, ended, |results| {
                results.get_socket()
            });
            if bound.len() < 16_384 {
                works(bind(user, socket, &[0; 4], 0));
                bound.push(socket);
                continue;
            }
            break socket;
        };
        refused(bind(user, last, &[0; 4], 0), ErrorCode::AddressInUse);
        refused(connect(user, last, 7), ErrorCode::AddressNotAvailable);
        works(user.call::<Close>(bound[77], |_| {}));
        works(bind(user, last, &[0; 4], 0));
        0
    });
    let process = kernel.process("main", &GRANTS);
    (process.memory_pages, process.capabilities) = (20_000, 20_000);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn a_thousand_connections_come_and_go() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (listener, port) = listener(user, 128);
        for _ in 0..10 {
            let clients: Vec<u32> = (0..100).map(|_| socket(user)).collect();
            for client in &clients {
                works(connect(user, *client, port));
            }
            let servers: Vec<u32> = clients.iter().map(|_| accept(user, listener).unwrap()).collect();
            for (client, server) in clients.iter().zip(&servers) {
                works(send(user, *client, b"x"));
                assert_eq!(receive(user, *server, 2, false).unwrap(), b"x");
            }
            for socket in clients.into_iter().chain(servers) {
                works(user.operation(Operation::Release, socket, 0));
            }
        }
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 700;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn the_quota_bounds_sockets_and_connections() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (_, port) = listener(user, 128);
        let mut made = 0;
        let ended = loop {
            let ended = user.call::<CreateTcpSocket>(user.handle("network"), |_| {});
            if ended.status != Status::Ok {
                break ended;
            }
            let socket = read_results::<create_tcp_socket_results::Owned, _>(user, ended, |results| {
                results.get_socket()
            });
            made += 1;
            let connected = connect(user, socket, port);
            if connected.status != Status::Ok {
                refused(connected, ErrorCode::ConnectionRefused);
            }
        };
        refused(ended, ErrorCode::QuotaExceeded);
        assert!((10..40).contains(&made), "{made}");
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 120;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn a_socket_that_is_none_yet_can_do_little() {
    Kernel::check(&GRANTS, |user| {
        let socket = socket(user);
        refused(send(user, socket, b"x"), ErrorCode::NotConnected);
        refused(receive(user, socket, 1, false).unwrap_err(), ErrorCode::NotConnected);
        refused(accept(user, socket).unwrap_err(), ErrorCode::InvalidArgument);
        refused(user.call::<Shutdown>(socket, |mut params| params.set_send(true)), ErrorCode::NotConnected);
        refused(user.call::<Connect>(socket, |_| {}), ErrorCode::InvalidArgument);
        refused(connect(user, socket, 0), ErrorCode::AddressNotAvailable);
        for length in [1, 3, 5, 16, 17] {
            refused(bind(user, socket, &vec![1; length], 5000), ErrorCode::AddressFamilyWrong);
        }
        let away = user.call::<Connect>(socket, |params| set(params, &[192, 0, 2, 1], 9));
        refused(away, ErrorCode::NetworkUnreachable);
        let (one, other) = pair(user);
        refused(connect(user, one, 7), ErrorCode::AlreadyConnected);
        refused(listen(user, one, 7), ErrorCode::InvalidArgument);
        let broadcast = user.call::<GetOption>(other, |mut params| {
            params.set_option(SocketOption::Broadcast);
        });
        refused(broadcast, ErrorCode::NotSupported);
        let interval = user.call::<SetOption>(other, |mut params| {
            params.set_option(SocketOption::KeepAliveInterval);
            params.set_value(0);
        });
        refused(interval, ErrorCode::InvalidArgument);
        refused(
            user.call::<SetFlags>(one, |mut params| params.set_flags(1 << 31)),
            ErrorCode::InvalidArgument,
        );
        0
    });
}

fn rule(mut to: network_rule::Builder<'_>, purpose: network_rule::Use, ports: (u16, u16)) {
    to.set_use(purpose);
    to.set_address(&LOCALHOST);
    to.set_prefix_length(32);
    to.set_first_port(ports.0);
    to.set_last_port(ports.1);
}

#[test]
fn a_narrower_network_listens_and_connects_where_its_rules_say() {
    Kernel::check(&GRANTS, |user| {
        let ended = user.call::<Restrict>(user.handle("network"), |params| {
            let mut rules = params.init_rules(2);
            rule(rules.reborrow().get(0), network_rule::Use::Listen, (80, 80));
            rule(rules.get(1), network_rule::Use::Connect, (80, 80));
        });
        let narrow = word(user, ended) as u32;
        let server = socket_from(user, narrow);
        refused(bind(user, server, &LOCALHOST, 81), ErrorCode::AccessDenied);
        works(bind(user, server, &LOCALHOST, 80));
        works(listen(user, server, 4));
        let other = socket_from(user, narrow);
        works(bind(user, other, &LOCALHOST, 8000));
        refused(listen(user, other, 4), ErrorCode::AccessDenied);
        let client = socket_from(user, narrow);
        refused(connect(user, client, 8000), ErrorCode::AccessDenied);
        works(connect(user, client, 80));
        // Who has no rules for streams has none.
        let nothing = word(user, user.call::<Restrict>(narrow, |_| {})) as u32;
        refused(connect(user, socket_from(user, nothing), 80), ErrorCode::AccessDenied);
        0
    });
}

#[test]
fn a_listener_and_a_connection_can_be_had_alone() {
    Kernel::check(&GRANTS, |user| {
        let network = user.handle("network");
        let ended = user.call::<CreateTcpListener>(network, |mut params| {
            params.set_backlog(2);
            set(params.init_local(), &LOCALHOST, 9000);
        });
        let listener = word(user, ended) as u32;
        let again =
            user.call::<CreateTcpListener>(network, |params| set(params.init_local(), &LOCALHOST, 9000));
        refused(again, ErrorCode::AddressInUse);
        works(user.call::<tcp_listener::SetFlags>(listener, |mut params| params.set_flags(NON_BLOCKING)));
        refused(user.call::<tcp_listener::Accept>(listener, |_| {}), ErrorCode::WouldBlock);
        let ended = user.call::<ConnectTcp>(network, |params| set(params, &[0; 4], 9000));
        let client = word(user, ended) as u32;
        assert_eq!(readiness(user, listener), Readiness::READABLE);
        let server = word(user, user.call::<tcp_listener::Accept>(listener, |_| {})) as u32;
        works(send(user, client, b"alone"));
        assert_eq!(receive(user, server, 9, false).unwrap(), b"alone");
        // A listener is nothing else.
        faulted(send(user, listener, b"x"), Fault::WrongInterface);
        works(user.call::<tcp_listener::Close>(listener, |_| {}));
        refused(user.call::<tcp_listener::Accept>(listener, |_| {}), ErrorCode::Closed);
        let refusal = user.call::<ConnectTcp>(network, |params| set(params, &LOCALHOST, 9000));
        refused(refusal, ErrorCode::ConnectionRefused);
        0
    });
}

#[test]
fn misuse_is_a_fault_and_moves_nothing() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user);
        faulted(send(user, user.handle("timer"), b"x"), Fault::WrongInterface);
        works(send(user, one, b"twelve bytes"));
        for address in BAD_ADDRESSES {
            let ended = bulk::<Receive>(user, other, address, 12, |_| {});
            faulted(ended, Fault::BulkAddress);
            let ended = bulk::<Send>(user, one, address, 12, |_| {});
            faulted(ended, Fault::BulkAddress);
        }
        assert_eq!(receive(user, other, 100, false).unwrap(), b"twelve bytes");
        refused(receive(user, other, 100, false).unwrap_err(), ErrorCode::WouldBlock);
        // Without room for the results nobody is accepted.
        let (listener, port) = listener(user, 1);
        let client = socket(user);
        works(connect(user, client, port));
        let accept_call = user.prepare::<Accept>(listener, |_| {});
        let ended = user.cap_call(&Submission { results_length: 8, ..accept_call });
        faulted(ended, Fault::ResultsLength);
        accept(user, listener).unwrap();
        works(user.operation(Operation::Release, one, 0));
        faulted(send(user, one, b"x"), Fault::StaleHandle);
        0
    });
}
