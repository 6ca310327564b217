//! Names of zones with the lifetime of the process, as `tm_zone` and `tzname` promise them.

use crate::types::c_char;
use alloc::vec::Vec;

/// Every abbreviation that was ever handed out, each once. Zones have few, so the list stays short.
pub struct Abbreviations(Vec<&'static [u8]>);

impl Abbreviations {
    pub const fn new() -> Self {
        Abbreviations(Vec::new())
    }

    /// A terminated copy of `name` that lives forever; the empty string where there is no memory for it.
    pub fn intern(&mut self, name: &[u8]) -> *const c_char {
        if name == b"UTC" {
            return c"UTC".as_ptr();
        }
        let known = self.0.iter().find(|known| &known[..known.len() - 1] == name);
        known.copied().or_else(|| self.add(name)).map_or(c"".as_ptr(), |text| text.as_ptr().cast())
    }

    fn add(&mut self, name: &[u8]) -> Option<&'static [u8]> {
        let mut copy = Vec::new();
        copy.try_reserve_exact(name.len() + 1).ok()?;
        self.0.try_reserve(1).ok()?;
        copy.extend_from_slice(name);
        copy.push(0);
        let text: &'static [u8] = Vec::leak(copy);
        self.0.push(text);
        Some(text)
    }
}
