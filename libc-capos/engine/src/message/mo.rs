//! GNU .mo files, of either byte order.
//!
//! A header of seven words, then two tables of length and offset, one of originals in order, one of translations,
//! and perhaps a hash table over the originals. An original with a plural is `singular NUL plural`, its translation
//! all forms with NULs between; a context stands before its original with EOT between. The translation of the empty
//! text is the file's own header. (GNU gettext manual, "The Format of GNU MO Files".)

mod dependent;

use super::plural::Rule;
use alloc::vec::Vec;
use core::ops::Range;
use dependent::Text;

const MAGIC: u32 = 0x9504_12de;

/// A file and what its header says.
pub struct Catalog<B> {
    bytes: B,
    is_swapped: bool,
    count: u32,
    originals: u32,
    translations: u32,
    hash_size: u32,
    hash: u32,
    plural: Rule,
    charset: Range<usize>,
    /// Numbered behind the others.
    dependent: Vec<Text>,
}

impl<B: AsRef<[u8]>> Catalog<B> {
    /// `None` where it is no such file.
    pub fn parse(bytes: B) -> Option<Catalog<B>> {
        let is_swapped = match word(bytes.as_ref(), 0, false)? {
            MAGIC => false,
            magic if magic == MAGIC.swap_bytes() => true,
            _ => return None,
        };
        let field = |at: usize| word(bytes.as_ref(), at * 4, is_swapped);
        // Minor revision 1 adds the texts that depend on the system; later ones may add tables that can be left unread.
        let revision = field(1)?;
        if revision >> 16 > 1 {
            return None;
        }
        let has_dependent = revision & 0xffff != 0;
        let dependent = if has_dependent { dependent::texts(bytes.as_ref(), is_swapped) } else { Vec::new() };
        let (count, originals, translations) = (field(2)?, field(3)?, field(4)?);
        let (hash_size, hash) = (field(5)?, field(6)?);
        let mut catalog = Catalog {
            bytes,
            is_swapped,
            count,
            originals,
            translations,
            hash_size,
            hash,
            plural: Rule::germanic(),
            charset: 0..0,
            dependent,
        };
        if let Some(index) = catalog.find(b"") {
            let range = catalog.range(catalog.translations, index)?;
            let header = &catalog.bytes.as_ref()[range.clone()];
            let plural = field_of(header, b"Plural-Forms:").and_then(|value| Rule::parse(&header[value]));
            let content = field_of(header, b"Content-Type:").and_then(|value| charset(header, value));
            catalog.plural = plural.unwrap_or_else(Rule::germanic);
            catalog.charset = content.map_or(0..0, |name| range.start + name.start..range.start + name.end);
        }
        Some(catalog)
    }

    /// The name of the character set that the texts are in; empty where the file does not say.
    pub fn charset(&self) -> &[u8] {
        &self.bytes.as_ref()[self.charset.clone()]
    }

    /// The number of the message whose original is `text`.
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        let found = if self.hash_size > 2 { self.find_by_hash(text) } else { self.find_in_order(text) };
        found.or_else(|| {
            let is_it = |other: &Text| other.original.split(|&byte| byte == 0).next() == Some(text);
            self.count.checked_add(self.dependent.iter().position(is_it)? as u32)
        })
    }

    /// The translation with that number, all forms, and the null behind it.
    pub fn translation(&self, index: u32) -> Option<&[u8]> {
        if let Some(behind) = index.checked_sub(self.count) {
            return self.dependent.get(behind as usize).map(|text| text.translation.as_slice());
        }
        let range = self.range(self.translations, index)?;
        Some(&self.bytes.as_ref()[range.start..range.end + 1])
    }

    /// Where in the forms the one for `number` starts.
    pub fn form(&self, forms: &[u8], number: u64) -> usize {
        let mut start = 0;
        for _ in 0..self.plural.form(number) {
            match forms[start..].iter().position(|&byte| byte == 0) {
                Some(len) if start + len + 1 < forms.len() => start += len + 1,
                _ => return 0,
            }
        }
        start
    }

    fn find_in_order(&self, text: &[u8]) -> Option<u32> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.original(middle)?.cmp(text) {
                core::cmp::Ordering::Equal => return Some(middle),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Looks the text up by double hashing, as GNU has it: entries are numbers of messages plus one, 0 is free.
    fn find_by_hash(&self, text: &[u8]) -> Option<u32> {
        let hash = hash(text);
        let step = 1 + hash % (self.hash_size - 2);
        let mut slot = hash % self.hash_size;
        for _ in 0..self.hash_size.min(self.count.saturating_mul(2).saturating_add(64)) {
            let at = u64::from(self.hash) + u64::from(slot) * 4;
            let entry = word(self.bytes.as_ref(), usize::try_from(at).ok()?, self.is_swapped)?;
            let index = entry.checked_sub(1)?;
            // Numbers beyond the table are of texts that depend on the system; those are looked for elsewhere.
            if index < self.count && self.original(index)? == text {
                return Some(index);
            }
            slot = ((u64::from(slot) + u64::from(step)) % u64::from(self.hash_size)) as u32;
        }
        None
    }

    /// The original with that number, without its plural.
    fn original(&self, index: u32) -> Option<&[u8]> {
        let text = &self.bytes.as_ref()[self.range(self.originals, index)?];
        text.split(|&byte| byte == 0).next()
    }

    /// Where a text of a table lies; a null follows it.
    fn range(&self, table: u32, index: u32) -> Option<Range<usize>> {
        if index >= self.count {
            return None;
        }
        let bytes = self.bytes.as_ref();
        let at = usize::try_from(u64::from(table) + u64::from(index) * 8).ok()?;
        let len = word(bytes, at, self.is_swapped)? as usize;
        let start = word(bytes, at + 4, self.is_swapped)? as usize;
        let end = start.checked_add(len)?;
        (bytes.get(end) == Some(&0)).then_some(start..end)
    }
}

fn word(bytes: &[u8], at: usize, is_swapped: bool) -> Option<u32> {
    let word = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    Some(if is_swapped { word.swap_bytes() } else { word })
}

/// The hash function of P. J. Weinberger.
fn hash(text: &[u8]) -> u32 {
    text.iter().fold(0, |hash: u32, &byte| {
        let hash = (hash << 4).wrapping_add(byte.into());
        let high = hash & 0xf000_0000;
        hash ^ high >> 24 ^ high
    })
}

/// The rest of the header's line that starts with a name.
fn field_of(header: &[u8], name: &[u8]) -> Option<Range<usize>> {
    let mut start = 0;
    for line in header.split(|&byte| byte == b'\n') {
        if line.get(..name.len()).is_some_and(|front| front.eq_ignore_ascii_case(name)) {
            return Some(start + name.len()..start + line.len());
        }
        start += line.len() + 1;
    }
    None
}

/// The name behind `charset=` in a line of the header.
fn charset(header: &[u8], line: Range<usize>) -> Option<Range<usize>> {
    const KEY: &[u8] = b"charset=";
    let text = &header[line.clone()];
    let start = text.windows(KEY.len()).position(|part| part.eq_ignore_ascii_case(KEY))? + KEY.len();
    let len = text[start..].iter().take_while(|byte| !b" \t;\"".contains(byte)).count();
    Some(line.start + start..line.start + start + len)
}
