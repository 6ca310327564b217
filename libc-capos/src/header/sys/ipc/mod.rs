//! `<sys/ipc.h>`

mod key;

pub use key::ftok;
