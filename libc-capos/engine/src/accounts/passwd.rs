//! Users.

use super::{is_record, number};

/// One user.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passwd<'a> {
    pub name: &'a [u8],
    pub password: &'a [u8],
    pub user: u32,
    pub group: u32,
    pub comment: &'a [u8],
    pub home: &'a [u8],
    pub shell: &'a [u8],
}

impl<'a> Passwd<'a> {
    /// Reads a line without its end; `None` if it is no record.
    pub fn parse(line: &'a [u8]) -> Option<Passwd<'a>> {
        if !is_record(line) {
            return None;
        }
        let mut fields = line.splitn(7, |byte| *byte == b':');
        let mut next = || fields.next();
        Some(Passwd {
            name: next().filter(|name| !name.is_empty())?,
            password: next()?,
            user: number(next()?)?,
            group: number(next()?)?,
            comment: next()?,
            home: next()?,
            shell: next()?,
        })
    }
}
