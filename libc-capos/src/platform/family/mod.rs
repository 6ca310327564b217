//! The family traits a platform implements.

mod clock;
mod entropy;
mod fs;
mod memory;
mod process;
mod signals;
mod startup;
mod system;
mod threads;
mod tty;

pub use clock::Clock;
pub use entropy::Entropy;
pub use fs::Fs;
pub use memory::{Memory, MemoryProtection};
pub use process::Process;
pub use signals::{SignalChange, Signals};
pub use startup::{Launch, Startup};
pub use system::{System, utsname_field};
pub use threads::Threads;
pub use tty::Tty;
