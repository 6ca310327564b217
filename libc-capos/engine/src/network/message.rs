//! Messages of the domain name system (RFC 1035, section 4): questions out, answers in.

use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Name;
use super::name::MAX_WIRE;
use super::presentation::skip_name;

/// The longest question with its header.
pub const MAX_QUERY: usize = HEADER + MAX_WIRE + 4;

const HEADER: usize = 12;
/// Aliases of aliases, at most; more are a loop.
const MAX_ALIASES: usize = 16;
/// Addresses or names that one answer gives, at most.
const MAX_RECORDS: usize = 64;

const RESPONSE: u8 = 0x80;
const OPERATION: u8 = 0x78;
const TRUNCATED: u8 = 0x02;
const RECURSION_DESIRED: u8 = 0x01;
const CODE: u8 = 0x0f;
const INTERNET: u16 = 1;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum RecordType {
    Ipv4 = 1,
    Alias = 5,
    Pointer = 12,
    Ipv6 = 28,
}

/// How a server answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Answered,
    NoSuchName,
    /// This server can not or will not say; another may.
    Failed,
    /// There is more than a datagram holds.
    Truncated,
}

/// One question.
pub struct Query {
    name: Name,
    kind: RecordType,
    bytes: [u8; MAX_QUERY],
    length: usize,
}

/// What an answer has of the type that was asked for.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What the name is an alias of in the end, or the name itself.
    pub name: Name,
    /// The names on the way there, the one that was asked for first.
    pub aliases: Vec<Name>,
    pub addresses: Vec<IpAddr>,
    /// What pointers lead to.
    pub names: Vec<Name>,
}

/// One record, where it lies in the message.
struct Record {
    owner: Option<Name>,
    kind: u16,
    class: u16,
    start: usize,
    end: usize,
}

impl Query {
    pub fn new(name: &Name, kind: RecordType, id: u16) -> Query {
        let mut bytes = [0; MAX_QUERY];
        bytes[..2].copy_from_slice(&id.to_be_bytes());
        bytes[2] = RECURSION_DESIRED;
        bytes[5] = 1;
        let mut wire = [0; MAX_WIRE];
        let end = HEADER + name.write(&mut wire);
        bytes[HEADER..end].copy_from_slice(&wire[..end - HEADER]);
        bytes[end..end + 2].copy_from_slice(&(kind as u16).to_be_bytes());
        bytes[end + 2..end + 4].copy_from_slice(&INTERNET.to_be_bytes());
        Query { name: name.clone(), kind, bytes, length: end + 4 }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// How a message answers this question; `None` if it is something else.
    pub fn judge(&self, message: &[u8]) -> Option<Verdict> {
        judge(self.bytes(), message)
    }

    /// Reads an answer to this question: what belongs to the name, or to what it is an alias of. `None` if it is malformed.
    pub fn read(&self, message: &[u8]) -> Option<Answer> {
        let mut answer =
            Answer { name: self.name.clone(), aliases: Vec::new(), addresses: Vec::new(), names: Vec::new() };
        for _ in 0..=MAX_ALIASES {
            let mut alias = None;
            self.each_record(message, |record| {
                let is_ours = record.owner.as_ref().is_some_and(|owner| owner.is(&answer.name));
                if is_ours && record.class == INTERNET && record.kind == RecordType::Alias as u16 {
                    alias = Name::read(message, record.start)?.name;
                }
                Some(())
            })?;
            match alias {
                Some(name) => answer.aliases.push(core::mem::replace(&mut answer.name, name)),
                None => {
                    self.collect(message, &mut answer)?;
                    return Some(answer);
                }
            }
        }
        None
    }

    fn collect(&self, message: &[u8], answer: &mut Answer) -> Option<()> {
        let Answer { name, addresses, names, .. } = answer;
        self.each_record(message, |record| {
            let is_ours = record.owner.is_some_and(|owner| owner.is(name));
            if !is_ours || record.class != INTERNET || record.kind != self.kind as u16 {
                return Some(());
            }
            let data = message.get(record.start..record.end)?;
            let address = match self.kind {
                RecordType::Ipv4 => IpAddr::from(Ipv4Addr::from(<[u8; 4]>::try_from(data).ok()?)),
                RecordType::Ipv6 => IpAddr::from(Ipv6Addr::from(<[u8; 16]>::try_from(data).ok()?)),
                RecordType::Alias | RecordType::Pointer => {
                    let target = Name::read(message, record.start)?.name;
                    names.extend(target.filter(|_| names.len() < MAX_RECORDS));
                    return Some(());
                }
            };
            if addresses.len() < MAX_RECORDS && !addresses.contains(&address) {
                addresses.push(address);
            }
            Some(())
        })
    }

    fn each_record(&self, message: &[u8], mut each: impl FnMut(Record) -> Option<()>) -> Option<()> {
        let count = read_u16(message, 6)?;
        // The question is the one that was asked, as `judge` has seen.
        let mut at = self.length;
        for _ in 0..count {
            let owner = Name::read(message, at)?;
            at = owner.end;
            let (kind, class) = (read_u16(message, at)?, read_u16(message, at + 2)?);
            let start = at + 10;
            at = start + usize::from(read_u16(message, at + 8)?);
            message.get(start..at)?;
            each(Record { owner: owner.name, kind, class, start, end: at })?;
        }
        Some(())
    }
}

/// How a message answers a question, which stands behind its header alone; `None` if it is something else.
pub(super) fn judge(question: &[u8], message: &[u8]) -> Option<Verdict> {
    let head = message.get(..HEADER)?;
    let is_response = head[2] & RESPONSE != 0 && head[2] & OPERATION == 0;
    if head[..2] != question[..2] || !is_response {
        return None;
    }
    let code = head[3] & CODE;
    // Servers that did not understand the question may leave it out.
    let refused_to_read = head[4..6] == [0, 0] && !matches!(code, 0 | 3);
    let echoed = message.get(HEADER..question.len()).unwrap_or_default();
    if !refused_to_read && (head[4..6] != [0, 1] || !echoed.eq_ignore_ascii_case(&question[HEADER..])) {
        return None;
    }
    Some(match code {
        _ if head[2] & TRUNCATED != 0 => Verdict::Truncated,
        0 => Verdict::Answered,
        3 => Verdict::NoSuchName,
        _ => Verdict::Failed,
    })
}

/// The header and the question of a message that somebody else has made; `None` if it is none with one question.
pub(super) fn asked(message: &[u8]) -> Option<&[u8]> {
    let name = skip_name(message, HEADER)?;
    message.get(..HEADER + name + 4).filter(|_| message[4..6] == [0, 1])
}

fn read_u16(message: &[u8], at: usize) -> Option<u16> {
    message.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}
