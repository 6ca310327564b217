//! What the hardware layer asks of the kernel.

use alloc::sync::Arc;

use capos_hal::sync::SpinLock;
use capos_hal::{Access, Callbacks, UserAddress};

use crate::interfaces::TerminalSession;
use crate::lock_order::SerialReceiver;
use crate::scheduler;

/// Who gets what arrives on the serial line.
static RECEIVER: SpinLock<SerialReceiver, Option<Arc<TerminalSession>>> = SpinLock::new(None);

struct KernelCallbacks;

impl Callbacks for KernelCallbacks {
    fn page_fault(&self, address: UserAddress, access: Access) -> bool {
        scheduler::current_address_space().is_some_and(|space| space.fault(address, access))
    }

    fn timer(&self) {
        scheduler::timer_interrupt();
    }

    fn serial_input(&self, bytes: &[u8]) {
        let receiver = RECEIVER.lock().clone();
        if let Some(terminal) = receiver {
            terminal.receive(bytes);
        }
    }
}

pub(super) fn install(terminal: &Arc<TerminalSession>) {
    *RECEIVER.lock() = Some(Arc::clone(terminal));
    capos_hal::install(&KernelCallbacks);
}
