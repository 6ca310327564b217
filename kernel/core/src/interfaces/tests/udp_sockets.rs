//! NetworkManager and UdpSocket as a process uses and misuses them, on a machine without a network interface.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, SocketReports, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::network_manager::create_udp_socket_results;
use capos_schema::capos_capnp::udp_socket::receive_from_results;
use capos_schema::capos_capnp::{
    AddressFamily, ErrorCode, SocketOption, network_rule, socket_address, socket_addresses,
};
use capos_schema::methods::network_manager::{CreateUdpSocket, GetConfig, Restrict};
use capos_schema::methods::udp_socket::{
    Bind, Close, Connect, GetAddresses, GetAvailable, GetOption, ReceiveFrom, SendFrom, SendTo, SetFlags,
    SetOption, Shutdown, TakeError,
};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User, read_results};

const GRANTS: [(&str, Interface); 2] = [("network", Interface::NetworkManager), ("timer", Interface::Timer)];
const NON_BLOCKING: u32 = 0o4000;
const LOCALHOST: [u8; 4] = [127, 0, 0, 1];
const LOCALHOST_IPV6: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

fn set(mut to: socket_address::Builder<'_>, address: &[u8], port: u16) {
    to.set_address(address);
    to.set_port(port);
}

fn socket_from(user: &User, network: u32, family: AddressFamily) -> u32 {
    let ended = user.call::<CreateUdpSocket>(network, |mut params| params.set_family(family));
    works(ended);
    read_results::<create_udp_socket_results::Owned, _>(user, ended, |results| results.get_socket())
}

fn socket(user: &User) -> u32 {
    let socket = socket_from(user, user.handle("network"), AddressFamily::Ipv4);
    works(user.call::<SetFlags>(socket, |mut params| params.set_flags(NON_BLOCKING)));
    socket
}

fn bind(user: &User, socket: u32, address: &[u8], port: u16) -> Ended {
    user.call::<Bind>(socket, |params| set(params, address, port))
}

fn connect(user: &User, socket: u32, address: &[u8], port: u16) -> Ended {
    user.call::<Connect>(socket, |params| set(params, address, port))
}

fn send(user: &User, socket: u32, to: Option<(&[u8], u16)>, bytes: &[u8]) -> Ended {
    write::<SendTo>(user, socket, bytes, |params| {
        if let Some((address, port)) = to {
            set(params, address, port);
        }
    })
}

/// The port that the socket has.
fn port(user: &User, socket: u32) -> u16 {
    let ended = user.call::<GetAddresses>(socket, |_| {});
    works(ended);
    read_results::<socket_addresses::Owned, _>(user, ended, |results| results.get_local().unwrap().get_port())
}

/// A socket that is bound at localhost, and its port.
fn bound(user: &User) -> (u32, u16) {
    let socket = socket(user);
    works(bind(user, socket, &LOCALHOST, 0));
    (socket, port(user, socket))
}

/// The next datagram with its sender's port and its whole length.
fn receive(user: &User, socket: u32, room: u64) -> Result<(Vec<u8>, u16, u32), Ended> {
    let ended = bulk::<ReceiveFrom>(user, socket, user.bulk_address(), room, |_| {});
    if ended.status != Status::Ok {
        return Err(ended);
    }
    let mut bytes = vec![0; ended.value as usize];
    user.read(user.bulk_address(), &mut bytes);
    let (port, length) = read_results::<receive_from_results::Owned, _>(user, ended, |results| {
        (results.get_source().unwrap().get_port(), results.get_length())
    });
    Ok((bytes, port, length))
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
fn datagrams_go_from_socket_to_socket() {
    Kernel::check(&GRANTS, |user| {
        let ((one, one_port), (other, other_port)) = (bound(user), bound(user));
        assert_eq!(readiness(user, other), Readiness::WRITABLE);
        works(send(user, one, Some((&LOCALHOST, other_port)), b"first"));
        works(send(user, one, Some((&LOCALHOST, other_port)), b""));
        works(send(user, one, Some((&[0; 4], other_port)), b"the third one"));
        assert_eq!(readiness(user, other), Readiness::WRITABLE.union(Readiness::READABLE));
        assert_eq!(word(user, user.call::<GetAvailable>(other, |_| {})), 5);
        assert_eq!(receive(user, other, 100), Ok((b"first".to_vec(), one_port, 5)));
        assert_eq!(receive(user, other, 100), Ok((Vec::new(), one_port, 0)));
        // What does not fit is gone, but its length is told.
        assert_eq!(receive(user, other, 5), Ok((b"the t".to_vec(), one_port, 13)));
        refused(receive(user, other, 5).unwrap_err(), ErrorCode::WouldBlock);
        0
    });
}

#[test]
fn a_peek_leaves_the_datagram() {
    Kernel::check(&GRANTS, |user| {
        let (socket, port) = bound(user);
        works(send(user, socket, Some((&LOCALHOST, port)), b"to myself"));
        let peeked = bulk::<ReceiveFrom>(user, socket, user.bulk_address(), 2, |mut params| {
            params.set_peek(true);
        });
        assert_eq!((peeked.status, peeked.value), (Status::Ok, 2));
        assert_eq!(receive(user, socket, 100), Ok((b"to myself".to_vec(), port, 9)));
        0
    });
}

#[test]
fn a_connected_socket_hears_its_peer_only() {
    Kernel::check(&GRANTS, |user| {
        let ((one, one_port), (other, other_port), (third, _)) = (bound(user), bound(user), bound(user));
        works(send(user, third, Some((&LOCALHOST, one_port)), b"before"));
        refused(send(user, one, None, b"x"), ErrorCode::DestinationMissing);
        works(connect(user, one, &LOCALHOST, other_port));
        works(send(user, third, Some((&LOCALHOST, one_port)), b"stranger"));
        works(send(user, other, Some((&LOCALHOST, one_port)), b"peer"));
        assert_eq!(receive(user, one, 100), Ok((b"peer".to_vec(), other_port, 4)));
        refused(receive(user, one, 100).unwrap_err(), ErrorCode::WouldBlock);
        works(send(user, one, None, b"to the peer"));
        assert_eq!(receive(user, other, 100), Ok((b"to the peer".to_vec(), one_port, 11)));
        // No address: everybody is heard again.
        works(user.call::<Connect>(one, |_| {}));
        works(send(user, third, Some((&LOCALHOST, one_port)), b"stranger"));
        assert_eq!(receive(user, one, 100).unwrap().0, b"stranger");
        0
    });
}

#[test]
fn the_death_of_the_peer_is_told_to_whoever_is_connected() {
    Kernel::check(&GRANTS, |user| {
        let ((one, _), (other, other_port)) = (bound(user), bound(user));
        works(connect(user, one, &LOCALHOST, other_port));
        works(user.operation(Operation::Release, other, 0));
        works(send(user, one, None, b"anybody?"));
        assert!(!readiness(user, one).intersection(Readiness::ERROR).is_empty());
        refused(send(user, one, None, b"anybody?"), ErrorCode::ConnectionRefused);
        works(send(user, one, None, b"anybody?"));
        let error = user.call::<TakeError>(one, |_| {});
        assert_eq!(word(user, error), 1 | (ErrorCode::ConnectionRefused as u64) << 16);
        assert_eq!(word(user, user.call::<TakeError>(one, |_| {})), 0);
        // Who is not connected is told nothing.
        let (third, _) = bound(user);
        works(send(user, third, Some((&LOCALHOST, other_port)), b"x"));
        works(send(user, third, Some((&LOCALHOST, other_port)), b"x"));
        0
    });
}

#[test]
fn ports_are_taken_and_given_back() {
    Kernel::check(&GRANTS, |user| {
        let (first, second) = (socket(user), socket(user));
        works(bind(user, first, &[0; 4], 5000));
        refused(bind(user, first, &[0; 4], 5001), ErrorCode::InvalidArgument);
        refused(bind(user, second, &LOCALHOST, 5000), ErrorCode::AddressInUse);
        works(user.call::<Close>(first, |_| {}));
        works(bind(user, second, &LOCALHOST, 5000));
        refused(send(user, first, Some((&LOCALHOST, 5000)), b"x"), ErrorCode::Closed);
        works(user.call::<Close>(first, |_| {}));
        // Shared, if both want it.
        let (third, fourth) = (socket(user), socket(user));
        for socket in [third, fourth] {
            works(user.call::<SetOption>(socket, |mut params| {
                params.set_option(SocketOption::ReuseAddress);
                params.set_value(1);
            }));
            works(bind(user, socket, &LOCALHOST, 6000));
        }
        0
    });
}

#[test]
fn a_thousand_sockets_come_and_go() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        for _ in 0..10 {
            let sockets: Vec<u32> = (0..100).map(|_| bound(user).0).collect();
            for socket in sockets {
                works(user.operation(Operation::Release, socket, 0));
            }
        }
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 400;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn the_quota_bounds_sockets_and_what_waits_in_them() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (socket, port) = bound(user);
        works(user.call::<SetOption>(socket, |mut params| {
            params.set_option(SocketOption::ReceiveBuffer);
            params.set_value(4 << 20);
        }));
        let chunk = [7; 4000];
        for _ in 0..200 {
            // Lost once the quota is used up; nobody fails.
            works(send(user, socket, Some((&LOCALHOST, port)), &chunk));
        }
        let mut received = 0;
        while let Ok((bytes, ..)) = receive(user, socket, 4000) {
            assert_eq!(bytes, chunk);
            received += 1;
        }
        assert!((1..120).contains(&received), "{received}");
        let made = (0..500).find_map(|_| {
            let ended = user.call::<CreateUdpSocket>(user.handle("network"), |_| {});
            (ended.status != Status::Ok).then_some(ended)
        });
        refused(made.expect("a limit"), ErrorCode::QuotaExceeded);
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 120;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn addresses_of_the_wrong_kind_are_refused_precisely() {
    Kernel::check(&GRANTS, |user| {
        let socket = socket(user);
        for length in [1, 3, 5, 15, 16, 17] {
            refused(bind(user, socket, &vec![1; length], 5000), ErrorCode::AddressFamilyWrong);
            refused(connect(user, socket, &vec![1; length], 5000), ErrorCode::AddressFamilyWrong);
            let to = vec![1; length];
            refused(send(user, socket, Some((&to, 5000)), b"x"), ErrorCode::AddressFamilyWrong);
        }
        refused(bind(user, socket, &[], 5000), ErrorCode::InvalidArgument);
        refused(bind(user, socket, &[192, 0, 2, 1], 5000), ErrorCode::AddressNotAvailable);
        refused(send(user, socket, Some((&LOCALHOST, 0)), b"x"), ErrorCode::InvalidArgument);
        refused(send(user, socket, Some((&[192, 0, 2, 1], 9)), b"x"), ErrorCode::NetworkUnreachable);
        refused(connect(user, socket, &[192, 0, 2, 1], 9), ErrorCode::NetworkUnreachable);
        let shutdown = user.call::<Shutdown>(socket, |mut params| params.set_send(true));
        refused(shutdown, ErrorCode::NotConnected);
        0
    });
}

#[test]
fn ipv6_sockets_reach_both_families() {
    Kernel::check(&GRANTS, |user| {
        let network = user.handle("network");
        let six = socket_from(user, network, AddressFamily::Ipv6);
        works(bind(user, six, &[0; 16], 7000));
        let (four, four_port) = bound(user);
        works(send(user, four, Some((&LOCALHOST, 7000)), b"from ipv4"));
        let ended = bulk::<ReceiveFrom>(user, six, user.bulk_address(), 100, |_| {});
        let source = read_results::<receive_from_results::Owned, _>(user, ended, |results| {
            results.get_source().unwrap().get_address().unwrap().to_vec()
        });
        let mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1];
        assert_eq!(source, mapped);
        works(send(user, six, Some((&mapped, four_port)), b"back"));
        assert_eq!(receive(user, four, 100), Ok((b"back".to_vec(), 7000, 4)));
        works(send(user, six, Some((&LOCALHOST_IPV6, 7000)), b"to myself"));
        assert_eq!(receive(user, six, 100).unwrap().0, b"to myself");
        // One that wants IPv6 alone leaves the port to IPv4.
        let only = socket_from(user, network, AddressFamily::Ipv6);
        works(user.call::<SetOption>(only, |mut params| {
            params.set_option(SocketOption::OnlyIpv6);
            params.set_value(1);
        }));
        works(bind(user, only, &[0; 16], 7001));
        let beside = socket(user);
        works(bind(user, beside, &[0; 4], 7001));
        refused(send(user, only, Some((&mapped, four_port)), b"x"), ErrorCode::NetworkUnreachable);
        0
    });
}

fn rule(mut to: network_rule::Builder<'_>, address: &[u8], prefix: u8, ports: (u16, u16)) {
    to.set_use(network_rule::Use::Datagrams);
    to.set_address(address);
    to.set_prefix_length(prefix);
    to.set_first_port(ports.0);
    to.set_last_port(ports.1);
}

/// A network for datagrams to these addresses and ports.
fn restrict(user: &User, network: u32, address: &[u8], prefix: u8, ports: (u16, u16)) -> Ended {
    user.call::<Restrict>(network, |params| {
        rule(params.init_rules(1).get(0), address, prefix, ports);
    })
}

#[test]
fn a_narrower_network_permits_what_its_rules_say() {
    Kernel::check(&GRANTS, |user| {
        let ((_, good_port), (stranger, stranger_port)) = (bound(user), bound(user));
        let network = user.handle("network");
        let narrow = word(user, restrict(user, network, &LOCALHOST, 32, (good_port, good_port))) as u32;
        let socket = socket_from(user, narrow, AddressFamily::Ipv4);
        works(send(user, socket, Some((&LOCALHOST, good_port)), b"x"));
        let own_port = port(user, socket);
        refused(send(user, socket, Some((&LOCALHOST, stranger_port)), b"x"), ErrorCode::AccessDenied);
        refused(send(user, socket, Some((&[127, 0, 0, 2], good_port)), b"x"), ErrorCode::AccessDenied);
        refused(connect(user, socket, &LOCALHOST, stranger_port), ErrorCode::AccessDenied);
        // Nor is it reached by others.
        works(user.call::<SetFlags>(socket, |mut params| params.set_flags(NON_BLOCKING)));
        works(send(user, stranger, Some((&LOCALHOST, own_port)), b"x"));
        refused(receive(user, socket, 10).unwrap_err(), ErrorCode::WouldBlock);
        let other = socket_from(user, narrow, AddressFamily::Ipv4);
        refused(bind(user, other, &[0; 4], 53), ErrorCode::AccessDenied);
        // Narrower again is never wider.
        let wider = word(user, restrict(user, narrow, &[], 0, (0, 0))) as u32;
        let socket = socket_from(user, wider, AddressFamily::Ipv4);
        works(send(user, socket, Some((&LOCALHOST, good_port)), b"x"));
        refused(send(user, socket, Some((&LOCALHOST, stranger_port)), b"x"), ErrorCode::AccessDenied);
        let nothing = word(user, user.call::<Restrict>(network, |_| {})) as u32;
        let socket = socket_from(user, nothing, AddressFamily::Ipv4);
        refused(send(user, socket, Some((&LOCALHOST, good_port)), b"x"), ErrorCode::AccessDenied);
        0
    });
}

#[test]
fn rules_that_are_none_are_refused() {
    Kernel::check(&GRANTS, |user| {
        let network = user.handle("network");
        refused(restrict(user, network, &[1, 2, 3], 0, (0, 0)), ErrorCode::InvalidArgument);
        refused(restrict(user, network, &LOCALHOST, 33, (0, 0)), ErrorCode::InvalidArgument);
        refused(restrict(user, network, &LOCALHOST, 32, (9, 8)), ErrorCode::InvalidArgument);
        let many = user.call::<Restrict>(network, |params| {
            let mut rules = params.init_rules(65);
            for index in 0..65 {
                rule(rules.reborrow().get(index), &[], 0, (0, 0));
            }
        });
        refused(many, ErrorCode::InvalidArgument);
        0
    });
}

#[test]
fn options_are_checked() {
    Kernel::check(&GRANTS, |user| {
        let socket = socket(user);
        let change = |option, value| {
            user.call::<SetOption>(socket, |mut params| {
                params.set_option(option);
                params.set_value(value);
            })
        };
        let get = |option| user.call::<GetOption>(socket, |mut params| params.set_option(option));
        works(change(SocketOption::HopLimit, 7));
        assert_eq!(word(user, get(SocketOption::HopLimit)), 7);
        refused(change(SocketOption::HopLimit, 0), ErrorCode::InvalidArgument);
        refused(change(SocketOption::HopLimit, 256), ErrorCode::InvalidArgument);
        refused(change(SocketOption::TrafficClass, 256), ErrorCode::InvalidArgument);
        refused(change(SocketOption::NoDelay, 1), ErrorCode::NotSupported);
        refused(get(SocketOption::KeepAlive), ErrorCode::NotSupported);
        works(change(SocketOption::ReceiveBuffer, u64::MAX));
        assert_eq!(word(user, get(SocketOption::ReceiveBuffer)), 4 << 20);
        let flags = user.call::<SetFlags>(socket, |mut params| params.set_flags(1 << 31));
        refused(flags, ErrorCode::InvalidArgument);
        0
    });
}

#[test]
fn misuse_is_a_fault() {
    Kernel::check(&GRANTS, |user| {
        let (socket, port) = bound(user);
        for address in BAD_ADDRESSES {
            let to = |params: socket_address::Builder<'_>| set(params, &LOCALHOST, port);
            faulted(bulk::<SendTo>(user, socket, address, 8, to), Fault::BulkAddress);
        }
        works(send(user, socket, Some((&LOCALHOST, port)), b"still there"));
        for address in BAD_ADDRESSES {
            faulted(bulk::<ReceiveFrom>(user, socket, address, 8, |_| {}), Fault::BulkAddress);
        }
        let small = user.prepare::<ReceiveFrom>(socket, |_| {});
        let small = Submission { results_length: 16, ..small };
        faulted(user.cap_call(&small), Fault::ResultsLength);
        let timer = user.handle("timer");
        faulted(bind(user, timer, &LOCALHOST, 0), Fault::WrongInterface);
        let mut huge = user.prepare::<SendTo>(socket, |params| set(params, &LOCALHOST, port));
        huge.bulk_address = user.bulk_address();
        huge.bulk_length = 65_536;
        refused(user.cap_call(&huge), ErrorCode::MessageTooLong);
        assert_eq!(receive(user, socket, 100).unwrap().0, b"still there");
        works(user.operation(Operation::Release, socket, 0));
        faulted(bind(user, socket, &LOCALHOST, 0), Fault::StaleHandle);
        works(user.call::<GetConfig>(user.handle("network"), |_| {}));
        0
    });
}

#[test]
fn a_shut_down_socket_reads_its_end() {
    Kernel::check(&GRANTS, |user| {
        let ((one, _), (_, other_port)) = (bound(user), bound(user));
        works(connect(user, one, &LOCALHOST, other_port));
        works(user.call::<Shutdown>(one, |mut params| {
            params.set_receive(true);
            params.set_send(true);
        }));
        assert_eq!(receive(user, one, 10), Ok((Vec::new(), 0, 0)));
        refused(send(user, one, None, b"x"), ErrorCode::Closed);
        0
    });
}

#[test]
fn a_datagram_tells_how_it_came() {
    Kernel::check(&GRANTS, |user| {
        let ((client, _), (server, port)) = (bound(user), bound(user));
        let report = |value: u64| {
            user.call::<SetOption>(server, |mut params| {
                params.set_option(SocketOption::Reports);
                params.set_value(value);
            })
        };
        works(report(SocketReports::OF_DATAGRAMS));
        refused(report(SocketReports::SENDER), ErrorCode::InvalidArgument);
        let send = |source: &[u8], hop_limit: u16| {
            write::<SendFrom>(user, client, b"x", |mut params| {
                params.set_source(source);
                params.set_hop_limit(hop_limit);
                params.set_traffic_class(16);
                set(params.init_to(), &LOCALHOST, port);
            })
        };
        works(send(&[127, 0, 0, 2], 9));
        let ended = bulk::<ReceiveFrom>(user, server, user.bulk_address(), 1, |_| {});
        works(ended);
        read_results::<receive_from_results::Owned, _>(user, ended, |results| {
            assert_eq!(results.get_source().unwrap().get_address().unwrap(), [127, 0, 0, 2]);
            assert_eq!(results.get_destination().unwrap(), LOCALHOST);
            assert_eq!((results.get_hop_limit(), results.get_traffic_class()), (9, 16));
            assert_eq!(results.get_interface(), 1);
            assert_eq!(u64::from(results.get_reports()), SocketReports::OF_DATAGRAMS);
        });
        refused(send(&[192, 0, 2, 1], 9), ErrorCode::AddressNotAvailable);
        refused(send(&LOCALHOST_IPV6, 9), ErrorCode::NetworkUnreachable);
        refused(send(&[127, 0, 0], 9), ErrorCode::AddressFamilyWrong);
        refused(send(&LOCALHOST, 0), ErrorCode::InvalidArgument);
        works(send(&[], 256));
        assert_eq!(receive(user, server, 10).unwrap().0, b"x");
        0
    });
}
