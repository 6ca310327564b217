//! The C library of capOS: ISO C and POSIX over a small platform layer.
//!
//! Layers, bottom up: [`platform`] (the operating system, by family traits), [`types`] and [`errno`] (the C ABI's
//! vocabulary), [`abi`] (raw pointers become checked views), [`sync`] and [`thread`] (locks, the thread control
//! block), [`start`] (process entry and exit), [`header`] (one module per C header: the public entries).
//! Logic without pointers lives in the crates `capos-libc-engine` and `capos-libc-mem`.
#![no_std]
#![feature(c_variadic)]
#![allow(non_camel_case_types)]

extern crate alloc;

#[cfg(not(any(feature = "platform-linux", feature = "platform-capos")))]
compile_error!("choose a platform: feature `platform-linux` or `platform-capos`");
#[cfg(all(feature = "platform-linux", feature = "platform-capos"))]
compile_error!("the features `platform-linux` and `platform-capos` exclude each other");

pub mod abi;
pub mod asynchronous;
pub mod contents;
pub mod descriptor;
pub mod entropy;
pub mod errno;
pub mod header;
pub mod heap;
pub mod locale;
pub mod message;
pub mod message_queue;
pub mod name_service;
pub mod notify;
pub mod numeric;
mod panic;
pub mod platform;
pub mod process;
pub mod shared_names;
pub mod socket_address;
pub mod start;
pub mod stream;
pub mod sync;
pub mod terminal;
pub mod thread;
pub mod time_zone;
pub mod types;
pub mod users;
pub mod wide;
pub mod xsi;
