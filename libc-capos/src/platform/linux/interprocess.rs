//! The kernel's own message queues, semaphores and segments.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Interprocess;
use crate::types::{c_int, c_long, c_void, key_t, msqid_ds, sembuf, shmid_ds, size_t};

impl Interprocess for Linux {
    fn msgget(key: key_t, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::MSGGET, args([int(key), int(flags)])) }.map(|number| number as c_int)
    }

    unsafe fn msgsnd(number: c_int, message: *const c_void, size: size_t, flags: c_int) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe { syscall(nr::MSGSND, args([int(number), message as usize, size, int(flags)])) }.map(drop)
    }

    unsafe fn msgrcv(
        number: c_int,
        message: *mut c_void,
        size: size_t,
        kind: c_long,
        flags: c_int,
    ) -> Result<usize, Errno> {
        let arguments = args([int(number), message as usize, size, kind as usize, int(flags)]);
        // SAFETY: the caller's promise.
        unsafe { syscall(nr::MSGRCV, arguments) }
    }

    unsafe fn msgctl(number: c_int, command: c_int, status: *mut msqid_ds) -> Result<c_int, Errno> {
        // SAFETY: the caller's promise; the structure is the kernel's.
        unsafe { syscall(nr::MSGCTL, args([int(number), int(command), status as usize])) }
            .map(|result| result as c_int)
    }

    fn semget(key: key_t, count: c_int, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SEMGET, args([int(key), int(count), int(flags)])) }.map(|number| number as c_int)
    }

    fn semop(number: c_int, operations: &[sembuf]) -> Result<(), Errno> {
        let arguments = args([int(number), operations.as_ptr() as usize, operations.len()]);
        // SAFETY: the kernel reads the slice, whose elements have its layout.
        unsafe { syscall(nr::SEMOP, arguments) }.map(drop)
    }

    unsafe fn semctl(
        number: c_int,
        semaphore: c_int,
        command: c_int,
        argument: usize,
    ) -> Result<c_int, Errno> {
        // SAFETY: the caller's promise.
        unsafe { syscall(nr::SEMCTL, args([int(number), int(semaphore), int(command), argument])) }
            .map(|result| result as c_int)
    }

    fn shmget(key: key_t, size: size_t, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SHMGET, args([int(key), size, int(flags)])) }.map(|number| number as c_int)
    }

    unsafe fn shmat(number: c_int, address: usize, flags: c_int) -> Result<usize, Errno> {
        // SAFETY: the caller's promise.
        unsafe { syscall(nr::SHMAT, args([int(number), address, int(flags)])) }
    }

    unsafe fn shmdt(address: usize) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe { syscall(nr::SHMDT, args([address])) }.map(drop)
    }

    unsafe fn shmctl(number: c_int, command: c_int, status: *mut shmid_ds) -> Result<c_int, Errno> {
        // SAFETY: the caller's promise; the structure is the kernel's.
        unsafe { syscall(nr::SHMCTL, args([int(number), int(command), status as usize])) }
            .map(|result| result as c_int)
    }
}
