//! Domains: sets of messages, each bound to a directory and perhaps to a character set.

use super::text::{keep, push};
use alloc::vec::Vec;
use core::ffi::CStr;

/// The domain of a program that names none.
const DEFAULT_DOMAIN: &CStr = c"messages";
/// Where catalogues are unless a program says otherwise.
const DEFAULT_DIRECTORY: &CStr = c"/usr/share/locale";

#[derive(Clone, Copy)]
pub struct Domain {
    name: &'static CStr,
    pub directory: &'static CStr,
    /// `None`: the locale's.
    pub codeset: Option<&'static CStr>,
}

pub struct Bindings {
    current: &'static CStr,
    domains: Vec<Domain>,
}

impl Bindings {
    pub const fn new() -> Bindings {
        Bindings { current: DEFAULT_DOMAIN, domains: Vec::new() }
    }

    pub fn current(&self) -> &'static CStr {
        self.current
    }

    /// Makes a domain the current one; the empty name is the default's.
    pub fn select(&mut self, name: &CStr) -> Option<&'static CStr> {
        self.current = if name.is_empty() { DEFAULT_DOMAIN } else { self.get_mut(name)?.name };
        Some(self.current)
    }

    /// What is known of a domain. The names inside live for ever.
    pub fn get(&self, name: &CStr) -> Domain {
        let known = self.domains.iter().find(|domain| domain.name == name);
        known.copied().unwrap_or(Domain { name: DEFAULT_DOMAIN, directory: DEFAULT_DIRECTORY, codeset: None })
    }

    /// A domain, to be changed; `None` without memory.
    pub fn get_mut(&mut self, name: &CStr) -> Option<&mut Domain> {
        let at = match self.domains.iter().position(|domain| domain.name == name) {
            Some(at) => at,
            None => {
                let name = keep(&[name.to_bytes()])?;
                push(&mut self.domains, Domain { name, directory: DEFAULT_DIRECTORY, codeset: None })?;
                self.domains.len() - 1
            }
        };
        self.domains.get_mut(at)
    }
}
