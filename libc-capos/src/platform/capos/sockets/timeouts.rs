//! `SO_RCVTIMEO` and `SO_SNDTIMEO`: how long this process waits at a socket.

use crate::errno::Errno;
use crate::sync::Mutex;
use capos_rt::schema::abi::Handle;

/// Sockets that have a timeout at a time.
const MOST: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Receive,
    Send,
}

/// In nanoseconds; 0 is for ever.
#[derive(Clone, Copy)]
struct Timeouts {
    socket: u32,
    receive: u64,
    send: u64,
}

const FREE: Timeouts = Timeouts { socket: 0, receive: 0, send: 0 };

static TIMEOUTS: Mutex<[Timeouts; MOST]> = Mutex::new([FREE; MOST]);

pub fn get(socket: Handle, direction: Direction) -> u64 {
    let timeouts = TIMEOUTS.lock();
    let of_socket = timeouts.iter().find(|entry| entry.socket == socket.bits());
    of_socket.map_or(0, |entry| match direction {
        Direction::Receive => entry.receive,
        Direction::Send => entry.send,
    })
}

pub fn set(socket: Handle, direction: Direction, nanoseconds: u64) -> Result<(), Errno> {
    let mut timeouts = TIMEOUTS.lock();
    let place = timeouts
        .iter()
        .position(|entry| entry.socket == socket.bits())
        .or_else(|| timeouts.iter().position(|entry| entry.socket == 0));
    let entry = place.map(|place| &mut timeouts[place]).ok_or(Errno::ENOBUFS)?;
    entry.socket = socket.bits();
    match direction {
        Direction::Receive => entry.receive = nanoseconds,
        Direction::Send => entry.send = nanoseconds,
    }
    if entry.receive == 0 && entry.send == 0 {
        *entry = FREE;
    }
    Ok(())
}

/// The socket is closed.
pub fn forget(socket: Handle) {
    let mut timeouts = TIMEOUTS.lock();
    if let Some(entry) = timeouts.iter_mut().find(|entry| entry.socket == socket.bits()) {
        *entry = FREE;
    }
}
