//! Children that ended without ever having been more than a record (see [`super::shim`]).

use crate::sync::Mutex;
use crate::types::{c_int, pid_t};

/// Their numbers begin above those that the kernel gives.
const FIRST: pid_t = 0x4000_0000;
/// That many wait to be waited for; of more, the oldest are forgotten.
const MOST: usize = 32;

struct Ended {
    next: pid_t,
    children: [Option<(pid_t, c_int)>; MOST],
}

static ENDED: Mutex<Ended> = Mutex::new(Ended { next: FIRST, children: [None; MOST] });

/// A child has ended with that status; answers its number.
pub fn note_virtual_child(status: c_int) -> pid_t {
    let mut ended = ENDED.lock();
    let id = ended.next;
    ended.next = id.checked_add(1).unwrap_or(FIRST);
    let place = ended.children.iter().position(Option::is_none).unwrap_or(id as usize % MOST);
    ended.children[place] = Some((id, (status & 0xff) << 8));
    id
}

/// One that `wait` for this number may take: its number and status.
pub fn take(pid: pid_t) -> Option<(pid_t, c_int)> {
    let mut ended = ENDED.lock();
    let matches =
        |child: &Option<(pid_t, c_int)>| child.is_some_and(|(id, _)| pid == -1 || pid == 0 || pid == id);
    let place = ended.children.iter().position(matches)?;
    ended.children[place].take()
}
