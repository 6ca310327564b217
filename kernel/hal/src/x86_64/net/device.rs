//! `NetworkDevice`: the first virtio network device.

use virtio_drivers::device::net::VirtIONetRaw;
use virtio_drivers::transport::DeviceType;
use virtio_drivers::transport::pci::{PciTransport, virtio_device_type};

use super::buffers::{BUFFER, Buffers};
use super::dma::Direct;
use crate::frames::MAX_FRAME;
use crate::sync::{Level, SpinLock};
use crate::x86_64::interrupt::NETWORK_VECTOR;
use crate::x86_64::{message_interrupts, pci};

struct NetworkLevel;
impl Level for NetworkLevel {
    const RANK: u8 = 57;
    const NAME: &'static str = "network device";
}

/// Buffers of each queue.
const QUEUE: usize = 64;

/// The queue that frames arrive in.
const RECEIVE_QUEUE: u16 = 0;

type Driver = VirtIONetRaw<Direct, PciTransport, QUEUE>;

struct State {
    driver: Driver,
    arriving: Buffers,
    leaving: Buffers,
    /// Which buffer of `leaving` each of the driver's tokens stands for, and those that are free.
    tokens: [u16; QUEUE],
    /// What is in each of them.
    lengths: [u16; QUEUE],
    free: [u16; QUEUE],
    free_count: usize,
    /// The same for `arriving`.
    arriving_tokens: [u16; QUEUE],
}

/// The machine's network interface.
pub struct NetworkDevice {
    mac: [u8; 6],
    interrupts: bool,
    state: SpinLock<NetworkLevel, State>,
}

impl NetworkDevice {
    /// The machine's first one; to be called once. `None` if there is none that comes up.
    pub fn open() -> Option<NetworkDevice> {
        let mut root = pci::root();
        let mut devices = pci::devices(&root).into_iter();
        let (device, _) = devices.find(|(_, info)| virtio_device_type(info) == Some(DeviceType::Network))?;
        pci::enable(&mut root, device);
        let transport = PciTransport::new::<Direct, _>(&mut root, device).ok()?;
        let mut driver = Driver::new(transport).ok()?;
        let mut arriving = Buffers::new(QUEUE)?;
        let leaving = Buffers::new(QUEUE)?;
        let mut arriving_tokens = [0; QUEUE];
        // Before buffers are there nothing arrives, so no interrupt is lost.
        let interrupts = message_interrupts::route(&mut root, device, RECEIVE_QUEUE, NETWORK_VECTOR);
        driver.enable_interrupts();
        for index in 0..QUEUE {
            // SAFETY: the buffer is not touched until `receive_complete` takes it back.
            let token = unsafe { driver.receive_begin(arriving.get(index)) }.ok()?;
            arriving_tokens[usize::from(token)] = index as u16;
        }
        let state = State {
            driver,
            arriving,
            leaving,
            tokens: [0; QUEUE],
            lengths: [0; QUEUE],
            free: core::array::from_fn(|index| index as u16),
            free_count: QUEUE,
            arriving_tokens,
        };
        Some(NetworkDevice { mac: state.driver.mac_address(), interrupts, state: SpinLock::new(state) })
    }

    pub fn mac_address(&self) -> [u8; 6] {
        self.mac
    }

    /// Whether arrivals call [`Callbacks::network`](crate::Callbacks::network); if not, the device must be looked at.
    pub fn interrupts(&self) -> bool {
        self.interrupts
    }

    /// Takes the next frame that has arrived; gives its length.
    pub fn receive(&self, frame: &mut [u8; MAX_FRAME]) -> Option<usize> {
        let mut state = self.state.lock();
        loop {
            let token = state.driver.poll_receive()?;
            let length = state.take(token, frame);
            if length.is_some() {
                return length;
            }
        }
    }

    /// Whether frames have arrived that nobody has taken.
    pub fn has_arrivals(&self) -> bool {
        self.state.lock().driver.poll_receive().is_some()
    }

    /// Whether there is room for a frame to send.
    pub fn can_send(&self) -> bool {
        let mut state = self.state.lock();
        state.reclaim();
        state.free_count > 0
    }

    /// Sends a frame. `false` if there is no room.
    pub fn send(&self, frame: &[u8]) -> bool {
        let mut state = self.state.lock();
        state.reclaim();
        let Some(last) = state.free_count.checked_sub(1) else { return false };
        let index = state.free[last];
        let State { driver, leaving, .. } = &mut *state;
        let buffer = leaving.get(usize::from(index));
        let Ok(header) = driver.fill_buffer_header(buffer) else { return false };
        let Some(room) = buffer.get_mut(header..header + frame.len()) else { return false };
        room.copy_from_slice(frame);
        // SAFETY: the buffer is not touched until `transmit_complete` takes it back.
        let Ok(token) = (unsafe { driver.transmit_begin(&buffer[..header + frame.len()]) }) else {
            return false;
        };
        let length = (header + frame.len()) as u16;
        state.lengths[usize::from(index)] = length;
        state.tokens[usize::from(token)] = index;
        state.free_count = last;
        true
    }
}

impl State {
    /// Copies a frame out of its buffer and gives the buffer back to the device. `None` for what is no frame.
    fn take(&mut self, token: u16, frame: &mut [u8; MAX_FRAME]) -> Option<usize> {
        let index = self.arriving_tokens[usize::from(token)];
        let buffer = self.arriving.get(usize::from(index));
        // SAFETY: it is the buffer that `receive_begin` gave that token for.
        let received = unsafe { self.driver.receive_complete(token, buffer) };
        let copied = received.ok().and_then(|(header, length)| {
            let bytes = buffer.get(header..header + length)?;
            frame.get_mut(..length)?.copy_from_slice(bytes);
            Some(length)
        });
        // SAFETY: the buffer is not touched until `receive_complete` takes it back.
        if let Ok(token) = unsafe { self.driver.receive_begin(buffer) } {
            self.arriving_tokens[usize::from(token)] = index;
        }
        copied
    }

    /// Takes buffers back that have been sent.
    fn reclaim(&mut self) {
        while let Some(token) = self.driver.poll_transmit() {
            let index = self.tokens[usize::from(token)];
            let length = usize::from(self.lengths[usize::from(index)]);
            let buffer = &self.leaving.get(usize::from(index))[..length];
            // SAFETY: it is the buffer that `transmit_begin` gave that token for.
            if unsafe { self.driver.transmit_complete(token, buffer) }.is_err() {
                return;
            }
            self.free[self.free_count] = index;
            self.free_count += 1;
        }
    }
}

const _: () = assert!(MAX_FRAME + 16 <= BUFFER);
