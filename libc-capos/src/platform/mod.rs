//! The operating system as the library sees it: one small trait per family of services, and [`Sys`], the platform
//! chosen by feature.
//!
//! Families every program needs have required methods; methods a platform may lack have a default that answers
//! `ENOSYS`. Implementations return `Result` and never touch `errno`; cancellation and restarting on signals is
//! the caller's business.

mod family;

#[cfg(feature = "platform-capos")]
mod capos;
#[cfg(feature = "platform-linux")]
mod linux;

#[cfg(feature = "platform-capos")]
pub use capos::{Capos as Sys, ThreadState};
pub use family::{
    AddressRoom, Attributed, Attributes, Children, Clock, Directories, Entropy, FileAction, FileControl, Fs,
    Identity, Interface, InterfaceAddress, Interprocess, Launch, Memory, MemoryProtection, Network, Process,
    Resources, SignalChange, Signals, Sockets, Spawn, Startup, StringArray, System, Threads, Tty, UNCHANGED,
    Volumes, Waiting, utsname_field,
};
pub use family::{Deadline, Sharing, ThreadStart};
#[cfg(feature = "platform-linux")]
pub use linux::{Linux as Sys, ThreadState};
