//! Looking messages up.

use super::bindings::Bindings;
use super::chain::{Files, Key};
use super::languages;
use super::text::keep;
use crate::locale::{Category, Locale};
use crate::sync::Mutex;
use capos_libc_engine::charset::{Charset, Target};
use capos_libc_engine::encoding;
use core::ffi::CStr;

struct State {
    bindings: Bindings,
    files: Files,
}

static STATE: Mutex<State> = Mutex::new(State { bindings: Bindings::new(), files: Files::new() });

/// The character set of a locale.
fn of_locale(locale: Locale) -> Charset {
    match locale.charset() {
        encoding::Charset::Bytes => Charset::Ascii,
        encoding::Charset::Utf8 => Charset::Utf8,
    }
}

/// The translation of a message, in the form for `number` if it has one; `None` where there is none. `domain` is
/// `None` for the current one.
pub fn find(
    locale: Locale,
    category: Category,
    domain: Option<&CStr>,
    message: &CStr,
    number: Option<u64>,
) -> Option<&'static CStr> {
    let languages = languages::wanted(locale, category)?;
    let mut state = STATE.lock();
    let domain = domain.unwrap_or(state.bindings.current());
    let bound = state.bindings.get(domain);
    let charset = bound
        .codeset
        .and_then(|name| Target::parse(name.to_bytes(), Charset::Utf8))
        .map_or(of_locale(locale), |target| target.charset);
    let chain = state.files.chain(&Key { domain, directory: bound.directory, category, languages })?;
    let mut place = 0;
    while let Some(file) = state.files.of_chain(chain, place) {
        if let Some(text) = file.find(message.to_bytes(), number, charset) {
            return Some(text);
        }
        place += 1;
    }
    None
}

/// The current domain, after making `name` the current one; `None` without memory.
pub fn select(name: Option<&CStr>) -> Option<&'static CStr> {
    let bindings = &mut STATE.lock().bindings;
    match name {
        Some(name) => bindings.select(name),
        None => Some(bindings.current()),
    }
}

/// The directory of a domain, after binding it to another one; `None` without memory.
pub fn bind_directory(domain: &CStr, directory: Option<&CStr>) -> Option<&'static CStr> {
    let bindings = &mut STATE.lock().bindings;
    let old = bindings.get(domain).directory;
    match directory {
        Some(directory) if directory != old => {
            let new = keep(&[directory.to_bytes()])?;
            bindings.get_mut(domain)?.directory = new;
            Some(new)
        }
        _ => Some(old),
    }
}

/// The character set of a domain, after binding it to another one; `None` while it is the locale's, or without
/// memory (`Err`).
pub fn bind_codeset(domain: &CStr, codeset: Option<&CStr>) -> Result<Option<&'static CStr>, NoMemory> {
    let bindings = &mut STATE.lock().bindings;
    let old = bindings.get(domain).codeset;
    match codeset {
        Some(codeset) if Some(codeset) != old => {
            let new = keep(&[codeset.to_bytes()]).ok_or(NoMemory)?;
            bindings.get_mut(domain).ok_or(NoMemory)?.codeset = Some(new);
            Ok(Some(new))
        }
        _ => Ok(old),
    }
}

/// A name could not be kept.
pub struct NoMemory;
