//! Lines of `/etc/fstab` and `/etc/mtab`: mounted file systems.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// What stands for itself nowhere in a field, each as three octal digits after a backslash.
const ESCAPED: &[u8] = b" \t\n\\";

/// One mounted file system. A field that the line lacks is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mount<'a> {
    /// What is mounted, where, its type, the options.
    pub texts: [Cow<'a, [u8]>; 4],
    /// How often it is dumped, and in which pass it is checked.
    pub numbers: [i32; 2],
}

impl<'a> Mount<'a> {
    /// Reads a line without its end; `None` if it is empty or a comment.
    pub fn parse(line: &'a [u8]) -> Option<Mount<'a>> {
        let mut fields =
            line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|field| !field.is_empty()).peekable();
        fields.peek().filter(|first| first[0] != b'#')?;
        let texts = core::array::from_fn(|_| unescape(fields.next().unwrap_or_default()));
        let numbers = core::array::from_fn(|_| fields.next().and_then(number).unwrap_or(0));
        Some(Mount { texts, numbers })
    }
}

fn number(field: &[u8]) -> Option<i32> {
    core::str::from_utf8(field).ok()?.parse().ok()
}

/// The field as it stands in a line.
pub fn escape(field: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(field.len());
    for byte in field {
        if ESCAPED.contains(byte) {
            text.extend([b'\\', b'0' + (byte >> 6 & 7), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
        } else {
            text.push(*byte);
        }
    }
    text
}

fn unescape(field: &[u8]) -> Cow<'_, [u8]> {
    if !field.contains(&b'\\') {
        return Cow::Borrowed(field);
    }
    let (mut text, mut rest) = (Vec::with_capacity(field.len()), field);
    while let [byte, after @ ..] = rest {
        let (meant, length) = match rest {
            [b'\\', b'\\', ..] => (b'\\', 2),
            [b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => {
                ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), 4)
            }
            _ => (*byte, rest.len() - after.len()),
        };
        text.push(meant);
        rest = &rest[length..];
    }
    Cow::Owned(text)
}
