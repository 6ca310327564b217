//! Names and numbers of network interfaces.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::heap;
use crate::name_service::{index_of, name_of};
use crate::platform::{Network, Sys};
use crate::types::{c_char, c_uint, if_nameindex};
use core::ptr;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_nametoindex.html>
///
/// # Safety
/// `ifname` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_nametoindex(ifname: *const c_char) -> c_uint {
    // SAFETY: the caller's promise.
    index_of(unsafe { cstr(ifname) }.to_bytes()).unwrap_or_else(|error| {
        errno::set(error);
        0
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_indextoname.html>
///
/// # Safety
/// `ifname` has room for `IF_NAMESIZE` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_indextoname(ifindex: c_uint, ifname: *mut c_char) -> *mut c_char {
    errno::pointer(name_of(ifindex).map(|name| {
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(name.as_ptr().cast(), ifname, name.len()) };
        ifname
    }))
}

/// An array of all interfaces in one block of the heap: the array, then the names.
fn list() -> Result<*mut if_nameindex, Errno> {
    let interfaces = Sys::interfaces()?;
    let names = size_of::<if_nameindex>() * (interfaces.len() + 1);
    let size = names + interfaces.iter().map(|interface| interface.name().len() + 1).sum::<usize>();
    let block = heap::allocate(size)?;
    let array = block.cast::<if_nameindex>();
    let mut at = names;
    for (place, interface) in interfaces.iter().enumerate() {
        let name = interface.name();
        // SAFETY: the block has room for all entries and for all names with their NULs.
        unsafe {
            let copy = block.cast::<u8>().add(at);
            ptr::copy_nonoverlapping(interface.name.as_ptr(), copy, name.len() + 1);
            array.add(place).write(if_nameindex { if_index: interface.index, if_name: copy.cast() });
        }
        at += name.len() + 1;
    }
    // SAFETY: as above.
    unsafe { array.add(interfaces.len()).write(if_nameindex { if_index: 0, if_name: ptr::null_mut() }) };
    Ok(array)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_nameindex.html>
#[unsafe(no_mangle)]
pub extern "C" fn if_nameindex() -> *mut if_nameindex {
    errno::pointer(list())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_freenameindex.html>
///
/// # Safety
/// `ptr` is NULL or came from `if_nameindex`, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_freenameindex(ptr: *mut if_nameindex) {
    // SAFETY: the caller's promise.
    unsafe { heap::free(ptr.cast()) }
}
