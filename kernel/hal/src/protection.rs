//! What a user mapping permits.

bitflags::bitflags! {
    /// WRITE and EXECUTE together are refused by every mapping function with a panic: the caller must have
    /// refused them before. WRITE or EXECUTE alone include READ on this hardware. Empty keeps the page but
    /// lets nobody touch it.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct Protection: u32 {
        const READ = capos_schema::abi::memory::Protection::READ;
        const WRITE = capos_schema::abi::memory::Protection::WRITE;
        const EXECUTE = capos_schema::abi::memory::Protection::EXECUTE;
    }
}

impl Protection {
    pub const NONE: Protection = Protection::empty();

    /// Panics if the protection is writable and executable.
    #[track_caller]
    pub(crate) fn assert_write_xor_execute(self) {
        assert!(
            !self.contains(Protection::WRITE | Protection::EXECUTE),
            "a mapping both writable and executable reached the page table"
        );
    }
}
