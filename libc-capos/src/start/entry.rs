//! Process entry: `_start` of crt1.o calls [`__capos_start`].

use super::{arguments, exit};
use crate::header::errno::set_program_name;
use crate::platform::{Launch, Process, Startup, Sys};
use crate::thread;
use crate::types::{c_char, c_int};
use capos_relocation::{Dynamic, relocate};

/// The program's `main`.
type Main = unsafe extern "C" fn(c_int, *mut *mut c_char, *mut *mut c_char) -> c_int;
/// A constructor; it gets `main`'s arguments, which those of C ignore.
type Constructor = unsafe extern "C" fn(c_int, *mut *mut c_char, *mut *mut c_char);

unsafe extern "C" {
    // Bounds of the constructor tables, defined by the linker.
    #[link_name = "__preinit_array_start"]
    static PREINIT_START: [Constructor; 0];
    #[link_name = "__preinit_array_end"]
    static PREINIT_END: [Constructor; 0];
    #[link_name = "__init_array_start"]
    static INIT_START: [Constructor; 0];
    #[link_name = "__init_array_end"]
    static INIT_END: [Constructor; 0];
}

/// Status of a process that could not start, as shells report it for "not executable".
const CANNOT_START: c_int = 126;

/// Turns the initial state of the process into a call of `main`.
///
/// # Safety
/// Called once, by `_start`: `stack` is the initial stack pointer, `dynamic` the dynamic section of the
/// position-independent executable loaded at `base` that nobody has relocated yet, else NULL. The base comes as an
/// argument because the address of a linker-defined symbol may stand in the table that awaits relocation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __capos_start(
    stack: *mut usize,
    dynamic: *const Dynamic,
    main: Main,
    base: usize,
) -> ! {
    if !dynamic.is_null() {
        // SAFETY: by the contract the image at `base` awaits relocation.
        unsafe { relocate(base, dynamic) };
    }
    // SAFETY: the image is relocated now; the arguments are passed on.
    unsafe { run(stack, main) }
}

/// # Safety
/// As for [`__capos_start`], with a relocated image. Not inlined, so that nothing of it moves before relocation.
#[inline(never)]
unsafe fn run(stack: *mut usize, main: Main) -> ! {
    // SAFETY: `stack` is the initial stack pointer and this is the first call.
    let Launch { argc, argv, envp, random } = unsafe { Sys::launch(stack) };
    // The guard's lowest byte is zero, so that string functions cannot copy past it.
    let guard = usize::from_ne_bytes(*random.first_chunk().expect("sixteen bytes")) & !0xff;
    // SAFETY: nothing has used the control block yet.
    if unsafe { thread::set_up_main(guard) }.is_err() {
        Sys::exit(CANNOT_START);
    }
    let argc = argc as c_int;
    // SAFETY: the platform hands over argument and environment arrays that live as long as the process; the
    // linker's bounds enclose the program's constructors; `main` is the program's.
    unsafe {
        arguments::store(argc, argv, envp);
        set_program_name(arguments::program_name());
        construct(&raw const PREINIT_START, &raw const PREINIT_END, argc, argv, envp);
        construct(&raw const INIT_START, &raw const INIT_END, argc, argv, envp);
        exit::exit(main(argc, argv, envp))
    }
}

/// # Safety
/// `start` and `end` enclose an array of constructors.
unsafe fn construct(
    start: *const [Constructor; 0],
    end: *const [Constructor; 0],
    argc: c_int,
    argv: *mut *mut c_char,
    envp: *mut *mut c_char,
) {
    let mut next = start.cast::<Constructor>();
    while next < end.cast() {
        // SAFETY: `next` is inside the array.
        unsafe {
            (*next)(argc, argv, envp);
            next = next.add(1);
        }
    }
}
