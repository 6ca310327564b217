//! `Services`: what the kernel itself can grant to the processes of the manifest.

use alloc::sync::Arc;

use capos_schema::Interface;

use super::{Disks, Volumes};
use crate::boot_package::BootPackage;
use crate::clock::ClockPages;
use crate::interfaces::{
    BlockDevice, ChannelFactory, Console, EntropySource, MemoryObject, ParkSpace, ProcessForker, ProcessList,
    ProcessSpawner, SelfProcess, SystemInfo, TerminalSession, ThreadSpawner, Timer, VirtualMemory, WallClock,
};
use crate::memory::MemoryError;
use crate::network::Network;
use crate::object::{Capability, Object};
use crate::quota::Quota;
use crate::terminal::Wire;

/// Capabilities of all processes together: the kernel's heap pays for their slots.
const CAPABILITIES: u64 = 1 << 18;

/// Processes that exist at a time, the dead that somebody holds a handle of included.
const PROCESSES: u64 = 4096;

pub struct Services {
    pub package: Arc<BootPackage>,
    pub terminal: Arc<TerminalSession>,
    pub quota: Quota,
    pub volumes: Volumes,
    pub disks: Disks,
    /// For manifests that grant it to somebody.
    pub network: Option<Arc<Network>>,
    clock: Arc<ClockPages>,
}

impl Services {
    pub fn new(package: BootPackage) -> Result<Self, MemoryError> {
        let package = Arc::new(package);
        Ok(Services {
            volumes: Volumes::new(&package),
            disks: Disks::default(),
            package,
            terminal: Arc::new(Wire::serial()).open(),
            quota: Quota::new(capos_hal::frame::total(), CAPABILITIES, PROCESSES),
            network: None,
            clock: Arc::new(ClockPages::new()?),
        })
    }

    /// A capability of the kernel's own. `None` if the path names nothing that it could be for, or if no object
    /// of the interface can be made out of nothing.
    pub fn grant(&self, interface: Interface, path: &str) -> Option<Capability> {
        let object: Arc<dyn Object> = match interface {
            Interface::Console => Arc::new(Console::new()),
            Interface::TerminalSession => Arc::clone(&self.terminal) as Arc<dyn Object>,
            Interface::Timer => Arc::new(Timer::new(Arc::clone(&self.clock))),
            Interface::WallClock => Arc::new(WallClock::new(Arc::clone(&self.clock))),
            Interface::EntropySource => Arc::new(EntropySource),
            Interface::VirtualMemory => Arc::new(VirtualMemory),
            Interface::MemoryObject => {
                let file = self.package.file(path)?;
                Arc::new(MemoryObject::boot_file(&self.package, file)?)
            }
            Interface::File => self.volumes.boot_file(path)?,
            Interface::Namespace => self.volumes.boot_namespace(path)?,
            Interface::BlockDevice => {
                let disk = path.parse().ok().and_then(|number| self.disks.find(number))?;
                Arc::new(BlockDevice::new(disk))
            }
            Interface::ProcessSpawner => Arc::new(ProcessSpawner::new(Arc::clone(&self.package))),
            Interface::SelfProcess => Arc::new(SelfProcess),
            Interface::SystemInfo => Arc::new(SystemInfo),
            Interface::ProcessList => Arc::new(ProcessList),
            Interface::ProcessForker => Arc::new(ProcessForker),
            Interface::ChannelFactory => Arc::new(ChannelFactory),
            Interface::ThreadSpawner => Arc::new(ThreadSpawner),
            Interface::ParkSpace => Arc::new(ParkSpace),
            Interface::EventCounter | Interface::Pipe | Interface::PseudoTerminal => return None,
            Interface::ProcessHandle | Interface::ThreadHandle => return None,
            Interface::SignalTimer | Interface::SignalReader => return None,
            Interface::NetworkManager
            | Interface::LocalSocket
            | Interface::UdpSocket
            | Interface::TcpSocket
            | Interface::TcpListener => return None,
        };
        Some(Capability::new(object))
    }
}
