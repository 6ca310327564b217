//! The kernel core's lock levels, in the order in which they may be taken.
//!
//! A lock is taken only while locks of lower rank are held; builds with debug assertions check it. Those of
//! the hardware layer (frames, heap, serial line) rank above all of these.

use capos_hal::sync::Level;

macro_rules! levels {
    ($($(#[$comment:meta])* $name:ident = $rank:literal),* $(,)?) => {
        $(
            $(#[$comment])*
            pub struct $name;

            impl Level for $name {
                const RANK: u8 = $rank;
                const NAME: &'static str = stringify!($name);
            }
        )*
    };
}

levels! {
    /// Which disks are mounted.
    MountedLevel = 4,
    /// Who gets what arrives on the serial line.
    SerialReceiver = 5,
    /// Whom frames that arrive are for; the network interface; which sockets have which ports.
    NetworkReceiver = 6,
    NetworkLinkLevel = 7,
    NetworkPortsLevel = 9,
    /// Which pseudo-terminals there are.
    PseudoTerminalsLevel = 8,
    /// The state of an object behind an interface.
    ObjectState = 10,
    /// Which FIFOs of a file system are open.
    FifosLevel = 11,
    /// The tree of a file system.
    VolumeLevel = 12,
    /// Which files of a file system have locks; one file's locks; who waits for whose.
    LockDirectoryLevel = 13,
    FileLocksLevel = 14,
    LockWaitsLevel = 15,
    /// A process's list of the files that it locked.
    LockedFiles = 16,
    /// Parents, groups and sessions of all processes.
    RegistryLevel = 18,
    /// Which sockets have which files; capabilities on their way through sockets.
    LocalNamesLevel = 19,
    RightsLevel = 21,
    CapabilityTableLevel = 20,
    AddressSpaceLevel = 25,
    /// Which pages of a disk's files are in memory.
    PageCacheLevel = 26,
    /// Pages of memory objects: an address space asks for them while it fills a page.
    PageObjectLevel = 27,
    /// A disk's file system: a page of its files is read while an address space is filled.
    DiskLevel = 28,
    /// What replaying the journal of a disk that can not be written has changed.
    ReplayedLevel = 29,
    ProcessState = 30,
    /// What a process is called.
    ProcessName = 31,
    /// Signals pending for a process or thread.
    SignalsLevel = 32,
    /// The key of words that last as long as the machine runs.
    LastingKey = 34,
    EntropyPool = 35,
    /// Message buffers that nobody uses.
    MessageRooms = 38,
    WaitQueueLevel = 40,
    /// Who waits at words of memory.
    ParkingLevel = 41,
    /// Where a thread reads its processor time.
    ThreadTimesLevel = 45,
    /// Whether a thread has ended.
    ThreadEndLevel = 43,
    /// One timer that signals: it sets deadlines.
    SignalTimerLevel = 36,
    TimerQueueLevel = 42,
    ThreadState = 44,
    RunQueueLevel = 46,
    /// A counted resource; charged under the locks of whoever allocates.
    AccountLevel = 48,
}
