//! The functions that the kernel lends every process to read clocks without a system call.
//!
//! The kernel maps a small shared object and passes its address in the auxiliary vector. Its symbol table is found by
//! the dynamic section, as a dynamic linker would; where anything is not as expected there are no such functions, and
//! the system call does the work.

use crate::types::{clockid_t, time_t, timespec};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::sync::atomic::{AtomicPtr, Ordering};

/// `clock_gettime` as the kernel has it: zero, or an error's number, negative.
pub type ClockGettime = unsafe extern "C" fn(clockid_t, *mut timespec) -> c_int;

/// `time`: the seconds of the last tick.
pub type Time = unsafe extern "C" fn(*mut time_t) -> time_t;

static CLOCK_GETTIME: AtomicPtr<c_void> = AtomicPtr::new(core::ptr::null_mut());
static TIME: AtomicPtr<c_void> = AtomicPtr::new(core::ptr::null_mut());

const WANTED: [(&CStr, &AtomicPtr<c_void>); 2] =
    [(c"__vdso_clock_gettime", &CLOCK_GETTIME), (c"__vdso_time", &TIME)];

/// `clock_gettime`, if there is one.
#[inline]
pub fn clock_gettime() -> Option<ClockGettime> {
    let found = CLOCK_GETTIME.load(Ordering::Relaxed);
    // SAFETY: null, or the address of a function of this type, which `find` stored.
    unsafe { core::mem::transmute::<*mut c_void, Option<ClockGettime>>(found) }
}

/// `time`, if there is one.
#[inline]
pub fn time() -> Option<Time> {
    let found = TIME.load(Ordering::Relaxed);
    // SAFETY: null, or the address of a function of this type, which `find` stored.
    unsafe { core::mem::transmute::<*mut c_void, Option<Time>>(found) }
}

/// An ELF64 file header, as far as it is needed.
#[repr(C)]
struct FileHeader {
    ident: [u8; 16],
    kind: u16,
    machine: u16,
    version: u32,
    entry: u64,
    program_headers: u64,
    section_headers: u64,
    flags: u32,
    header_size: u16,
    program_header_size: u16,
    program_header_count: u16,
}

/// An ELF64 program header.
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    flags: u32,
    offset: u64,
    address: u64,
    physical: u64,
    file_size: u64,
    memory_size: u64,
    align: u64,
}

/// An ELF64 symbol.
#[repr(C)]
struct Symbol {
    name: u32,
    info: u8,
    other: u8,
    section: u16,
    value: u64,
    size: u64,
}

const LOAD: u32 = 1;
const DYNAMIC: u32 = 2;

/// Tags of the dynamic section.
const END: u64 = 0;
const HASH: u64 = 4;
const STRINGS: u64 = 5;
const SYMBOLS: u64 = 6;

/// Looks for the functions in the object at `image` and remembers them.
///
/// # Safety
/// `image` is null or the address of the kernel's shared object, from the auxiliary vector.
pub unsafe fn find(image: *const u8) {
    if image.is_null() {
        return;
    }
    // SAFETY: the object is well formed: the kernel made it. Addresses in it count from its first load address.
    unsafe {
        let header = &*image.cast::<FileHeader>();
        let headers: *const ProgramHeader = image.wrapping_add(header.program_headers as usize).cast();
        let (mut dynamic, mut base) = (None, None);
        for i in 0..usize::from(header.program_header_count) {
            let segment = &*headers.wrapping_add(i);
            match segment.kind {
                LOAD if base.is_none() => {
                    base = Some(
                        image.wrapping_add(segment.offset as usize).wrapping_sub(segment.address as usize),
                    );
                }
                DYNAMIC => dynamic = Some(image.wrapping_add(segment.offset as usize).cast::<[u64; 2]>()),
                _ => {}
            }
        }
        let (Some(base), Some(mut entry)) = (base, dynamic) else { return };
        let (mut hash, mut strings, mut symbols) = (None, None, None);
        while (*entry)[0] != END {
            let [tag, value] = *entry;
            let place = Some(base.wrapping_add(value as usize));
            match tag {
                HASH => hash = place,
                STRINGS => strings = place,
                SYMBOLS => symbols = place,
                _ => {}
            }
            entry = entry.wrapping_add(1);
        }
        let (Some(hash), Some(strings), Some(symbols)) = (hash, strings, symbols) else { return };
        // The second word of the hash table is the number of symbols.
        let count = *hash.cast::<u32>().wrapping_add(1);
        for i in 0..count as usize {
            let symbol = &*symbols.cast::<Symbol>().wrapping_add(i);
            let name = CStr::from_ptr(strings.wrapping_add(symbol.name as usize).cast::<c_char>());
            for (wanted, place) in WANTED {
                if symbol.section != 0 && name == wanted {
                    let function = base.wrapping_add(symbol.value as usize);
                    place.store(function.cast_mut().cast(), Ordering::Relaxed);
                }
            }
        }
    }
}
