//! The system's log: a socket with a name.

use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::c_int;

const AF_UNIX: c_int = 1;
const SOCK_DGRAM_CLOEXEC: c_int = 0o2_000_002;
const MSG_NOSIGNAL: usize = 0x4000;
const PATH: &[u8; 9] = b"/dev/log\0";

/// `struct sockaddr_un`, as long as the path needs.
#[repr(C)]
struct Address {
    family: u16,
    path: [u8; 9],
}

static SOCKET: Mutex<Option<c_int>> = Mutex::new(None);

fn connect() -> Result<c_int, Errno> {
    let address = Address { family: AF_UNIX as u16, path: *PATH };
    // SAFETY: the address has the kernel's layout and the size that is passed; the descriptor is ours.
    unsafe {
        let socket = syscall(nr::SOCKET, args([int(AF_UNIX), int(SOCK_DGRAM_CLOEXEC), 0]))? as c_int;
        let arguments = args([int(socket), &raw const address as usize, size_of::<Address>()]);
        syscall(nr::CONNECT, arguments).inspect_err(|_| {
            let _ = syscall(nr::CLOSE, args([int(socket)]));
        })?;
        Ok(socket)
    }
}

pub fn open() {
    let mut socket = SOCKET.lock();
    if socket.is_none() {
        *socket = connect().ok();
    }
}

pub fn close() {
    if let Some(socket) = SOCKET.lock().take() {
        // SAFETY: the descriptor is ours. Nothing was buffered.
        let _ = unsafe { syscall(nr::CLOSE, args([int(socket)])) };
    }
}

pub fn send(line: &[u8]) -> Result<(), Errno> {
    open();
    let socket = SOCKET.lock().ok_or(Errno::ENOENT)?;
    let arguments = args([int(socket), line.as_ptr() as usize, line.len(), MSG_NOSIGNAL, 0, 0]);
    // SAFETY: the line is readable.
    unsafe { syscall(nr::SENDTO, arguments) }.map(drop).inspect_err(|_| close())
}
