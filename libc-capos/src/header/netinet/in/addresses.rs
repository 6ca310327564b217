//! Addresses that have names.
#![allow(non_upper_case_globals)]

use crate::types::in6_addr;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html>
#[unsafe(no_mangle)]
pub static in6addr_any: in6_addr = in6_addr { s6_addr: [0; 16] };

/// <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html>
#[unsafe(no_mangle)]
pub static in6addr_loopback: in6_addr =
    in6_addr { s6_addr: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] };
