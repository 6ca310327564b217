//! The family traits a platform implements.

mod attributes;
mod children;
mod clock;
mod directories;
mod entropy;
mod file_control;
mod fs;
mod identity;
mod memory;
mod process;
mod resources;
mod signals;
mod startup;
mod system;
mod threads;
mod tty;
mod volumes;

pub use attributes::{Attributed, Attributes};
pub use children::{Children, FileAction, Spawn, StringArray};
pub use clock::Clock;
pub use directories::Directories;
pub use entropy::Entropy;
pub use file_control::FileControl;
pub use fs::Fs;
pub use identity::{Identity, UNCHANGED};
pub use memory::{Memory, MemoryProtection};
pub use process::Process;
pub use resources::Resources;
pub use signals::{SignalChange, Signals};
pub use startup::{Launch, Startup};
pub use system::{System, utsname_field};
pub use threads::{Deadline, Sharing, ThreadStart, Threads};
pub use tty::Tty;
pub use volumes::Volumes;
