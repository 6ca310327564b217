//! Names of hosts, services, protocols and networks: the databases under `/etc`, and name servers.
//!
//! [`addresses::by_name`] and [`names::by_address`] look everywhere; what is said of the domain name system on the wire, and
//! the lines of the files, is the engine's (`capos_libc_engine::network`).

mod address;
mod addresses;
mod configuration;
mod databases;
mod interfaces;
mod names;
mod order;
mod raw;
mod records;
mod transport;

pub use address::{AF_INET, AF_INET6, AF_UNSPEC, Address};
pub use addresses::{Families, Found, LookupError, by_name, numeric};
pub use databases::{HOSTS, NETWORKS, PROTOCOLS, SERVICES, port_of, service_at};
pub use interfaces::{has_family, index_of, name_of};
pub use names::by_address;
pub use order::sort;
pub use raw::{answer, candidates, question};
pub use records::HostFields;
