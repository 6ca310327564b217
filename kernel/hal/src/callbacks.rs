//! What the hardware layer asks of the kernel above it.

use crate::UserAddress;

/// How memory was touched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    Read,
    Write,
    Execute,
}

impl Access {
    /// From the error code of a page fault.
    pub const fn from_page_fault(error_code: u32) -> Access {
        if error_code & 1 << 4 != 0 {
            Access::Execute
        } else if error_code & 1 << 1 != 0 {
            Access::Write
        } else {
            Access::Read
        }
    }
}

/// Implemented once, by the kernel core, and installed by [`install`].
///
/// `timer`, `serial_input` and `network` run when an interrupt arrived in user mode or in the idle halt: no kernel code
/// was interrupted and no lock is held. They must not switch tasks; that is done where
/// [`UserContext::run`](crate::context::UserContext::run) or the halt returns.
pub trait Callbacks: Sync {
    /// A user copy touched a page of the active page table that is not there or not permitted. `true` if it
    /// is now, and the copy shall try again.
    fn page_fault(&self, address: UserAddress, access: Access) -> bool;

    /// The deadline of [`set_timer`](crate::time::set_timer) has passed; none is set now.
    fn timer(&self);

    /// Bytes arrived on the serial line.
    fn serial_input(&self, bytes: &[u8]);

    /// Frames arrived at the network interface.
    fn network(&self);
}

/// Installs the callbacks, and gives them what arrived on the serial line until now. Before that, faults in user
/// copies fail.
pub fn install(callbacks: &'static dyn Callbacks) {
    crate::backend::set_callbacks(callbacks);
}
