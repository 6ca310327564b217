//! Names of character sets and what may follow them.

use super::kind::Charset;
use super::tables::names::NAMES;

/// How `iconv_open` names a character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub charset: Charset,
    /// `//TRANSLIT`: characters that are missing are replaced by similar ones.
    pub transliterates: bool,
    /// `//IGNORE`: what cannot be converted is left out.
    pub ignores: bool,
}

/// Longer names are unknown.
const MAX_LEN: usize = 32;

impl Target {
    /// Reads `NAME//SUFFIX//SUFFIX`; suffixes may also be separated by a comma, and unknown ones say nothing. The
    /// empty name is that of the locale's character set.
    pub fn parse(text: &[u8], locale: Charset) -> Option<Target> {
        let is_slash = |byte: Option<&u8>| byte == Some(&b'/');
        let end = (0..text.len()).find(|&at| is_slash(text.get(at)) && is_slash(text.get(at + 1)));
        let (name, suffixes) = text.split_at(end.unwrap_or(text.len()));
        let has = |wanted: &[u8]| {
            !suffixes.is_empty()
                && suffixes
                    .split(|byte| b"/,".contains(byte))
                    .any(|suffix| suffix.eq_ignore_ascii_case(wanted))
        };
        Some(Target {
            charset: if name.is_empty() { locale } else { charset(name)? },
            transliterates: has(b"TRANSLIT"),
            ignores: has(b"IGNORE"),
        })
    }
}

/// The character set of that name. Neither case nor punctuation matter.
fn charset(name: &[u8]) -> Option<Charset> {
    let mut key = [0; MAX_LEN];
    let mut len = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        *key.get_mut(len)? = byte.to_ascii_uppercase();
        len += 1;
    }
    // By bytes: vectors would have to wait until what was just stored by bytes is in memory.
    let at = NAMES.binary_search_by(|entry| entry.0.bytes().cmp(key[..len].iter().copied())).ok()?;
    Some(NAMES[at].1)
}
