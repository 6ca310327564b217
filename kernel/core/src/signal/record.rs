//! What reading a SignalReader gives for each signal: `struct signalfd_siginfo` of Linux.

use super::{SignalInfo, code, number};

/// Bytes of a record.
pub const RECORD_SIZE: usize = 128;

impl SignalInfo {
    pub fn record(&self) -> [u8; RECORD_SIZE] {
        let mut bytes = [0; RECORD_SIZE];
        let mut put =
            |offset: usize, value: &[u8]| bytes[offset..offset + value.len()].copy_from_slice(value);
        put(0, &u32::from(self.signal).to_le_bytes());
        put(8, &self.code.to_le_bytes());
        if self.code == code::TIMER {
            put(32, &(self.overrun as i32).to_le_bytes());
        } else {
            put(12, &(self.process as u32).to_le_bytes());
            put(16, &self.user.to_le_bytes());
        }
        if self.signal == number::CHLD {
            put(40, &(self.value as i32).to_le_bytes());
        } else {
            put(44, &(self.value as i32).to_le_bytes());
            put(48, &self.value.to_le_bytes());
        }
        bytes
    }
}
