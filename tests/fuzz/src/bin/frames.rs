//! The kernel's receive path: frames that arrive at its network interface, some of them of a connection.
//!
//! The machine is one and the same for all inputs; each of them finds a listener and leaves nothing behind.
#![no_main]

use std::cell::OnceCell;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use capos_fuzz::{Input, fuzz_target};
use capos_hal::host::Machine;
use capos_kernel_core::network::{Authority, Configuration, Family, Network, TcpEndpoint};
use capos_kernel_core::quota::Account;

fuzz_target!(run);

const MAC: [u8; 6] = [0x52, 0x54, 0, 0x12, 0x34, 0x56];
const OWN: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
const PEER: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
const PORT: u16 = 80;
const TCP: u8 = 6;

struct World {
    machine: Machine,
    network: Arc<Network>,
}

thread_local!(static WORLD: OnceCell<World> = const { OnceCell::new() });

fn world() -> World {
    let machine = Machine::new(32_768);
    machine.add_network(MAC, None);
    let network = Network::new(Configuration {
        is_static: true,
        address: Some((OWN, 24)),
        gateway: Some(PEER),
        ..Configuration::default()
    });
    World { machine, network }
}

fn run(data: &[u8]) {
    WORLD.with(|world_of_thread| {
        let World { machine, network } = world_of_thread.get_or_init(world);
        let account = Arc::new(Account::new(2000));
        let endpoint =
            || Arc::new(TcpEndpoint::new(Family::Ipv4, Arc::new(Authority::EVERYTHING), &account).unwrap());
        let listener = endpoint();
        network.bind_stream(&listener, SocketAddr::new(IpAddr::V4(OWN), PORT)).unwrap();
        network.listen(&listener, 4).unwrap();
        let mut input = Input::new(data);
        let mut theirs = 1000_u32;
        let mut ours = 0_u32;
        let mut accepted = Vec::new();
        while !input.is_empty() {
            let frame = match input.below(8) {
                0 => input.text().to_vec(),
                1 => ethernet(0x0800, input.text()),
                2 => ethernet(0x86dd, input.text()),
                3 => ipv4(input.byte(), input.text()),
                4 => segment(&[], 2, theirs, 0, &[]),
                _ => {
                    let (flags, back, acknowledged) = (input.byte(), input.byte(), input.byte());
                    let sequence = theirs.wrapping_add(1).wrapping_sub(u32::from(back));
                    let acknowledges = ours.wrapping_add(1).wrapping_sub(u32::from(acknowledged));
                    let (options, payload) = (input.text(), input.text());
                    segment(options, flags, sequence, acknowledges, payload)
                }
            };
            machine.deliver_frame(frame);
            if input.bool() {
                machine.advance(1 << (input.below(30) + 10));
                network.poll();
            }
            for sent in machine.take_frames() {
                if sent.len() >= 54 && sent[12..14] == [8, 0] && sent[23] == TCP {
                    ours = u32::from_be_bytes([sent[38], sent[39], sent[40], sent[41]]);
                    theirs = u32::from_be_bytes([sent[42], sent[43], sent[44], sent[45]]).wrapping_sub(1);
                }
            }
            accepted.extend(network.accept(&listener));
        }
        for endpoint in accepted.into_iter().chain([listener]) {
            network.change_stream_options(&endpoint, |options| options.linger = Some(0));
            network.close_stream(&endpoint);
        }
    });
}

fn ethernet(kind: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = MAC.to_vec();
    frame.extend([2, 0, 0, 0, 0, 2]);
    frame.extend(kind.to_be_bytes());
    frame.extend(&payload[..payload.len().min(1500)]);
    frame
}

/// The sum of the Internet's protocols.
fn checksum(parts: &[&[u8]]) -> [u8; 2] {
    let mut sum = 0_u32;
    for part in parts {
        for pair in part.chunks(2) {
            sum += u32::from(pair[0]) << 8 | u32::from(*pair.get(1).unwrap_or(&0));
        }
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    (!(sum as u16)).to_be_bytes()
}

fn ipv4(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let payload = &payload[..payload.len().min(1480)];
    let mut packet = vec![0x45, 0];
    packet.extend((20 + payload.len() as u16).to_be_bytes());
    packet.extend([0, 0, 0x40, 0, 64, protocol, 0, 0]);
    packet.extend(PEER.octets());
    packet.extend(OWN.octets());
    let sum = checksum(&[&packet]);
    packet[10..12].copy_from_slice(&sum);
    packet.extend(payload);
    ethernet(0x0800, &packet)
}

/// A segment of one connection, with a right checksum.
fn segment(options: &[u8], flags: u8, sequence: u32, acknowledged: u32, payload: &[u8]) -> Vec<u8> {
    let mut options = options[..options.len().min(40)].to_vec();
    options.resize(options.len().next_multiple_of(4), 0);
    let mut bytes = 40_000_u16.to_be_bytes().to_vec();
    bytes.extend(PORT.to_be_bytes());
    bytes.extend(sequence.to_be_bytes());
    bytes.extend(acknowledged.to_be_bytes());
    bytes.extend([(5 + options.len() as u8 / 4) << 4, flags, 0x20, 0, 0, 0, 0, 0]);
    bytes.extend(options);
    bytes.extend(&payload[..payload.len().min(1400)]);
    let length = (bytes.len() as u16).to_be_bytes();
    let sum = checksum(&[&PEER.octets(), &OWN.octets(), &[0, TCP], &length, &bytes]);
    bytes[16..18].copy_from_slice(&sum);
    ipv4(TCP, &bytes)
}
