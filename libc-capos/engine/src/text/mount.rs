//! Lines of the tables of mounted file systems (`/etc/mtab`, `/etc/fstab`): fields between blanks, in which `\040` and its
//! kin stand for characters that would end one.

use alloc::vec::Vec;

/// A line's fields. The texts are still escaped; what is missing at the end is empty or zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mount<'a> {
    /// The device, the directory, the kind of file system, the options.
    pub texts: [&'a [u8]; 4],
    /// How often it is dumped, and in which pass it is checked.
    pub frequency: i32,
    pub pass: i32,
}

impl<'a> Mount<'a> {
    /// `None` for comments and lines without anything.
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let mut fields =
            line.split(|byte| matches!(byte, b' ' | b'\t' | b'\n')).filter(|field| !field.is_empty());
        let mut mount = Mount::default();
        mount.texts[0] = fields.next().filter(|first| first[0] != b'#')?;
        for text in &mut mount.texts[1..] {
            *text = fields.next().unwrap_or_default();
        }
        let mut number = || fields.next().and_then(|field| str::from_utf8(field).ok()?.parse().ok());
        mount.frequency = number().unwrap_or(0);
        mount.pass = number().unwrap_or(0);
        Some(mount)
    }
}

/// A field's text.
pub fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&first, after)) = rest.split_first() {
        let (byte, behind) = match after {
            [b'\\', behind @ ..] if first == b'\\' => (b'\\', behind),
            [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', behind @ ..] if first == b'\\' => {
                ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), behind)
            }
            _ => (first, after),
        };
        text.push(byte);
        rest = behind;
    }
    text
}

/// A text as a field.
pub fn escaped(text: &[u8]) -> Vec<u8> {
    let mut field = Vec::with_capacity(text.len());
    for &byte in text {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\\') {
            field.extend([b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
        } else {
            field.push(byte);
        }
    }
    field
}

/// Where an option begins among those between commas. One that ends with `=` needs a value, any other may have one.
pub fn find_option(options: &[u8], name: &[u8]) -> Option<usize> {
    let mut start = 0;
    for option in options.split(|byte| *byte == b',') {
        if let Some(rest) = option.strip_prefix(name)
            && (rest.is_empty() || rest[0] == b'=' || name.ends_with(b"="))
        {
            return Some(start);
        }
        start += option.len() + 1;
    }
    None
}
