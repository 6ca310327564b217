use core::net::IpAddr;

use crate::network::{AddressText, parse_ipv4, parse_ipv6, parse_loose_ipv4, parse_numbers};

#[test]
fn addresses_of_four_numbers() {
    assert_eq!(parse_ipv4(b"192.0.2.255"), Some([192, 0, 2, 255]));
    for wrong in
        ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1..2.3", "0x1.2.3.4"]
    {
        assert_eq!(parse_ipv4(wrong.as_bytes()), None, "{wrong:?}");
    }
}

#[test]
fn addresses_of_eight_groups() {
    let mut address = [0; 16];
    assert_eq!(parse_ipv6(b"::"), Some(address));
    address[15] = 1;
    assert_eq!(parse_ipv6(b"::1"), Some(address));
    address[..2].copy_from_slice(&[0xfe, 0x80]);
    assert_eq!(parse_ipv6(b"fe80::0001"), Some(address));
    let mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4];
    assert_eq!(parse_ipv6(b"::FFFF:1.2.3.4"), Some(mapped));
    for wrong in
        ["", ":", ":::", "1::2::3", "12345::", "::1.2.3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::g"]
    {
        assert_eq!(parse_ipv6(wrong.as_bytes()), None, "{wrong:?}");
    }
}

#[test]
fn numbers_of_old() {
    assert_eq!(parse_numbers(b"1.0x10.010"), Some(([1, 16, 8, 0], 3)));
    assert_eq!(parse_numbers(b"4294967295 rest"), Some(([u32::MAX, 0, 0, 0], 1)));
    assert_eq!(parse_numbers(b"0"), Some(([0; 4], 1)));
    for wrong in ["", ".", "1.", "1.2.3.4.5", "4294967296", "08", "0x", "+1", "-1", "a"] {
        assert_eq!(parse_numbers(wrong.as_bytes()), None, "{wrong:?}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    for text in
        ["0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::8:0:0:1", "::ffff:10.0.2.2", "1:0:2:3:4:5:6:7"]
    {
        let address: IpAddr = text.parse().unwrap();
        assert_eq!(AddressText::new(address).as_bytes(), text.as_bytes());
    }
}

#[test]
fn addresses_of_old() {
    assert_eq!(parse_loose_ipv4(b"127.1"), Some([127, 0, 0, 1]));
    assert_eq!(parse_loose_ipv4(b"0x7f000001"), Some([127, 0, 0, 1]));
    assert_eq!(parse_loose_ipv4(b"10.1.0x203 rest"), Some([10, 1, 2, 3]));
    for wrong in ["", "256.1", "1.2.65536", "1.16777216", "1.2.3.256"] {
        assert_eq!(parse_loose_ipv4(wrong.as_bytes()), None, "{wrong:?}");
    }
}
