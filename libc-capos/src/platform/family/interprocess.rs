//! The interprocess communication of XSI. Where the kernel has none, [`crate::xsi`] keeps the objects in files.

use crate::errno::Errno;
use crate::types::{c_int, c_long, c_void, key_t, msqid_ds, sembuf, shmid_ds, size_t};
use crate::xsi::{calls, messages, segments, semaphores};

pub trait Interprocess {
    fn msgget(key: key_t, flags: c_int) -> Result<c_int, Errno> {
        messages::get(key, flags)
    }

    /// A cancellation point.
    ///
    /// # Safety
    /// `message` is a long and `size` bytes behind it.
    unsafe fn msgsnd(number: c_int, message: *const c_void, size: size_t, flags: c_int) -> Result<(), Errno> {
        // SAFETY: the same contract.
        unsafe { calls::msgsnd(number, message, size, flags) }
    }

    /// A cancellation point. How many bytes the text has.
    ///
    /// # Safety
    /// `message` has room for a long and `size` bytes behind it.
    unsafe fn msgrcv(
        number: c_int,
        message: *mut c_void,
        size: size_t,
        kind: c_long,
        flags: c_int,
    ) -> Result<usize, Errno> {
        // SAFETY: the same contract.
        unsafe { calls::msgrcv(number, message, size, kind, flags) }
    }

    /// # Safety
    /// `status` is readable to set something and writable to be told.
    unsafe fn msgctl(number: c_int, command: c_int, status: *mut msqid_ds) -> Result<c_int, Errno> {
        // SAFETY: the same contract.
        unsafe { calls::msgctl(number, command, status) }
    }

    fn semget(key: key_t, count: c_int, flags: c_int) -> Result<c_int, Errno> {
        semaphores::get(key, count, flags)
    }

    fn semop(number: c_int, operations: &[sembuf]) -> Result<(), Errno> {
        semaphores::operate(number, operations)
    }

    /// # Safety
    /// The argument is what the command takes.
    unsafe fn semctl(
        number: c_int,
        semaphore: c_int,
        command: c_int,
        argument: usize,
    ) -> Result<c_int, Errno> {
        // SAFETY: the same contract.
        unsafe { calls::semctl(number, semaphore, command, argument) }
    }

    fn shmget(key: key_t, size: size_t, flags: c_int) -> Result<c_int, Errno> {
        segments::get(key, size, flags)
    }

    /// The address; zero lets the system choose.
    ///
    /// # Safety
    /// Nothing that the program still needs lies at the address.
    unsafe fn shmat(number: c_int, address: usize, flags: c_int) -> Result<usize, Errno> {
        // SAFETY: the same contract.
        unsafe { segments::attach(number, address, flags) }
    }

    /// # Safety
    /// Nobody uses the segment at that address any more.
    unsafe fn shmdt(address: usize) -> Result<(), Errno> {
        // SAFETY: the same contract.
        unsafe { segments::detach(address) }
    }

    /// # Safety
    /// As for [`Interprocess::msgctl`].
    unsafe fn shmctl(number: c_int, command: c_int, status: *mut shmid_ds) -> Result<c_int, Errno> {
        // SAFETY: the same contract.
        unsafe { calls::shmctl(number, command, status) }
    }
}
