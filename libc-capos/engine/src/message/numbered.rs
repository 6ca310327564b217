//! Catalogues of numbered messages, in the binary format that glibc's gencat writes.
//!
//! A magic number, the size and the depth of a hash table, the table (set, message and offset of the text, three
//! words an entry) first with little, then with big-endian words, and the texts. The first three words are in the
//! order of the machine that wrote them. The table holds the numbers of sets plus one, so that 0 marks a free entry.

const MAGIC: u32 = 0x9604_08de;
const HEADER: usize = 12;

/// A catalogue.
pub struct Catalog<B> {
    bytes: B,
    size: u32,
    depth: u32,
    texts: usize,
}

impl<B: AsRef<[u8]>> Catalog<B> {
    /// `None` where it is no such file.
    pub fn parse(bytes: B) -> Option<Catalog<B>> {
        let field = |at| word(bytes.as_ref(), at);
        let is_swapped = match field(0)? {
            MAGIC => false,
            magic if magic == MAGIC.swap_bytes() => true,
            _ => return None,
        };
        let order = |word: u32| if is_swapped { word.swap_bytes() } else { word };
        let (size, depth) = (order(field(4)?), order(field(8)?));
        let entries = u64::from(size).checked_mul(depth.into())?;
        let texts = entries.checked_mul(2 * 3 * 4)?.checked_add(HEADER as u64)?;
        let texts = usize::try_from(texts).ok()?;
        (size > 0 && texts <= bytes.as_ref().len()).then_some(Catalog { bytes, size, depth, texts })
    }

    /// The text of a message, with the null behind it.
    pub fn get(&self, set: u32, message: u32) -> Option<&[u8]> {
        let set = set.checked_add(1)?;
        let bytes = self.bytes.as_ref();
        let first = set.wrapping_mul(message) % self.size;
        for level in 0..self.depth {
            let entry = u64::from(level) * u64::from(self.size) + u64::from(first);
            let at = HEADER + usize::try_from(entry * 12).ok()?;
            if word(bytes, at)? == set && word(bytes, at + 4)? == message {
                let text = bytes.get(self.texts.checked_add(word(bytes, at + 8)? as usize)?..)?;
                let len = text.iter().position(|&byte| byte == 0)?;
                return Some(&text[..=len]);
            }
        }
        None
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
