//! `NetworkDevice`: the first virtio network device.
//!
//! The crate's own driver tells the device of every buffer, each time with three accesses to its registers. Here it is told
//! once for all that a call has sent and given back, and only if it wants to know (virtio 1.2, 2.7.7). While frames are
//! taken, arrivals do not interrupt.

use core::ops::{Deref, DerefMut};
use core::slice;
use core::sync::atomic::{Ordering, fence};

use virtio_drivers::queue::VirtQueue;
use virtio_drivers::transport::pci::{PciTransport, virtio_device_type};
use virtio_drivers::transport::{DeviceType, Transport};

use super::buffers::{BUFFER, Buffers};
use super::dma::Direct;
use crate::frames::MAX_FRAME;
use crate::x86_64::interrupt::NETWORK_VECTOR;
use crate::x86_64::{message_interrupts, pci};

/// Buffers of each queue.
const QUEUE: usize = 64;

/// The queues that frames arrive in and leave by.
const RECEIVE_QUEUE: u16 = 0;
const TRANSMIT_QUEUE: u16 = 1;

/// What precedes a frame in its buffer: of a modern device, and of one from before virtio 1.0. It stays empty.
const HEADER: usize = 12;
const LEGACY_HEADER: usize = 10;

bitflags::bitflags! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Features: u64 {
        const MAC = 1 << 5;
        const VERSION_1 = 1 << 32;
    }
}

/// A queue, its buffers, and which of them each of the queue's tokens stands for.
struct Ring {
    queue: VirtQueue<Direct, QUEUE>,
    buffers: Buffers,
    buffer_of: [u16; QUEUE],
    /// Buffers were added that the device was not told of.
    is_untold: bool,
}

/// The machine's network interface.
pub struct NetworkDevice {
    transport: PciTransport,
    mac: [u8; 6],
    header: usize,
    interrupts: bool,
    /// Whether the next arrival interrupts.
    listens: bool,
    arriving: Ring,
    leaving: Ring,
    /// What is in each of the buffers that leave, and those that are free.
    lengths: [u16; QUEUE],
    free: [u16; QUEUE],
    free_count: usize,
}

/// A frame that has arrived, in its buffer: [`NetworkDevice::give_back`] takes it.
#[must_use]
pub struct Frame {
    start: *mut u8,
    length: usize,
    buffer: u16,
}

impl Deref for Frame {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: 1. the frame lies in its buffer, which is never freed; 2. nobody else knows the buffer: the device has used
        // it, and gets it again only when the frame is gone.
        unsafe { slice::from_raw_parts(self.start, self.length) }
    }
}

impl DerefMut for Frame {
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: as for `deref`.
        unsafe { slice::from_raw_parts_mut(self.start, self.length) }
    }
}

impl NetworkDevice {
    /// The machine's first one; to be called once. `None` if there is none that comes up.
    pub fn open() -> Option<NetworkDevice> {
        let mut root = pci::root();
        let mut devices = pci::devices(&root).into_iter();
        let (device, _) = devices.find(|(_, info)| virtio_device_type(info) == Some(DeviceType::Network))?;
        pci::enable(&mut root, device);
        let mut transport = PciTransport::new::<Direct, _>(&mut root, device).ok()?;
        let features = transport.begin_init(Features::all());
        let mac = transport.read_config_space(0).ok()?;
        let header = if features.contains(Features::VERSION_1) { HEADER } else { LEGACY_HEADER };
        let mut leaving = Ring::new(&mut transport, TRANSMIT_QUEUE, QUEUE + 1)?;
        let mut arriving = Ring::new(&mut transport, RECEIVE_QUEUE, QUEUE)?;
        transport.finish_init();
        // What has left is looked for when there is no buffer any more.
        leaving.queue.set_dev_notify(false);
        // Before buffers are there nothing arrives, so no interrupt is lost.
        let interrupts = message_interrupts::route(&mut root, device, RECEIVE_QUEUE, NETWORK_VECTOR);
        (0..QUEUE as u16).for_each(|buffer| arriving.offer(buffer));
        let mut device = NetworkDevice {
            transport,
            mac,
            header,
            interrupts,
            listens: true,
            arriving,
            leaving,
            lengths: [0; QUEUE],
            free: core::array::from_fn(|index| index as u16),
            free_count: QUEUE,
        };
        device.notify();
        Some(device)
    }

    pub fn mac_address(&self) -> [u8; 6] {
        self.mac
    }

    /// Whether the next arrival calls [`Callbacks::network`](crate::Callbacks::network); if not, the device must be looked at.
    pub fn will_interrupt(&self) -> bool {
        self.interrupts && self.listens
    }

    /// Takes the next frame that has arrived. With `None` the next one interrupts.
    pub fn receive(&mut self) -> Option<Frame> {
        loop {
            let Some(token) = self.arriving.queue.peek_used() else {
                if self.listens {
                    return None;
                }
                self.listen(true);
                // One that arrived before the device could know is found, or it interrupts.
                fence(Ordering::SeqCst);
                continue;
            };
            if self.listens {
                self.listen(false);
            }
            let buffer = self.arriving.buffer_of[usize::from(token)];
            let room = self.arriving.buffers.get(buffer.into());
            // SAFETY: it is the buffer that `offer` gave for that token.
            let filled = unsafe { self.arriving.queue.pop_used(token, &[], &mut [&mut *room]) }.ok()?;
            match room.get_mut(self.header..filled as usize).filter(|frame| frame.len() <= MAX_FRAME) {
                Some(frame) => return Some(Frame { start: frame.as_mut_ptr(), length: frame.len(), buffer }),
                None => self.arriving.offer(buffer),
            }
        }
    }

    /// The frame's buffer is for another one.
    pub fn give_back(&mut self, frame: Frame) {
        self.arriving.offer(frame.buffer);
    }

    /// Whether there is room for a frame to send.
    pub fn can_send(&mut self) -> bool {
        if self.free_count == 0 {
            self.reclaim();
        }
        self.free_count > 0
    }

    /// Sends a frame of so many bytes, at most [`MAX_FRAME`], which `fill` writes; what that gave, and `false` if there was
    /// no room. [`NetworkDevice::notify`] tells the device.
    pub fn send<R>(&mut self, length: usize, fill: impl FnOnce(&mut [u8]) -> R) -> (R, bool) {
        let has_room = self.can_send();
        // The last one is not the queue's: what does not leave is written there.
        let buffer = if has_room { self.free[self.free_count - 1] } else { QUEUE as u16 };
        let end = self.header + length;
        let room = &mut self.leaving.buffers.get(buffer.into())[..end];
        let result = fill(&mut room[self.header..]);
        if !has_room {
            return (result, false);
        }
        // SAFETY: the buffer is not touched until `reclaim` takes it back.
        let Ok(token) = (unsafe { self.leaving.queue.add(&[room], &mut []) }) else { return (result, false) };
        self.leaving.buffer_of[usize::from(token)] = buffer;
        self.leaving.is_untold = true;
        self.lengths[usize::from(buffer)] = end as u16;
        self.free_count -= 1;
        (result, true)
    }

    /// Tells the device of what was sent and of buffers that were given back.
    pub fn notify(&mut self) {
        for (ring, number) in [(&mut self.leaving, TRANSMIT_QUEUE), (&mut self.arriving, RECEIVE_QUEUE)] {
            if core::mem::take(&mut ring.is_untold) {
                // The device sees the buffers, or it wants to be told.
                fence(Ordering::SeqCst);
                if ring.queue.should_notify() {
                    self.transport.notify(number);
                }
            }
        }
    }

    fn listen(&mut self, listens: bool) {
        self.arriving.queue.set_dev_notify(listens);
        self.listens = listens;
    }

    /// Takes buffers back that have been sent.
    fn reclaim(&mut self) {
        while let Some(token) = self.leaving.queue.peek_used() {
            let buffer = self.leaving.buffer_of[usize::from(token)];
            let length = usize::from(self.lengths[usize::from(buffer)]);
            let sent = &self.leaving.buffers.get(buffer.into())[..length];
            // SAFETY: it is the buffer that `send` gave for that token.
            if unsafe { self.leaving.queue.pop_used(token, &[sent], &mut []) }.is_err() {
                return;
            }
            self.free[self.free_count] = buffer;
            self.free_count += 1;
        }
    }
}

impl Ring {
    fn new(transport: &mut PciTransport, number: u16, buffers: usize) -> Option<Self> {
        let queue = VirtQueue::new(transport, number, false, false).ok()?;
        Some(Ring { queue, buffers: Buffers::new(buffers)?, buffer_of: [0; QUEUE], is_untold: false })
    }

    /// A frame may arrive in the buffer.
    fn offer(&mut self, buffer: u16) {
        let room = self.buffers.get(buffer.into());
        // SAFETY: the buffer is not touched until `receive` takes it back.
        if let Ok(token) = unsafe { self.queue.add(&[], &mut [room]) } {
            self.buffer_of[usize::from(token)] = buffer;
            self.is_untold = true;
        }
    }
}

const _: () = assert!(HEADER + MAX_FRAME <= BUFFER);
