//! What the process was given at its start: the CapSet, the LaunchParameters, the ring.

use core::sync::atomic::{AtomicPtr, Ordering};

use capos_schema::abi::Handle;
use capos_schema::abi::capset::CapSetEntry;
use capos_schema::abi::startup::Startup;
use capos_schema::capos_capnp::launch_parameters;
use capos_schema::message::StructReader;

use crate::capability::{Capability, InterfaceType};
use crate::error::Result;

static STARTUP: AtomicPtr<Startup> = AtomicPtr::new(core::ptr::null_mut());

/// Keeps the start-up block's address; called once, before anything else here.
///
/// # Safety
/// `startup` is what the kernel put in RDI at the process's first instruction.
pub unsafe fn initialize(startup: *const Startup) {
    STARTUP.store(startup.cast_mut(), Ordering::Relaxed);
}

/// The start-up block.
///
/// # Panics
/// Before [`initialize`], and under a kernel of another ABI version.
pub fn startup() -> &'static Startup {
    let startup = STARTUP.load(Ordering::Relaxed);
    assert!(!startup.is_null(), "capos-rt used before its initialization");
    // SAFETY: `initialize` promises a block that the kernel mapped read only for the life of the process.
    let startup = unsafe { &*startup };
    assert!(
        startup.magic == Startup::MAGIC && startup.version == Startup::VERSION,
        "kernel of another ABI version"
    );
    startup
}

/// The capabilities the process started with.
pub fn capset() -> &'static [CapSetEntry] {
    let startup = startup();
    if startup.capset_count == 0 {
        return &[];
    }
    // SAFETY: the kernel wrote that many entries there, in memory that stays mapped read only.
    unsafe {
        core::slice::from_raw_parts(
            startup.capset_address as *const CapSetEntry,
            startup.capset_count as usize,
        )
    }
}

/// The entry called `name`.
pub fn lookup(name: &str) -> Option<&'static CapSetEntry> {
    capset().iter().find(|entry| entry.is_called(name.as_bytes()))
}

/// The granted capability called `name`, if its interface is `I`. It stays the process's own: never released.
pub fn granted<I: InterfaceType>(name: &str) -> Option<core::mem::ManuallyDrop<Capability<I>>> {
    let entry = lookup(name)?;
    (entry.interface == I::INTERFACE.id()).then(|| Capability::borrowed(Handle::from_bits(entry.handle)))
}

/// The first granted capability of interface `I`, whatever its name.
pub fn granted_any<I: InterfaceType>() -> Option<core::mem::ManuallyDrop<Capability<I>>> {
    let entry = capset().iter().find(|entry| entry.interface == I::INTERFACE.id())?;
    Some(Capability::borrowed(Handle::from_bits(entry.handle)))
}

/// Reads the LaunchParameters. Texts in them live as long as the process: see [`launch_bytes`].
pub fn with_launch<T>(read: impl FnOnce(launch_parameters::Reader<'_>) -> Result<T>) -> Result<T> {
    read(StructReader::root(launch_bytes())?.into())
}

/// The LaunchParameters message itself.
pub fn launch_bytes() -> &'static [u8] {
    let startup = startup();
    if startup.launch_length == 0 {
        return &[];
    }
    // SAFETY: the kernel copied a message of that length there, in memory that stays mapped read only.
    unsafe {
        core::slice::from_raw_parts(startup.launch_address as *const u8, startup.launch_length as usize)
    }
}
