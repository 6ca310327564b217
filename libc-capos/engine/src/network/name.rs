//! Names of the domain name system, as text and as they travel (RFC 1035, section 3.1).

use core::fmt;
use core::net::IpAddr;

use super::AddressText;

/// The longest name as text, without the dot of the root.
const MAX_TEXT: usize = 253;
/// The longest name in a message.
pub(super) const MAX_WIRE: usize = 255;
const MAX_LABEL: usize = 63;
/// More jumps inside one name are a loop.
const MAX_JUMPS: usize = 64;

/// The name of a host: labels of letters, digits, `-` and `_`. Nothing else is asked for, and nothing else is believed, as
/// programs put such names into logs and command lines.
#[derive(Clone)]
pub struct Name {
    text: [u8; MAX_TEXT],
    length: u8,
}

/// A name of a message, and where the message goes on behind it.
pub(super) struct Read {
    /// `None`: well-formed, but no name of a host.
    pub name: Option<Name>,
    pub end: usize,
}

impl Name {
    const EMPTY: Name = Name { text: [0; MAX_TEXT], length: 0 };

    /// A name with or without a dot at its end.
    pub fn new(text: &[u8]) -> Option<Name> {
        let text = text.strip_suffix(b".").unwrap_or(text);
        let mut name = Name::EMPTY;
        text.split(|byte| *byte == b'.').all(|label| name.push(label)).then_some(name)
    }

    /// `name` inside of `domain`.
    pub fn within(name: &[u8], domain: &[u8]) -> Option<Name> {
        let mut whole = Name::new(name)?;
        let domain = Name::new(domain)?;
        domain.labels().all(|label| whole.push(label)).then_some(whole)
    }

    /// The name under which an address has its name (RFC 1035, section 3.5, and RFC 3596, section 2.5).
    pub fn reverse(address: IpAddr) -> Name {
        let mut name = Name::EMPTY;
        let mut push = |label: &[u8]| {
            // At most 34 short labels: they fit.
            name.push(label);
        };
        match address {
            IpAddr::V4(address) => {
                for byte in address.octets().iter().rev() {
                    let text = AddressText::new(IpAddr::from([*byte, 0, 0, 0]));
                    push(text.as_bytes().split(|byte| *byte == b'.').next().unwrap_or_default());
                }
                push(b"in-addr");
            }
            IpAddr::V6(address) => {
                for byte in address.octets().iter().rev() {
                    for digit in [byte & 15, byte >> 4] {
                        push(&[b"0123456789abcdef"[usize::from(digit)]]);
                    }
                }
                push(b"ip6");
            }
        }
        push(b"arpa");
        name
    }

    pub fn text(&self) -> &[u8] {
        &self.text[..usize::from(self.length)]
    }

    /// Whether two names are the same: the case of letters does not count.
    pub fn is(&self, other: &Name) -> bool {
        self.text().eq_ignore_ascii_case(other.text())
    }

    fn labels(&self) -> impl Iterator<Item = &[u8]> {
        self.text().split(|byte| *byte == b'.')
    }

    /// Adds a label at the end, if it is one of a host and the name stays short enough.
    fn push(&mut self, label: &[u8]) -> bool {
        let is_label = (1..=MAX_LABEL).contains(&label.len())
            && label.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let start = usize::from(self.length) + usize::from(self.length > 0);
        let Some(room) = self.text.get_mut(start..start + label.len()).filter(|_| is_label) else {
            return false;
        };
        room.copy_from_slice(label);
        if start > 0 {
            self.text[start - 1] = b'.';
        }
        self.length = (start + label.len()) as u8;
        true
    }

    /// Writes the name as it travels; its length.
    pub(super) fn write(&self, room: &mut [u8; MAX_WIRE]) -> usize {
        let mut at = 0;
        for label in self.labels() {
            room[at] = label.len() as u8;
            room[at + 1..=at + label.len()].copy_from_slice(label);
            at += 1 + label.len();
        }
        room[at] = 0;
        at + 1
    }

    /// Reads the name at `at`; `None` if it is malformed.
    pub(super) fn read(message: &[u8], mut at: usize) -> Option<Read> {
        let mut name = Some(Name::EMPTY);
        let (mut jumps, mut wire, mut end) = (0, 1, None);
        loop {
            let first = *message.get(at)?;
            match first {
                0 => {
                    // The root is no host's name.
                    let name = name.filter(|name| name.length > 0);
                    return Some(Read { name, end: end.unwrap_or(at + 1) });
                }
                0xc0.. => {
                    let low = *message.get(at + 1)?;
                    end = end.or(Some(at + 2));
                    at = usize::from(first & 0x3f) << 8 | usize::from(low);
                    jumps += 1;
                    if jumps > MAX_JUMPS {
                        return None;
                    }
                }
                0x40.. => return None,
                _ => {
                    let label = message.get(at + 1..=at + usize::from(first))?;
                    wire += 1 + label.len();
                    if wire > MAX_WIRE {
                        return None;
                    }
                    name = name.and_then(|mut name| name.push(label).then_some(name));
                    at += 1 + label.len();
                }
            }
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Labels are ASCII.
        formatter.write_str(core::str::from_utf8(self.text()).unwrap_or_default())
    }
}
