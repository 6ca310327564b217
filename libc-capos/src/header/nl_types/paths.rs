//! Where catalogues are.

use crate::errno::Errno;
use crate::locale::{self, Category};
use crate::start;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::message::nlspath;
use core::ffi::CStr;

/// Where catalogues are looked for without `NLSPATH`, and after it.
const DEFAULT_PATH: &[u8] = b"/usr/share/locale/%L/%N:/usr/share/locale/%L/LC_MESSAGES/%N:\
    /usr/share/locale/%l/%N:/usr/share/locale/%l/LC_MESSAGES/%N";

/// The locale whose messages are wanted: that of `LC_MESSAGES`, or else what `LANG` says.
fn wanted_locale(by_category: bool) -> &'static [u8] {
    if by_category {
        return locale::name(locale::current().is_utf8(Category::Messages)).to_bytes();
    }
    let language = start::variable(c"LANG").map(CStr::to_bytes).unwrap_or_default();
    // The name becomes part of a path and must not lead elsewhere.
    if language.is_empty() || language.contains(&b'/') { b"C" } else { language }
}

/// Calls `open` with each path where the catalogue may be, until one succeeds.
pub fn try_each<T>(
    name: &[u8],
    by_category: bool,
    open: impl Fn(&CStr) -> Result<T, Errno>,
) -> Result<T, Errno> {
    if name.contains(&b'/') {
        return open(&path(|put| name.iter().for_each(|&byte| put(byte)))?);
    }
    let locale = wanted_locale(by_category);
    let set = start::variable(c"NLSPATH").map(CStr::to_bytes).filter(|value| !value.is_empty());
    let mut failure = Errno::ENOENT;
    for templates in set.into_iter().chain([DEFAULT_PATH]) {
        for template in nlspath::templates(templates) {
            match open(&path(|put| nlspath::expand(template, name, locale, put))?) {
                Ok(found) => return Ok(found),
                Err(Errno::ENOENT | Errno::ENOTDIR) => {}
                Err(error) => failure = error,
            }
        }
    }
    Err(failure)
}

/// The path that `write` hands out byte by byte.
fn path(write: impl Fn(&mut dyn FnMut(u8))) -> Result<CString, Errno> {
    let mut len = 1;
    write(&mut |_| len += 1);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len).map_err(|_| Errno::ENOMEM)?;
    write(&mut |byte| bytes.push(byte));
    CString::new(bytes).map_err(|_| Errno::ENOENT)
}
