//! The objects behind the interfaces of the schema, one file per noun.

mod block_device;
mod channel_factory;
mod console;
mod entropy_source;
mod event_counter;
mod file;
mod grants;
mod mapping;
mod memory_object;
mod namespace;
mod park_space;
mod pipe;
mod process_forker;
mod process_handle;
mod process_spawner;
mod pseudo_terminal;
mod self_process;
mod signal_timer;
mod status;
mod system_info;
mod terminal_session;
mod thread_handle;
mod thread_spawner;
mod timer;
mod virtual_memory;
mod wall_clock;

pub use block_device::BlockDevice;
pub use channel_factory::ChannelFactory;
pub use console::Console;
pub use entropy_source::EntropySource;
pub use event_counter::EventCounter;
pub use file::File;
pub use memory_object::MemoryObject;
pub use namespace::Namespace;
pub use park_space::ParkSpace;
pub use pipe::Pipe;
pub use process_forker::ProcessForker;
pub use process_handle::ProcessHandle;
pub use process_spawner::ProcessSpawner;
pub use pseudo_terminal::PseudoTerminal;
pub use self_process::SelfProcess;
pub use signal_timer::SignalTimer;
pub use system_info::SystemInfo;
pub use terminal_session::TerminalSession;
pub use thread_handle::ThreadHandle;
pub use thread_spawner::ThreadSpawner;
pub use timer::Timer;
pub use virtual_memory::VirtualMemory;
pub use wall_clock::WallClock;

#[cfg(test)]
mod tests;
