//! The network interface: frames that the test gives the machine, and what the machine sent.

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
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

/// A frame that has arrived.
#[must_use]
pub struct Frame(Vec<u8>);

impl Deref for Frame {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Frame {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
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

    /// Whether the next arrival calls [`Callbacks::network`](crate::Callbacks::network).
    pub fn will_interrupt(&self) -> bool {
        self.machine.state().network.as_ref().is_none_or(|network| network.arrived.is_empty())
    }

    /// Takes the next frame that has arrived.
    pub fn receive(&mut self) -> Option<Frame> {
        self.machine.state().network.as_mut()?.arrived.pop_front().map(Frame)
    }

    /// The frame's buffer is for another one.
    pub fn give_back(&mut self, frame: Frame) {
        drop(frame);
    }

    /// Whether there is room for a frame to send.
    pub fn can_send(&mut self) -> bool {
        true
    }

    /// Sends a frame of so many bytes, which `fill` writes; what that gave, and `false` if there was no room.
    pub fn send<R>(&mut self, length: usize, fill: impl FnOnce(&mut [u8]) -> R) -> (R, bool) {
        let mut frame = vec![0; length];
        let result = fill(&mut frame);
        let peer = self.machine.state().network.as_ref().and_then(|network| network.peer.clone());
        let answers = peer.map(|peer| peer(&frame)).unwrap_or_default();
        if let Some(network) = &mut self.machine.state().network {
            network.sent.push(frame);
        }
        answers.into_iter().for_each(|answer| self.machine.deliver_frame(answer));
        (result, true)
    }

    /// Tells the device of what was sent, which this one knows already.
    pub fn notify(&mut self) {}
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
