//! `Authority`: whom a NetworkManager and its sockets may talk to.

use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use capos_schema::capos_capnp::network_rule;
use capos_schema::message::StructList;

use super::address::{BadAddress, read_ip};
use crate::object::CallError;

/// What a rule is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    Datagrams,
    Bind,
    Connect,
    Listen,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    pub purpose: Use,
    /// An address and how many of its bits count; `None` for all.
    pub network: Option<(IpAddr, u8)>,
    pub first_port: u16,
    pub last_port: u16,
}

/// Why a list of rules is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuleError {
    Address(BadAddress),
    PrefixLength,
    Ports,
    TooMany,
    NoMemory,
}

impl RuleError {
    pub fn problem(self) -> &'static str {
        match self {
            RuleError::Address(_) => "a rule's address: an address has 4 or 16 bytes",
            RuleError::PrefixLength => "a rule's prefixLength: more than the address has bits",
            RuleError::Ports => "a rule's ports: the last is before the first",
            RuleError::TooMany => "rules: more than 64",
            RuleError::NoMemory => "rules: no memory",
        }
    }
}

/// Rules, any of which permits; or everything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authority(Option<Vec<Rule>>);

const MAX_RULES: usize = 64;

impl Rule {
    pub fn read(reader: network_rule::Reader<'_>) -> Result<Result<Self, RuleError>, CallError> {
        let address = match read_ip(reader.get_address()?, false) {
            Ok(address) => address,
            Err(error) => return Ok(Err(RuleError::Address(error))),
        };
        let prefix = reader.get_prefix_length();
        if address.is_some_and(|address| prefix > bits(address)) {
            return Ok(Err(RuleError::PrefixLength));
        }
        let (first_port, last_port) = match (reader.get_first_port(), reader.get_last_port()) {
            (0, 0) => (0, u16::MAX),
            ports => ports,
        };
        if first_port > last_port {
            return Ok(Err(RuleError::Ports));
        }
        let purpose = match reader.get_use()? {
            network_rule::Use::Datagrams => Use::Datagrams,
            network_rule::Use::Bind => Use::Bind,
            network_rule::Use::Connect => Use::Connect,
            network_rule::Use::Listen => Use::Listen,
        };
        let network = address.map(|address| (address, prefix));
        Ok(Ok(Rule { purpose, network, first_port, last_port }))
    }

    fn permits(&self, purpose: Use, at: SocketAddr) -> bool {
        let of_network = |(address, prefix)| same_prefix(address, at.ip(), prefix);
        self.purpose == purpose
            && self.network.is_none_or(of_network)
            && (self.first_port..=self.last_port).contains(&at.port())
    }

    /// What both rules permit.
    fn and(&self, other: &Rule) -> Option<Rule> {
        let network = match (self.network, other.network) {
            (None, network) | (network, None) => network,
            (Some((mine, length)), Some((theirs, other_length))) => {
                if !same_prefix(mine, theirs, length.min(other_length)) {
                    return None;
                }
                Some(if length > other_length { (mine, length) } else { (theirs, other_length) })
            }
        };
        let (first_port, last_port) =
            (self.first_port.max(other.first_port), self.last_port.min(other.last_port));
        let both = self.purpose == other.purpose && first_port <= last_port;
        both.then_some(Rule { purpose: self.purpose, network, first_port, last_port })
    }
}

impl Authority {
    pub const EVERYTHING: Authority = Authority(None);

    #[cfg(test)]
    pub fn of_rules(rules: Vec<Rule>) -> Self {
        Authority(Some(rules))
    }

    /// Of this authority, connecting to that peer; nothing, if this one does not permit it.
    pub fn only_to(&self, remote: SocketAddr) -> Authority {
        let network = Some((remote.ip(), bits(remote.ip())));
        let (first_port, last_port) = (remote.port(), remote.port());
        let mut rules = Vec::new();
        // Without memory nothing is permitted.
        if self.permits(Use::Connect, remote) && rules.try_reserve_exact(1).is_ok() {
            rules.push(Rule { purpose: Use::Connect, network, first_port, last_port });
        }
        Authority(Some(rules))
    }

    /// What the rules of a message leave of this authority.
    pub fn restrict(
        &self,
        rules: StructList<'_, network_rule::Owned>,
    ) -> Result<Result<Authority, RuleError>, CallError> {
        let mut left = Vec::new();
        for rule in rules {
            let rule = match Rule::read(rule)? {
                Ok(rule) => rule,
                Err(error) => return Ok(Err(error)),
            };
            let mut add = |rule| {
                if left.len() == MAX_RULES {
                    return Err(RuleError::TooMany);
                }
                left.try_reserve(1).map_err(|_| RuleError::NoMemory)?;
                left.push(rule);
                Ok(())
            };
            let added = match &self.0 {
                None => add(rule),
                Some(own) => own.iter().filter_map(|own| own.and(&rule)).try_for_each(add),
            };
            if let Err(error) = added {
                return Ok(Err(error));
            }
        }
        Ok(Ok(Authority(Some(left))))
    }

    pub fn permits(&self, purpose: Use, at: SocketAddr) -> bool {
        self.0.as_ref().is_none_or(|rules| rules.iter().any(|rule| rule.permits(purpose, at)))
    }
}

fn bits(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// Whether the addresses are of one family and begin with the same bits.
fn same_prefix(one: IpAddr, other: IpAddr, length: u8) -> bool {
    let length = u32::from(length);
    match (one, other) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros() >= length.min(u32::BITS)
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros() >= length.min(u128::BITS)
        }
        _ => false,
    }
}
