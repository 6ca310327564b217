//! Catalogues in memory.

use super::text::{keep, keep_bytes, push};
use crate::contents;
use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_libc_engine::charset::{Charset, Converter, Error, Target};
use capos_libc_engine::message::mo::Catalog;
use core::ffi::CStr;

/// No program has nearly as many messages; a longer file is none.
const MAX_LEN: usize = 64 << 20;

/// A file that was looked for.
pub struct File {
    path: &'static CStr,
    /// `None` where there is no such file, or no catalogue in it.
    catalog: Option<&'static Catalog<Box<[u8]>>>,
    conversions: Vec<Conversion>,
}

/// The texts of a catalogue in another character set, as far as they were asked for.
struct Conversion {
    to: Charset,
    converter: Converter,
    /// Number and text, in order.
    texts: Vec<(u32, &'static [u8])>,
}

impl File {
    pub fn load(path: &CStr) -> Option<File> {
        let path = keep(&[path.to_bytes()])?;
        let catalog = contents::read(path, MAX_LEN).ok().and_then(Catalog::parse);
        let catalog = match catalog {
            Some(catalog) => Some(&*kept(catalog)?),
            None => None,
        };
        Some(File { path, catalog, conversions: Vec::new() })
    }

    pub fn path(&self) -> &'static CStr {
        self.path
    }

    pub fn is_catalog(&self) -> bool {
        self.catalog.is_some()
    }

    /// The translation of `original` in the character set `charset`, in the form for `number`.
    pub fn find(&mut self, original: &[u8], number: Option<u64>, charset: Charset) -> Option<&'static CStr> {
        let catalog = self.catalog?;
        let index = catalog.find(original)?;
        let stored = catalog.translation(index)?;
        let from = Target::parse(catalog.charset(), charset).map_or(charset, |target| target.charset);
        let forms = if from == charset {
            stored
        } else {
            self.converted(from, charset, index, stored).unwrap_or(stored)
        };
        let start = number.map_or(0, |number| catalog.form(forms, number));
        CStr::from_bytes_until_nul(&forms[start..]).ok()
    }

    /// A text in another character set; `None` where it cannot be converted.
    fn converted(&mut self, from: Charset, to: Charset, index: u32, stored: &[u8]) -> Option<&'static [u8]> {
        let at = match self.conversions.iter().position(|conversion| conversion.to == to) {
            Some(at) => at,
            None => {
                let target = Target { charset: to, transliterates: true, ignores: false };
                let converter = Converter::new(from, target).ok()?;
                push(&mut self.conversions, Conversion { to, converter, texts: Vec::new() })?;
                self.conversions.len() - 1
            }
        };
        let conversion = &mut self.conversions[at];
        match conversion.texts.binary_search_by_key(&index, |text| text.0) {
            Ok(at) => Some(conversion.texts[at].1),
            Err(at) => {
                conversion.texts.try_reserve(1).ok()?;
                let text = convert(&mut conversion.converter, stored)?;
                conversion.texts.insert(at, (index, text));
                Some(text)
            }
        }
    }
}

/// A value that lives as long as the process; `None` without memory.
fn kept<T>(value: T) -> Option<&'static mut T> {
    let mut array = Vec::new();
    push(&mut array, value)?;
    array.leak().first_mut()
}

/// A text converted whole; it ends with a null, as the original does.
fn convert(converter: &mut Converter, text: &[u8]) -> Option<&'static [u8]> {
    let mut output = Vec::new();
    let mut room = text.len() * 2 + 16;
    loop {
        output.try_reserve_exact(room).ok()?;
        output.resize(room, 0u8);
        converter.forget();
        let done = converter.convert(text, &mut output);
        match done.outcome {
            Ok(_) => {
                // A set whose null is no null byte is of no use for strings.
                let text = &output[..done.written];
                return (text.last() == Some(&0)).then(|| keep_bytes(text)).flatten();
            }
            Err(Error::Full) => room = room.checked_mul(2)?,
            Err(Error::Incomplete | Error::Invalid) => return None,
        }
    }
}
