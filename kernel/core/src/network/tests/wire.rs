//! Another machine at the other side of the link, with TCP of smoltcp's own, and a wire between that loses, doubles and
//! swaps frames.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::vec::Vec;

use capos_hal::time;
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::tcp;
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{HardwareAddress, IpCidr, IpListenEndpoint, Ipv4Cidr};

use super::peer::{MAC, OWN, ROUTER, ROUTER_MAC};
use crate::network::{Configuration, Network};
use crate::testing::Kernel;

pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit
    }
}

/// Of a hundred frames.
#[derive(Clone, Copy, Default)]
pub struct Troubles {
    pub lost: usize,
    pub doubled: usize,
    pub swapped: usize,
}

#[derive(Default)]
struct Queues {
    arriving: VecDeque<Vec<u8>>,
    leaving: VecDeque<Vec<u8>>,
}

struct Taken(Vec<u8>);
struct Given<'a>(&'a mut VecDeque<Vec<u8>>);

impl Device for Queues {
    type RxToken<'a> = Taken;
    type TxToken<'a> = Given<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Taken, Given<'_>)> {
        let frame = self.arriving.pop_front()?;
        Some((Taken(frame), Given(&mut self.leaving)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Given<'_>> {
        Some(Given(&mut self.leaving))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = 1514;
        capabilities
    }
}

impl RxToken for Taken {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, look: F) -> R {
        look(&self.0)
    }
}

impl TxToken for Given<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, fill: F) -> R {
        let mut frame = vec![0; length];
        let result = fill(&mut frame);
        self.0.push_back(frame);
        result
    }
}

/// The machine under test, the wire, and the machine at its other end.
pub struct Wire {
    pub kernel: Kernel,
    pub network: Arc<Network>,
    pub troubles: Troubles,
    sent: Arc<Mutex<Vec<Vec<u8>>>>,
    queues: Queues,
    interface: Interface,
    pub sockets: SocketSet<'static>,
    random: Random,
}

fn now() -> Instant {
    Instant::from_micros((time::now() / 1000) as i64)
}

impl Wire {
    pub fn new() -> Self {
        let kernel = Kernel::new();
        crate::timers::reset();
        let sent = Arc::new(Mutex::new(Vec::new()));
        let out = Arc::clone(&sent);
        kernel.machine.add_network(
            MAC,
            Some(Arc::new(move |frame: &[u8]| {
                out.lock().unwrap().push(frame.to_vec());
                Vec::new()
            })),
        );
        let network = Network::new(Configuration {
            is_static: true,
            address: Some((OWN, 24)),
            gateway: Some(ROUTER),
            ..Configuration::default()
        });
        let mut queues = Queues::default();
        let config = Config::new(HardwareAddress::Ethernet(ROUTER_MAC));
        let mut interface = Interface::new(config, &mut queues, now());
        interface.update_ip_addrs(|addresses| {
            addresses.push(IpCidr::Ipv4(Ipv4Cidr::new(ROUTER, 24))).unwrap();
        });
        let (troubles, sockets) = (Troubles::default(), SocketSet::new(Vec::new()));
        Wire {
            kernel,
            network,
            troubles,
            sent,
            queues,
            interface,
            sockets,
            random: Random(0x9e37_79b9_7f4a_7c15),
        }
    }

    /// Frames after what the wire does to them.
    fn carry(&mut self, frames: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let mut carried: Vec<Vec<u8>> = Vec::new();
        for frame in frames {
            // Who asks for hardware addresses is answered also by a host whose programs are silent.
            let is_question = frame.get(12..14) == Some(&[8, 6]);
            if !is_question && self.random.below(100) < self.troubles.lost {
                continue;
            }
            if self.random.below(100) < self.troubles.doubled {
                carried.push(frame.clone());
            }
            carried.push(frame);
        }
        for at in 1..carried.len() {
            if self.random.below(100) < self.troubles.swapped {
                carried.swap(at - 1, at);
            }
        }
        carried
    }

    /// A millisecond passes.
    pub fn step(&mut self) {
        self.kernel.machine.advance(1_000_000);
        let out = std::mem::take(&mut *self.sent.lock().unwrap());
        let out = self.carry(out);
        self.queues.arriving.extend(out);
        self.interface.poll(now(), &mut self.queues, &mut self.sockets);
        let back = self.queues.leaving.drain(..).collect();
        for frame in self.carry(back) {
            self.kernel.machine.deliver_frame(frame);
        }
        self.kernel.machine.take_frames();
        self.network.poll();
        crate::timers::fire();
    }

    /// Time passes until something is so; at most two hours of it, of which nothing waits longer.
    #[track_caller]
    pub fn until(&mut self, mut is_so: impl FnMut(&mut Self) -> bool) {
        for _ in 0..600_000 {
            if is_so(self) {
                return;
            }
            self.step();
        }
        panic!("it never happens");
    }

    /// The other machine does not answer any more, and time passes.
    pub fn silence(&mut self, seconds: u64) {
        let lost = std::mem::replace(&mut self.troubles.lost, 100);
        for _ in 0..seconds * 10 {
            self.kernel.machine.advance(99_000_000);
            self.step();
        }
        self.troubles.lost = lost;
    }

    fn socket(&mut self) -> SocketHandle {
        let room = || tcp::SocketBuffer::new(vec![0; 30_000]);
        let mut socket = tcp::Socket::new(room(), room());
        socket.set_ack_delay(None);
        socket.set_timeout(Some(Duration::from_secs(600)));
        self.sockets.add(socket)
    }

    /// A socket of the other machine that listens.
    pub fn listen(&mut self, port: u16) -> SocketHandle {
        let handle = self.socket();
        self.peer(handle).listen(IpListenEndpoint::from(port)).unwrap();
        handle
    }

    /// A socket of the other machine that connects to the machine under test.
    pub fn connect(&mut self, port: u16, from: u16) -> SocketHandle {
        let handle = self.socket();
        let socket = self.sockets.get_mut::<tcp::Socket<'_>>(handle);
        socket.connect(self.interface.context(), (OWN, port), from).unwrap();
        handle
    }

    pub fn peer(&mut self, handle: SocketHandle) -> &mut tcp::Socket<'static> {
        self.sockets.get_mut(handle)
    }
}
