//! `OpenFlags`: O_* of <fcntl.h> on x86-64 (musl).

use bitflags::bitflags;

bitflags! {
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct OpenFlags: u32 {
        const WRITE_ONLY = 0o1;
        const READ_WRITE = 0o2;
        const CREATE = 0o100;
        const EXCLUSIVE = 0o200;
        const NO_CONTROLLING_TERMINAL = 0o400;
        const TRUNCATE = 0o1000;
        const APPEND = 0o2000;
        const NON_BLOCKING = 0o4000;
        const DATA_SYNCHRONOUS = 0o10000;
        const ASYNCHRONOUS = 0o20000;
        const DIRECT = 0o40000;
        const LARGE_FILE = 0o100000;
        const DIRECTORY = 0o200000;
        const NO_FOLLOW = 0o400000;
        const NO_ACCESS_TIME = 0o1000000;
        const CLOSE_ON_EXEC = 0o2000000;
        const SYNCHRONOUS = 0o4000000;
        /// O_PATH, which is O_SEARCH and O_EXEC as well: the file is named, not read.
        const PATH = 0o10000000;
        const TEMPORARY = 0o20000000;
    }
}

impl OpenFlags {
    /// `None` for unknown bits, or an access mode that is none.
    pub fn decode(bits: u32) -> Option<Self> {
        let flags = Self::from_bits(bits)?;
        (!flags.contains(Self::WRITE_ONLY | Self::READ_WRITE)).then_some(flags)
    }

    /// What `F_SETFL` changes.
    pub const CHANGEABLE: Self = Self::APPEND
        .union(Self::NON_BLOCKING)
        .union(Self::ASYNCHRONOUS)
        .union(Self::DIRECT)
        .union(Self::NO_ACCESS_TIME);

    /// Without what only acts when the file is opened, or belongs to the descriptor.
    pub fn lasting(self) -> Self {
        const OPENING: OpenFlags = OpenFlags::CREATE
            .union(OpenFlags::EXCLUSIVE)
            .union(OpenFlags::NO_CONTROLLING_TERMINAL)
            .union(OpenFlags::TRUNCATE)
            .union(OpenFlags::CLOSE_ON_EXEC);
        self - OPENING
    }

    pub fn writes(self) -> bool {
        self.intersects(Self::WRITE_ONLY | Self::READ_WRITE)
    }

    pub fn reads(self) -> bool {
        !self.intersects(Self::WRITE_ONLY | Self::PATH)
    }
}
