//! Where name servers are, and how to ask them: `/etc/resolv.conf`, the environment, what the system knows.

use super::addresses::LookupError;
use crate::contents;
use crate::errno::Errno;
use crate::platform::{Network, Sys};
use crate::start;
use capos_libc_engine::network::Configuration;
use core::net::Ipv4Addr;

const FILE: &core::ffi::CStr = c"/etc/resolv.conf";
const LIMIT: usize = 1 << 20;

/// Read anew for each search: a lease may have brought other servers.
pub fn read() -> Result<Configuration, LookupError> {
    let mut configuration = Configuration::default();
    match contents::read(FILE, LIMIT) {
        Ok(text) => configuration.read(&text),
        Err(Errno::ENOENT | Errno::ENOTDIR | Errno::EACCES | Errno::EPERM) => {}
        Err(error) => return Err(LookupError::System(error)),
    }
    let words = |text: &'static core::ffi::CStr| {
        text.to_bytes().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
    };
    if let Some(domains) = start::variable(c"LOCALDOMAIN") {
        configuration.set_search(words(domains));
    }
    if let Some(options) = start::variable(c"RES_OPTIONS") {
        words(options).for_each(|option| configuration.read_option(option));
    }
    if configuration.servers.is_empty() {
        Sys::name_servers()
            .map_err(LookupError::System)?
            .into_iter()
            .for_each(|ip| configuration.add_server(ip));
    }
    if configuration.servers.is_empty() {
        configuration.add_server(Ipv4Addr::LOCALHOST.into());
    }
    Ok(configuration)
}
