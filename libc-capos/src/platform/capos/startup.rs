//! Process entry: the kernel's start-up block becomes `argc`, `argv` and `envp`.

use super::{Capos, descriptors};
use crate::errno::Errno;
use crate::platform::{Identity, Launch, Memory, MemoryProtection, Startup};
use crate::types::c_char;
use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::schema::abi::startup::Startup as Block;
use capos_rt::schema::capos_capnp::launch_parameters;
use capos_rt::schema::message::DataList;
use capos_rt::startup;
use core::arch::asm;
use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::ptr;

// <elf.h>.
const AT_PHDR: usize = 3;
const AT_PHENT: usize = 4;
const AT_PHNUM: usize = 5;
const AT_PAGESZ: usize = 6;
const AT_ENTRY: usize = 9;
const AT_UID: usize = 11;
const AT_EUID: usize = 12;
const AT_GID: usize = 13;
const AT_EGID: usize = 14;
const AT_CLKTCK: usize = 17;
const AT_SECURE: usize = 23;
const AT_RANDOM: usize = 25;
/// Bytes of a program header.
const PROGRAM_HEADER: usize = 56;
/// What `times` counts in a second.
const CLOCK_TICKS: usize = 100;

/// Room for arguments and environment of usual size, so that a process without VirtualMemory can start too.
const ROOM: usize = 2048;

#[repr(C, align(16))]
struct Room(UnsafeCell<[u8; ROOM]>);

// SAFETY: used once, at start, before any second thread exists.
unsafe impl Sync for Room {}

static STATIC_ROOM: Room = Room(UnsafeCell::new([0; ROOM]));

/// Bytes that strings and pointers of a list take.
fn size(list: DataList<'_>) -> usize {
    list.iter().map(|text| text.map_or(0, <[u8]>::len) + 1 + size_of::<*mut c_char>()).sum::<usize>()
        + size_of::<*mut c_char>()
}

/// Hands out a block of memory from front (pointers) to back (strings).
struct Writer {
    pointers: *mut *mut c_char,
    strings: *mut u8,
}

impl Writer {
    /// Copies the strings, NUL-terminated, and their NULL-terminated pointer array; answers the array.
    ///
    /// # Safety
    /// The room still has `size(list)` bytes.
    unsafe fn list(&mut self, list: DataList<'_>) -> *mut *mut c_char {
        let array = self.pointers;
        for text in list.iter().map(|text| text.unwrap_or_default()) {
            // SAFETY: by the contract strings, their NULs and pointers all have room; the parts do not overlap.
            unsafe {
                ptr::copy_nonoverlapping(text.as_ptr(), self.strings, text.len());
                *self.strings.add(text.len()) = 0;
                *self.pointers = self.strings.cast();
                self.strings = self.strings.add(text.len() + 1);
                self.pointers = self.pointers.add(1);
            }
        }
        // SAFETY: the room includes the array's end.
        unsafe {
            *self.pointers = ptr::null_mut();
            self.pointers = self.pointers.add(1);
        }
        array
    }
}

/// Copies arguments and environment to writable memory, where C programs may change them.
fn copy(launch: launch_parameters::Reader<'_>) -> Result<(usize, *mut *mut c_char, *mut *mut c_char), Errno> {
    let arguments = launch.get_arguments().map_err(|_| Errno::EINVAL)?;
    let environment = launch.get_environment().map_err(|_| Errno::EINVAL)?;
    let count = (arguments.len() + environment.len() + 2) as usize;
    let needed = size(arguments) + size(environment);
    let room = if needed <= ROOM {
        STATIC_ROOM.0.get().cast::<u8>()
    } else {
        Capos::map(needed.next_multiple_of(PAGE_SIZE), MemoryProtection::ReadWrite)?.as_ptr()
    };
    // SAFETY: the pointers of both lists come first, the strings after them, together `needed` bytes.
    unsafe {
        let pointers = room.cast::<*mut c_char>();
        let mut writer = Writer { pointers, strings: pointers.add(count).cast() };
        Ok((arguments.len() as usize, writer.list(arguments), writer.list(environment)))
    }
}

/// A process whose launch parameters are missing or do not fit in memory starts without any.
fn nothing() -> (usize, *mut *mut c_char, *mut *mut c_char) {
    let empty = STATIC_ROOM.0.get().cast::<*mut c_char>();
    // SAFETY: the room is aligned, larger than two pointers, and used by nothing else.
    unsafe {
        *empty = ptr::null_mut();
        *empty.add(1) = ptr::null_mut();
        (0, empty, empty.add(1))
    }
}

impl Startup for Capos {
    unsafe fn launch(stack: *mut usize) -> Launch {
        // SAFETY: crt1 passes what the kernel left in RDI, the start-up block, and this is the first use.
        unsafe { startup::initialize(stack.cast::<Block>()) };
        let mut copied = Err(Errno::EINVAL);
        // Reading fails on a malformed message only; then there are no arguments either.
        let _ = startup::with_launch(|launch| {
            copied = copy(launch);
            descriptors::initialize(launch);
            Ok(())
        });
        let (argc, argv, envp) = copied.unwrap_or_else(|_| nothing());
        let random = *startup::startup().random.first_chunk().unwrap_or(&[0; 16]);
        Launch { argc, argv, envp, random }
    }

    unsafe fn set_thread_pointer(tcb: *mut c_void) {
        // SAFETY: the kernel enables FSGSBASE; the caller promises a control block that outlives the thread.
        unsafe { asm!("wrfsbase {}", in(reg) tcb, options(nostack, preserves_flags)) };
    }

    /// What a vector would say, if capOS started programs with one.
    fn auxiliary(kind: usize) -> Option<usize> {
        match kind {
            AT_PHDR => Some(startup::startup().program_headers as usize),
            AT_PHENT => Some(PROGRAM_HEADER),
            AT_PHNUM => Some(startup::startup().program_header_count as usize),
            AT_PAGESZ => Some(PAGE_SIZE),
            AT_CLKTCK => Some(CLOCK_TICKS),
            AT_UID | AT_EUID => Some(Capos::users()[0] as usize),
            AT_GID | AT_EGID => Some(Capos::groups()[0] as usize),
            // No program gets more than its starter gave it.
            AT_SECURE => Some(0),
            AT_RANDOM => Some(startup::startup().random.as_ptr().addr()),
            AT_ENTRY => Some(startup::startup().entry_point as usize),
            _ => None,
        }
    }
}
