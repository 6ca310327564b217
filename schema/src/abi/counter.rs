//! Flags of an `EventCounter`.

/// Bits of the flags of `ChannelFactory.createCounter`. Unknown bits are an invalid argument.
pub struct CounterFlags;

impl CounterFlags {
    /// Calls fail with `wouldBlock` instead of waiting; `O_NONBLOCK` of <fcntl.h>.
    pub const NON_BLOCKING: u32 = 0o4000;
    /// Reading takes 1, not everything.
    pub const SEMAPHORE: u32 = 1;
    /// Time is what it counts: `arm` instead of `write`.
    pub const TIMER: u32 = 2;
    /// Its deadlines are meant by the wall clock: a note for all who hold it. The kernel's are always the Timer's.
    pub const WALL_CLOCK: u32 = 4;
    pub const ALL: u32 = Self::NON_BLOCKING | Self::SEMAPHORE | Self::TIMER | Self::WALL_CLOCK;
}
