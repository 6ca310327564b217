//! What `/etc/resolv.conf` says.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::net::IpAddr;

use super::Name;
use super::lines::{number, parse_address, words};

/// Name servers and search domains that count at most.
const MAX_SERVERS: usize = 3;
const MAX_DOMAINS: usize = 32;

const PORT: u16 = 53;

/// One server of names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    pub address: IpAddr,
    /// The name or number of the interface through which a link-local address is reached; may be empty.
    pub zone: Box<[u8]>,
    pub port: u16,
}

/// How names are asked for.
#[derive(Clone, Debug)]
pub struct Configuration {
    pub servers: Vec<Server>,
    pub search: Vec<Box<[u8]>>,
    /// Names with so many dots are asked for as they are first.
    pub dots: u32,
    /// Seconds for one try.
    pub timeout: u32,
    /// How often all servers are tried.
    pub attempts: u32,
    /// Each search begins with another server.
    pub rotate: bool,
    /// Always over a stream.
    pub use_stream: bool,
    /// Never for IPv6 addresses.
    pub no_ipv6: bool,
}

impl Default for Configuration {
    fn default() -> Self {
        Configuration {
            servers: Vec::new(),
            search: Vec::new(),
            dots: 1,
            timeout: 5,
            attempts: 2,
            rotate: false,
            use_stream: false,
            no_ipv6: false,
        }
    }
}

impl Configuration {
    pub fn add_server(&mut self, address: IpAddr) {
        self.push(Server { address, zone: Box::default(), port: PORT });
    }

    fn push(&mut self, server: Server) {
        if self.servers.len() < MAX_SERVERS {
            self.servers.push(server);
        }
    }

    pub fn read(&mut self, text: &[u8]) {
        text.split(|byte| *byte == b'\n').for_each(|line| self.read_line(line));
    }

    fn read_line(&mut self, line: &[u8]) {
        let mut words = words(line, b"#;");
        match words.next() {
            Some(b"nameserver") => {
                if let Some(server) = words.next().and_then(parse_server) {
                    self.push(server);
                }
            }
            // The last of these lines counts.
            Some(b"search") => self.set_search(words),
            Some(b"domain") => self.set_search(words.take(1)),
            Some(b"options") => words.for_each(|option| self.read_option(option)),
            _ => {}
        }
    }

    pub fn set_search<'a>(&mut self, domains: impl Iterator<Item = &'a [u8]>) {
        self.search = domains.take(MAX_DOMAINS).map(Box::from).collect();
    }

    /// One of the words of `options`; unknown ones mean nothing.
    pub fn read_option(&mut self, option: &[u8]) {
        let colon = option.iter().position(|byte| *byte == b':').unwrap_or(option.len());
        let value = option.get(colon + 1..).and_then(number);
        match (&option[..colon], value) {
            (b"ndots", Some(value)) => self.dots = value.min(15),
            (b"timeout", Some(value)) => self.timeout = value.clamp(1, 30),
            (b"attempts", Some(value)) => self.attempts = value.clamp(1, 5),
            (b"rotate", None) => self.rotate = true,
            (b"use-vc", None) => self.use_stream = true,
            (b"no-aaaa", None) => self.no_ipv6 = true,
            _ => {}
        }
    }

    /// The names to ask for, one after the other, when somebody looks for `name`.
    pub fn candidates(&self, name: &[u8]) -> Vec<Name> {
        let dots = name.iter().filter(|byte| **byte == b'.').count();
        let whole = Name::new(name);
        if name.ends_with(b".") {
            return whole.into_iter().collect();
        }
        let searched = self.search.iter().filter_map(|domain| match &**domain {
            b"." => Name::new(name),
            domain => Name::within(name, domain),
        });
        if dots >= self.dots as usize {
            whole.into_iter().chain(searched).collect()
        } else {
            searched.chain(Name::new(name)).collect()
        }
    }
}

/// An address, perhaps with the interface behind `%`; or one in brackets and its port behind a colon.
fn parse_server(text: &[u8]) -> Option<Server> {
    let (address, port) = match text.strip_prefix(b"[") {
        Some(rest) => {
            let end = rest.iter().position(|byte| *byte == b']')?;
            let port = rest[end + 1..].strip_prefix(b":").and_then(number)?;
            (&rest[..end], u16::try_from(port).ok().filter(|port| *port > 0)?)
        }
        None => (text, PORT),
    };
    let (address, zone) = parse_address(address)?;
    Some(Server { address, zone: zone.into(), port })
}
