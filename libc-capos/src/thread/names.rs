//! Names of threads, for debuggers and the like.

use super::control_block::ControlBlock;
use crate::errno::Errno;
use crate::platform::{Sys, Threads};
use crate::start;
use core::sync::atomic::Ordering::Relaxed;

/// Bytes of a name with its zero.
const SIZE: usize = 16;

pub fn set_name(thread: &ControlBlock, name: &[u8]) -> Result<(), Errno> {
    if name.len() >= SIZE {
        return Err(Errno::ERANGE);
    }
    let mut bytes = [0; SIZE];
    bytes[..name.len()].copy_from_slice(name);
    for (word, part) in thread.thread.name.iter().zip(bytes.as_chunks().0) {
        word.store(u64::from_ne_bytes(*part), Relaxed);
    }
    Sys::publish_name(thread.thread.alive.load(Relaxed), name)
}

/// The name with zeros behind it. Who was not named has the program's.
pub fn name(thread: &ControlBlock) -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    for (part, word) in bytes.as_chunks_mut().0.iter_mut().zip(&thread.thread.name) {
        *part = word.load(Relaxed).to_ne_bytes();
    }
    if bytes[0] == 0 {
        let program = start::program_name().to_bytes();
        let program = program.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
        let length = program.len().min(SIZE - 1);
        bytes[..length].copy_from_slice(&program[..length]);
    }
    bytes
}
