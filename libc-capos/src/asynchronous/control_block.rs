//! `struct aiocb`.

use crate::errno::Errno;
use crate::types::{c_int, c_void, off_t, sigevent, size_t, ssize_t};
use core::cell::Cell;
use core::sync::atomic::{AtomicI32, Ordering};

/// A request as the program describes it. The library's fields stand where the program sees reserved ones.
#[repr(C)]
pub struct aiocb {
    pub aio_fildes: c_int,
    pub aio_lio_opcode: c_int,
    pub aio_reqprio: c_int,
    pub aio_buf: *mut c_void,
    pub aio_nbytes: size_t,
    pub aio_sigevent: sigevent,
    pub _owner: *mut c_void,
    pub _lock: [c_int; 2],
    /// `EINPROGRESS`, then what `aio_error` answers. Written last.
    pub error: AtomicI32,
    pub result: Cell<ssize_t>,
    pub aio_offset: off_t,
    pub _links: [*mut c_void; 2],
    pub _reserved: [u8; 16],
}

const _: () = assert!(size_of::<aiocb>() == 168);

impl aiocb {
    pub fn start(&self) {
        self.error.store(Errno::EINPROGRESS.number(), Ordering::SeqCst);
    }

    pub fn is_in_progress(&self) -> bool {
        self.error.load(Ordering::SeqCst) == Errno::EINPROGRESS.number()
    }

    pub fn finish(&self, outcome: Result<usize, Errno>) {
        let (result, error) = match outcome {
            Ok(count) => (count as ssize_t, 0),
            Err(error) => (-1, error.number()),
        };
        self.result.set(result);
        self.error.store(error, Ordering::SeqCst);
    }
}
