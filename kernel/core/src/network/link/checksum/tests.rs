use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::vec::Vec;

use proptest::prelude::*;
use smoltcp::wire::IpProtocol;

use super::{fill, is_right, of};

const PROTOCOLS: [IpProtocol; 2] = [IpProtocol::Tcp, IpProtocol::Udp];

fn ends() -> [(IpAddr, IpAddr); 2] {
    [
        (Ipv4Addr::new(10, 0, 2, 15).into(), Ipv4Addr::new(255, 254, 253, 252).into()),
        (Ipv6Addr::LOCALHOST.into(), Ipv6Addr::new(0xfe80, 0, 0, 0xffff, 0, 1, 2, 0xffff).into()),
    ]
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

/// As RFC 1071 describes it, two bytes at a time.
fn expected(source: IpAddr, destination: IpAddr, protocol: IpProtocol, payload: &[u8]) -> u16 {
    let mut bytes = octets(source);
    bytes.extend(octets(destination));
    bytes.extend((payload.len() as u32).to_be_bytes());
    bytes.extend([0, u8::from(protocol)]);
    bytes.extend(payload);
    let pairs =
        bytes.chunks(2).map(|pair| u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |low| u32::from(*low)));
    let total =
        pairs.fold(0, |total, pair| if total + pair > 0xffff { total + pair - 0xffff } else { total + pair });
    !(total as u16)
}

proptest! {
    #[test]
    fn it_is_the_sum_of_all_pairs(payload in proptest::collection::vec(prop_oneof![Just(0xff_u8), any::<u8>()], 0..1600)) {
        for (source, destination) in ends() {
            for protocol in PROTOCOLS {
                let sum = u16::from_be(of(source, destination, protocol, &payload));
                prop_assert_eq!(sum, expected(source, destination, protocol, &payload));
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_right_and_a_changed_bit_is_not(
        mut payload in proptest::collection::vec(any::<u8>(), 18..200),
        place in any::<prop::sample::Index>(),
        bit in 0..8_u32,
    ) {
        for (source, destination) in ends() {
            for protocol in PROTOCOLS {
                fill(source, destination, protocol, &mut payload);
                prop_assert!(is_right(source, destination, protocol, &payload));
                let place = place.index(payload.len());
                payload[place] ^= 1_u8 << bit;
                prop_assert!(!is_right(source, destination, protocol, &payload));
                payload[place] ^= 1_u8 << bit;
            }
        }
    }
}

#[test]
fn a_datagram_may_have_none_over_ipv4_only() {
    for (source, destination) in ends() {
        let payload = [1, 2, 3, 4, 0, 9, 0, 0, 77];
        let accepted = is_right(source, destination, IpProtocol::Udp, &payload);
        assert_eq!(accepted, source.is_ipv4());
    }
}
