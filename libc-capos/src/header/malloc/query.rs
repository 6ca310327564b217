//! Looking at the heap and tuning it.

use crate::heap;
use crate::types::{c_int, c_void, mallinfo, mallinfo2, size_t};

/// GNU: bytes that a block can hold.
///
/// # Safety
/// `block` is NULL or a block of the heap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn malloc_usable_size(block: *mut c_void) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { heap::usable_size(block) }
}

/// GNU: gives free memory back to the system; 1 if there was any. How much to keep, `_pad`, is decided by the heap.
#[unsafe(no_mangle)]
pub extern "C" fn malloc_trim(_pad: size_t) -> c_int {
    c_int::from(heap::trim())
}

/// GNU: sizes of the heap's parts.
#[unsafe(no_mangle)]
pub extern "C" fn mallinfo2() -> mallinfo2 {
    numbers()
}

fn numbers() -> mallinfo2 {
    let now = heap::statistics();
    mallinfo2 {
        arena: now.arena,
        ordblks: now.free_blocks,
        hblks: now.huge_blocks,
        hblkhd: now.huge_bytes,
        uordblks: now.used,
        fordblks: now.free,
        keepcost: now.trimmable,
        ..mallinfo2::default()
    }
}

/// GNU: `mallinfo2` in smaller numbers; those that do not fit are cut to the largest.
#[unsafe(no_mangle)]
pub extern "C" fn mallinfo() -> mallinfo {
    let now = numbers();
    let cut = |value: size_t| c_int::try_from(value).unwrap_or(c_int::MAX);
    mallinfo {
        arena: cut(now.arena),
        ordblks: cut(now.ordblks),
        smblks: 0,
        hblks: cut(now.hblks),
        hblkhd: cut(now.hblkhd),
        usmblks: 0,
        fsmblks: 0,
        uordblks: cut(now.uordblks),
        fordblks: cut(now.fordblks),
        keepcost: cut(now.keepcost),
    }
}

/// GNU: sets a parameter. The heap has none of those that are known; as with others, an unknown one is not set: 0.
#[unsafe(no_mangle)]
pub extern "C" fn mallopt(_parameter: c_int, _value: c_int) -> c_int {
    0
}
