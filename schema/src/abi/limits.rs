//! Limits of the ABI, the same on both sides.

pub const PAGE_SIZE: usize = 4096;

/// Longest parameter message: room for two path names and the struct around them. An empty message (length 0)
/// stands for a Params struct of defaults.
pub const MAX_PARAMS: usize = 2 * MAX_PATH + 1024;

/// Longest results message; a longer room is allowed and not used.
pub const MAX_RESULTS: usize = 4096;

/// Most bytes one call moves; a longer bulk buffer is used up to here. Bounds how long a call keeps the CPU from others.
pub const MAX_BULK: u64 = 16 << 20;

/// Parts of a bulk buffer at most (`IOV_MAX`).
pub const MAX_PARTS: u64 = 1024;

/// Longest array of LOOK, in bytes.
pub const MAX_LOOK: u64 = 4096;

/// Longest LaunchParameters message: argv and envp together (POSIX ARG_MAX is a little less).
pub const MAX_LAUNCH: usize = 2 << 20;

/// Longest path name with its terminating NUL (POSIX PATH_MAX).
pub const MAX_PATH: usize = 4096;

/// Longest CapSet name.
pub const MAX_CAPABILITY_NAME: usize = 31;

/// Slots of a capability table at most.
pub const MAX_CAPABILITIES: u32 = 1 << 16;

/// User addresses lie in `USER_START..USER_END`.
pub const USER_START: u64 = 0x1_0000;
pub const USER_END: u64 = 0x0000_7fff_ffff_f000;
