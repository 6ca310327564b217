//! The objects of the process, of which a static program has one.

use crate::start::{self, ProgramHeader};
use crate::thread;
use crate::types::{c_char, c_int, c_ulong, c_void, size_t};
use core::ptr;

/// Its C text stands in the header's template.
#[repr(C)]
pub struct dl_phdr_info {
    pub dlpi_addr: usize,
    pub dlpi_name: *const c_char,
    pub dlpi_phdr: *const ProgramHeader,
    pub dlpi_phnum: u16,
    /// How often objects were loaded and unloaded.
    pub dlpi_adds: c_ulong,
    pub dlpi_subs: c_ulong,
    pub dlpi_tls_modid: size_t,
    pub dlpi_tls_data: *mut c_void,
}

/// <https://man7.org/linux/man-pages/man3/dl_iterate_phdr.3.html>
///
/// # Safety
/// `callback` may be called with an object's description, its size and `data`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dl_iterate_phdr(
    callback: Option<unsafe extern "C" fn(*mut dl_phdr_info, size_t, *mut c_void) -> c_int>,
    data: *mut c_void,
) -> c_int {
    let (Some(callback), Some(image)) = (callback, start::image()) else { return 0 };
    let variables = thread::Template::find().copy_of(ptr::from_ref(thread::tcb()));
    let mut information = dl_phdr_info {
        dlpi_addr: image.bias,
        // The program itself has no name here.
        dlpi_name: c"".as_ptr(),
        dlpi_phdr: image.headers().as_ptr(),
        dlpi_phnum: image.headers().len() as u16,
        dlpi_adds: 1,
        dlpi_subs: 0,
        dlpi_tls_modid: size_t::from(variables.is_some()),
        dlpi_tls_data: variables.map_or(ptr::null_mut(), |copy| copy.cast_mut().cast()),
    };
    // SAFETY: the caller's promise.
    unsafe { callback(&mut information, size_of::<dl_phdr_info>(), data) }
}
