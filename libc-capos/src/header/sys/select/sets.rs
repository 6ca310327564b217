//! Sets of descriptors as arrays for `poll`.

use crate::errno::Errno;
use crate::types::{c_int, c_short, c_ulong, fd_set, pollfd};

/// `FD_SETSIZE`.
pub const MOST: usize = 1024;

const WORD: usize = c_ulong::BITS as usize;

// <poll.h>.
const POLLIN: c_short = 0x001;
const POLLPRI: c_short = 0x002;
const POLLOUT: c_short = 0x004;
const POLLERR: c_short = 0x008;
const POLLHUP: c_short = 0x010;
const POLLNVAL: c_short = 0x020;

/// The three sets of `select`, each of them possibly absent.
pub struct Sets<'a> {
    pub readable: Option<&'a mut fd_set>,
    pub writable: Option<&'a mut fd_set>,
    pub exceptional: Option<&'a mut fd_set>,
}

fn has(set: &Option<&mut fd_set>, fd: usize) -> bool {
    set.as_ref().is_some_and(|set| set.__fds_bits[fd / WORD] >> (fd % WORD) & 1 != 0)
}

impl Sets<'_> {
    /// Fills a prefix of the array with the descriptors below `end` that stand in a set; its length.
    pub fn to_array(&self, end: usize, array: &mut [pollfd; MOST]) -> usize {
        let mut count = 0;
        for fd in 0..end {
            let mut events = 0;
            for (set, event) in
                [(&self.readable, POLLIN), (&self.writable, POLLOUT), (&self.exceptional, POLLPRI)]
            {
                if has(set, fd) {
                    events |= event;
                }
            }
            if events != 0 {
                array[count] = pollfd { fd: fd as c_int, events, revents: 0 };
                count += 1;
            }
        }
        count
    }

    /// `EBADF` if one of the descriptors is not open.
    pub fn check(array: &[pollfd]) -> Result<(), Errno> {
        if array.iter().any(|fd| fd.revents & POLLNVAL != 0) { Err(Errno::EBADF) } else { Ok(()) }
    }

    /// Leaves what is ready in the sets; how many members they have together.
    pub fn take(&mut self, end: usize, array: &[pollfd]) -> c_int {
        let kinds = [
            (&mut self.readable, POLLIN, POLLIN | POLLHUP | POLLERR),
            (&mut self.writable, POLLOUT, POLLOUT | POLLERR),
            (&mut self.exceptional, POLLPRI, POLLPRI),
        ];
        let mut members = 0;
        for (set, asked, told) in kinds {
            let Some(set) = set else { continue };
            set.__fds_bits[..end.div_ceil(WORD)].fill(0);
            for fd in array.iter().filter(|fd| fd.events & asked != 0 && fd.revents & told != 0) {
                set.__fds_bits[fd.fd as usize / WORD] |= 1 << (fd.fd as usize % WORD);
                members += 1;
            }
        }
        members
    }
}
