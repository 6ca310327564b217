//! The catalogues that a domain has in the user's languages, the best first.

use super::loaded::File;
use super::text::{keep, push};
use crate::locale::Category;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::message::languages::{Name, Variant, list};
use core::ffi::CStr;

/// What a chain was made for.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    pub domain: &'a CStr,
    pub directory: &'static CStr,
    pub category: Category,
    pub languages: &'a [u8],
}

/// The files of a key.
struct Chain {
    key: Key<'static>,
    /// Indices of [`Files`].
    files: Vec<usize>,
}

/// All files that were ever looked for, and the chains made of them.
pub struct Files {
    files: Vec<File>,
    chains: Vec<Chain>,
}

impl Key<'_> {
    fn is(&self, other: &Key<'_>) -> bool {
        self.category == other.category
            && self.domain == other.domain
            && self.languages == other.languages
            && self.directory == other.directory
    }
}

impl Files {
    pub const fn new() -> Files {
        Files { files: Vec::new(), chains: Vec::new() }
    }

    /// The number of the chain for a key; `None` without memory.
    pub fn chain(&mut self, key: &Key<'_>) -> Option<usize> {
        if let Some(at) = self.chains.iter().position(|chain| chain.key.is(key)) {
            return Some(at);
        }
        let mut files = Vec::new();
        for name in list(key.languages) {
            for variant in Name::parse(name).variants() {
                let file = self.file(&path(key, variant)?)?;
                if self.files[file].is_catalog() && !files.contains(&file) {
                    push(&mut files, file)?;
                }
            }
        }
        let key = Key {
            domain: keep(&[key.domain.to_bytes()])?,
            languages: keep(&[key.languages])?.to_bytes(),
            ..*key
        };
        push(&mut self.chains, Chain { key, files })?;
        Some(self.chains.len() - 1)
    }

    /// A file of a chain.
    pub fn of_chain(&mut self, chain: usize, place: usize) -> Option<&mut File> {
        let &file = self.chains.get(chain)?.files.get(place)?;
        self.files.get_mut(file)
    }

    fn file(&mut self, path: &CStr) -> Option<usize> {
        if let Some(at) = self.files.iter().position(|file| file.path() == path) {
            return Some(at);
        }
        push(&mut self.files, File::load(path)?)?;
        Some(self.files.len() - 1)
    }
}

/// `DIRECTORY/LANGUAGE/LC_CATEGORY/DOMAIN.mo`
fn path(key: &Key<'_>, language: Variant<'_>) -> Option<CString> {
    const AROUND: usize = b"//LC_MESSAGES/.mo\0".len();
    let mut len = 0;
    language.write(|_| len += 1);
    let mut bytes = Vec::new();
    let total = key.directory.count_bytes() + len + key.domain.count_bytes() + AROUND;
    bytes.try_reserve_exact(total).ok()?;
    bytes.extend_from_slice(key.directory.to_bytes());
    bytes.push(b'/');
    language.write(|byte| bytes.push(byte));
    for part in [&b"/"[..], key.category.variable().to_bytes(), b"/", key.domain.to_bytes(), b".mo"] {
        bytes.extend_from_slice(part);
    }
    CString::new(bytes).ok()
}
