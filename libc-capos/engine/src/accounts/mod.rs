//! Lines of `/etc/passwd`, `/etc/group` and `/etc/shadow`.

mod group;
mod passwd;
mod shadow;
#[cfg(test)]
mod tests;

pub use group::Group;
pub use passwd::Passwd;
pub use shadow::Shadow;

/// Whether a line is one of records: empty lines, comments and the lines of NIS are not.
fn is_record(line: &[u8]) -> bool {
    !matches!(line.first(), None | Some(b'#' | b'+' | b'-'))
}

/// The number a field consists of.
fn number(field: &[u8]) -> Option<u32> {
    let text =
        core::str::from_utf8(field).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    text.parse().ok()
}
