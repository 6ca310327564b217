//! `Startup`: what a process finds at its first instruction, its address in RDI.
//!
//! RSP is 16-byte aligned at the top of the stack, all other registers are zero, flags are clear.

#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Startup {
    /// [`Startup::MAGIC`].
    pub magic: u64,
    /// [`Startup::VERSION`].
    pub version: u32,
    pub thread_id: u32,
    pub process_id: u64,
    /// Array of `CapSetEntry`.
    pub capset_address: u64,
    pub capset_count: u64,
    /// `LaunchParameters` message, unframed.
    pub launch_address: u64,
    pub launch_length: u64,
    /// This thread's ring.
    pub ring_address: u64,
    /// Lowest address of the stack above its guard page, and one past its highest.
    pub stack_low: u64,
    pub stack_high: u64,
    /// Added to the ELF file's addresses to get this process's.
    pub load_bias: u64,
    /// The program headers in memory, their number, and the entry point.
    pub program_headers: u64,
    pub program_header_count: u64,
    pub entry_point: u64,
    /// Signals that are blocked and ignored from the start: see [`super::signal`].
    pub blocked_signals: u64,
    pub ignored_signals: u64,
    /// Fresh random bytes, for canaries and seeds.
    pub random: [u8; 32],
}

impl Startup {
    pub const MAGIC: u64 = u64::from_le_bytes(*b"capOSrt\0");
    pub const VERSION: u32 = 2;

    pub const SIZE: usize = size_of::<Self>();

    /// The bytes as the process finds them.
    pub fn encode(&self) -> [u8; Self::SIZE] {
        let words = [
            self.magic,
            u64::from(self.version) | u64::from(self.thread_id) << 32,
            self.process_id,
            self.capset_address,
            self.capset_count,
            self.launch_address,
            self.launch_length,
            self.ring_address,
            self.stack_low,
            self.stack_high,
            self.load_bias,
            self.program_headers,
            self.program_header_count,
            self.entry_point,
            self.blocked_signals,
            self.ignored_signals,
        ];
        let mut bytes = [0; Self::SIZE];
        let (fields, random) = bytes.split_at_mut(Self::SIZE - self.random.len());
        for (place, word) in fields.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        random.copy_from_slice(&self.random);
        bytes
    }
}

// `encode` leaves no gaps: sixteen words, then the random bytes.
const _: () = assert!(Startup::SIZE == 16 * 8 + 32 && core::mem::offset_of!(Startup, random) == 16 * 8);
