//! Passwords and their ageing.

use super::is_record;

/// One user's password. Numbers that are not given are -1, as C programs expect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shadow<'a> {
    pub name: &'a [u8],
    pub password: &'a [u8],
    /// Days: last change, minimum, maximum, warning, inactivity, end of the account.
    pub days: [i64; 6],
    pub flag: u64,
}

impl<'a> Shadow<'a> {
    /// Reads a line without its end; `None` if it is no record.
    pub fn parse(line: &'a [u8]) -> Option<Shadow<'a>> {
        if !is_record(line) {
            return None;
        }
        let mut fields = line.split(|byte| *byte == b':');
        let name = fields.next().filter(|name| !name.is_empty())?;
        let password = fields.next()?;
        let mut days = [-1; 6];
        for day in &mut days {
            *day = number(fields.next()?)?;
        }
        let flag = number(fields.next()?)? as u64;
        fields.next().is_none().then_some(Shadow { name, password, days, flag })
    }
}

/// A number or -1 for an empty field.
fn number(field: &[u8]) -> Option<i64> {
    if field.is_empty() { Some(-1) } else { core::str::from_utf8(field).ok()?.parse().ok() }
}
