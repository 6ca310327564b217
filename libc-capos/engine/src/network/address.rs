//! IPv4 and IPv6 addresses, read and written.

use core::fmt::Write;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str;

/// Four decimal numbers without leading zeros, as `inet_pton` wants them.
pub fn parse_ipv4(text: &[u8]) -> Option<[u8; 4]> {
    str::from_utf8(text).ok()?.parse::<Ipv4Addr>().ok().map(|address| address.octets())
}

/// RFC 4291, section 2.2.
pub fn parse_ipv6(text: &[u8]) -> Option<[u8; 16]> {
    str::from_utf8(text).ok()?.parse::<Ipv6Addr>().ok().map(|address| address.octets())
}

/// One to four numbers with dots between them, each decimal, octal after `0` or hexadecimal after `0x`, and how many there
/// were: the oldest way to write addresses. White space ends them.
pub fn parse_numbers(text: &[u8]) -> Option<([u32; 4], usize)> {
    let end = text.iter().position(|byte| byte.is_ascii_whitespace()).unwrap_or(text.len());
    let mut numbers = [0; 4];
    let mut count = 0;
    for part in text[..end].split(|byte| *byte == b'.') {
        *numbers.get_mut(count)? = parse_number(part)?;
        count += 1;
    }
    Some((numbers, count))
}

/// As `inet_aton` reads it: the last of one to four numbers stands for all bytes that are left.
pub fn parse_loose_ipv4(text: &[u8]) -> Option<[u8; 4]> {
    let (numbers, count) = parse_numbers(text)?;
    let mut address = 0;
    for (index, number) in numbers[..count].iter().enumerate() {
        let bits = if index + 1 == count { 32 - 8 * index as u32 } else { 8 };
        if bits < 32 && *number >> bits != 0 {
            return None;
        }
        let shift = if index + 1 == count { 0 } else { 24 - 8 * index as u32 };
        address |= number << shift;
    }
    Some(address.to_be_bytes())
}

fn parse_number(text: &[u8]) -> Option<u32> {
    let (digits, radix) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        [b'0', digits @ ..] if !digits.is_empty() => (digits, 8),
        digits => (digits, 10),
    };
    // A sign is no digit.
    let first = digits.first()?;
    first.is_ascii_alphanumeric().then_some(())?;
    u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()
}

/// An address as text.
pub struct AddressText {
    bytes: [u8; AddressText::ROOM],
    length: usize,
}

impl AddressText {
    /// The longest text is `ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`, or ends in an IPv4 address.
    const ROOM: usize = 46;

    /// As RFC 5952 recommends.
    pub fn new(address: IpAddr) -> Self {
        let mut text = AddressText { bytes: [0; Self::ROOM], length: 0 };
        // It fits, as the constant says.
        let _ = write!(text, "{address}");
        text
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Write for AddressText {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let room = self.bytes.get_mut(self.length..self.length + text.len()).ok_or(core::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}
