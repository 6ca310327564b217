//! The capOS runtime: what stands between a process and the kernel's entries.
//!
//! [`entry`] issues the kernel entries, [`call`] carries one typed method call, [`Capability`] owns a handle and
//! is the typed client of its interface (one file per interface), [`Ring`] submits many calls and waits for
//! any, [`startup`] finds what the process was given. With the feature `program` (a Rust program; libc-capos
//! brings its own) there are also the entry point, the allocator and the panic handler.
#![no_std]

pub mod call;
pub mod capability;
pub mod clock;
pub mod entry;
pub mod error;
pub mod relocate;
pub mod ring;
pub mod startup;

mod block_device;
mod channel_factory;
mod console;
mod descriptions;
mod entropy_source;
mod event_counter;
mod file;
mod local_socket;
mod memory_object;
mod namespace;
mod network_manager;
mod park_space;
mod pipe;
mod process_forker;
mod process_handle;
mod process_list;
mod process_spawner;
mod pseudo_terminal;
mod self_process;
mod signal_reader;
mod signal_timer;
mod sockets;
#[cfg(feature = "program")]
mod standard_stream;
mod system_info;
mod tcp_listener;
mod tcp_socket;
mod terminal_session;
mod thread_handle;
mod thread_spawner;
mod timer;
mod udp_socket;
mod virtual_memory;
mod wall_clock;

#[cfg(feature = "program")]
mod allocator;
#[cfg(feature = "program")]
pub mod program;

pub use block_device::BlockInfo;
pub use capability::Capability;
pub use capos_schema as schema;
pub use capos_schema::Interface;
pub use error::{Error, Result};
pub use ring::Ring;

pub use capability::interfaces::*;
pub use file::{
    FileStatus, FileSystemStatus, FileTime, FoundLock, LockKind, LockRange, MAX_ATTRIBUTE_NAME, NewTime,
    Whence,
};
pub use local_socket::{
    LocalName, LocalPeer, LocalSocketKind, LocalState, MAX_LOCAL_NAME, MAX_RIGHTS, ReceivedLocal,
    ReceivedRight,
};
pub use namespace::{Binding, Opened, Rename};
pub use network_manager::{AddressFamily, ConfigItem, NetworkInterface};
pub use park_space::Parked;
pub use process_handle::ExitStatus;
pub use process_list::{ListedProcess, State as ProcessState};
pub use process_spawner::{
    Grant, Launch, Program, Quota, SpawnAttributes, Spawned, encode_launch_parameters,
};
pub use schema::abi::Sharing;
pub use self_process::{Changes, Child, ChildState, Children, Exec, Ids, Signal, SignalInfo, Target, Usage};
pub use signal_timer::{TimerSetting, TimerState};
pub use sockets::{Accepted, Addresses, SocketOption, Taking};
#[cfg(feature = "program")]
pub use standard_stream::StandardStream;
pub use system_info::{SystemCounts, SystemDescription};
pub use tcp_socket::Queues;
pub use terminal_session::{Apply, Attributes, Flow, Queue, WindowSize};
pub use thread_spawner::{Spawn as SpawnThread, SpawnedThread};
pub use udp_socket::{Manner, Received};
pub use virtual_memory::MemoryUsage;
