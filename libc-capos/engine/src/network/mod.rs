//! Addresses of the Internet as text.

mod address;

pub use address::{AddressText, parse_ipv4, parse_ipv6, parse_numbers};

#[cfg(test)]
mod tests;
