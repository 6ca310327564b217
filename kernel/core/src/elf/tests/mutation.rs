//! Random damage: parsing answers, it never panics, and what it takes can be mapped without a panic.

use alloc::sync::Arc;

use capos_hal::boot::BootInfo;
use capos_hal::host::Machine;
use proptest::prelude::*;

use super::fixture::program;
use crate::elf::{Image, load};
use crate::memory::{AddressSpace, Layout, PageObject};
use crate::quota::Account;

/// Values that sit at the edges of what fields may hold.
const EDGES: [u64; 14] = [
    0,
    1,
    7,
    0xfff,
    0x1000,
    0x3180,
    0x7fff_ffff,
    u32::MAX as u64,
    1 << 36,
    0x7fff_ffff_f000,
    1 << 47,
    i64::MAX as u64,
    u64::MAX - 0xfff,
    u64::MAX,
];

fn try_load(bytes: &[u8]) {
    let parsed = Image::parse(bytes, bytes.len() as u64);
    Machine::new(2048);
    BootInfo::new(bytes, "");
    let account = Arc::new(Account::new(1000));
    let space = AddressSpace::new(Arc::clone(&account), Layout::new([7, 8, 9])).expect("an address space");
    let object = PageObject::package(0, bytes.len() as u64).expect("aligned");
    let loaded = load(bytes, &object, &space);
    // The quota may not hold its zeros, and nothing else may go wrong.
    assert!(parsed.is_ok() || loaded.is_err());
    drop(space);
    assert_eq!(account.used(), 0);
}

proptest! {
    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = Image::parse(&bytes, bytes.len() as u64);
    }

    #[test]
    fn random_bytes_behind_a_good_header(bytes in prop::collection::vec(any::<u8>(), 64..600), count in 1..8u16) {
        let mut file = program(0x40_0000).bytes();
        file.truncate(64);
        file.extend(bytes);
        file[56..58].copy_from_slice(&count.to_le_bytes());
        let _ = Image::parse(&file, file.len() as u64);
    }

    #[test]
    fn damaged_bytes(base in prop::sample::select(vec![0, 0x40_0000]),
                     damage in prop::collection::vec((0..512usize, any::<u8>()), 1..6)) {
        let mut file = program(base).bytes();
        for (at, value) in damage {
            file[at] = value;
        }
        try_load(&file);
    }

    #[test]
    fn fields_at_their_edges(base in prop::sample::select(vec![0, 0x40_0000]),
                             damage in prop::collection::vec((0..60usize, prop::sample::select(EDGES.to_vec())), 1..4)) {
        let mut file = program(base).bytes();
        for (word, value) in damage {
            file[word * 8..word * 8 + 8].copy_from_slice(&value.to_le_bytes());
        }
        try_load(&file);
    }

    #[test]
    fn cut_files(length in 0..0x3180usize) {
        let mut file = program(0).bytes();
        file.truncate(length);
        try_load(&file);
    }
}
