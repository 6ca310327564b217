//! `Capability<I>`: an owned handle, typed by its interface.
//!
//! Not `Clone`: a second handle is an explicit, fallible [`Capability::duplicate`]. Dropping releases the slot.
//! The clients of the interfaces are inherent methods, one file per interface.

use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use capos_schema::Interface;
use capos_schema::abi::{Glance, Handle, Operation, Readiness, Submission, SubmissionFlags};

use crate::entry;
use crate::error::{Error, Result};

/// Names an interface at the type level.
pub trait InterfaceType {
    const INTERFACE: Interface;
}

/// The interfaces of the schema as types.
pub mod interfaces {
    use super::{Interface, InterfaceType};

    macro_rules! markers {
        ($($name:ident),* $(,)?) => {$(
            #[doc = concat!("The interface `", stringify!($name), "` of the schema.")]
            #[derive(Debug)]
            pub enum $name {}

            impl InterfaceType for $name {
                const INTERFACE: Interface = Interface::$name;
            }
        )*};
    }

    markers!(
        Console,
        TerminalSession,
        PseudoTerminal,
        Timer,
        WallClock,
        EntropySource,
        VirtualMemory,
        MemoryObject,
        File,
        Namespace,
        BlockDevice,
        ChannelFactory,
        Pipe,
        LocalSocket,
        EventCounter,
        NetworkManager,
        UdpSocket,
        TcpSocket,
        TcpListener,
        ProcessSpawner,
        ProcessHandle,
        ProcessForker,
        SelfProcess,
        SignalTimer,
        SignalReader,
        ThreadSpawner,
        ThreadHandle,
        ParkSpace,
        ProcessList,
        SystemInfo,
    );
}

/// A capability of interface `I` in this process's table.
#[derive(Debug)]
#[repr(transparent)]
pub struct Capability<I> {
    handle: Handle,
    interface: PhantomData<fn() -> I>,
}

impl<I: InterfaceType> Capability<I> {
    /// Takes over a handle. A handle of another interface or none does no harm: its calls answer a fault.
    pub const fn from_handle(handle: Handle) -> Self {
        Capability { handle, interface: PhantomData }
    }

    /// A client for a handle that something else owns: never released by it.
    pub const fn borrowed(handle: Handle) -> ManuallyDrop<Self> {
        ManuallyDrop::new(Self::from_handle(handle))
    }

    pub const fn handle(&self) -> Handle {
        self.handle
    }

    /// Gives the handle up without releasing it.
    pub fn into_handle(self) -> Handle {
        ManuallyDrop::new(self).handle
    }

    /// A second handle for the same object.
    pub fn duplicate(&self) -> Result<Self> {
        duplicate(self.handle).map(Self::from_handle)
    }

    /// Waits until the object is ready for any of `interest`, or with `wait` false only looks; answers for what.
    pub fn poll(&self, interest: Readiness, wait: bool) -> Result<Readiness> {
        let mut submission = Submission::empty(Operation::Poll);
        submission.capability = self.handle.bits();
        submission.bulk_address = u64::from(interest.0);
        submission.flags = if wait { 0 } else { SubmissionFlags::NO_WAIT };
        issue(&submission).map(|value| Readiness(value as u32))
    }
}

impl<I> Drop for Capability<I> {
    fn drop(&mut self) {
        // A handle that is stale already needs no release.
        let _ = release(self.handle);
    }
}

/// A second handle for the object that `handle` names.
pub fn duplicate(handle: Handle) -> Result<Handle> {
    let mut submission = Submission::empty(Operation::Duplicate);
    submission.capability = handle.bits();
    issue(&submission).map(|value| Handle::from_bits(value as u32))
}

/// Empties the slot that `handle` names.
pub fn release(handle: Handle) -> Result<()> {
    let mut submission = Submission::empty(Operation::Release);
    submission.capability = handle.bits();
    issue(&submission).map(drop)
}

/// Puts what each capability is ready for in place of what is asked; answers how many are ready.
/// Waits for the first until the deadline, in Timer's nanoseconds; with 0 it does not wait.
pub fn look_at(entries: &mut [Glance], deadline: u64) -> Result<usize> {
    let mut submission = Submission::empty(Operation::Look);
    submission.bulk_address = entries.as_mut_ptr() as u64;
    submission.bulk_length = size_of_val(entries) as u64;
    submission.params_address = deadline;
    // SAFETY: the entries are the caller's until this returns, and any bytes make entries.
    let completion = unsafe { entry::cap_call(&submission) };
    if completion.status == 0 {
        Ok(completion.value as usize)
    } else {
        Err(Error::from_status(completion.status, completion.detail))
    }
}

fn issue(submission: &Submission) -> Result<u64> {
    // SAFETY: POLL, DUPLICATE and RELEASE name no memory.
    let completion = unsafe { entry::cap_call(submission) };
    if completion.status == 0 {
        Ok(completion.value)
    } else {
        Err(Error::from_status(completion.status, completion.detail))
    }
}
