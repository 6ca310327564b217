//! The capOS kernel above the hardware, in safe Rust: it builds for the machine and for the host, where
//! `cargo test` runs it over the host backend of `capos-hal`.
//!
//! | module | what |
//! | --- | --- |
//! | [`object`] | what capabilities name: the `Object` trait, calls, wait queues |
//! | [`interfaces`] | the objects, one file per noun of the schema |
//! | [`capability_table`] | a process's handles |
//! | [`call`], [`ring`] | the two entries of the ABI |
//! | [`process`], [`thread`], [`scheduler`], [`timers`] | what runs, and when |
//! | [`spawn`], [`init`] | starting processes: by a process, and at boot |
//! | [`file_system`] | trees of files, and the paths through them |
//! | [`network`] | sockets, and the link to other machines |
//! | [`memory`], [`elf`], [`boot_package`] | address spaces and what is loaded into them |
//! | [`terminal`], [`clock`], [`entropy`], [`namespace`], [`quota`], [`lock_order`], [`log`] | parts the objects share |
#![cfg_attr(target_os = "none", no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod boot_package;
pub mod call;
pub mod capability_table;
pub mod clock;
pub mod elf;
pub mod entropy;
pub mod file_system;
pub mod init;
pub mod interfaces;
pub mod local_socket;
pub mod lock_order;
pub mod log;
pub mod memory;
pub mod namespace;
pub mod network;
pub mod object;
pub mod parking;
pub mod pipe;
pub mod process;
pub mod quota;
pub mod ring;
pub mod schedule;
pub mod scheduler;
pub mod signal;
pub mod spawn;
pub mod terminal;
pub mod thread;
pub mod timers;

#[cfg(test)]
mod testing;
