//! Streams to another machine, over a wire that is good or bad.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::vec::Vec;

use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::SocketHandle;
use smoltcp::socket::tcp::State;

use super::peer::ROUTER;
use super::wire::{Troubles, Wire};
use crate::network::{Authority, ConnectionId, Family, Network, Stage, TcpEndpoint};
use crate::quota::Account;

const BAD: Troubles = Troubles { lost: 4, doubled: 4, swapped: 10 };

fn endpoint(account: &Arc<Account>) -> Arc<TcpEndpoint> {
    Arc::new(TcpEndpoint::new(Family::Ipv4, Arc::new(Authority::EVERYTHING), account).expect("a page"))
}

fn account() -> Arc<Account> {
    Arc::new(Account::new(100_000))
}

fn there(port: u16) -> SocketAddr {
    SocketAddr::new(IpAddr::V4(ROUTER), port)
}

fn id(endpoint: &TcpEndpoint) -> ConnectionId {
    match endpoint.stage() {
        Stage::Remote(id) => id,
        _ => panic!("no connection to another machine"),
    }
}

fn is_connected(endpoint: &TcpEndpoint) -> bool {
    matches!(endpoint.stage(), Stage::Remote(_))
}

fn send(network: &Arc<Network>, endpoint: &TcpEndpoint, bytes: &[u8]) -> Result<usize, ErrorCode> {
    network.link.as_ref().unwrap().lock().send_stream(network, id(endpoint), bytes)
}

/// What has arrived; `None` at the end.
fn receive(network: &Arc<Network>, endpoint: &TcpEndpoint) -> Option<Vec<u8>> {
    let mut room = vec![0; 5000];
    let mut link = network.link.as_ref().unwrap().lock();
    let count = link.peek_stream(id(endpoint), &mut room, false)?;
    link.consume_stream(network, id(endpoint), count);
    room.truncate(count);
    Some(room)
}

fn listener(network: &Arc<Network>, account: &Arc<Account>, port: u16, backlog: u32) -> Arc<TcpEndpoint> {
    let listener = endpoint(account);
    network.bind_stream(&listener, SocketAddr::new(IpAddr::from([0; 4]), port)).unwrap();
    network.listen(&listener, backlog).unwrap();
    listener
}

/// A connection that this machine makes.
fn connected(wire: &mut Wire, account: &Arc<Account>) -> (Arc<TcpEndpoint>, SocketHandle) {
    let peer = wire.listen(80);
    let endpoint = endpoint(account);
    assert_eq!(wire.network.connect_stream(&endpoint, there(80)), Err(ErrorCode::InProgress));
    wire.until(|wire| is_connected(&endpoint) && wire.peer(peer).state() == State::Established);
    (endpoint, peer)
}

/// Sends so many bytes both ways at once, and ends both.
fn exchange(wire: &mut Wire, endpoint: &TcpEndpoint, peer: SocketHandle, total: usize) {
    let byte = |at: usize| (at % 251) as u8;
    let (mut sent, mut received) = (0, 0);
    let (mut peer_sent, mut peer_received) = (0, 0);
    let (mut over, mut peer_over) = (false, false);
    wire.until(|wire| {
        let network = Arc::clone(&wire.network);
        if sent < total {
            let chunk: Vec<u8> = (sent..total.min(sent + 4000)).map(byte).collect();
            sent += send(&network, endpoint, &chunk).unwrap();
            if sent == total {
                network.shut_down_stream(endpoint, false, true).unwrap();
            }
        }
        while !over {
            match receive(&network, endpoint) {
                Some(bytes) if bytes.is_empty() => break,
                Some(bytes) => {
                    bytes.iter().for_each(|got| {
                        assert_eq!(*got, byte(received));
                        received += 1;
                    });
                }
                None => over = true,
            }
        }
        let socket = wire.peer(peer);
        if peer_sent < total && socket.can_send() {
            let chunk: Vec<u8> = (peer_sent..total.min(peer_sent + 4000)).map(byte).collect();
            peer_sent += socket.send_slice(&chunk).unwrap();
            if peer_sent == total {
                socket.close();
            }
        }
        let mut room = [0; 4000];
        while let Ok(count @ 1..) = socket.recv_slice(&mut room) {
            room[..count].iter().for_each(|got| {
                assert_eq!(*got, byte(peer_received));
                peer_received += 1;
            });
        }
        peer_over = !socket.may_recv();
        over && peer_over && peer_received == total && received == total
    });
}

#[test]
fn what_is_sent_arrives_both_ways() {
    let (mut wire, account) = (Wire::new(), account());
    let (endpoint, peer) = connected(&mut wire, &account);
    exchange(&mut wire, &endpoint, peer, 300_000);
    wire.network.close_stream(&endpoint);
    drop(endpoint);
    wire.until(|wire| wire.network.stream_count() == 0);
    assert_eq!(account.used(), 0);
}

#[test]
fn what_the_wire_loses_doubles_and_swaps_arrives_all_the_same() {
    let (mut wire, account) = (Wire::new(), account());
    wire.troubles = BAD;
    let (endpoint, peer) = connected(&mut wire, &account);
    exchange(&mut wire, &endpoint, peer, 100_000);
    wire.network.close_stream(&endpoint);
    drop(endpoint);
    wire.until(|wire| wire.network.stream_count() == 0);
    assert_eq!(account.used(), 0);
}

#[test]
fn others_connect_over_a_bad_wire() {
    let (mut wire, account) = (Wire::new(), account());
    wire.troubles = BAD;
    let listener = listener(&wire.network, &account, 8080, 4);
    let peer = wire.connect(8080, 40_000);
    wire.until(|wire| wire.network.stream_readiness(&listener) == Readiness::READABLE);
    let accepted = wire.network.accept(&listener).unwrap();
    assert_eq!(accepted.addresses().1, Some(there(40_000)));
    exchange(&mut wire, &accepted, peer, 50_000);
    wire.network.close_stream(&accepted);
    wire.network.close_stream(&listener);
    drop((accepted, listener));
    wire.until(|wire| wire.network.stream_count() == 0);
    assert_eq!(account.used(), 0);
}

#[test]
fn who_is_refused_is_told_so() {
    let (mut wire, account) = (Wire::new(), account());
    let endpoint = endpoint(&account);
    assert_eq!(wire.network.connect_stream(&endpoint, there(81)), Err(ErrorCode::InProgress));
    wire.until(|_| matches!(endpoint.stage(), Stage::Idle));
    assert_eq!(wire.network.take_stream_error(&endpoint), Some(ErrorCode::ConnectionRefused));
    assert_eq!(endpoint.addresses(), (None, None));
    // It may try again.
    wire.listen(81);
    assert_eq!(wire.network.connect_stream(&endpoint, there(81)), Err(ErrorCode::InProgress));
    wire.until(|_| is_connected(&endpoint));
}

#[test]
fn silence_ends_what_begins_and_what_is() {
    let (mut wire, account) = (Wire::new(), account());
    let (talking, _) = connected(&mut wire, &account);
    let beginning = endpoint(&account);
    wire.troubles.lost = 100;
    assert_eq!(wire.network.connect_stream(&beginning, there(82)), Err(ErrorCode::InProgress));
    send(&wire.network, &talking, b"anybody?").unwrap();
    wire.silence(126);
    assert!(matches!(beginning.stage(), Stage::Connecting(_)));
    wire.silence(5);
    assert!(matches!(beginning.stage(), Stage::Idle));
    assert_eq!(wire.network.take_stream_error(&beginning), Some(ErrorCode::TimedOut));
    assert_eq!(wire.network.take_stream_error(&talking), None);
    wire.silence(800);
    assert_eq!(wire.network.take_stream_error(&talking), Some(ErrorCode::TimedOut));
    assert_eq!(receive(&wire.network, &talking), None);
    assert_eq!(send(&wire.network, &talking, b"x"), Err(ErrorCode::Closed));
}

#[test]
fn a_host_that_nobody_knows_is_out_of_reach() {
    let (mut wire, account) = (Wire::new(), account());
    let endpoint = endpoint(&account);
    let nobody = "10.0.2.99:80".parse().unwrap();
    assert_eq!(wire.network.connect_stream(&endpoint, nobody), Err(ErrorCode::InProgress));
    wire.until(|_| matches!(endpoint.stage(), Stage::Idle));
    assert_eq!(wire.network.take_stream_error(&endpoint), Some(ErrorCode::HostUnreachable));
}

#[test]
fn an_idle_connection_stays_and_one_that_is_kept_alive_asks() {
    let (mut wire, account) = (Wire::new(), account());
    let (idle, _) = connected(&mut wire, &account);
    let (asking, _) = connected(&mut wire, &account);
    wire.network.change_stream_options(&asking, |options| {
        (options.keep_alive, options.keep_alive_idle) = (true, 60);
        (options.keep_alive_interval, options.keep_alive_count) = (10, 3);
    });
    // Who is asked answers.
    for _ in 0..200 {
        wire.kernel.machine.advance(1_000_000_000);
        wire.step();
    }
    assert!(is_connected(&asking));
    assert_eq!(wire.network.take_stream_error(&asking), None);
    wire.silence(2000);
    assert_eq!(wire.network.take_stream_error(&asking), Some(ErrorCode::TimedOut));
    assert_eq!(wire.network.take_stream_error(&idle), None);
    assert_eq!(send(&wire.network, &idle, b"still here"), Ok(10));
}

#[test]
fn a_reset_is_told_after_what_has_arrived() {
    let (mut wire, account) = (Wire::new(), account());
    let (endpoint, peer) = connected(&mut wire, &account);
    wire.peer(peer).send_slice(b"last words").unwrap();
    wire.until(|wire| wire.peer(peer).send_queue() == 0);
    wire.peer(peer).abort();
    wire.until(|wire| !wire.network.stream_readiness(&endpoint).intersection(Readiness::ERROR).is_empty());
    assert_eq!(receive(&wire.network, &endpoint).unwrap(), b"last words");
    assert_eq!(receive(&wire.network, &endpoint), None);
    assert_eq!(wire.network.take_stream_error(&endpoint), Some(ErrorCode::ConnectionReset));
    wire.network.close_stream(&endpoint);
    assert_eq!(wire.network.stream_count(), 0);
    drop(endpoint);
    assert_eq!(account.used(), 0);
}

#[test]
fn who_closes_without_having_read_resets() {
    let (mut wire, account) = (Wire::new(), account());
    let (endpoint, peer) = connected(&mut wire, &account);
    wire.peer(peer).send_slice(b"unread").unwrap();
    wire.until(|wire| wire.network.stream_queues(&endpoint) == Ok((6, 0)));
    wire.network.close_stream(&endpoint);
    assert_eq!(wire.network.stream_count(), 0);
    wire.until(|wire| wire.peer(peer).state() == State::Closed);
}

#[test]
fn a_full_backlog_keeps_others_waiting() {
    let (mut wire, account) = (Wire::new(), account());
    let listener = listener(&wire.network, &account, 8080, 2);
    let peers: Vec<SocketHandle> = (0..4).map(|each| wire.connect(8080, 40_000 + each)).collect();
    for _ in 0..500 {
        wire.step();
    }
    let established =
        |wire: &mut Wire| peers.iter().filter(|peer| wire.peer(**peer).state() == State::Established).count();
    assert_eq!(established(&mut wire), 2);
    // The others try again until there is room.
    let mut accepted = Vec::new();
    wire.until(|wire| {
        accepted.extend(wire.network.accept(&listener));
        accepted.len() == 4 && established(wire) == 4
    });
    for endpoint in &accepted {
        wire.network.close_stream(endpoint);
    }
    // Those that nobody has accepted are reset with the listener.
    let late = wire.connect(8080, 41_000);
    wire.until(|wire| wire.peer(late).state() == State::Established);
    wire.network.close_stream(&listener);
    wire.until(|wire| wire.peer(late).state() == State::Closed);
    drop((accepted, listener));
}

#[test]
fn a_thousand_connections_leave_nothing_behind() {
    let (mut wire, account) = (Wire::new(), account());
    let listener = listener(&wire.network, &account, 8080, 16);
    for round in 0..1000_u16 {
        let peer = wire.connect(8080, 10_000 + round);
        wire.until(|wire| wire.network.stream_readiness(&listener) == Readiness::READABLE);
        let accepted = wire.network.accept(&listener).unwrap();
        // This side ends the connection first: what is left of it is its addresses.
        wire.network.close_stream(&accepted);
        wire.until(|wire| wire.peer(peer).state() == State::CloseWait);
        wire.peer(peer).close();
        wire.until(|wire| wire.network.stream_count() == 0);
        wire.sockets.remove(peer);
    }
    wire.network.close_stream(&listener);
    drop(listener);
    assert_eq!(account.used(), 0);
}

#[test]
fn a_thousand_connections_at_once_are_found_by_their_addresses() {
    let (mut wire, account) = (Wire::new(), account());
    let listener = listener(&wire.network, &account, 8080, 128);
    let mut pairs = Vec::new();
    for number in 0..1000_u16 {
        let peer = wire.connect(8080, 10_000 + number);
        wire.until(|wire| wire.network.stream_readiness(&listener) == Readiness::READABLE);
        pairs.push((wire.network.accept(&listener).unwrap(), peer));
        // The other machine looks through all of its sockets; the test does not wait for that.
        if pairs.len() % 50 == 0 {
            for (_, peer) in &pairs[pairs.len() - 50..] {
                wire.sockets.remove(*peer);
            }
        }
    }
    assert_eq!(wire.network.stream_count(), 1000);
    for (endpoint, _) in &pairs {
        wire.network.change_stream_options(endpoint, |options| options.linger = Some(0));
        wire.network.close_stream(endpoint);
    }
    assert_eq!(wire.network.stream_count(), 0);
}

#[test]
fn what_was_sent_is_flushed_once_the_peer_has_confirmed_it() {
    let (mut wire, account) = (Wire::new(), account());
    let (endpoint, _) = connected(&mut wire, &account);
    assert!(wire.network.is_stream_flushed(&endpoint));
    wire.troubles.lost = 100;
    send(&wire.network, &endpoint, b"on its way").unwrap();
    wire.step();
    assert!(!wire.network.is_stream_flushed(&endpoint));
    wire.troubles.lost = 0;
    wire.until(|wire| wire.network.is_stream_flushed(&endpoint));
    // The end wants to be confirmed, too; and of one that is given up nothing more becomes.
    wire.troubles.lost = 100;
    wire.network.shut_down_stream(&endpoint, false, true).unwrap();
    assert!(!wire.network.is_stream_flushed(&endpoint));
    wire.silence(930);
    assert_eq!(wire.network.take_stream_error(&endpoint), Some(ErrorCode::TimedOut));
    assert!(wire.network.is_stream_flushed(&endpoint));
}

#[test]
fn a_look_for_everything_waits_for_it() {
    let (mut wire, account) = (Wire::new(), account());
    let (endpoint, peer) = connected(&mut wire, &account);
    let look = |wire: &Wire, room: &mut [u8]| {
        wire.network.link.as_ref().unwrap().lock().peek_stream(id(&endpoint), room, true)
    };
    let mut room = [0; 6];
    wire.peer(peer).send_slice(b"one").unwrap();
    wire.until(|wire| wire.network.stream_queues(&endpoint) == Ok((3, 0)));
    assert_eq!(look(&wire, &mut room), Some(0));
    wire.peer(peer).send_slice(b"two").unwrap();
    wire.until(|wire| wire.network.stream_queues(&endpoint) == Ok((6, 0)));
    assert_eq!(look(&wire, &mut room), Some(6));
    assert_eq!(&room, b"onetwo");
    // The end is all that there will be.
    let mut more = [0; 7];
    assert_eq!(look(&wire, &mut more), Some(0));
    wire.peer(peer).close();
    wire.until(|wire| look(wire, &mut [0; 7]) == Some(6));
}
