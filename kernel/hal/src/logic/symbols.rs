//! Names of kernel functions by address, for the panic report.
//!
//! The table is text that the build appends to the kernel, a line for each function in ascending order: the
//! address in 16 hexadecimal digits, a space, the name.

#[cfg(test)]
mod tests;

const ADDRESS_DIGITS: usize = 16;

/// The function that the address lies in, and the distance from its start.
pub(crate) fn lookup(table: &str, address: u64) -> Option<(&str, u64)> {
    // Binary search over bytes: the line around the middle decides.
    let (mut low, mut high) = (0, table.len());
    let mut found = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = table.as_bytes();
        let start = bytes[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let end = bytes[middle..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(table.len(), |length| middle + length);
        let line = table.get(start..end)?;
        let (digits, name) = (line.get(..ADDRESS_DIGITS)?, line.get(ADDRESS_DIGITS + 1..)?);
        let function = u64::from_str_radix(digits, 16).ok()?;
        if function <= address {
            found = Some((name, address - function));
            low = end + 1;
        } else {
            high = start;
        }
    }
    found
}
