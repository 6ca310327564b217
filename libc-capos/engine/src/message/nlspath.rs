//! `NLSPATH`: where catalogues of numbered messages are.

use super::languages::Name;

/// Hands the bytes of a template's path to `put`: `%N` is the catalogue's name, `%L` the locale's, `%l`, `%t` and
/// `%c` its language, territory and codeset. An empty template is the name itself.
pub fn expand(template: &[u8], name: &[u8], locale: &[u8], mut put: impl FnMut(u8)) {
    if template.is_empty() {
        name.iter().for_each(|&byte| put(byte));
        return;
    }
    let parts = Name::parse(locale);
    let mut rest = template.iter();
    while let Some(&byte) = rest.next() {
        if byte != b'%' {
            put(byte);
            continue;
        }
        let part = match rest.next() {
            Some(b'N') => name,
            Some(b'L') => locale,
            Some(b'l') => parts.language,
            Some(b't') => parts.territory.get(1..).unwrap_or_default(),
            Some(b'c') => parts.codeset.get(1..).unwrap_or_default(),
            Some(b'%') => b"%",
            // Other conversions stand for nothing.
            Some(_) | None => b"",
        };
        part.iter().for_each(|&byte| put(byte));
    }
}

/// The templates of a path.
pub fn templates(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|&byte| byte == b':')
}
