//! The share of a suite that `make test` runs: the same programs every time, and no more of one kind than of another.

/// Whether the test is among `percent` of all.
pub fn is_in_share(name: &str, percent: u64) -> bool {
    fnv1a(name.as_bytes()) % 100 < percent
}

/// The hash of Fowler, Noll and Vo; it must not change with the toolchain, as the standard library's may.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
