//! `SO_LINGER` with a time: closing waits until the peer has confirmed what was sent.

use super::super::clock;
use super::socket::{Socket, stream};
use capos_rt::SocketOption;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

const SECOND: u64 = 1_000_000_000;

/// Whether any socket of this process may linger: most programs have none, and closing asks nothing.
static MAY_LINGER: AtomicBool = AtomicBool::new(false);

/// A socket lingers, or came from somebody who may have wanted that.
pub fn expect() {
    MAY_LINGER.store(true, Relaxed);
}

/// Called before a socket is released. A signal ends the wait, and what is not sent yet goes on its way without the process.
pub fn wait(socket: Socket) {
    let Socket::Stream(handle) = socket else { return };
    if !MAY_LINGER.load(Relaxed) {
        return;
    }
    let stream = stream(handle);
    // 0 is off, and 1 the reset of a time of 0.
    let (Ok(lingers @ 2..), Ok(now)) = (stream.option(SocketOption::Linger), clock::monotonic()) else {
        return;
    };
    let deadline = now.saturating_add((lingers - 1).saturating_mul(SECOND));
    // Whatever becomes of it, the descriptor is closed.
    let _ = stream.flush(deadline);
}
