//! The names under which a language's files may be: `de_AT.UTF-8@modifier`, and the same with less and less.

/// The parts of a locale's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    pub language: &'a [u8],
    /// With the `_` before it, as the others with theirs; empty where there is none.
    pub territory: &'a [u8],
    pub codeset: &'a [u8],
    pub modifier: &'a [u8],
}

impl<'a> Name<'a> {
    pub fn parse(text: &'a [u8]) -> Name<'a> {
        let split = |text: &'a [u8], mark: u8| {
            text.split_at(text.iter().position(|&byte| byte == mark).unwrap_or(text.len()))
        };
        let (text, modifier) = split(text, b'@');
        let (text, codeset) = split(text, b'.');
        let (language, territory) = split(text, b'_');
        Name { language, territory, codeset, modifier }
    }

    /// Every name to try, each as parts to put together, the most specific first. The second form of the codeset is
    /// the one without punctuation and in small letters.
    pub fn variants(self) -> impl Iterator<Item = Variant<'a>> {
        // The modifier matters most, then the territory, then the codeset.
        (0..12u8).filter_map(move |number| {
            let (modifier, territory, codeset) = (number < 6, number % 6 < 3, number % 3);
            let is_redundant = (modifier && self.modifier.is_empty())
                || (territory && self.territory.is_empty())
                || (codeset < 2 && self.codeset.len() < 2)
                || (codeset == 1 && is_normal(self.codeset));
            (!is_redundant).then_some(Variant { name: self, modifier, territory, codeset })
        })
    }
}

/// One of the names to try.
#[derive(Clone, Copy)]
pub struct Variant<'a> {
    name: Name<'a>,
    modifier: bool,
    territory: bool,
    codeset: u8,
}

impl Variant<'_> {
    /// Hands the bytes of the name to `put`.
    pub fn write(&self, mut put: impl FnMut(u8)) {
        self.name.language.iter().for_each(|&byte| put(byte));
        if self.territory {
            self.name.territory.iter().for_each(|&byte| put(byte));
        }
        match self.codeset {
            0 => self.name.codeset.iter().for_each(|&byte| put(byte)),
            1 => {
                put(b'.');
                // A codeset of digits alone is one of ISO's.
                if !self.name.codeset.iter().any(u8::is_ascii_alphabetic) {
                    b"iso".iter().for_each(|&byte| put(byte));
                }
                let letters = self.name.codeset.iter().filter(|byte| byte.is_ascii_alphanumeric());
                letters.for_each(|byte| put(byte.to_ascii_lowercase()));
            }
            _ => {}
        }
        if self.modifier {
            self.name.modifier.iter().for_each(|&byte| put(byte));
        }
    }
}

/// Whether a codeset, its full stop included, is in its second form already.
fn is_normal(codeset: &[u8]) -> bool {
    let name = codeset.get(1..).unwrap_or_default();
    name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && name.iter().any(u8::is_ascii_alphabetic)
}

/// The languages of a list like `de_AT:de:en`, up to the one in which programs are written.
pub fn list(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let names = text.split(|&byte| byte == b':').filter(|name| !name.is_empty());
    // A name is part of a path and must not lead elsewhere.
    names.take_while(|name| !is_untranslated(name)).filter(|name| !name.contains(&b'/'))
}

/// Whether a locale's name means that messages stay as the program has them.
pub fn is_untranslated(name: &[u8]) -> bool {
    name == b"C" || name == b"POSIX"
}
