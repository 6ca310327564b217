//! Sequence numbers that nobody outside can guess (RFC 6528).
//!
//! smoltcp takes a connection's first number from a generator whose state a few of its numbers tell. So all numbers of a
//! connection stand shifted on the wire: the first one is where the clock says, four microseconds a step, from a point that
//! depends on both addresses and a secret.

use core::net::IpAddr;

use capos_hal::time;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use smoltcp::wire::{IpEndpoint, TcpPacket, TcpSeqNumber};

use super::connections::Tuple;
use crate::entropy;

const KEY: usize = 32;
const NONCE: usize = 12;

/// Nanoseconds of a step of the clock.
const STEP: u64 = 4000;

pub struct Secret([u8; KEY]);

impl Secret {
    pub fn new() -> Self {
        let mut key = [0; KEY];
        entropy::fill(&mut key);
        Secret(key)
    }

    /// The first number of a connection that begins now.
    pub fn first_number(&self, tuple: &Tuple) -> u32 {
        let mut key = self.0;
        for end in [&tuple.local, &tuple.remote] {
            let parts = bytes_of(end);
            // A pseudo-random function of all parts: each one makes the next one's key.
            for part in parts.as_chunks::<NONCE>().0 {
                let mut stream = ChaCha20::new(&key.into(), &(*part).into());
                key.fill(0);
                stream.apply_keystream(&mut key);
            }
        }
        let [a, b, c, d, ..] = key;
        u32::from_le_bytes([a, b, c, d]).wrapping_add((time::now() / STEP) as u32)
    }
}

/// An address and a port, in as many nonces as that takes.
fn bytes_of(end: &IpEndpoint) -> [u8; 2 * NONCE] {
    let mut bytes = [0; 2 * NONCE];
    match IpAddr::from(end.addr) {
        IpAddr::V4(address) => bytes[..4].copy_from_slice(&address.octets()),
        IpAddr::V6(address) => bytes[..16].copy_from_slice(&address.octets()),
    }
    bytes[16..18].copy_from_slice(&end.port.to_be_bytes());
    bytes[18] = u8::from(IpAddr::from(end.addr).is_ipv6());
    bytes
}

/// The numbers of one connection.
pub struct Numbers {
    first: u32,
    /// What stands on the wire, less what smoltcp says; known once it has said the first one.
    shift: Option<u32>,
}

impl Numbers {
    pub fn new(first: u32) -> Self {
        Numbers { first, shift: None }
    }

    /// A segment leaves.
    pub fn shift_leaving(&mut self, segment: &mut TcpPacket<&mut [u8]>) {
        let number = segment.seq_number().0 as u32;
        if segment.syn() && self.shift.is_none() {
            self.shift = Some(self.first.wrapping_sub(number));
        }
        if let Some(shift) = self.shift {
            segment.set_seq_number(TcpSeqNumber(number.wrapping_add(shift) as i32));
        }
    }

    /// A segment has arrived, and confirms what stood on the wire.
    pub fn shift_arrived(&self, segment: &mut TcpPacket<&mut [u8]>) {
        if let Some(shift) = self.shift
            && segment.ack()
        {
            let number = segment.ack_number().0 as u32;
            segment.set_ack_number(TcpSeqNumber(number.wrapping_sub(shift) as i32));
        }
    }
}

#[cfg(test)]
mod tests;
