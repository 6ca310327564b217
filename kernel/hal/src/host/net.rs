//! The network interface: frames that the test gives the machine, and what the machine sent.

use std::collections::VecDeque;
use std::sync::Arc;

use super::machine::Machine;
pub use crate::frames::MAX_FRAME;

/// What the other side makes of a frame: the frames that it sends back.
pub type Peer = Arc<dyn Fn(&[u8]) -> Vec<Vec<u8>> + Send + Sync>;

/// An imitated network interface.
pub(super) struct HostNetwork {
    mac: [u8; 6],
    arrived: VecDeque<Vec<u8>>,
    /// Frames arrived that no interrupt has told of.
    pub(super) pending: bool,
    sent: Vec<Vec<u8>>,
    peer: Option<Peer>,
}

/// The machine's network interface.
pub struct NetworkDevice {
    machine: Machine,
    mac: [u8; 6],
}

impl NetworkDevice {
    /// `None` if the machine has none.
    pub fn open() -> Option<NetworkDevice> {
        let machine = Machine::current();
        let mac = machine.state().network.as_ref()?.mac;
        Some(NetworkDevice { machine, mac })
    }

    pub fn mac_address(&self) -> [u8; 6] {
        self.mac
    }

    /// Arrivals call [`Callbacks::network`](crate::Callbacks::network).
    pub fn interrupts(&self) -> bool {
        true
    }

    /// Takes the next frame that has arrived; gives its length.
    pub fn receive(&self, frame: &mut [u8; MAX_FRAME]) -> Option<usize> {
        let arrived = self.machine.state().network.as_mut()?.arrived.pop_front()?;
        frame[..arrived.len()].copy_from_slice(&arrived);
        Some(arrived.len())
    }

    /// Whether frames have arrived that nobody has taken.
    pub fn has_arrivals(&self) -> bool {
        self.machine.state().network.as_ref().is_some_and(|network| !network.arrived.is_empty())
    }

    /// Whether there is room for a frame to send.
    pub fn can_send(&self) -> bool {
        true
    }

    /// Sends a frame.
    pub fn send(&self, frame: &[u8]) -> bool {
        let peer = self.machine.state().network.as_ref().and_then(|network| network.peer.clone());
        let answers = peer.map(|peer| peer(frame)).unwrap_or_default();
        if let Some(network) = &mut self.machine.state().network {
            network.sent.push(frame.to_vec());
        }
        answers.into_iter().for_each(|answer| self.machine.deliver_frame(answer));
        true
    }
}

impl Machine {
    /// Gives the machine a network interface with that hardware address, and somebody at the other side.
    pub fn add_network(&self, mac: [u8; 6], peer: Option<Peer>) {
        let network = HostNetwork { mac, arrived: VecDeque::new(), pending: false, sent: Vec::new(), peer };
        self.state().network = Some(network);
    }

    /// A frame arrives, if it is not longer than frames can be.
    pub fn deliver_frame(&self, frame: Vec<u8>) {
        if let Some(network) = self.state().network.as_mut().filter(|_| frame.len() <= MAX_FRAME) {
            network.arrived.push_back(frame);
            network.pending = true;
        }
    }

    /// What was sent since the last call.
    pub fn take_frames(&self) -> Vec<Vec<u8>> {
        self.state().network.as_mut().map(|network| std::mem::take(&mut network.sent)).unwrap_or_default()
    }

    /// Whether frames arrived since the last interrupt that told so.
    pub(super) fn take_network_interrupt(&self) -> bool {
        let mut state = self.state();
        state.network.as_mut().is_some_and(|network| std::mem::take(&mut network.pending))
    }
}
