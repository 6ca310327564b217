//! Groups.

use super::{is_record, number};

/// One group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Group<'a> {
    pub name: &'a [u8],
    pub password: &'a [u8],
    pub group: u32,
    members: &'a [u8],
}

impl<'a> Group<'a> {
    /// Reads a line without its end; `None` if it is no record.
    pub fn parse(line: &'a [u8]) -> Option<Group<'a>> {
        if !is_record(line) {
            return None;
        }
        let mut fields = line.splitn(4, |byte| *byte == b':');
        let mut next = || fields.next();
        Some(Group {
            name: next().filter(|name| !name.is_empty())?,
            password: next()?,
            group: number(next()?)?,
            members: next()?,
        })
    }

    pub fn members(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.members.split(|byte| *byte == b',').filter(|name| !name.is_empty())
    }
}
