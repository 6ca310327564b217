//! The Rust side of the types whose C text stands in `special.h.in`.

use super::{c_int, c_uint, c_void};
use core::marker::{PhantomData, PhantomPinned};

pub type wchar_t = c_int;

/// `long double`: 80-bit x87 in 16 bytes. Rust cannot pass it by value; entries that take or return it are naked
/// (see `crate::abi::long_double`), so the type only spells signatures and memory layouts.
#[repr(C, align(16))]
#[derive(Clone, Copy)]
pub struct long_double(pub [u8; 16]);

/// One argument list of the psABI (figure 3.34): what `va_list` decays to when passed to a function.
#[repr(C)]
pub struct VaListTag {
    pub gp_offset: c_uint,
    pub fp_offset: c_uint,
    pub overflow_arg_area: *mut c_void,
    pub reg_save_area: *mut c_void,
}

/// A `va_list` parameter: a pointer to the caller's list, which the callee advances.
pub type va_list = *mut VaListTag;

/// A locale object; incomplete in C.
#[repr(C)]
pub struct __locale_struct {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub type locale_t = *mut __locale_struct;

/// The conversion state of the multibyte functions.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct mbstate_t {
    pub __opaque1: c_uint,
    pub __opaque2: c_uint,
}

/// A file position, as `fgetpos` stores it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct fpos_t {
    /// The offset.
    pub __offset: super::off_t,
    /// The conversion state of a wide stream.
    pub __state: [c_uint; 2],
}

/// A case mapping of wide characters.
pub type wctrans_t = *const c_int;

/// A timer of the process.
pub type timer_t = *mut c_void;
