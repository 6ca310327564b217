//! `signalfd`, by SignalReader: descriptors from which pending signals are read.

use super::descriptors::{self, O_CLOEXEC, O_NONBLOCK, O_RDWR, Target};
use super::signals;
use crate::errno::Errno;
use crate::types::c_int;
use capos_rt::call::Wait;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Interface, Opened, SignalReader};
use core::mem::ManuallyDrop;

fn reader(handle: Handle) -> ManuallyDrop<Capability<SignalReader>> {
    Capability::borrowed(handle)
}

/// Makes a descriptor for the signals of the set, or with `fd` changes which signals that one takes.
pub(super) fn open(fd: c_int, set: u64, flags: c_int) -> Result<c_int, Errno> {
    if flags & !(O_NONBLOCK | O_CLOEXEC) != 0 {
        return Err(Errno::EINVAL);
    }
    let set = signals::takeable(set);
    if fd != -1 {
        let Target::Signals(handle) = descriptors::get(fd)?.target else { return Err(Errno::EINVAL) };
        reader(handle).set_signals(set)?;
        return Ok(fd);
    }
    // Signals come from the kernel only once it was told where the masks are.
    if !signals::kernel_delivers() {
        return Err(Errno::EPERM);
    }
    let made = signals::this_process()?.create_signal_reader(set, (flags & O_NONBLOCK) as u32)?;
    let opened = Opened { handle: made.into_handle(), interface: Some(Interface::SignalReader) };
    descriptors::open(opened, flags | O_RDWR)
}

pub(super) fn read(handle: Handle, records: &mut [u8]) -> Result<usize, Errno> {
    signals::interruptible(|| reader(handle).read(records, Wait::Block))
}

/// `O_*` of a reader's flags.
pub(super) fn status_flags(handle: Handle) -> Result<c_int, Errno> {
    Ok(O_RDWR | reader(handle).flags()? as c_int)
}

pub(super) fn set_status_flags(handle: Handle, flags: c_int) -> Result<(), Errno> {
    Ok(reader(handle).set_flags((flags & O_NONBLOCK) as u32)?)
}
