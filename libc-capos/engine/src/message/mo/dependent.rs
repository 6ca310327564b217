//! The texts of a catalogue that depend on the system: those with a macro of `<inttypes.h>`, as `"%<PRId64> bytes"`.
//!
//! They stand behind the header's seventh word: the number and place of the macros' names, the number of texts, and for
//! originals and translations the place of a table of offsets. A text is an offset and pairs: so many bytes from there
//! on, then a macro, or at the end none. Here they are put together once, with what the macros are on this system.

use super::word;
use alloc::vec::Vec;

/// Behind the last pair of a text.
const END: u32 = u32::MAX;

/// A text and its translation, each with the null behind it.
pub(super) struct Text {
    pub original: Vec<u8>,
    pub translation: Vec<u8>,
}

/// What reading needs; each text may make this many bytes fewer.
struct Reader<'a> {
    bytes: &'a [u8],
    is_swapped: bool,
    names: usize,
    name_count: u32,
    left: usize,
}

/// The texts of a file of minor revision 1. Those with macros that are not known are left out; none where the tables
/// are not sound.
pub(super) fn texts(bytes: &[u8], is_swapped: bool) -> Vec<Text> {
    read(bytes, is_swapped).unwrap_or_default()
}

fn read(bytes: &[u8], is_swapped: bool) -> Option<Vec<Text>> {
    let field = |at: usize| word(bytes, at * 4, is_swapped);
    let (count, originals, translations) = (field(9)?, field(10)? as usize, field(11)? as usize);
    // Texts may share their bytes; a file whose texts are much longer than itself is not one of msgfmt's.
    let left = bytes.len().saturating_mul(4);
    let mut reader = Reader { bytes, is_swapped, names: field(8)? as usize, name_count: field(7)?, left };
    let mut texts = Vec::new();
    for at in (0..count as usize).map(|index| index * 4) {
        let original = reader.text(originals.checked_add(at)?)?;
        let translation = reader.text(translations.checked_add(at)?)?;
        if let (Some(original), Some(translation)) = (original, translation) {
            texts.try_reserve(1).ok()?;
            texts.push(Text { original, translation });
        }
    }
    Some(texts)
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<u32> {
        word(self.bytes, at, self.is_swapped)
    }

    /// The text whose place stands at `entry`; `Some(None)` where a macro is not known.
    fn text(&mut self, entry: usize) -> Option<Option<Vec<u8>>> {
        let mut pair = self.word(entry)? as usize;
        let mut start = self.word(pair)? as usize;
        pair = pair.checked_add(4)?;
        let (mut text, mut is_known) = (Vec::new(), true);
        loop {
            let len = self.word(pair)? as usize;
            let end = start.checked_add(len)?;
            self.append(&mut text, self.bytes.get(start..end)?)?;
            let reference = self.word(pair.checked_add(4)?)?;
            if reference == END {
                return (text.last() == Some(&0)).then_some(is_known.then_some(text));
            }
            let mut room = [0; 2];
            match expansion(self.name(reference)?, &mut room) {
                Some(value) => self.append(&mut text, value)?,
                None => is_known = false,
            }
            (start, pair) = (end, pair.checked_add(8)?);
        }
    }

    fn append(&mut self, text: &mut Vec<u8>, more: &[u8]) -> Option<()> {
        // A pair counts even where it is empty, so that reading ends.
        self.left = self.left.checked_sub(more.len() + 1)?;
        text.try_reserve(more.len()).ok()?;
        text.extend_from_slice(more);
        Some(())
    }

    /// A macro's name, without the null that its length counts.
    fn name(&self, reference: u32) -> Option<&[u8]> {
        if reference >= self.name_count {
            return None;
        }
        let at = self.names.checked_add(reference as usize * 8)?;
        let (len, start) = (self.word(at)? as usize, self.word(at.checked_add(4)?)? as usize);
        self.bytes.get(start..start.checked_add(len)?)?.strip_suffix(b"\0")
    }
}

/// What `<inttypes.h>` says for a name: types of 64 bits, pointers and the largest are `long`. `I`, which asks for a
/// locale's own digits, is nothing here.
fn expansion<'b>(name: &[u8], room: &'b mut [u8; 2]) -> Option<&'b [u8]> {
    if name == b"I" {
        return Some(&[]);
    }
    let [b'P', b'R', b'I', conversion @ (b'd' | b'i' | b'o' | b'u' | b'x' | b'X'), width @ ..] = name else {
        return None;
    };
    let width = width.strip_prefix(b"LEAST").or(width.strip_prefix(b"FAST")).unwrap_or(width);
    let is_long = match width {
        b"8" | b"16" | b"32" => false,
        b"64" | b"MAX" | b"PTR" => true,
        _ => return None,
    };
    *room = [b'l', *conversion];
    Some(if is_long { &room[..] } else { &room[1..] })
}
