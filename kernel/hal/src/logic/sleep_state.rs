//! The value that turns the machine off, found in the firmware's AML.

#[cfg(test)]
mod tests;

const NAME_OP: u8 = 0x08;
const PACKAGE_OP: u8 = 0x12;
const ZERO_OP: u8 = 0x00;
const ONE_OP: u8 = 0x01;
const BYTE_PREFIX: u8 = 0x0a;
const WORD_PREFIX: u8 = 0x0b;
const DWORD_PREFIX: u8 = 0x0c;

/// SLP_TYPa of state S5: the first element of `Name (\_S5, Package () { … })` in the code of the DSDT.
///
/// Firmware gives that name a constant package at the top level, so finding its encoding is enough and the
/// kernel carries no AML interpreter.
pub(crate) fn soft_off_type(aml: &[u8]) -> Option<u8> {
    let at = aml.windows(5).position(|window| window == [b'_', b'S', b'5', b'_', PACKAGE_OP])?;
    // The name is introduced by NameOp, with an optional root character between.
    if !matches!(aml.get(..at)?, [.., NAME_OP] | [.., NAME_OP, b'\\']) {
        return None;
    }
    let package = aml.get(at + 5..)?;
    // PkgLength: the two top bits of its first byte count the bytes that follow; then NumElements.
    let length_bytes = 1 + usize::from(package.first()? >> 6);
    let elements = package.get(length_bytes + 1..)?;
    match *elements {
        [ZERO_OP, ..] => Some(0),
        [ONE_OP, ..] => Some(1),
        [BYTE_PREFIX | WORD_PREFIX | DWORD_PREFIX, value, ..] => Some(value & 7),
        _ => None,
    }
}
