use std::collections::HashSet;

use smoltcp::wire::{IpAddress, IpEndpoint, TcpPacket, TcpSeqNumber};

use super::{Numbers, STEP, Secret};
use crate::network::link::connections::Tuple;
use crate::testing::Kernel;

fn tuple(port: u16) -> Tuple {
    Tuple {
        local: IpEndpoint::new(IpAddress::v4(10, 0, 2, 15), port),
        remote: IpEndpoint::new(IpAddress::v4(10, 0, 2, 2), 80),
    }
}

#[test]
fn the_first_number_follows_the_clock_of_its_addresses() {
    let kernel = Kernel::new();
    let secret = Secret::new();
    let first = secret.first_number(&tuple(50_000));
    assert_eq!(secret.first_number(&tuple(50_000)), first);
    kernel.machine.advance(1000 * STEP);
    let later = secret.first_number(&tuple(50_000)).wrapping_sub(first);
    assert!((1000..1_000_000).contains(&later), "{later}");
}

#[test]
fn other_addresses_and_other_secrets_begin_elsewhere() {
    let _kernel = Kernel::new();
    let secret = Secret::new();
    let mut seen: HashSet<u32> = (0..1000).map(|port| secret.first_number(&tuple(50_000 + port))).collect();
    assert!(seen.len() > 990);
    let swapped = Tuple { local: tuple(1).remote, remote: tuple(1).local };
    assert_ne!(secret.first_number(&tuple(1)), secret.first_number(&swapped));
    assert!(seen.insert(Secret::new().first_number(&tuple(50_000))));
}

#[test]
fn what_leaves_is_shifted_and_what_confirms_it_is_shifted_back() {
    let mut bytes = [0_u8; 20];
    let mut segment = TcpPacket::new_unchecked(&mut bytes[..]);
    segment.set_header_len(20);
    let mut numbers = Numbers::new(7);
    // Before anything has left nothing is known.
    segment.set_ack(true);
    segment.set_ack_number(TcpSeqNumber(1234));
    numbers.shift_arrived(&mut segment);
    assert_eq!(segment.ack_number(), TcpSeqNumber(1234));

    segment.set_syn(true);
    segment.set_seq_number(TcpSeqNumber(-5));
    numbers.shift_leaving(&mut segment);
    assert_eq!(segment.seq_number(), TcpSeqNumber(7));
    segment.set_syn(false);
    segment.set_seq_number(TcpSeqNumber(-4));
    numbers.shift_leaving(&mut segment);
    assert_eq!(segment.seq_number(), TcpSeqNumber(8));
    segment.set_ack_number(TcpSeqNumber(8));
    numbers.shift_arrived(&mut segment);
    assert_eq!(segment.ack_number(), TcpSeqNumber(-4));
    segment.set_ack(false);
    numbers.shift_arrived(&mut segment);
    assert_eq!(segment.ack_number(), TcpSeqNumber(-4));
}
