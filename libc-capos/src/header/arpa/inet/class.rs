//! Networks by class, as they were before prefixes.

use crate::types::{in_addr, in_addr_t};

/// Bits of the host's number in an address of this network's class.
fn host_bits(address: u32) -> u32 {
    match address >> 24 {
        0..=127 => 24,
        128..=191 => 16,
        _ => 8,
    }
}

/// <https://man7.org/linux/man-pages/man3/inet_lnaof.3.html>
#[unsafe(no_mangle)]
pub extern "C" fn inet_lnaof(r#in: in_addr) -> in_addr_t {
    let address = u32::from_be(r#in.s_addr);
    address & ((1 << host_bits(address)) - 1)
}

/// <https://man7.org/linux/man-pages/man3/inet_netof.3.html>
#[unsafe(no_mangle)]
pub extern "C" fn inet_netof(r#in: in_addr) -> in_addr_t {
    let address = u32::from_be(r#in.s_addr);
    address >> host_bits(address)
}

/// <https://man7.org/linux/man-pages/man3/inet_makeaddr.3.html>
#[unsafe(no_mangle)]
pub extern "C" fn inet_makeaddr(net: in_addr_t, host: in_addr_t) -> in_addr {
    let shift = match net {
        0..=0x7f => 24,
        0x80..=0xffff => 16,
        0x1_0000..=0xff_ffff => 8,
        // The number of a network that is too long is an address already.
        _ => return in_addr { s_addr: (net | host).to_be() },
    };
    in_addr { s_addr: (net << shift | host & ((1 << shift) - 1)).to_be() }
}
