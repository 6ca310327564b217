//! `Mount`: what a line says. Blanks within a field are written as octal escapes.

use alloc::vec::Vec;

/// What `getmntent` tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mount {
    pub device: Vec<u8>,
    pub directory: Vec<u8>,
    pub kind: Vec<u8>,
    pub options: Vec<u8>,
    pub dump: i32,
    pub pass: i32,
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A field without its escapes: a backslash, and another or three octal digits.
fn plain(field: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(field.len());
    let mut rest = field;
    loop {
        let (byte, length) = match rest {
            [b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => {
                ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), 4)
            }
            [b'\\', b'\\', ..] => (b'\\', 2),
            [first, ..] => (*first, 1),
            [] => break,
        };
        text.push(byte);
        rest = &rest[length..];
    }
    text
}

fn escaped(field: &[u8], line: &mut Vec<u8>) {
    for byte in field {
        match byte {
            b' ' | b'\t' | b'\n' | b'\\' => {
                line.extend([b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
            }
            _ => line.push(*byte),
        }
    }
}

/// As `atoi`: what does not begin with a number is 0.
fn number(field: &[u8]) -> i32 {
    let digits = field.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number: i32, digit| number.saturating_mul(10).saturating_add(i32::from(digit - b'0')))
}

impl Mount {
    /// `None` for empty lines and comments. Fields that are missing at the end are empty, or 0.
    pub fn parse(line: &[u8]) -> Option<Mount> {
        let mut fields = line.split(is_blank).filter(|field| !field.is_empty());
        let device = fields.next().filter(|field| field[0] != b'#')?;
        let mut text = || plain(fields.next().unwrap_or_default());
        let (directory, kind, options) = (text(), text(), text());
        let mut value = || number(fields.next().unwrap_or_default());
        let (dump, pass) = (value(), value());
        Some(Mount { device: plain(device), directory, kind, options, dump, pass })
    }

    /// The line, with the newline at its end.
    pub fn line(&self) -> Vec<u8> {
        let mut line = Vec::new();
        for field in [&self.device, &self.directory, &self.kind, &self.options] {
            escaped(field, &mut line);
            line.push(b' ');
        }
        line.extend(alloc::format!("{} {}\n", self.dump, self.pass).into_bytes());
        line
    }
}

/// Where among the options, which commas separate, the one of that name begins, whatever value it is given.
pub fn has_option(options: &[u8], name: &[u8]) -> Option<usize> {
    let mut start = 0;
    options.split(|byte| *byte == b',').find_map(|option| {
        let here = start;
        start += option.len() + 1;
        let rest = option.strip_prefix(name)?;
        matches!(rest.first(), None | Some(b'=')).then_some(here)
    })
}
