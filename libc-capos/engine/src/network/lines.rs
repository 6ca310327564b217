//! Lines of `hosts`, `services`, `protocols` and `networks`.

use core::net::IpAddr;
use core::str;

use super::{parse_ipv4, parse_ipv6, parse_numbers};

/// An address and its names.
#[derive(Clone, Copy, Debug)]
pub struct HostLine<'a> {
    pub address: IpAddr,
    /// What stands behind `%` of a link-local address.
    pub zone: &'a [u8],
    names: &'a [u8],
}

/// A service's name and port for one protocol.
#[derive(Clone, Copy, Debug)]
pub struct ServiceLine<'a> {
    pub name: &'a [u8],
    pub port: u16,
    pub protocol: &'a [u8],
    aliases: &'a [u8],
}

/// A protocol above IP.
#[derive(Clone, Copy, Debug)]
pub struct ProtocolLine<'a> {
    pub name: &'a [u8],
    pub number: u8,
    aliases: &'a [u8],
}

/// A network of IPv4.
#[derive(Clone, Copy, Debug)]
pub struct NetworkLine<'a> {
    pub name: &'a [u8],
    pub number: u32,
    aliases: &'a [u8],
}

impl<'a> HostLine<'a> {
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let (address, names) = first_word(line)?;
        let (address, zone) = parse_address(address)?;
        all_words(names).next()?;
        Some(HostLine { address, zone, names })
    }

    /// The first is the canonical one.
    pub fn names(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        all_words(self.names)
    }

    pub fn has(&self, name: &[u8]) -> bool {
        self.names().any(|known| known.eq_ignore_ascii_case(name))
    }
}

impl<'a> ServiceLine<'a> {
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let (name, rest) = first_word(line)?;
        let (port, aliases) = first_word(rest)?;
        let slash = port.iter().position(|byte| *byte == b'/')?;
        let protocol = &port[slash + 1..];
        if protocol.is_empty() {
            return None;
        }
        Some(ServiceLine { name, port: number(&port[..slash])?.try_into().ok()?, protocol, aliases })
    }

    pub fn aliases(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        all_words(self.aliases)
    }

    pub fn has(&self, name: &[u8]) -> bool {
        self.name == name || self.aliases().any(|alias| alias == name)
    }
}

impl<'a> ProtocolLine<'a> {
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let (name, rest) = first_word(line)?;
        let (value, aliases) = first_word(rest)?;
        Some(ProtocolLine { name, number: number(value)?.try_into().ok()?, aliases })
    }

    pub fn aliases(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        all_words(self.aliases)
    }

    pub fn has(&self, name: &[u8]) -> bool {
        self.name == name || self.aliases().any(|alias| alias == name)
    }
}

impl<'a> NetworkLine<'a> {
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let (name, rest) = first_word(line)?;
        let (value, aliases) = first_word(rest)?;
        Some(NetworkLine { name, number: network_number(value)?, aliases })
    }

    pub fn aliases(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        all_words(self.aliases)
    }

    pub fn has(&self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases().any(|alias| alias.eq_ignore_ascii_case(name))
    }
}

/// One to four bytes with dots between them, the first of them the highest: `127` is `127.0.0.0`.
pub fn network_number(text: &[u8]) -> Option<u32> {
    let (parts, count) = parse_numbers(text)?;
    parts[..count].iter().all(|part| *part <= 0xff).then(|| u32::from_be_bytes(parts.map(|part| part as u8)))
}

/// An address and what stands behind its `%`.
pub(super) fn parse_address(text: &[u8]) -> Option<(IpAddr, &[u8])> {
    let percent = text.iter().position(|byte| *byte == b'%');
    let (address, zone) = percent.map_or((text, &text[text.len()..]), |at| (&text[..at], &text[at + 1..]));
    match parse_ipv6(address) {
        Some(address) => Some((address.into(), zone)),
        None => parse_ipv4(text).map(|address| (address.into(), zone)),
    }
}

/// The words in front of a comment.
pub(super) fn words<'a>(line: &'a [u8], marks: &[u8]) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
    let end = line.iter().position(|byte| marks.contains(byte)).unwrap_or(line.len());
    line[..end].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

fn all_words(line: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    words(line, b"#")
}

/// The first word, and what is behind it.
fn first_word(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let word = all_words(line).next()?;
    let start = line.iter().position(|byte| !byte.is_ascii_whitespace())?;
    Some((word, &line[start + word.len()..]))
}

/// A decimal number without a sign.
pub(super) fn number(text: &[u8]) -> Option<u32> {
    let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    if digits { str::from_utf8(text).ok()?.parse().ok() } else { None }
}
