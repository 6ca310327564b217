//! `Interface`: the interfaces of the schema by name and id.

use crate::capos_capnp as schema;

macro_rules! interfaces {
    ($($name:ident = $module:ident),* $(,)?) => {
        /// Every interface of the schema; the value is its id there.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u64)]
        pub enum Interface {
            $($name = schema::$module::ID,)*
        }

        impl Interface {
            pub const ALL: &'static [Interface] = &[$(Interface::$name),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Interface::$name => stringify!($name),)*
                }
            }

            /// By ordinal.
            pub const fn method_names(self) -> &'static [&'static str] {
                match self {
                    $(Interface::$name => crate::methods::$module::NAMES,)*
                }
            }

            /// Their ordinals are the numbers below.
            pub const fn methods(self) -> u16 {
                match self {
                    $(Interface::$name => crate::methods::$module::METHODS,)*
                }
            }
        }
    };
}

interfaces! {
    Console = console,
    TerminalSession = terminal_session,
    PseudoTerminal = pseudo_terminal,
    Timer = timer,
    WallClock = wall_clock,
    EntropySource = entropy_source,
    VirtualMemory = virtual_memory,
    MemoryObject = memory_object,
    File = file,
    Namespace = namespace,
    BlockDevice = block_device,
    ChannelFactory = channel_factory,
    Pipe = pipe,
    LocalSocket = local_socket,
    EventCounter = event_counter,
    NetworkManager = network_manager,
    UdpSocket = udp_socket,
    TcpSocket = tcp_socket,
    TcpListener = tcp_listener,
    ProcessSpawner = process_spawner,
    ProcessHandle = process_handle,
    ProcessForker = process_forker,
    SelfProcess = self_process,
    SignalTimer = signal_timer,
    SignalReader = signal_reader,
    ThreadSpawner = thread_spawner,
    ThreadHandle = thread_handle,
    ParkSpace = park_space,
    ProcessList = process_list,
    SystemInfo = system_info,
}

/// No interface of the schema has this id or name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownInterface;

impl Interface {
    pub const fn id(self) -> u64 {
        self as u64
    }

    pub fn from_name(name: &str) -> Result<Self, UnknownInterface> {
        Self::ALL.iter().copied().find(|interface| interface.name() == name).ok_or(UnknownInterface)
    }
}

impl TryFrom<u64> for Interface {
    type Error = UnknownInterface;

    fn try_from(id: u64) -> Result<Self, UnknownInterface> {
        Self::ALL.iter().copied().find(|interface| interface.id() == id).ok_or(UnknownInterface)
    }
}
