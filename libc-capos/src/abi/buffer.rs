//! Pointer and length as slices. A length of zero allows any pointer, NULL included, as C programs pass it.

use core::mem::MaybeUninit;

/// A readable array.
///
/// # Safety
/// `data` points to `count` initialized elements that nobody changes during `'a`, or `count` is zero.
pub unsafe fn slice<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the caller promises `count` initialized elements.
    unsafe { core::slice::from_raw_parts(data, count) }
}

/// A writable array.
///
/// # Safety
/// `data` points to `count` initialized elements that nobody else uses during `'a`, or `count` is zero.
pub unsafe fn slice_mut<'a, T>(data: *mut T, count: usize) -> &'a mut [T] {
    if count == 0 {
        return &mut [];
    }
    // SAFETY: the caller promises `count` elements for our use alone.
    unsafe { core::slice::from_raw_parts_mut(data, count) }
}

/// A writable buffer whose contents may be uninitialized: what `read` and its kin fill.
///
/// # Safety
/// `data` points to `count` writable bytes that nobody else uses during `'a`, or `count` is zero.
pub unsafe fn uninit_slice_mut<'a>(data: *mut u8, count: usize) -> &'a mut [MaybeUninit<u8>] {
    // SAFETY: the caller's promise; `MaybeUninit` asks for no initialization.
    unsafe { slice_mut(data.cast::<MaybeUninit<u8>>(), count) }
}
