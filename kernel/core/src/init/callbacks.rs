//! What the hardware layer asks of the kernel.

use alloc::sync::Arc;

use capos_hal::sync::SpinLock;
use capos_hal::{Access, Callbacks, UserAddress};

use crate::interfaces::TerminalSession;
use crate::lock_order::{NetworkReceiver, SerialReceiver};
use crate::network::Network;
use crate::scheduler;

/// Who gets what arrives on the serial line.
static RECEIVER: SpinLock<SerialReceiver, Option<Arc<TerminalSession>>> = SpinLock::new(None);

/// Who gets the frames that arrive.
static NETWORK: SpinLock<NetworkReceiver, Option<Arc<Network>>> = SpinLock::new(None);

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

    fn network(&self) {
        let network = NETWORK.lock().clone();
        if let Some(network) = network {
            network.poll();
        }
    }
}

pub(super) fn install(terminal: &Arc<TerminalSession>) {
    *RECEIVER.lock() = Some(Arc::clone(terminal));
    capos_hal::install(&KernelCallbacks);
}

/// From now on the network hears what arrives, and begins to look for its addresses.
pub(super) fn receive_frames(network: &Arc<Network>) {
    *NETWORK.lock() = Some(Arc::clone(network));
    network.poll();
}
