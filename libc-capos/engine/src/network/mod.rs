//! Addresses and names of the Internet: text, messages of the domain name system, the lines of the databases under `/etc`.

mod address;
mod configuration;
mod lines;
mod message;
mod name;
pub mod order;
mod presentation;
mod resolver;

pub use address::{AddressText, parse_ipv4, parse_ipv6, parse_loose_ipv4, parse_numbers};
pub use configuration::{Configuration, Server};
pub use lines::{HostLine, NetworkLine, ProtocolLine, ServiceLine, network_number};
pub use message::{Answer, MAX_QUERY, Query, RecordType, Verdict};
pub use name::Name;
pub use presentation::{compressed_name, name_labels, name_text, skip_name};
pub use resolver::{Failure, Transport, Trouble, exchange, search};

#[cfg(test)]
mod tests;
