//! How far bytes and characters move the cursor.

use unicode_width::UnicodeWidthChar;

pub const TAB_STOP: u32 = 8;

/// The cursor's column after one byte of output. Continuation bytes of UTF-8 do not move it.
pub fn next_column(column: u32, byte: u8, utf8: bool) -> u32 {
    match byte {
        b'\r' => 0,
        b'\t' => column - column % TAB_STOP + TAB_STOP,
        0x08 => column.saturating_sub(1),
        0..0x20 | 0x7f => column,
        0x80..=0xbf if utf8 => column,
        _ => column.saturating_add(1),
    }
}

/// Columns of the echo of a line that begins at `start`: control characters show as two when `echo_control`.
pub fn column_after(start: u32, line: &[u8], echo_control: bool, utf8: bool) -> u32 {
    let mut column = start;
    let mut rest = line;
    while let Some(&byte) = rest.first() {
        let mut length = 1;
        match byte {
            b'\t' => column = column - column % TAB_STOP + TAB_STOP,
            0..0x20 | 0x7f => column += if echo_control { 2 } else { 0 },
            0x80.. if utf8 => match first_character(rest) {
                Some(character) => {
                    length = character.len_utf8();
                    column += character.width().unwrap_or(0) as u32;
                }
                // A stray byte shows as a replacement character, a stray continuation as part of one.
                None => column += u32::from(!is_continuation(byte)),
            },
            _ => column += 1,
        }
        rest = &rest[length..];
    }
    column
}

pub fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The whole valid character that `bytes` begins with.
pub fn first_character(bytes: &[u8]) -> Option<char> {
    let valid = match core::str::from_utf8(&bytes[..bytes.len().min(4)]) {
        Ok(text) => text,
        Err(error) => core::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    valid.chars().next()
}
