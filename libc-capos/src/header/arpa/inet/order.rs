//! The order of bytes on the wire, which is the other one than here.

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html>
#[unsafe(no_mangle)]
pub extern "C" fn htonl(hostlong: u32) -> u32 {
    hostlong.to_be()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html>
#[unsafe(no_mangle)]
pub extern "C" fn htons(hostshort: u16) -> u16 {
    hostshort.to_be()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html>
#[unsafe(no_mangle)]
pub extern "C" fn ntohl(netlong: u32) -> u32 {
    u32::from_be(netlong)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html>
#[unsafe(no_mangle)]
pub extern "C" fn ntohs(netshort: u16) -> u16 {
    u16::from_be(netshort)
}
