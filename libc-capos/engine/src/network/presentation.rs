//! Names of whatever bytes, in messages and as text with escapes (RFC 1035, sections 4.1.4 and 5.1).

use alloc::vec::Vec;

const MAX_WIRE: usize = 255;
const MAX_LABEL: usize = 63;
/// More jumps inside one name are a loop.
const MAX_JUMPS: usize = 64;
/// Places further in a message can not be pointed at.
const MAX_POINTER: usize = 0x4000;

/// The labels of a name in a message.
struct Labels<'a> {
    message: &'a [u8],
    at: usize,
    /// Behind the name, once a pointer has led away from there.
    end: Option<usize>,
    wire: usize,
    jumps: usize,
}

impl<'a> Labels<'a> {
    fn new(message: &'a [u8], at: usize) -> Self {
        Labels { message, at, end: None, wire: 1, jumps: 0 }
    }

    /// The next label and where it stands; an empty one is the root. `None` if the name is malformed.
    fn next(&mut self) -> Option<(&'a [u8], usize)> {
        loop {
            let first = *self.message.get(self.at)?;
            if first >= 0xc0 {
                let low = *self.message.get(self.at + 1)?;
                self.end = self.end.or(Some(self.at + 2));
                self.at = usize::from(first & 0x3f) << 8 | usize::from(low);
                self.jumps += 1;
                if self.jumps > MAX_JUMPS {
                    return None;
                }
                continue;
            }
            let (place, length) = (self.at, usize::from(first));
            let label = self.message.get(place + 1..=place + length).filter(|_| length <= MAX_LABEL)?;
            self.at += 1 + length;
            self.wire += if length > 0 { 1 + length } else { 0 };
            return (self.wire <= MAX_WIRE).then_some((label, place));
        }
    }

    /// Whether it goes on with these labels and no other.
    fn are(mut self, wanted: &[Vec<u8>]) -> bool {
        let mut same = |label: &[u8]| self.next().is_some_and(|(next, _)| next.eq_ignore_ascii_case(label));
        wanted.iter().all(|label| same(label)) && same(b"")
    }
}

/// Bytes of the name at the place; `None` if it is malformed. Where a pointer leads is not looked at.
pub fn skip_name(message: &[u8], mut at: usize) -> Option<usize> {
    let start = at;
    loop {
        match *message.get(at)? {
            0 => return Some(at + 1 - start),
            0xc0.. => return (at + 2 <= message.len()).then_some(at + 2 - start),
            length @ ..=0x3f => at += 1 + usize::from(length),
            _ => return None,
        }
    }
}

/// The name at the place as text, which is empty for the root, and how many bytes it has there.
pub fn name_text(message: &[u8], at: usize) -> Option<(Vec<u8>, usize)> {
    let mut labels = Labels::new(message, at);
    let mut text = Vec::new();
    loop {
        let (label, _) = labels.next()?;
        if label.is_empty() {
            return Some((text, labels.end.unwrap_or(labels.at) - at));
        }
        if !text.is_empty() {
            text.push(b'.');
        }
        for byte in label {
            match *byte {
                byte @ (b'"' | b'$' | b'(' | b')' | b'.' | b';' | b'@' | b'\\') => text.extend([b'\\', byte]),
                byte @ b'!'..=b'~' => text.push(byte),
                byte => text.extend([b'\\', b'0' + byte / 100, b'0' + byte / 10 % 10, b'0' + byte % 10]),
            }
        }
    }
}

/// The labels of a text; none for the root. `None` for what is no name.
pub fn name_labels(text: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (mut labels, mut label) = (Vec::new(), Vec::new());
    if text == b"." {
        return Some(labels);
    }
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match (first, rest) {
            (b'.', _) if label.is_empty() => return None,
            (b'.', _) => labels.push(core::mem::take(&mut label)),
            (b'\\', [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', behind @ ..]) => {
                let number = [a, b, c].iter().fold(0, |sum, digit| sum * 10 + u16::from(**digit - b'0'));
                label.push(u8::try_from(number).ok()?);
                rest = behind;
            }
            (b'\\', [escaped, behind @ ..]) => {
                label.push(*escaped);
                rest = behind;
            }
            (b'\\', []) => return None,
            (byte, _) => label.push(*byte),
        }
    }
    if !label.is_empty() {
        labels.push(label);
    }
    let wire: usize = labels.iter().map(|label| 1 + label.len()).sum();
    let fits = wire < MAX_WIRE && labels.iter().all(|label| label.len() <= MAX_LABEL);
    fits.then_some(labels)
}

/// The name as it travels, as short as names that are in the message already, at these places, let it be.
pub fn compressed_name(labels: &[Vec<u8>], message: &[u8], places: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        if let Some(known) = find(&labels[index..], message, places) {
            bytes.extend((0xc000 | known as u16).to_be_bytes());
            return bytes;
        }
        bytes.push(label.len() as u8);
        bytes.extend(label);
    }
    bytes.push(0);
    bytes
}

/// Where in the message a name ends with all of these labels.
fn find(wanted: &[Vec<u8>], message: &[u8], places: &[usize]) -> Option<usize> {
    places.iter().find_map(|place| {
        let mut labels = Labels::new(message, *place);
        loop {
            let (label, at) = labels.next().filter(|(label, _)| !label.is_empty())?;
            let may_be = at < MAX_POINTER && label.eq_ignore_ascii_case(&wanted[0]);
            if may_be && Labels::new(message, at).are(wanted) {
                return Some(at);
            }
        }
    })
}
